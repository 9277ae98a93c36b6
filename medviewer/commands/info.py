"""``medviewer info``: what a path holds."""

from __future__ import annotations

import argparse
from typing import Any

from medviewer.commands.console import ConsoleReport, say, say_json
from medviewer.commands.object_facts import object_lines
from medviewer.commands.open_series import choose
from medviewer.commands.series_facts import report_of, series_facts
from medviewer.core.errors import ReadError
from medviewer.core.series import RejectedFile, SeriesEntry, Verdict


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
        _say(content, in_full=len(described) == 1)
    return 0


def describe(entry: SeriesEntry, rejected: list[RejectedFile], report: ConsoleReport) -> dict[str, Any]:
    """One series as plain data; files it had to leave out are added to ``rejected``."""
    from medviewer.io.load import load_series

    loaded, unreadable = None, ""
    if entry.report.verdict is not Verdict.REFUSED:
        try:
            loaded = load_series(entry, report=report)
        except ReadError as error:
            unreadable = str(error)
    rejected += [*entry.report.rejected, *report_of(entry, loaded).rejected]
    return series_facts(entry, loaded, unreadable)


def _say(content: dict[str, Any], in_full: bool) -> None:
    for series in content["series"]:
        if series["kind"] not in ("dicom", "dicom-seg", "file"):
            _say_object(series, in_full)
            continue
        shape = " x ".join(str(n) for n in reversed(series["shape_kji"]))
        spacing = series["spacing_mm_kji"]
        size = "" if spacing is None else " x ".join(f"{v:g}" for v in reversed(spacing)) + " mm, "
        say(f"{series['id']}  {series['modality'] or 'file'}  {series['description']}")
        say(f"    {series['verdict']}, {shape} voxels, {size}{series['orientation'] or 'no orientation'}")
        say(f"    {series['min']} to {series['max']} {series['unit']}, files: {series['instances']}")
        for line in _more(series):
            say(f"    {line}")
        for problem in series["problems"]:
            say(f"    {problem['code']}: {problem['message']}")
    for left_out in content["rejected"]:
        say(f"left out  {left_out['file']}: {left_out['reason']}")


def _say_object(series: dict[str, Any], in_full: bool) -> None:
    say(f"{series['id']}  {series['modality']}  {series['description']}")
    for line in object_lines(series["content"], in_full) if series["content"] is not None else ():
        say(f"    {line}")
    for named in series["refers_to"]:
        say(f"    refers to series {named}")
    for problem in series["problems"]:
        say(f"    {problem['code']}: {problem['message']}")


def _more(series: dict[str, Any]) -> list[str]:
    """What is out of the ordinary, a line each."""
    lines = []
    if series["time_points"] > 1:
        lines.append(f"{series['time_points']} time points")
    positions = series["positions"]
    if positions is not None and series["verdict"] != Verdict.REGULAR.value:
        count, step = len(positions["distances_mm"]), positions["step_mm"]
        lines.append(
            f"{count} slices, step {step:g} mm, {positions['missing']} missing, "
            f"{positions['repeated']} repeated, tilt {positions['tilt_degrees']:.1f} degrees"
        )
    if series["lossy"]:
        lines.append(series["lossy"])
    if series["spacing_source"] not in (None, "geometry"):
        lines.append(f"spacing: {series['spacing_source']}")
    return lines
