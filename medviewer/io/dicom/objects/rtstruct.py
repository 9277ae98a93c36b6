"""RT Structure Set -> StructureSet (DICOM PS3.3 A.19, C.8.8.5, C.8.8.6)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast, get_args

import numpy as np
import numpy.typing as npt

from medviewer.core.contours import Contour, ContourKind, Roi, StructureSet
from medviewer.core.errors import ReadError
from medviewer.core.segmentation import COLOR_BLIND_SAFE, Color
from medviewer.core.series import Problem
from medviewer.io.dicom.objects.image_references import referenced_series
from medviewer.io.dicom.objects.object_file import (
    decimals_of,
    first_item,
    items,
    number_of,
    numbers_of,
    read_object,
    text_of,
)
from medviewer.io.progress import ReadReport

_MOST_ROIS = 2000
_MOST_CONTOURS = 200_000
_MOST_POINTS = 5_000_000
_FARTHEST_MM = 1e5


def read_structure_set(path: str, report: ReadReport) -> StructureSet:
    """The regions and contours of a structure set; references to images that are missing do no harm.

    A contour that cannot be drawn truly (a coordinate that is no number, a count that does not fit) is
    left out, and ``problems`` says how many.

    Raises
    ------
    ReadError
        If the file is damaged or defines no region.
    """
    dataset = read_object(path)
    report(0.2, "Reading the structure set")
    roles = {
        _number(item, "ReferencedROINumber"): item for item in items(dataset, "RTROIObservationsSequence")
    }
    drawn = {_number(item, "ReferencedROINumber"): item for item in items(dataset, "ROIContourSequence")}
    reader = _ContourReader(report)
    rois = []
    for place, item in enumerate(items(dataset, "StructureSetROISequence", _MOST_ROIS)):
        number = _number(item, "ROINumber")
        rois.append(_roi(item, place, drawn.get(number), roles.get(number), reader))
    if not rois:
        raise ReadError(f"{Path(path).name} is a structure set without any region; there is nothing to show.")
    frames = [
        text_of(item, "FrameOfReferenceUID", 128)
        for item in items(dataset, "ReferencedFrameOfReferenceSequence")
    ]
    return StructureSet(
        rois=tuple(rois),
        name=text_of(dataset, "StructureSetLabel", 256) or text_of(dataset, "SeriesDescription", 256),
        frame_of_reference_uids=tuple(uid for uid in frames if uid),
        series_uids=referenced_series(dataset),
        problems=reader.problems,
    )


def _roi(item: Any, place: int, outline: Any, role: Any, reader: _ContourReader) -> Roi:
    """A region from its three places in the file, two of which may be missing."""
    number = _number(item, "ROINumber")
    return Roi(
        number=number,
        name=text_of(item, "ROIName", 256) or f"Region {number}",
        color=_color(outline, place),
        interpreted_type="" if role is None else text_of(role, "RTROIInterpretedType", 64),
        contours=() if outline is None else tuple(reader.contours(outline)),
    )


class _ContourReader:
    """Reads contours as long as the bounds of the whole file are kept; counts what it leaves out."""

    def __init__(self, report: ReadReport) -> None:
        self._report = report
        self._contours = 0
        self._points = 0
        self._unusable = 0
        self._is_full = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        found = []
        if self._unusable:
            text = f"{self._unusable} contours have coordinates that cannot be used and are left out."
            if self._unusable == 1:
                text = "1 contour has coordinates that cannot be used and is left out."
            found.append(Problem("BAD_CONTOUR", text))
        if self._is_full:
            text = f"The file holds more contours than can be shown; the first {self._contours} are."
            found.append(Problem("TOO_MANY_CONTOURS", text))
        return tuple(found)

    def contours(self, outline: Any) -> Iterator[Contour]:
        """The usable contours of one item of the ROI Contour Sequence."""
        for item in items(outline, "ContourSequence", _MOST_CONTOURS):
            if self._contours % 256 == 0:
                self._report(0.2, "Reading contours")
            kind = text_of(item, "ContourGeometricType", 64) or "CLOSED_PLANAR"
            points = _points(item)
            if points is None or kind not in get_args(ContourKind):
                self._unusable += 1
                continue
            if self._contours >= _MOST_CONTOURS or self._points + len(points) > _MOST_POINTS:
                self._is_full = True
                return
            self._contours += 1
            self._points += len(points)
            image = first_item(item, "ContourImageSequence")
            uid = "" if image is None else text_of(image, "ReferencedSOPInstanceUID", 128)
            yield Contour(points, cast(ContourKind, kind), uid)


def _points(item: Any) -> npt.NDArray[np.float64] | None:
    """Points [n, 3] of a contour, None where they are none."""
    numbers = decimals_of(item, "ContourData")
    said = number_of(item, "NumberOfContourPoints")
    if not numbers.size or numbers.size % 3 or (said is not None and said != numbers.size // 3):
        return None
    points = numbers.reshape(-1, 3)
    return points if np.isfinite(points).all() and np.abs(points).max() < _FARTHEST_MM else None


def _number(item: Any, keyword: str) -> int:
    value = number_of(item, keyword)
    return -1 if value is None else int(value)


def _color(outline: Any, place: int) -> Color:
    """ROI Display Color, else one of ours."""
    said = [] if outline is None else numbers_of(outline, "ROIDisplayColor", 3)
    if len(said) != 3:
        return COLOR_BLIND_SAFE[place % len(COLOR_BLIND_SAFE)]
    red, green, blue = (min(max(int(value), 0), 255) for value in said)
    return red, green, blue
