"""One model on many studies, on this machine or on a Dask cluster.

`find_cases` finds the series that the model may fit, `CaseRunner` does one of them on the hosts of this
machine, `run_here` and `cluster.run_on_cluster` do them all, `CaseStore` knows what is done.
"""
