"""Reading a DICOM series: pixels into the final array, true values, true places."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import psutil

from medviewer.core.errors import ReadError
from medviewer.core.geometry import Geometry, Vector
from medviewer.core.series import LoadReport, RejectedFile, SeriesEntry, Verdict
from medviewer.core.volume import Stack, Volume
from medviewer.io.dicom import tags
from medviewer.io.dicom.admission import admit
from medviewer.io.dicom.display import display_problems, is_inverted, padding_of, unit_of, windows_of
from medviewer.io.dicom.group import group
from medviewer.io.dicom.header import Header
from medviewer.io.dicom.plane import Plane, pixel_spacing_of
from medviewer.io.dicom.read_headers import read_headers
from medviewer.io.dicom.series_plan import SeriesPlan, plan_group
from medviewer.io.dicom.values import DoesNotFit, choose_type, fill
from medviewer.io.progress import PartOfReport, ReadReport

_THREADS = 2


def read_series(entry: SeriesEntry, report: ReadReport) -> Volume | Stack:
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
    headers = []
    for header in found.headers:
        admission = admit(header)
        if admission.kind == "image":
            headers.append(header)
        elif admission.problem is not None:
            rejected.append(RejectedFile(header.path, admission.problem.message))
    while True:
        plan = _plan(entry, headers, rejected)
        pixels, failed = _read_pixels(entry, plan.headers, PartOfReport(report, 0.1, 1.0))
        if not failed:
            return _image(entry, plan, pixels, rejected)
        rejected += failed
        bad = {file.file for file in failed}
        headers = [header for header in plan.headers if header.path not in bad]


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


def _read_pixels(
    entry: SeriesEntry, headers: Sequence[Header], report: ReadReport
) -> tuple[npt.NDArray[Any], list[RejectedFile]]:
    """All frames [frame, row, column] and the files that could not be read."""
    first = headers[0]
    shape = (sum(header.frames for header in headers), first.rows, first.columns)
    dtype: np.dtype[Any] | None = choose_type(headers)
    while dtype is not None:
        _check_memory(entry, shape, dtype)
        try:
            pixels = report.empty(shape, dtype)
            return pixels, _fill_all(headers, pixels, report)
        except DoesNotFit as overflow:
            dtype = overflow.wider
        except MemoryError as error:
            raise ReadError(f"There is not enough memory for the series in {entry.source}.") from error
    raise ReadError(f"The values of the series in {entry.source} are too large to be kept exactly.")


def _fill_all(headers: Sequence[Header], pixels: npt.NDArray[Any], report: ReadReport) -> list[RejectedFile]:
    failed: list[RejectedFile] = []
    ends = np.cumsum([header.frames for header in headers])
    with ThreadPoolExecutor(_THREADS, "pixels") as pool:
        jobs = {
            pool.submit(fill, header, pixels[end - header.frames : end]): header
            for header, end in zip(headers, ends, strict=True)
        }
        try:
            for n, job in enumerate(as_completed(jobs)):
                try:
                    job.result()
                except (ValueError, OSError) as error:
                    failed.append(RejectedFile(jobs[job].path, _sentence(error)))
                report((n + 1) / len(jobs), f"Reading pixels, {n + 1} of {len(jobs)}")
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    return failed


def _sentence(error: ValueError | OSError) -> str:
    if isinstance(error, OSError):
        return f"The file cannot be opened ({error.strerror or 'error'})."
    return str(error)


def _check_memory(entry: SeriesEntry, shape: tuple[int, int, int], dtype: np.dtype[Any]) -> None:
    needed, free = int(np.prod(shape, dtype=np.int64)) * dtype.itemsize, psutil.virtual_memory().available
    if needed > 0.9 * free:
        raise ReadError(
            f"The series in {entry.source} needs {needed / 1e9:.1f} GB of memory and "
            f"{free / 1e9:.1f} GB are free; close other images and try again."
        )


def _image(
    entry: SeriesEntry, plan: SeriesPlan, pixels: npt.NDArray[Any], rejected: Sequence[RejectedFile]
) -> Volume | Stack:
    middle = plan.headers[len(plan.headers) // 2]
    first = plan.headers[0]
    fields: dict[str, Any] = {
        "unit": unit_of(first),
        "info": entry.info,
        "windows": windows_of(middle),
        "inverted": is_inverted(first),
        "padding": padding_of(first),
        "instance_uids": tuple(
            h.string(tags.SOP_INSTANCE_UID) for h in plan.headers for _ in range(h.frames)
        ),
    }
    problems = (*plan.problems, *display_problems(first))
    known = {file.file for file in rejected}
    earlier = [file for file in entry.report.rejected if file.file not in known]
    report = LoadReport(plan.verdict, problems, (*earlier, *rejected))
    if plan.verdict is Verdict.REGULAR:
        return Volume(pixels, _grid(plan, pixels.shape), report=report, **fields)
    if plan.planes:
        planes = tuple(_slice_geometry(plane, pixels.shape, plan.step_mm or 1.0) for plane in plan.planes)
        return Stack(pixels, planes, report=report, **fields)
    spacing, wrong = pixel_spacing_of(first)
    report = replace(report, problems=(*problems, *([wrong] if wrong else [])))
    flat = Geometry((1, *pixels.shape[1:]), spacing_ijk=(*spacing.spacing_ij, 1.0))
    return Stack(
        pixels,
        (flat,) * len(pixels),
        report=report,
        spacing_source=spacing.source,
        has_orientation=False,
        **fields,
    )


def _grid(plan: SeriesPlan, shape: tuple[int, ...]) -> Geometry:
    plane = plan.planes[0]
    return Geometry(
        (shape[0], shape[1], shape[2]), plane.origin, (*plane.spacing_ij, plan.step_mm), _axes(plane)
    )


def _slice_geometry(plane: Plane, shape: tuple[int, ...], thickness_mm: float) -> Geometry:
    return Geometry((1, shape[1], shape[2]), plane.origin, (*plane.spacing_ij, thickness_mm), _axes(plane))


def _axes(plane: Plane) -> tuple[Vector, Vector, Vector]:
    x, y, z = (float(v) for v in plane.normal)
    return plane.row, plane.column, (x, y, z)
