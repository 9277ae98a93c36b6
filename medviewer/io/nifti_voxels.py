"""The voxels of a NIfTI file, read straight into the memory they stay in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import ReadError
from medviewer.io.nifti_header import NiftiHeader, voxel_file
from medviewer.io.progress import ReadReport
from medviewer.io.read_source import read_source
from medviewer.io.voxel_source import VoxelSource


def read_nifti_voxels(
    path: str, header: NiftiHeader, shape: tuple[int, ...], report: ReadReport
) -> npt.NDArray[Any]:
    """True values in memory from ``report.empty``: scaled as the file says, NaN kept.

    Parameters
    ----------
    shape
        [t, k, j, i], of colours [t, k, j, i, channel].

    Raises
    ------
    ReadError
        If they are not all there, cannot be kept exactly or do not fit into memory; one sentence.
    """
    if not header.stored_type:
        raise ReadError(f"{path} holds numbers of a kind that this version does not show.")
    if not np.isfinite(header.intercept):
        raise ReadError(f"{path} is damaged: its header does not say what its numbers mean.")
    return read_source(path, _source(Path(path), header, shape), shape, report)


def _source(path: Path, header: NiftiHeader, shape: tuple[int, ...]) -> VoxelSource:
    file, stored = voxel_file(path), np.dtype(header.stored_type)
    read = header.start + int(np.prod(shape, dtype=object)) * stored.itemsize
    return VoxelSource(
        str(file),
        stored,
        header.start,
        file.suffix.lower() == ".gz",
        header.slope,
        header.intercept,
        max(0, header.length - read),
    )
