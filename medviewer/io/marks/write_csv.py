"""Marks as a table for spreadsheets: one row a mark, UTF-8 with a byte order mark (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from medviewer.core.mark_record import Figure, MarkRecord
from medviewer.io.atomic import write_bytes_whole

_SIZES = (
    "length", "long_axis", "short_axis", "diameter", "angle", "cobb_angle", "area", "volume", "value", "mean",
    "sd", "min", "max",
)  # fmt: skip
_VALUES = ("value", "mean", "sd", "min", "max")
COLUMNS = (
    "number", "kind", "label", "text", "role", "lesion", "organ", "lymph_node", *_SIZES, "length_unit",
    "area_unit", "angle_unit", "volume_unit", "value_unit", "spacing_source", "study_uid", "series_uid",
    "instance_uid", "frame", "slice_number", "time_point", "points_lps_mm", "created", "id",
)  # fmt: skip
"""The first row. Numbers have a point as decimal sign in every locale."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(records: Iterable[MarkRecord], path: Path) -> Path:
    """Writes the table, reads it back and compares.

    Raises
    ------
    WriteError
        With one sentence; an old file of that name is untouched.
    """
    rows = [_row(number, record) for number, record in enumerate(records, start=1)]
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return write_bytes_whole(path, buffer.getvalue().encode("utf-8-sig", "replace"))


def _row(number: int, record: MarkRecord) -> dict[str, str]:
    mark, place = record.mark, record.mark.place
    figures = {figure.name: figure for figure in record.figures}
    told = {
        "number": str(number),
        "kind": mark.kind,
        "label": safe_cell(mark.label),
        "text": safe_cell(mark.text),
        "role": mark.role,
        "lesion": str(mark.lesion or ""),
        "organ": safe_cell(mark.organ),
        "lymph_node": {None: "", True: "yes", False: "no"}[mark.node],
        "spacing_source": safe_cell(record.spacing_source),
        "study_uid": safe_cell(place.study_uid),
        "series_uid": safe_cell(place.series_uid),
        "instance_uid": safe_cell(record.instance_uid),
        "frame": str(record.frame),
        "slice_number": "" if place.slice_number is None else str(place.slice_number),
        "time_point": "" if place.time_point is None else str(place.time_point),
        "points_lps_mm": "; ".join(" ".join(f"{v:.6g}" for v in point) for point in mark.points_lps)
        .join(("[", "]")),
        "created": safe_cell(mark.created),
        "id": safe_cell(mark.id),
    }  # fmt: skip
    return told | {name: _number(figures.get(name)) for name in _SIZES} | _units(figures)


def safe_cell(words: str) -> str:
    """A text that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front.

    OWASP, CSV Injection: ``= + - @``, tab and ends of lines.
    """
    words = words.replace("\0", "")
    return f"'{words}" if words.lstrip(" ").startswith(_FORMULA) or words.startswith(_FORMULA) else words


def _number(figure: Figure | None) -> str:
    return "" if figure is None else f"{figure.value:.10g}"


def _units(figures: Mapping[str, Figure]) -> dict[str, str]:
    def unit_of(*names: str) -> str:
        return next((safe_cell(figures[name].unit) for name in names if name in figures), "")

    return {
        "length_unit": unit_of("length", "long_axis", "diameter"),
        "area_unit": unit_of("area"),
        "angle_unit": unit_of("angle", "cobb_angle"),
        "volume_unit": unit_of("volume"),
        "value_unit": unit_of(*_VALUES),
    }
