"""The `report` that a job's function is given, and how its progress travels."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy.typing as npt

from medviewer.core.errors import Cancelled
from medviewer.jobs.reading_guard import ReadingGuard

_SHORTEST_INTERVAL_S = 0.05

Progress = tuple[float, str]


class ChildReport:
    """Tells how far a job is, stops it if asked to, and allocates its large arrays in shared memory.

    ``partial`` sends what is there so far while the work goes on; ``reading`` goes around each file.
    """

    def __init__(
        self,
        is_cancelled: Callable[[], bool],
        tell: Callable[[Progress], None],
        empty: Callable[[Sequence[int], npt.DTypeLike], npt.NDArray[Any]],
        send_partial: Callable[[Any], None],
        guard: ReadingGuard,
    ) -> None:
        self._is_cancelled = is_cancelled
        self._tell = tell
        self._empty = empty
        self._send_partial = send_partial
        self.reading = guard.reading

    def __call__(self, fraction: float, message: str = "") -> None:
        """How far the work is, 0..1, and what is being done.

        Raises
        ------
        Cancelled
            If the user asked to stop.
        """
        if self._is_cancelled():
            raise Cancelled()
        fraction = float(fraction)
        self._tell((min(max(fraction, 0.0), 1.0) if math.isfinite(fraction) else 0.0, str(message)))

    def empty(self, shape: Sequence[int], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """A zeroed array that goes to the window without a copy.

        Raises
        ------
        MemoryError
            With a sentence, if there is not enough memory.
        """
        if self._is_cancelled():
            raise Cancelled()
        return self._empty(shape, dtype)

    def partial(self, value: Any) -> None:
        """Hands over what is there so far: a noun of `medviewer.core` whose arrays may still be filled.

        Arrays that come from `empty`, and parts of them, are shared with the window, so it sees what is
        written later.

        Raises
        ------
        Cancelled
            If the user asked to stop.
        """
        if self._is_cancelled():
            raise Cancelled()
        self._send_partial(value)


class ProgressSender:
    """Sends the latest progress, at most one every 50 ms, from a thread of its own.

    A job may report a million times; only the last word before each sending travels, and the last
    word of all always does.
    """

    def __init__(self, send: Callable[[int, float, str], None]) -> None:
        self._send = send
        self._latest: tuple[int, float, str] | None = None
        self._news = threading.Event()
        threading.Thread(target=self._run, name="progress", daemon=True).start()

    def tell(self, number: int, progress: Progress) -> None:
        """Job ``number`` is this far."""
        self._latest = (number, *progress)
        if not self._news.is_set():
            self._news.set()

    def drop(self) -> None:
        """What has not been sent is of no interest any more."""
        self._latest = None

    def _run(self) -> None:
        while True:
            self._news.wait()
            self._news.clear()
            latest, self._latest = self._latest, None
            if latest is not None:
                try:
                    self._send(*latest)
                except OSError:
                    return
            time.sleep(_SHORTEST_INTERVAL_S)
