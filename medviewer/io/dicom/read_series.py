"""Reading a DICOM series: pixels into the final array, true values, true places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from medviewer.core.errors import ReadError
from medviewer.core.series import RejectedFile, SeriesEntry, Verdict
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.io.dicom.admission import admit
from medviewer.io.dicom.frames.frame_headers import frame_headers
from medviewer.io.dicom.grid.group import group
from medviewer.io.dicom.grid.left_out import left_out
from medviewer.io.dicom.grid.series_plan import SeriesPlan, plan_group
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.parse.read_headers import read_headers
from medviewer.io.dicom.pixels.read_frames import read_frames
from medviewer.io.dicom.pixels.suv import in_uptake_values
from medviewer.io.dicom.series_image import image_so_far, reading_order, series_image
from medviewer.io.progress import PartOfReport, ReadReport


def read_series(entry: SeriesEntry, report: ReadReport) -> Volume | Stack | TimeSeries:
    """The pixels of a series that the header pass found.

    Headers are read again, so a file that changed since is noticed. A file or frame whose pixels cannot be
    read is left out, listed, and the verdict is made anew from the rest.

    Raises
    ------
    ReadError
        If the series is refused or nothing of it can be read.
    Cancelled
        If the report says so.
    """
    headers, rejected = _headers(entry, PartOfReport(report, 0.0, 0.1))
    while True:
        plan = in_uptake_values(_plan(entry, headers, rejected))
        so_far = partial(image_so_far, entry, plan, rejected=tuple(rejected))
        part = PartOfReport(report, 0.1, 0.9)
        frames = read_frames(entry.source, plan.headers, part, reading_order(plan), so_far)
        if not frames.failed:
            return series_image(entry, plan, frames, rejected, PartOfReport(report, 0.9, 1.0))
        rejected += left_out(plan.headers, frames.failed)
        headers = [header for n, header in enumerate(plan.headers) if n not in frames.failed]
        del frames  # its pixels are read anew


def read_middle(entry: SeriesEntry, report: ReadReport) -> Volume | Stack | TimeSeries:
    """One slice from the middle of a series; of its files only one is opened and nothing else is decoded.

    Raises
    ------
    ReadError
        If the series is refused or its middle slice cannot be read.
    """
    n = len(entry.files) // 2
    part = replace(entry, files=entry.files[n : n + 1], frames=entry.frames[n : n + 1])
    headers, rejected = _headers(part, report)
    whole = _plan(part, headers, rejected)
    plan = _plan(part, [whole.headers[len(whole.headers) // 2]], rejected)
    so_far = partial(image_so_far, part, plan, rejected=())
    frames = read_frames(entry.source, plan.headers, report, reading_order(plan), so_far)
    if frames.failed:
        reason = left_out(plan.headers, frames.failed)[0].reason
        raise ReadError(f"The series in {entry.source} cannot be shown: {reason}")
    return series_image(part, plan, frames, rejected, report)


def _headers(entry: SeriesEntry, report: ReadReport) -> tuple[list[Header], list[RejectedFile]]:
    """The headers of all pictures of a series, and files that were left out."""
    found = read_headers(entry.files, report)
    rejected = [*found.broken, *(RejectedFile(path, "This is no DICOM file.") for path in found.others)]
    wanted = dict(zip(entry.files, entry.frames or (None,) * len(entry.files), strict=True))
    headers: list[Header] = []
    for header in found.headers:
        admission = admit(header)
        if admission.kind == "image":
            headers += _frames(header, wanted.get(header.path))
        elif admission.problem is not None:
            rejected.append(RejectedFile(header.path, admission.problem.message))
    return headers, rejected


def _frames(header: Header, wanted: Sequence[int] | None) -> list[Header]:
    frames, chosen = frame_headers(header), set(wanted or ())
    return list(frames) if wanted is None else [f for f in frames if f.frame_index in chosen]


def _plan(entry: SeriesEntry, headers: Sequence[Header], rejected: list[RejectedFile]) -> SeriesPlan:
    if not headers:
        reason = rejected[0].reason if rejected else "It holds no picture."
        raise ReadError(f"The series in {entry.source} cannot be shown: {reason}")
    groups = group(headers)
    plans = [plan for members in groups.values() for plan in plan_group(members)]
    if entry.time_points > 1 and rejected and len(groups) == 1:
        # A picture that cannot be read leaves its point in time incomplete; the others are shown.
        plans.sort(key=lambda plan: -len(plan.headers))
        reason = "It belongs to a point in time of which other pictures cannot be read."
        rejected += [RejectedFile(header.path, reason) for plan in plans[1:] for header in plan.headers]
        plans = plans[:1]
    if len(plans) != 1:
        raise ReadError(f"The files in {entry.source} have changed since they were listed; open them again.")
    if plans[0].verdict is Verdict.REFUSED:
        raise ReadError(f"The series in {entry.source} cannot be shown: {plans[0].problems[0].message}")
    return plans[0]
