"""DICOM Segmentation object -> Segmentation (PS3.3 A.51)."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pydicom

from medviewer.core.errors import ReadError
from medviewer.core.geometry import Geometry
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.io.dicom.parse.bad_content import BAD_CONTENT
from medviewer.io.dicom.parse.sop_classes import SEGMENTATION_CLASSES
from medviewer.io.dicom.parse.whole_file import whole_file
from medviewer.io.dicom.seg.codes import code_of_segment, color_of_segment
from medviewer.io.dicom.seg.frames import NUMBER_OF_FRAMES_LIMIT, frames_of
from medviewer.io.dicom.seg.grid import frame_positions, group_item, same_plane, slice_numbers, spanned_grid
from medviewer.io.dicom.seg.private_block import SegExtras, extras_of
from medviewer.io.dicom.short_label import short_label
from medviewer.io.overlap import overlap_problem
from medviewer.io.progress import ReadReport

_MOST_BYTES = 8 << 30


def read_segmentation(path: str, report: ReadReport) -> Segmentation:
    """Reads a DICOM Segmentation: BINARY, FRACTIONAL (cut at half) or LABELMAP.

    The grid is the full one of the source where the file carries it (files that medviewer wrote), else
    the smallest regular grid that holds all frames; `fit_to_grid` puts it into the volume on screen.
    Where segments overlap the later one wins and ``problems`` says so.

    Raises
    ------
    ReadError
        With one sentence, if the file is no segmentation, damaged, or has no regular grid.
    """
    name = Path(path).name
    dataset = _checked(path, name)
    report(0.05, "Reading the segmentation")
    try:
        return _read(dataset, name, report)
    except MemoryError:
        raise
    except BAD_CONTENT as error:
        raise ReadError(f"{name} holds values that cannot be read; the file is damaged.") from error


def _read(dataset: Any, name: str, report: ReadReport) -> Segmentation:
    extras = extras_of(dataset)
    frames = int(dataset.NumberOfFrames)
    positions = frame_positions(dataset, frames, name)
    geometry, slices = _grid(dataset, extras, positions, name)
    segments = _segments(dataset, extras, name)
    highest = max((segment.number for segment in segments.values()), default=1)
    dtype = np.uint8 if highest <= 255 else np.uint16
    if int(np.prod(geometry.shape_kji, dtype=np.int64)) * np.dtype(dtype).itemsize > _MOST_BYTES:
        raise ReadError(f"{name} spans a grid that is too large to be shown.")
    labels = report.empty(geometry.shape_kji, dtype)
    labels[...] = 0
    overlapping = _fill(labels, dataset, slices, segments, name, report)
    series_uid, instance_uids = _references(dataset)
    return Segmentation(
        labels=labels,
        geometry=geometry,
        segments=tuple(sorted(segments.values(), key=lambda segment: segment.number)),
        name=short_label(str(dataset.get("SeriesDescription") or "")) or "Segmentation",
        provenance=extras.provenance or _provenance(dataset),
        source_series_uid=series_uid,
        source_instance_uids=instance_uids,
        problems=overlap_problem(overlapping),
    )


def _checked(path: str, name: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            dataset = pydicom.dcmread(whole_file(path, _MOST_BYTES))
            frames = int(dataset.get("NumberOfFrames") or 0)
            size = int(dataset.get("Rows") or 0) * int(dataset.get("Columns") or 0)
    except BAD_CONTENT as error:
        raise ReadError(f"{name} cannot be read as DICOM; the file is damaged or of another kind.") from error
    if str(dataset.get("SOPClassUID", "")) not in SEGMENTATION_CLASSES:
        raise ReadError(f"{name} is not a DICOM Segmentation.")
    if frames < 1 or size < 1 or "PixelData" not in dataset or not dataset.get("SegmentSequence"):
        raise ReadError(
            f"{name} is a DICOM Segmentation without frames or segments; there is nothing to show."
        )
    if frames > NUMBER_OF_FRAMES_LIMIT or size > 1 << 28:
        raise ReadError(f"{name} claims more frames or pixels than can be shown.")
    return dataset


def _grid(dataset: Any, extras: SegExtras, positions: Any, name: str) -> tuple[Geometry, list[int]]:
    """The grid and the slice of every frame in it."""
    full = extras.geometry
    if full is not None and same_plane(dataset, full, len(positions), name):
        slices = slice_numbers(full, positions)
        if slices is not None:
            return full, slices
    spanned = spanned_grid(dataset, positions, name)
    slices = slice_numbers(spanned, positions)
    if slices is None:
        raise ReadError(f"{name} has unevenly spaced slices; it cannot be shown truly.")
    return spanned, slices


def _segments(dataset: Any, extras: SegExtras, name: str) -> dict[int, Segment]:
    """Segments by their number in the file; background (0 of a LABELMAP) is none."""
    items = {int(item.get("SegmentNumber", -1)): item for item in dataset.SegmentSequence}
    items.pop(0, None)
    if not items or min(items) < 1 or max(items) > 65535:
        raise ReadError(f"{name} has segments without a valid number; it is not shown.")
    numbers = extras.numbers if extras.numbers is not None and len(extras.numbers) == len(items) else None
    own = dict(zip(sorted(items), numbers or sorted(items), strict=True))
    return {
        in_file: Segment(
            number=own[in_file],
            name=short_label(str(item.get("SegmentLabel") or "")) or f"Label {own[in_file]}",
            color=color_of_segment(item, own[in_file]),
            code=code_of_segment(item),
        )
        for in_file, item in items.items()
    }


def _fill(
    labels: npt.NDArray[Any],
    dataset: Any,
    slices: list[int],
    segments: dict[int, Segment],
    name: str,
    report: ReadReport,
) -> int:
    """Writes all frames into the label map; returns how many voxels belong to more than one segment."""
    is_labelmap = str(dataset.get("SegmentationType", "")) == "LABELMAP"
    table = np.zeros(65536, dtype=labels.dtype)
    for in_file, segment in segments.items():
        table[in_file] = segment.number
    overlapping = 0
    for n, frame in enumerate(frames_of(dataset, name)):
        plane = labels[slices[n]]
        if is_labelmap:
            plane[...] = table[frame]
        else:
            item = group_item(dataset, n, "SegmentIdentificationSequence")
            number = -1 if item is None else int(item.get("ReferencedSegmentNumber") or -1)
            if number not in segments:
                raise ReadError(
                    f"{name} does not say to which segment its frame {n + 1} belongs; it is not shown."
                )
            overlapping += int(np.count_nonzero(plane[frame]))
            plane[frame] = segments[number].number
        if n % 64 == 0:
            report(0.05 + 0.9 * n / len(slices), "Reading the segmentation")
    return overlapping


def _references(dataset: Any) -> tuple[str, tuple[str, ...]]:
    """UIDs of the series and of the instances that the segmentation was made from."""
    for series in dataset.get("ReferencedSeriesSequence") or ():
        instances = series.get("ReferencedInstanceSequence") or ()
        uids = tuple(str(item.get("ReferencedSOPInstanceUID", "")) for item in instances)
        return str(series.get("SeriesInstanceUID", "")), uids
    return "", ()


def _provenance(dataset: Any) -> Provenance | None:
    """The algorithm that other software names, if it was automatic."""
    for item in dataset.SegmentSequence:
        if str(item.get("SegmentAlgorithmType", "")) != "AUTOMATIC":
            continue
        name, version = str(item.get("SegmentAlgorithmName") or ""), ""
        for algorithm in item.get("SegmentationAlgorithmIdentificationSequence") or ():
            name = str(algorithm.get("AlgorithmName") or name)
            version = str(algorithm.get("AlgorithmVersion") or "")
        return Provenance(model_name=short_label(name), model_version=short_label(version))
    return None
