"""``medviewer info``: what a path holds."""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.commands.console import ConsoleReport, say, say_json
from medviewer.commands.open_series import choose
from medviewer.core.errors import ReadError
from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segmentation
from medviewer.core.series import RejectedFile, SeriesEntry, Verdict
from medviewer.core.study_object import StudyObject
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume


def run(arguments: argparse.Namespace) -> int:
    """Prints what the path holds; every series is loaded, so that what is said is true of its pixels."""
    from medviewer.io.scan import scan_path

    report = ConsoleReport()
    catalog = scan_path(arguments.path, report=report)
    entries = (choose(catalog, arguments.series),) if arguments.series else catalog.series
    rejected = list(catalog.rejected)
    described = [describe(entry, rejected, report) for entry in entries]
    report.clear()
    content = {
        "series": described,
        "rejected": [{"file": r.file, "reason": r.reason} for r in dict.fromkeys(rejected)],
    }
    if arguments.json:
        say_json(content)
    else:
        _say(content)
    return 0


def describe(entry: SeriesEntry, rejected: list[RejectedFile], report: ConsoleReport) -> dict[str, Any]:
    """One series as plain data; files it had to leave out are added to ``rejected``."""
    from medviewer.io.load import load_series

    found, image, unreadable = entry.report, None, ""
    if entry.report.verdict is not Verdict.REFUSED:
        try:
            image = load_series(entry, report=report)
        except ReadError as error:
            unreadable = str(error)
    grid, values, unit = _parts(image)
    if isinstance(image, (Volume, Stack)):
        found = image.report
    problems = [{"code": p.code, "message": p.message} for p in found.problems]
    if isinstance(image, Segmentation):
        problems += [{"code": p.code, "message": p.message} for p in image.problems]
    if unreadable:
        problems.append({"code": "UNREADABLE", "message": unreadable})
    rejected += [*entry.report.rejected, *found.rejected]
    return {
        "id": entry.series_id,
        "modality": entry.info.modality,
        "description": entry.info.description,
        "verdict": (Verdict.REFUSED if unreadable else found.verdict).value,
        "shape_kji": list(entry.shape_kji if values is None else values.shape[:3]),
        "spacing_mm_kji": None if grid is None else [_rounded(v) for v in reversed(grid.spacing_ijk)],
        "orientation": None if grid is None or not _is_oriented(image) else grid.orientation,
        "origin_lps": None if grid is None else [_rounded(v) for v in grid.origin_lps],
        "unit": unit,
        "instances": len(entry.files),
        "min": None if values is None else _number(values, np.fmin),
        "max": None if values is None else _number(values, np.fmax),
        "problems": problems,
    }


def _parts(
    image: Volume | Stack | TimeSeries | Segmentation | StudyObject | None,
) -> tuple[Geometry | None, npt.NDArray[Any] | None, str]:
    """Grid (of a stack: of its first slice), values and unit; of a time series those of its middle."""
    if isinstance(image, TimeSeries):
        image = image.middle
    match image:
        case Volume():
            return image.geometry, image.voxels, image.unit
        case Stack():
            return image.planes[0], image.frames, image.unit
        case Segmentation():
            return image.geometry, image.labels, ""
    return None, None, ""


def _is_oriented(image: Volume | Stack | TimeSeries | Segmentation | StudyObject | None) -> bool:
    if isinstance(image, TimeSeries):
        image = image.middle
    if isinstance(image, (Volume, Stack)):
        return image.has_orientation
    return isinstance(image, Segmentation)


def _number(values: npt.NDArray[Any], extreme: np.ufunc) -> int | float | None:
    """Least or greatest of all values as JSON can hold it; what is not a number does not count."""
    found = extreme.reduce(values, axis=None)
    if values.dtype.kind in "iub":
        return int(found)
    return float(found) if np.isfinite(found) else None


def _rounded(value: float) -> float:
    return round(float(value), 6) + 0.0


def _say(content: dict[str, Any]) -> None:
    for series in content["series"]:
        shape = " x ".join(str(n) for n in reversed(series["shape_kji"]))
        spacing = series["spacing_mm_kji"]
        size = "" if spacing is None else " x ".join(f"{v:g}" for v in reversed(spacing)) + " mm, "
        say(f"{series['id']}  {series['modality'] or 'file'}  {series['description']}")
        say(f"    {series['verdict']}, {shape} voxels, {size}{series['orientation'] or 'no orientation'}")
        say(f"    {series['min']} to {series['max']} {series['unit']}, {series['instances']} file(s)")
        for problem in series["problems"]:
            say(f"    {problem['code']}: {problem['message']}")
    for left_out in content["rejected"]:
        say(f"left out  {left_out['file']}: {left_out['reason']}")
