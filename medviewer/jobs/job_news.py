"""JobNews: brings what a host learns about a job to the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from medviewer.jobs.job import Job, JobState

Post = Callable[[Callable[[], None]], None]


class JobNews:
    """Posts changes of one job; progress that the main thread has not seen yet is replaced, not queued."""

    def __init__(self, job: Job | None, post: Post) -> None:
        self.has_started = False
        self._job = job
        self._post = post
        self._lock = threading.Lock()
        self._unseen: tuple[float, str] | None = None

    def start(self) -> None:
        """The child has begun."""
        self.has_started = True
        self._tell(state=JobState.RUNNING, started=datetime.now(UTC))

    def progress(self, number: int, fraction: float, message: str) -> None:
        """Job ``number`` is this far; late news of the job before are dropped."""
        if self._job is None or number != self._job.id:
            return
        with self._lock:
            is_posted = self._unseen is not None
            self._unseen = (float(fraction), str(message))
        if not is_posted:
            self._post(self._show_progress)

    def partial(self, number: int, value: Any) -> None:
        """Job ``number`` hands over what is there so far."""
        if self._job is not None and number == self._job.id:
            job = self._job
            self._post(lambda: job.show_partial(value))

    def end(self, state: JobState, **fields: Any) -> None:
        """The job has ended."""
        self._tell(state=state, **fields)

    def _show_progress(self) -> None:
        with self._lock:
            unseen, self._unseen = self._unseen, None
        if unseen is not None and self._job is not None:
            self._job.update(fraction=unseen[0], message=unseen[1])

    def _tell(self, **fields: Any) -> None:
        if self._job is not None:
            job = self._job
            self._post(lambda: job.update(**fields))
