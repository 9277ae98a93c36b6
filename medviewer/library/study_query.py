"""What the browser asks the index for, and the SQL that answers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from medviewer.library.date_words import date_range, since
from medviewer.library.fold import spellings

Column = Literal[
    "patient", "id", "date", "modality", "description", "series", "images", "badges", "place", "added"
]
PlaceFilter = Literal["any", "in place", "copied"]

_ORDER: dict[Column, str] = {
    "patient": "p.sorted_as",
    "id": "p.patient_id COLLATE NOCASE",
    "date": "s.date || s.time",
    "modality": "s.modalities",
    "description": "s.description COLLATE NOCASE",
    "series": "s.series_count",
    "images": "s.image_count",
    "badges": "s.badge_count",
    "place": "s.is_copied || s.place",
    "added": "s.added",
}
_SHORT = 2
"""Words of no more Latin letters than this are looked for at the beginning of words only."""


@dataclass(frozen=True)
class StudyQuery:
    """Parameters
    ----------
    words
        As typed. Every word must be found; a word that may be a date is looked for as both.
    modality
        ``"CT"`` ..., or "" for all.
    last_days
        Only studies of so many days up to today; 0 for all.
    place
        Indexed in place, copied, or both.
    """

    words: str = ""
    modality: str = ""
    last_days: int = 0
    place: PlaceFilter = "any"
    order: Column = "date"
    descending: bool = True
    limit: int = 2000

    def where(self, today: date) -> tuple[str, list[str | int]]:
        """The condition on ``studies s`` joined with ``patients p``, and its values."""
        conditions, values = ["1"], list[str | int]()
        for word in self.words.split():
            condition, more = _word(word, today)
            conditions.append(condition)
            values += more
        if self.modality:
            conditions.append("instr(' ' || s.modalities || ' ', ?)")
            values.append(f" {self.modality} ")
        if self.last_days:
            conditions.append("s.date BETWEEN ? AND ?")
            values += since(self.last_days, today)
        if self.place != "any":
            conditions.append("s.is_copied = ?")
            values.append(int(self.place == "copied"))
        return " AND ".join(conditions), values

    def order_by(self) -> str:
        """The order; ties by date, newest first."""
        way = "DESC" if self.descending else "ASC"
        return f"{_ORDER[self.order]} {way}, s.date DESC, s.time DESC, s.id"


def _word(word: str, today: date) -> tuple[str, list[str | int]]:
    """One typed word: any spelling of it in the words of a study, or its days."""
    choices, values = [], list[str | int]()
    for spelling in spellings(word):
        parts = spelling.split()
        if parts:
            choices.append(" AND ".join("instr(s.search, ?)" for _ in parts))
            values += [f" {part}" if _is_short(part) else part for part in parts]
    days = date_range(word, today)
    if days is not None:
        choices.append("s.date BETWEEN ? AND ?")
        values += days
    return (f"({' OR '.join(choices)})", values) if choices else ("1", [])


def _is_short(part: str) -> bool:
    return len(part) <= _SHORT and part.isascii()
