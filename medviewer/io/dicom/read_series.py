"""Reading a DICOM series: pixels into the final array, true values, true places."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from medviewer.core.errors import ReadError
from medviewer.core.series import RejectedFile, SeriesEntry, Verdict
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.io.dicom.admission import admit
from medviewer.io.dicom.frame_headers import frame_headers
from medviewer.io.dicom.group import group
from medviewer.io.dicom.header import Header
from medviewer.io.dicom.read_frames import read_frames
from medviewer.io.dicom.read_headers import read_headers
from medviewer.io.dicom.series_image import image_so_far, reading_order, series_image
from medviewer.io.dicom.series_plan import SeriesPlan, plan_group
from medviewer.io.progress import PartOfReport, ReadReport


def read_series(entry: SeriesEntry, report: ReadReport) -> Volume | Stack | TimeSeries:
    """The pixels of a series that the header pass found.

    Headers are read again, so a file that changed since is noticed. A file whose pixels cannot be read
    is left out, listed, and the verdict is made anew from the rest.

    Raises
    ------
    ReadError
        If the series is refused or nothing of it can be read.
    Cancelled
        If the report says so.
    """
    found = read_headers(entry.files, PartOfReport(report, 0.0, 0.1))
    rejected = [*found.broken, *(RejectedFile(path, "This is no DICOM file.") for path in found.others)]
    wanted = dict(zip(entry.files, entry.frames, strict=False))
    headers: list[Header] = []
    for header in found.headers:
        admission = admit(header)
        if admission.kind == "image":
            headers += _frames(header, wanted.get(header.path))
        elif admission.problem is not None:
            rejected.append(RejectedFile(header.path, admission.problem.message))
    while True:
        plan = _plan(entry, headers, rejected)
        so_far = partial(image_so_far, entry, plan, rejected=tuple(rejected))
        part = PartOfReport(report, 0.1, 0.9)
        frames = read_frames(entry.source, plan.headers, part, reading_order(plan), so_far)
        if not frames.failed:
            return series_image(entry, plan, frames, rejected, PartOfReport(report, 0.9, 1.0))
        failed = frames.failed
        del frames  # its pixels are read anew
        rejected += failed
        bad = {file.file for file in failed}
        headers = [header for header in plan.headers if header.path not in bad]


def _frames(header: Header, wanted: Sequence[int] | None) -> list[Header]:
    frames, chosen = frame_headers(header), set(wanted or ())
    return list(frames) if wanted is None else [f for f in frames if f.frame_index in chosen]


def _plan(entry: SeriesEntry, headers: Sequence[Header], rejected: Sequence[RejectedFile]) -> SeriesPlan:
    if not headers:
        reason = rejected[0].reason if rejected else "It holds no picture."
        raise ReadError(f"The series in {entry.source} cannot be shown: {reason}")
    groups = group(headers)
    plans = [plan for members in groups.values() for plan in plan_group(members)]
    if len(plans) != 1:
        raise ReadError(f"The files in {entry.source} have changed since they were listed; open them again.")
    if plans[0].verdict is Verdict.REFUSED:
        raise ReadError(f"The series in {entry.source} cannot be shown: {plans[0].problems[0].message}")
    return plans[0]
