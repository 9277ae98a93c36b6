"""A catalog entry as JSON text and back, without its files, which have a table of their own."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from medviewer.core.series import (
    LoadReport,
    Problem,
    SeriesEntry,
    SeriesInfo,
    SlicePositions,
    StudyInfo,
    Verdict,
)
from medviewer.library.database import DamagedIndexError


def entry_to_text(entry: SeriesEntry) -> str:
    """Everything about a series but its files and the paths of files left out."""
    report = replace(entry.report, rejected=())
    told: dict[str, Any] = asdict(replace(entry, files=(), source="", report=report))
    told["report"]["verdict"] = entry.report.verdict.value
    return json.dumps(told, separators=(",", ":"))


def entry_from_text(text: str, files: tuple[str, ...], source: str) -> SeriesEntry:
    """The entry again.

    Raises
    ------
    DamagedIndexError
        If the text is not what `entry_to_text` writes.
    """
    try:
        return _entry(text, files, source)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedIndexError from error


def _entry(text: str, files: tuple[str, ...], source: str) -> SeriesEntry:
    told = {name: _tupled(value) for name, value in json.loads(text).items()}
    info, report = told.pop("info"), told.pop("report")
    study = StudyInfo(**info.pop("study"))
    positions = None if report["positions"] is None else SlicePositions(**report["positions"])
    problems = tuple(Problem(**problem) for problem in report["problems"])
    return SeriesEntry(
        **{
            **told,
            "info": SeriesInfo(**info, study=study),
            "files": files,
            "report": LoadReport(Verdict(report["verdict"]), problems, (), positions),
            "source": source,
        }
    )


def _tupled(value: Any) -> Any:
    """JSON knows lists only; the nouns hold tuples."""
    if isinstance(value, list):
        return tuple(map(_tupled, value))
    if isinstance(value, dict):
        return {name: _tupled(inner) for name, inner in value.items()}
    return value
