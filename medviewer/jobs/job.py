"""Job: one piece of background work as the window sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from psygnal import Signal

from medviewer.jobs.job_log import JobLog

_LEAST_FRACTION = 0.02


class JobState(Enum):
    """Where a job is. The last three are final."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    CANCELLING = "CANCELLING"
    DONE = "DONE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"

    @property
    def is_final(self) -> bool:
        return self in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class Job:
    """One piece of background work. It changes on the main thread only.

    ``changed`` is emitted with the job after every change, ``finished`` once with the job when its
    state has become final. ``fraction`` is 0..1, ``error`` one sentence for the user, ``result``
    what the function returned (its arrays lie in shared memory until `forget_result`),
    ``peak_memory_mb`` the most that the child process held while the job ran. ``partial`` is emitted with
    what the function hands over before its end; the job does not keep it.
    """

    changed = Signal(object)
    finished = Signal(object)
    partial = Signal(object)

    def __init__(
        self, number: int, host: str, title: str, kind: str, ask_to_stop: Callable[[Job], None]
    ) -> None:
        self.id = number
        self.host = host
        self.title = title
        self.kind = kind
        self.state = JobState.QUEUED
        self.fraction = 0.0
        self.message = ""
        self.error = ""
        self.result: Any = None
        self.submitted = datetime.now(UTC)
        self.started: datetime | None = None
        self.ended: datetime | None = None
        self.peak_memory_mb: float | None = None
        self._log = JobLog()
        self._ask_to_stop = ask_to_stop

    def __repr__(self) -> str:
        return f"<Job {self.id} {self.host} {self.state.value}>"

    def cancel(self) -> None:
        """Asks the job to stop; it is CANCELLED within the host's time of grace. Harmless at its end."""
        if self.state in (JobState.QUEUED, JobState.RUNNING):
            self._ask_to_stop(self)

    @property
    def remaining_seconds(self) -> float | None:
        """About how long it still takes, from how far it is; None while that cannot be said."""
        if self.state is not JobState.RUNNING or self.started is None or self.fraction < _LEAST_FRACTION:
            return None
        elapsed_s = (datetime.now(UTC) - self.started).total_seconds()
        return elapsed_s * (1.0 - self.fraction) / self.fraction

    @property
    def peak_memory_bytes(self) -> int | None:
        """The most that the child process held while the job ran; None until it has ended."""
        return None if self.peak_memory_mb is None else round(self.peak_memory_mb * 1e6)

    def log_text(self) -> str:
        """What it said while it ran, a line each with its time."""
        return self._log.text()

    def start_again(self) -> None:
        """Back to waiting, after it failed or was cancelled. For the queue."""
        self.state, self.fraction, self.message, self.error = JobState.QUEUED, 0.0, "", ""
        self.started, self.ended, self.peak_memory_mb = None, None, None
        self._log.add("Once more")
        self.changed.emit(self)

    def forget_result(self) -> None:
        """Lets go of the result, so that its memory is free once nothing else shows it."""
        self.result = None

    def show_partial(self, value: Any) -> None:
        """Hands on what is there so far, unless the user has asked to stop. For the queue and its hosts."""
        if self.state is JobState.RUNNING:
            self.partial.emit(value)

    def update(self, **fields: Any) -> None:
        """Changes fields and tells. For the queue and its hosts; a final state stays as it is."""
        if self.state.is_final:
            return
        if self.state is JobState.CANCELLING:
            fields = _after_cancel(fields)
        for name, value in fields.items():
            setattr(self, name, value)
        self._log.add(self.error or self.message)
        if self.state.is_final:
            self.ended = datetime.now(UTC)
        self.changed.emit(self)
        if self.state.is_final:
            self.finished.emit(self)


def _after_cancel(fields: dict[str, Any]) -> dict[str, Any]:
    """What still counts once the user has asked to stop: a result that came too late does not."""
    state = fields.get("state")
    if state is JobState.RUNNING:
        return {name: value for name, value in fields.items() if name != "state"}
    if state is not None and state.is_final:
        return {"state": JobState.CANCELLED, "peak_memory_mb": fields.get("peak_memory_mb")}
    return fields
