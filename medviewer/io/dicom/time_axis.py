"""The times of the volumes of a 4D series."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from medviewer.core.time_series import TimeUnit

_TIME_OF_DAY = re.compile(r"(?:\d{8})?(\d{2})(\d{2})?(\d{2}(?:\.\d*)?)?(?:[+-]\d{4})?")


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Times of the volumes in ``unit`` (their numbers from 1 where it is ``""``) and what they follow."""

    times: tuple[float, ...]
    unit: TimeUnit
    what: str

    def __len__(self) -> int:
        return len(self.times)


def numbered(count: int, what: str) -> TimeAxis:
    """An axis that only counts."""
    return TimeAxis(tuple(float(n) for n in range(1, count + 1)), "", what)


def since_the_first(seconds: list[float], what: str) -> TimeAxis:
    """An axis from times of day, s; only a count where they do not grow."""
    if any(later <= earlier for earlier, later in itertools.pairwise(seconds)):
        return numbered(len(seconds), what)
    return TimeAxis(tuple(round(time - seconds[0], 6) for time in seconds), "s", what)


def seconds_of_day(text: str) -> float | None:
    """Seconds since midnight of a DICOM time or date with time, or None if it is none."""
    found = _TIME_OF_DAY.fullmatch(text.strip().replace(":", ""))
    if found is None:
        return None
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return 3600 * hours + 60 * minutes + seconds
