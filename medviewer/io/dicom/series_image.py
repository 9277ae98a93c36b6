"""Frames and their plan become a `Volume` or a `Stack` with everything the files say of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from medviewer.core.geometry import Geometry, Vector
from medviewer.core.series import LoadReport, Problem, RejectedFile, SeriesEntry, Verdict
from medviewer.core.volume import Stack, Volume
from medviewer.io.dicom import tags
from medviewer.io.dicom.display import display_problems, is_inverted, padding_of, unit_of, windows_of
from medviewer.io.dicom.plane import Plane, pixel_spacing_of
from medviewer.io.dicom.read_frames import Frames
from medviewer.io.dicom.series_plan import SeriesPlan


def series_image(
    entry: SeriesEntry, plan: SeriesPlan, frames: Frames, rejected: Sequence[RejectedFile]
) -> Volume | Stack:
    """A `Volume` where the verdict is REGULAR, else a `Stack` of true slices."""
    shape = frames.values.shape
    fields = _fields(entry, plan)
    report = _report(entry, plan, frames, rejected)
    if plan.verdict is Verdict.REGULAR:
        grid = _geometry(plan.planes[0], shape, plan.step_mm)
        return Volume(frames.values, grid, report=report, **fields)
    if plan.planes:
        planes = tuple(_geometry(plane, (1, *shape[1:]), plan.step_mm or 1.0) for plane in plan.planes)
        return Stack(frames.values, planes, report=report, **fields)
    spacing, _ = pixel_spacing_of(plan.headers[0])
    flat = Geometry((1, shape[1], shape[2]), spacing_ijk=(*spacing.spacing_ij, 1.0))
    return Stack(
        frames.values,
        (flat,) * shape[0],
        report=report,
        spacing_source=spacing.source,
        has_orientation=False,
        **fields,
    )


def _fields(entry: SeriesEntry, plan: SeriesPlan) -> dict[str, Any]:
    first, middle = plan.headers[0], plan.headers[len(plan.headers) // 2]
    paddings = {padding_of(header) for header in plan.headers}
    return {
        "unit": unit_of(first),
        "info": entry.info,
        "windows": windows_of(middle),
        "inverted": is_inverted(first),
        # Slices with padding of their own (PET, each with its own slope) have none in common.
        "padding": paddings.pop() if len(paddings) == 1 else None,
        "instance_uids": tuple(h.string(tags.SOP_INSTANCE_UID) for h in plan.headers),
    }


def _report(
    entry: SeriesEntry, plan: SeriesPlan, frames: Frames, rejected: Sequence[RejectedFile]
) -> LoadReport:
    # What the scan saw in the files beside these cannot be seen from these alone.
    seen_in_scan = [problem for problem in entry.report.problems if problem.code == "SPLIT_SERIES"]
    problems = [*plan.problems, *seen_in_scan, *display_problems(plan.headers[0])]
    if frames.suspicious:
        message = (
            f"{len(frames.suspicious)} compressed pictures came out as one flat value, which may be a "
            "decoder's fault; compare with another viewer."
        )
        problems.append(Problem("FLAT_PICTURE", message))
    known = {file.file for file in rejected}
    earlier = [file for file in entry.report.rejected if file.file not in known]
    return LoadReport(plan.verdict, tuple(problems), (*earlier, *rejected))


def _geometry(plane: Plane, shape: tuple[int, ...], step_mm: float) -> Geometry:
    axes: tuple[Vector, Vector, Vector] = (plane.row, plane.column, plane.normal)
    return Geometry((shape[0], shape[1], shape[2]), plane.origin, (*plane.spacing_ij, step_mm), axes)
