"""A batch on a Dask cluster: one task a study, paths instead of voxels, models kept loaded by each worker.

Dask is an optional extra: ``pip install "medviewer[cluster]"``.
"""
