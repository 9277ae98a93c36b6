"""Frames and their plan become an image with everything the files say of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import ReadError
from medviewer.core.geometry import Geometry, Vector
from medviewer.core.series import LoadReport, Problem, RejectedFile, SeriesEntry, Verdict
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.io.dicom.display import (
    blank_own_padding,
    display_problems,
    is_inverted,
    padding_of,
    unit_of,
    voi_luts_of,
    windows_of,
)
from medviewer.io.dicom.frames.cine import frame_time_ms
from medviewer.io.dicom.grid.plane import Plane, pixel_spacing_of
from medviewer.io.dicom.grid.series_plan import SeriesPlan
from medviewer.io.dicom.grid.straighten import straighten
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.pixels.frames_so_far import ReadingOrder
from medviewer.io.dicom.pixels.overlay_planes import overlays_of
from medviewer.io.dicom.pixels.read_frames import Frames
from medviewer.io.progress import ReadReport

_SEEN_IN_SCAN = ("SPLIT_SERIES", "TIME_POINTS", "INCOMPLETE", "MISSING_FILES")
_VOLUMES = (Verdict.REGULAR, Verdict.SHEARED, Verdict.GAPPED)
_FOR_EACH_SLICE = ("instance_uids", "frame_numbers", "rgb", "overlays")
_ON_TRUE_SLICES = "What the files draw is shown on the slices as acquired, not on the volume made of them."


def series_image(
    entry: SeriesEntry,
    plan: SeriesPlan,
    frames: Frames,
    rejected: Sequence[RejectedFile],
    report: ReadReport,
) -> Volume | Stack | TimeSeries:
    """A `Volume` where there is a grid or slices can be resampled to one, else a `Stack` of true slices.

    Volumes that follow each other in time are a `TimeSeries`; its arrays lie in one block [t, k, j, i].

    Raises
    ------
    ReadError
        If there is not enough memory for resampling.
    Cancelled
        If the report says so.
    """
    overlays, unread = overlays_of(plan.headers, report)
    if overlays and plan.grid is not None and plan.verdict in _VOLUMES:
        unread = (*unread, Problem("OVERLAY", _ON_TRUE_SLICES))
    problems = _report(entry, plan, frames, rejected, unread)
    fields = {**_fields(entry, plan), "rgb": frames.rgb, "report": problems, "overlays": overlays}
    blank_own_padding(plan.headers, frames.values)
    if plan.verdict not in _VOLUMES:
        return _stack(plan, frames.values, fields)
    try:
        volumes = _volumes(plan, frames.values, fields, report)
    except MemoryError as error:
        raise ReadError(
            f"There is not enough memory to put the slices of the series in {entry.source} on a straight "
            "grid; close other images and try again."
        ) from error
    if plan.axis is None:
        return volumes[0]
    return TimeSeries(tuple(volumes), plan.axis.times, plan.axis.unit, plan.axis.what)


def reading_order(plan: SeriesPlan) -> ReadingOrder:
    """From the slice that the window shows first: the middle of a volume, the first picture of a stack."""
    count = len(plan.headers) // plan.time_points
    return ReadingOrder(count // 2 if plan.verdict in _VOLUMES else 0, count)


def image_so_far(
    entry: SeriesEntry,
    plan: SeriesPlan,
    values: npt.NDArray[Any],
    rgb: npt.NDArray[np.uint8] | None,
    rejected: Sequence[RejectedFile],
) -> Volume | Stack:
    """What is shown while frames are still being read: the first volume, or the true slices it comes from."""
    count = len(plan.headers) // plan.time_points
    report = _report(entry, plan, Frames(values), rejected)
    fields = {**_fields(entry, plan), "rgb": rgb, "report": report}
    fields |= {name: _part(fields.get(name), slice(0, count)) for name in _FOR_EACH_SLICE}
    if plan.verdict in _VOLUMES and plan.grid is None:
        return Volume(
            values[:count], _geometry(plan.planes[0], (count, *values.shape[1:]), plan.step_mm), **fields
        )
    return _stack(plan, values[:count], fields)


def _volumes(
    plan: SeriesPlan, values: npt.NDArray[Any], fields: dict[str, Any], report: ReadReport
) -> list[Volume]:
    count = len(values) // plan.time_points
    parts = [slice(t * count, (t + 1) * count) for t in range(plan.time_points)]
    each = [{**fields, **{name: _part(fields.get(name), part) for name in _FOR_EACH_SLICE}} for part in parts]
    if plan.grid is None:
        grid = _geometry(plan.planes[0], (count, *values.shape[1:]), plan.step_mm)
        if plan.axis is None:
            return [Volume(values, grid, **each[0])]
        return [Volume(values[part], grid, **own) for part, own in zip(parts, each, strict=True)]
    stacks = [_stack(plan, values[part], own) for part, own in zip(parts, each, strict=True)]
    return straighten(stacks, values, plan.grid, report)


def _part(of_all_slices: Any, part: slice) -> Any:
    return None if of_all_slices is None else of_all_slices[part]


def _stack(plan: SeriesPlan, values: npt.NDArray[Any], fields: dict[str, Any]) -> Stack:
    shape = values.shape
    if len(set(plan.planes)) < 2:  # one after the other rather than side by side
        fields = {**fields, "frame_time_ms": frame_time_ms(plan.headers)}
    if plan.planes:
        planes = tuple(_geometry(plane, (1, *shape[1:]), plan.step_mm or 1.0) for plane in plan.planes)
        return Stack(values, planes, **fields)
    spacing, _ = pixel_spacing_of(plan.headers[0])
    flat = Geometry((1, shape[1], shape[2]), spacing_ijk=(*spacing.spacing_ij, 1.0))
    placeless = {**fields, "spacing_source": spacing.source, "has_orientation": False}
    return Stack(values, (flat,) * shape[0], **placeless)


def _fields(entry: SeriesEntry, plan: SeriesPlan) -> dict[str, Any]:
    first, middle = plan.headers[0], plan.headers[len(plan.headers) // 2]
    paddings = {padding_of(header) for header in plan.headers}
    return {
        "unit": unit_of(first),
        "info": entry.info,
        "windows": windows_of(middle),
        "voi_luts": voi_luts_of(middle),
        "inverted": is_inverted(first),
        # Slices with padding of their own have none in common; see `blank_own_padding`.
        "padding": paddings.pop() if len(paddings) == 1 else None,
        "instance_uids": tuple(h.string(tags.SOP_INSTANCE_UID) for h in plan.headers),
        # Ultrasound volumes have a frame of reference of their own, which knows no patient.
        "has_orientation": not first.has(tags.POSITION_IN_VOLUME),
        "frame_numbers": tuple(h.frame_index + 1 for h in plan.headers) if first.is_frame else (),
    }


def _report(
    entry: SeriesEntry,
    plan: SeriesPlan,
    frames: Frames,
    rejected: Sequence[RejectedFile],
    of_overlays: Sequence[Problem] = (),
) -> LoadReport:
    # What the scan saw in the files beside these cannot be seen from these alone.
    seen_in_scan = [problem for problem in entry.report.problems if problem.code in _SEEN_IN_SCAN]
    problems = [*plan.problems, *seen_in_scan, *display_problems(plan.headers[0])]
    problems += of_overlays
    if frames.suspicious:
        message = (
            f"{len(frames.suspicious)} compressed pictures came out as one flat value, which may be a "
            "decoder's fault; compare with another viewer."
        )
        problems.append(Problem("FLAT_PICTURE", message))
    known = {file.file for file in rejected}
    earlier = [file for file in entry.report.rejected if file.file not in known]
    return LoadReport(plan.verdict, tuple(problems), (*earlier, *rejected), plan.positions)


def _geometry(plane: Plane, shape: tuple[int, ...], step_mm: float) -> Geometry:
    axes: tuple[Vector, Vector, Vector] = (plane.row, plane.column, plane.normal)
    return Geometry((shape[0], shape[1], shape[2]), plane.origin, (*plane.spacing_ij, step_mm), axes)
