"""NIfTI, NRRD and MetaImage, through SimpleITK's reader for single files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import psutil
import SimpleITK as sitk  # noqa: N813

from medviewer.core.errors import ReadError
from medviewer.core.series import LoadReport, SeriesEntry, Verdict
from medviewer.core.volume import Volume
from medviewer.io.file_entry import file_entry
from medviewer.io.image_header import open_image
from medviewer.io.not_finite import put_back_not_finite
from medviewer.io.packed_data import check_packed_data
from medviewer.io.progress import ReadReport

_KEPT_TYPES = {"int16", "uint16", "int32", "uint8", "float32"}


def scan_image(path: str, source: str, taken: Sequence[str]) -> SeriesEntry:
    """The entry of an image file, from its header alone. Raises `ReadError` if it has no valid header."""
    header = open_image(path)
    report = LoadReport(Verdict.REGULAR, header.problems)
    return file_entry(path, source, header.geometry.shape_kji, report, taken)


def read_image(entry: SeriesEntry, report: ReadReport) -> Volume:
    """An image file as a volume in the file's own order of axes, world positions in LPS mm.

    Of a file with a time axis the first time point is read and a problem says so.

    Raises
    ------
    ReadError
        If the file is damaged, holds colours or vectors, or does not fit into memory.
    """
    path = entry.files[0]
    header = open_image(path)
    reader, geometry = header.reader, header.geometry
    _check_memory(reader, path)
    check_packed_data(path)
    if reader.GetDimension() > 3:
        reader.SetExtractIndex([0] * reader.GetDimension())
        reader.SetExtractSize([*geometry.shape_ijk, *[0] * (reader.GetDimension() - 3)])
    report(0.1, "Reading the file")
    try:
        image = reader.Execute()
    except RuntimeError as error:
        raise ReadError(f"{path} is damaged: its pixels cannot be read.") from error
    report(0.8, "")
    # A picture of two dimensions gets a third of one slice.
    stored = _stored(sitk.GetArrayViewFromImage(image).reshape(geometry.shape_kji), path)
    voxels = report.empty(geometry.shape_kji, stored.dtype)
    voxels[...] = stored
    put_back_not_finite(path, header.nifti, voxels)
    report(1.0, "")
    return Volume(
        voxels,
        geometry,
        info=entry.info,
        report=LoadReport(Verdict.REGULAR, header.problems, entry.report.rejected),
        has_orientation=header.has_orientation,
    )


def _check_memory(reader: sitk.ImageFileReader, path: str) -> None:
    size = int(np.prod([int(n) for n in reader.GetSize()], dtype=object))
    needed, free = 2 * 4 * size, psutil.virtual_memory().available
    if needed > free:
        raise ReadError(f"{path} needs {needed / 1e9:.1f} GB of memory and {free / 1e9:.1f} GB are free.")


def _stored(values: npt.NDArray[Any], path: str) -> npt.NDArray[Any]:
    """The values in a type that a volume may have, without losing an integer."""
    name = values.dtype.name
    if name in _KEPT_TYPES:
        return values
    if name == "int8":
        return values.astype(np.int16)
    if values.dtype.kind in "iu":
        limits = np.iinfo(np.int32)
        if int(values.min()) >= limits.min and int(values.max()) <= limits.max:
            return values.astype(np.int32)
        raise ReadError(f"The values of {path} are too large to be kept exactly.")
    with np.errstate(over="ignore"):
        return values.astype(np.float32)
