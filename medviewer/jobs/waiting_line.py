"""WaitingLine: the work that waits for the next free host of one kind."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from medviewer.jobs.job import Job
from medviewer.jobs.work import Work


class WaitingLine:
    """Work in its order. Hosts of one kind share a line; any thread may use it."""

    def __init__(self) -> None:
        self._works: deque[Work] = deque()
        self._bells: list[Callable[[], None]] = []
        self._lock = threading.Lock()

    def join(self, bell: Callable[[], None]) -> None:
        """A host takes from this line from now on; ``bell`` wakes it."""
        self._bells.append(bell)

    def add(self, work: Work, is_urgent: bool = False) -> None:
        """At the end, or before all that waits."""
        with self._lock:
            if is_urgent:
                self._works.appendleft(work)
            else:
                self._works.append(work)
        for bell in self._bells:
            bell()

    def take(self) -> Work | None:
        """The next work, which no longer waits then; None if nothing waits."""
        with self._lock:
            return self._works.popleft() if self._works else None

    def remove(self, job: Job) -> bool:
        """Takes a job out; False if it does not wait any more."""
        with self._lock:
            work = next((work for work in self._works if work.job is job), None)
            if work is not None:
                self._works.remove(work)
            return work is not None

    def move(self, job: Job, offset: int) -> bool:
        """Moves a job by ``offset`` places, negative to the front; False if it does not wait any more."""
        with self._lock:
            place = next((n for n, work in enumerate(self._works) if work.job is job), None)
            if place is None:
                return False
            work = self._works[place]
            del self._works[place]
            self._works.insert(min(max(place + offset, 0), len(self._works)), work)
            return True

    def jobs(self) -> list[Job]:
        """All that wait, the next one first."""
        with self._lock:
            return [work.job for work in self._works if work.job is not None]
