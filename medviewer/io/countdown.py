"""Countdown: counted work in words, with the time that is left."""

from __future__ import annotations

import time
from collections.abc import Callable

_SHORTEST_LOOK_S = 0.25
_SILENT_S = 1.0
_NEW_WEIGHT = 0.2


class Countdown:
    """Says ``"Reading 213 of 400, 2 s left"``; the pace is smoothed, and nothing is said of the first second.

    Parameters
    ----------
    what
        What is done, as the sentence begins: ``"Reading headers,"``.
    total
        How many things there are.
    clock
        Seconds that only grow.
    """

    def __init__(self, what: str, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._what = what
        self._total = total
        self._clock = clock
        self._begin = self._looked_s = clock()
        self._looked_at = 0
        self._pace_s = 0.0

    def text(self, done: int) -> str:
        """How far the work is."""
        self._look(done)
        left = self._left(self._pace_s * (self._total - done))
        return f"{self._what} {done} of {self._total}{left}"

    def _look(self, done: int) -> None:
        now = self._clock()
        if now - self._looked_s < _SHORTEST_LOOK_S or done <= self._looked_at:
            return
        pace_s = (now - self._looked_s) / (done - self._looked_at)
        self._pace_s += (_NEW_WEIGHT if self._pace_s else 1.0) * (pace_s - self._pace_s)
        self._looked_s, self._looked_at = now, done

    def _left(self, seconds: float) -> str:
        if self._looked_s - self._begin < _SILENT_S or seconds < 0.5:
            return ""
        if seconds >= 90:
            return f", {seconds / 60:.0f} min left"
        return f", {max(1, round(seconds))} s left" if seconds < 20 else f", {5 * round(seconds / 5)} s left"
