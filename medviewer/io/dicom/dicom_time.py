"""Dates and times of DICOM as moments (PS3.5 6.2: DA, TM, DT)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_DATE = re.compile(r"(\d{4})[.]?(\d{2})[.]?(\d{2})")
_TIME = re.compile(r"(\d{2}):?(\d{2})(?::?(\d{2})(?:\.(\d{1,6}))?)?")
_ZONE = re.compile(r"[+-]\d{4}$")


def moment_of(date: str, time: str) -> datetime | None:
    """A date (DA) and a time of day (TM) as a moment without a zone; None if either is missing or wrong."""
    day, of_day = _DATE.fullmatch(date.strip()), _TIME.fullmatch(time.strip())
    if day is None or of_day is None:
        return None
    hours, minutes, seconds, fraction = of_day.groups()
    since_midnight = timedelta(
        hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0), microseconds=_micro(fraction)
    )
    try:
        return datetime(int(day[1]), int(day[2]), int(day[3])) + since_midnight
    except (ValueError, OverflowError):
        return None


def moment_of_text(text: str) -> datetime | None:
    """A date and time in one (DT) as a moment; its zone is left out, as times beside it have none."""
    stripped = _ZONE.sub("", text.strip())
    return moment_of(stripped[:8], stripped[8:])


def _micro(fraction: str | None) -> int:
    return int(fraction.ljust(6, "0")) if fraction else 0
