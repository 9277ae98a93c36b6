"""Dates as they are typed into a search: days, months, years, ranges, and words such as ``today``."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_TODAY, _YESTERDAY = ("today", "今天", "heute"), ("yesterday", "昨天", "gestern")
_WEEK, _MONTH, _YEAR = ("week", "本周", "一周"), ("month", "本月", "一月内"), ("year", "今年", "本年")
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-./]?(\d{2})(?:[-./]?(\d{2}))?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_RANGE = re.compile(r"(.*?)(?:\.\.|(?<=\d{8})-(?=\d{8}))(.*)")

Range = tuple[str, str]
"""First and last day, ``YYYYMMDD``, both within."""


def date_range(word: str, today: date) -> Range | None:
    """What days a word means, None if it means none.

    ``week`` and ``month`` are the last 7 and 31 days with today, ``year`` is this year. ``2023``,
    ``2023-05``, ``20230517``, ``2023-05-17`` and ``17.05.2023`` are as written; ``a..b`` and
    ``20230101-20230131`` are ranges, of which one end may be open.
    """
    word = word.lower()
    named = _named(word, today)
    if named is not None:
        return named
    ends = _RANGE.fullmatch(word)
    if ends is None:
        return _day_or_longer(word)
    first = _day_or_longer(ends[1]) if ends[1] else ("00000000", "")
    last = _day_or_longer(ends[2]) if ends[2] else ("", "99999999")
    return (first[0], last[1]) if first and last and (ends[1] or ends[2]) else None


def since(days: int, today: date) -> Range:
    """The last ``days`` days, today among them; one day more ahead for clocks that differ."""
    return _text(today - timedelta(days - 1)), _text(today + timedelta(1))


def _named(word: str, today: date) -> Range | None:
    if word in _TODAY:
        return _text(today), _text(today)
    if word in _YESTERDAY:
        return _text(today - timedelta(1)), _text(today - timedelta(1))
    if word in _WEEK:
        return since(7, today)
    if word in _MONTH:
        return since(31, today)
    if word in _YEAR:
        return f"{today.year:04d}0101", f"{today.year:04d}1231"
    return None


def _day_or_longer(word: str) -> Range | None:
    found = _YEAR_FIRST.fullmatch(word)
    if found is not None:
        year, month, day = (int(part) if part else None for part in found.groups())
    else:
        turned = _DAY_FIRST.fullmatch(word)
        if turned is None:
            return None
        day, month, year = (int(part) for part in turned.groups())
    if year is None or not 1890 <= year <= 2200 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04d}0101", f"{year:04d}1231"
    if day is None:
        return f"{year:04d}{month:02d}01", f"{year:04d}{month:02d}{monthrange(year, month)[1]:02d}"
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04d}{month:02d}{day:02d}", f"{year:04d}{month:02d}{day:02d}"


def _text(day: date) -> str:
    return day.strftime("%Y%m%d")
