"""How long work on the processor takes where nothing else runs, told from work beside other programs."""

from __future__ import annotations

import time

from medviewer.engine.backends.processor import threads

_SLACK = 1.25
"""Threads wait for each other now and then also on a quiet machine."""


class Stopwatch:
    """Runs from when it is made; processor time is of all threads of this process."""

    def __init__(self) -> None:
        self._wall_s, self._processor_s = time.perf_counter(), time.process_time()

    def seconds(self, device: str = "cpu") -> float:
        """So far: what the clock says, but on the processor no more than its own time explains."""
        wall_s = time.perf_counter() - self._wall_s
        if device.startswith("cuda"):
            return wall_s
        return undisturbed_s(wall_s, time.process_time() - self._processor_s, threads())


def undisturbed_s(wall_s: float, processor_s: float, count: int) -> float:
    """The clock's seconds, or fewer where so many threads would have needed fewer for this processor time."""
    return min(wall_s, _SLACK * processor_s / count)
