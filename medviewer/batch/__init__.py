"""One model on many studies, on this machine or on a Dask cluster."""
