"""Work on portions of frames by several threads, which the user can stop at any moment."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator, Sequence

_LOOK_S = 0.05
_MOST_THREADS = 8
_FEWEST_THREADS = 2

Portion = list[int]
Outcome = tuple[Portion, bool, BaseException | None]


class FrameThreads:
    """Does ``work`` on each portion, in their order.

    Parameters
    ----------
    work
        Is given a portion, and asks now and then whether it is to stop.
    portions
        What is to be done.
    """

    def __init__(
        self, work: Callable[[Portion, Callable[[], bool]], bool], portions: Sequence[Portion]
    ) -> None:
        self._work = work
        self._count = len(portions)
        self._left = iter(portions)
        self._taking = threading.Lock()
        self._outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        self._stopped = threading.Event()

    def outcomes(self, look: Callable[[], None]) -> Iterator[tuple[Portion, bool]]:
        """Portions as they are done, each with what ``work`` said.

        ``look`` is called all the while. What it raises ends everything at once: a frame that is being
        decoded then ends by itself. What ``work`` raises is raised when all threads have ended.
        """
        threads = [
            threading.Thread(target=self._run, name=f"pixels {n}", daemon=True)
            for n in range(min(_threads(), self._count))
        ]
        for thread in threads:
            thread.start()
        try:
            for _ in range(self._count):
                portion, said, error = self._next(look)
                if error is not None:
                    self._end(threads)
                    raise error
                yield portion, said
            self._end(threads)
        finally:
            self._stopped.set()

    def _next(self, look: Callable[[], None]) -> Outcome:
        while True:
            look()
            try:
                return self._outcomes.get(timeout=_LOOK_S)
            except queue.Empty:
                continue

    def _end(self, threads: Sequence[threading.Thread]) -> None:
        self._stopped.set()
        for thread in threads:
            thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            with self._taking:
                portion = next(self._left, None)
            if portion is None:
                return
            try:
                self._outcomes.put((portion, self._work(portion, self._stopped.is_set), None))
            except BaseException as error:  # noqa: BLE001 - it goes to whoever waits for the outcome
                self._outcomes.put((portion, False, error))


def _threads() -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(max(cores, _FEWEST_THREADS), _MOST_THREADS)
