"""The words of a report in its own language, and numbers and dates as that language writes them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from medviewer.core.dicom_text import time_text

RESOURCES = Path(__file__).parents[2] / "resources" / "report"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Words:
    """One language. ``table`` holds every word by its key."""

    language: str
    table: Mapping[str, str]

    def __call__(self, key: str, *values: object) -> str:
        """A word, with ``%1`` and ``%2`` filled in; KeyError if there is none."""
        given = [str(value) for value in values]
        # In one go: a value that holds "%2" itself is left as it is.
        return _PLACE.sub(lambda found: given[int(found[1]) - 1], self.table[key])

    def known(self, prefix: str, key: str) -> str:
        """The word ``prefix_key``, or ``key`` itself where there is none."""
        return self.table.get(f"{prefix}_{key}", key)

    def number(self, value: float, digits: int = 1) -> str:
        """``1,234.5``: both languages write it so."""
        return f"{value:,.{digits}f}".replace("-", "−")

    def signed(self, value: float, digits: int = 1) -> str:
        """``+1.5``: a change with its sign; none stays ``0.0``."""
        rounded = round(value, digits)
        return f"{'+' if rounded > 0 else ''}{self.number(rounded or 0.0, digits)}"

    def day(self, date: str) -> str:
        """``YYYYMMDD`` as ``21 Nov 2026`` or ``2026年11月21日``; anything else as it is."""
        if not (len(date) == 8 and date.isascii() and date.isdecimal() and 1 <= int(date[4:6]) <= 12):
            return date
        year, month, day = int(date[:4]), int(date[4:6]), int(date[6:])
        if self.language == "zh":
            return f"{year}年{month}月{day}日"
        return f"{day} {_MONTHS[month - 1]} {year}"

    def moment(self, text: str) -> str:
        """An ISO 8601 moment as day and time; anything else as it is."""
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return text
        return f"{self.day(moment.strftime('%Y%m%d'))} {moment:%H:%M}"

    def time(self, text: str) -> str:
        """``HHMMSS`` as ``HH:MM``."""
        return time_text(text)


def read_words(language: str, path: Path = RESOURCES / "words.toml") -> Words:
    """The words of one language; KeyError if there is no such language."""
    with path.open("rb") as stream:
        return Words(language, tomllib.load(stream)[language])
