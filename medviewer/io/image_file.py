"""NIfTI, NRRD and MetaImage: grids through SimpleITK's readers for single files, NIfTI voxels by our own."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import SimpleITK as sitk  # noqa: N813

from medviewer.core.errors import ReadError
from medviewer.core.series import LoadReport, Problem, SeriesEntry, Verdict
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Volume
from medviewer.io.colour_voxels import colour_problems, colours_and_luminance
from medviewer.io.file_entry import file_entry
from medviewer.io.image_header import ImageHeader, open_image
from medviewer.io.memory import require_memory
from medviewer.io.nifti_voxels import read_nifti_voxels
from medviewer.io.nrrd_voxels import nrrd_source
from medviewer.io.packed_data import check_packed_data
from medviewer.io.progress import ReadReport
from medviewer.io.read_source import read_source
from medviewer.io.voxel_source import KEPT_TYPES

_COPIES = 2
"""ITK's own and the one that stays."""

_LARGEST_VALUE_BYTES = 4


def scan_image(path: str, source: str, taken: Container[str]) -> SeriesEntry:
    """The entry of an image file, from its header alone. Raises `ReadError` if it has no valid header."""
    header = open_image(path)
    report = LoadReport(Verdict.REGULAR, header.problems)
    entry = file_entry(path, source, header.geometry.shape_kji, report, taken)
    return replace(entry, time_points=len(header.times))


def read_image(entry: SeriesEntry, report: ReadReport) -> Volume | TimeSeries:
    """An image file in the file's own order of axes, world positions in LPS mm.

    A file with a time axis is a `TimeSeries` whose arrays lie in one block [t, k, j, i].

    Raises
    ------
    ReadError
        If the file is damaged, holds vectors or complex numbers, or does not fit into memory.
    """
    path = entry.files[0]
    header = open_image(path)
    block = _block(path, header, report)
    report(0.9, "")
    rgb, problems = None, header.problems
    if header.channels > 1:
        problems += colour_problems(block)
        rgb, block = colours_and_luminance(block, report)
    report(1.0, "")
    volumes = tuple(
        _volume(entry, header, problems, voxels, None if rgb is None else rgb[t])
        for t, voxels in enumerate(block)
    )
    if len(volumes) == 1:
        return volumes[0]
    return TimeSeries(volumes, header.times, header.time_unit)


def _block(path: str, header: ImageHeader, report: ReadReport) -> npt.NDArray[Any]:
    """All values [t, k, j, i], of colours [t, k, j, i, channel], as the file has them."""
    # A picture of two dimensions gets a third of one slice.
    shape: tuple[int, ...] = (len(header.times), *header.geometry.shape_kji)
    if header.channels > 1:
        shape = (*shape, header.channels)
    if header.nifti is not None:
        return read_nifti_voxels(path, header.nifti, shape, report)
    # The axis of the colours may be any one in NRRD, which ITK puts in order.
    source = nrrd_source(path, shape) if header.channels == 1 else None
    if source is not None:
        return read_source(path, source, shape, report)
    return _read_with_itk(path, header.reader, shape, report)


def _read_with_itk(
    path: str, reader: sitk.ImageFileReader, shape: tuple[int, ...], report: ReadReport
) -> npt.NDArray[Any]:
    count = int(np.prod([int(n) for n in reader.GetSize()], dtype=object))
    require_memory(path, _COPIES * _LARGEST_VALUE_BYTES * count)
    check_packed_data(path)
    if reader.GetDimension() > 4:
        reader.SetExtractIndex([0] * reader.GetDimension())
        reader.SetExtractSize([*reader.GetSize()[:4], *[0] * (reader.GetDimension() - 4)])
    report(0.1, "Reading the file")
    try:
        image = reader.Execute()
    except RuntimeError as error:
        raise ReadError(f"{path} is damaged: its pixels cannot be read.") from error
    report(0.8, "")
    stored = _stored(sitk.GetArrayViewFromImage(image).reshape(shape), path)
    block = report.empty(shape, stored.dtype)
    block[...] = stored
    return block


def _volume(
    entry: SeriesEntry,
    header: ImageHeader,
    problems: tuple[Problem, ...],
    voxels: npt.NDArray[Any],
    rgb: npt.NDArray[np.uint8] | None,
) -> Volume:
    return Volume(
        voxels,
        header.geometry,
        info=entry.info,
        report=LoadReport(Verdict.REGULAR, problems, entry.report.rejected),
        has_orientation=header.has_orientation,
        rgb=rgb,
    )


def _stored(values: npt.NDArray[Any], path: str) -> npt.NDArray[Any]:
    """The values in a type that a volume may have, without losing an integer."""
    name = values.dtype.name
    if name in KEPT_TYPES:
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
