"""NaN and infinity in NIfTI: ITK hands them out as 0, which reads as a true value."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import ReadError
from medviewer.io.nifti_header import NiftiHeader, voxel_file

_BLOCK = 1 << 20
_FLOATS = ("f4", "f8")


def put_back_not_finite(path: str | Path, header: NiftiHeader | None, voxels: npt.NDArray[Any]) -> None:
    """Puts NaN and infinity of a file of floats back into the voxels that ITK read from it.

    Parameters
    ----------
    path
        The file that ``header`` was read from.
    header
        None, or a header of integers, leaves everything as it is.
    voxels
        C-contiguous floats [k, j, i] or [t, k, j, i], the first of the file; changed in place.

    Raises
    ------
    ReadError
        If the voxels are not all there.
    """
    if header is None or header.stored_type[1:] not in _FLOATS or voxels.dtype.kind != "f":
        return
    flat, stored = voxels.reshape(-1), np.dtype(header.stored_type)
    try:
        with _opened(voxel_file(Path(path))) as file:
            file.seek(header.start)
            for first in range(0, flat.size, _BLOCK):
                part = flat[first : first + _BLOCK]
                raw = file.read(part.size * stored.itemsize)
                values = np.frombuffer(raw, stored, count=part.size)
                lost = ~np.isfinite(values)
                part[lost] = values[lost]
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise ReadError(f"{path} is damaged: its pixels cannot be read.") from error


def _opened(path: Path) -> BinaryIO:
    if path.suffix.lower() == ".gz":
        return cast(BinaryIO, gzip.open(path, "rb"))
    return path.open("rb")
