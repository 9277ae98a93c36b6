"""The times of the volumes of a 4D series."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from medviewer.core.time_series import TimeUnit


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
