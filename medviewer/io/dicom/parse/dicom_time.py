"""Dates and times of DICOM as moments (PS3.5 6.2: DA, TM, DT)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_DATE = re.compile(r"(\d{4})[.]?(\d{2})[.]?(\d{2})")
_TIME = re.compile(r"(\d{2})(?::?(\d{2})(?::?(\d{2})(?:\.(\d*))?)?)?")
_ZONE = re.compile(r"[+-]\d{4}$")
_SHORTEST_DATETIME = 10


def moment_of(date: str, time: str) -> datetime | None:
    """A date (DA) and a time of day (TM) as a moment without a zone; None if either is missing or wrong."""
    day, since_midnight = _DATE.fullmatch(date.strip()), _since_midnight(time)
    if day is None or since_midnight is None:
        return None
    try:
        return datetime(int(day[1]), int(day[2]), int(day[3])) + since_midnight
    except (ValueError, OverflowError):
        return None


def moment_of_text(text: str) -> datetime | None:
    """A date and time in one (DT) as a moment; its zone is left out, as times beside it have none."""
    stripped = _ZONE.sub("", text.strip())
    return moment_of(stripped[:8], stripped[8:])


def seconds_of_day(text: str) -> float | None:
    """Seconds since midnight of a time (TM) or a date with time (DT), or None if it is none."""
    stripped = _ZONE.sub("", text.strip())
    has_date = len(stripped.split(".")[0]) >= _SHORTEST_DATETIME and stripped[:_SHORTEST_DATETIME].isdecimal()
    found = _since_midnight(stripped[8:] if has_date else stripped)
    return None if found is None else found.total_seconds()


def _since_midnight(time: str) -> timedelta | None:
    found = _TIME.fullmatch(time.strip())
    if found is None:
        return None
    hours, minutes, seconds, fraction = found.groups()
    return timedelta(
        hours=int(hours),
        minutes=int(minutes or 0),
        seconds=int(seconds or 0),
        microseconds=int((fraction or "")[:6].ljust(6, "0")),
    )
