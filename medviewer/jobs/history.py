"""JobHistory: what was done, also before the program was started this time."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from psygnal import Signal

from medviewer.core.errors import WriteError
from medviewer.io.atomic import atomic_write
from medviewer.jobs.in_background import InBackground
from medviewer.jobs.job import Job, JobState
from medviewer.jobs.queue import JobQueue

INTERRUPTED = "INTERRUPTED"
_MOST = 500


@dataclass(frozen=True)
class HistoryEntry:
    """One job.

    Times are ISO 8601 with offset, "" if it never got there; ``state`` is a `JobState` or INTERRUPTED;
    ``sentence`` is its error, or what it said last.
    """

    key: str
    title: str
    kind: str
    state: str
    submitted: str
    started: str = ""
    ended: str = ""
    sentence: str = ""
    peak_memory_bytes: int = 0

    @classmethod
    def of(cls, job: Job) -> HistoryEntry:
        """The present state of a job."""
        return cls(
            key=f"{job.submitted.isoformat()} {job.id}",
            title=job.title,
            kind=job.kind,
            state=job.state.value,
            submitted=job.submitted.isoformat(timespec="seconds"),
            started=job.started.isoformat(timespec="seconds") if job.started else "",
            ended=job.ended.isoformat(timespec="seconds") if job.ended else "",
            sentence=job.error or job.message,
            peak_memory_bytes=job.peak_memory_bytes or 0,
        )


class JobHistory:
    """The jobs of some kinds, the newest first, kept in a JSON file that only the user may read.

    A job that the program's end cut short is there as INTERRUPTED. Used on the main thread; the file is
    read and written in the background. A damaged file counts as empty.

    Parameters
    ----------
    file
        Where it is kept.
    in_background
        Runs the first callable on a worker thread and hands its result to the second on this thread.
    kinds
        The kinds of job that are worth remembering.
    """

    changed = Signal()

    def __init__(self, file: Path, in_background: InBackground, kinds: Iterable[str] = ("model",)) -> None:
        self._file = file
        self._in_background = in_background
        self._kinds = frozenset(kinds)
        self._entries: dict[str, HistoryEntry] = {}
        self._writing = threading.Lock()
        self._text = ""
        self._is_read = False
        in_background(self._read, self._take)

    @property
    def entries(self) -> tuple[HistoryEntry, ...]:
        """All, the newest first."""
        return tuple(sorted(self._entries.values(), key=lambda entry: entry.submitted, reverse=True))

    def listen_to(self, queue: JobQueue) -> None:
        """Remembers every job of the queue from now on."""
        queue.added.connect(self._follow)

    def clear(self) -> None:
        """Forgets all that has ended."""
        self._entries = {key: entry for key, entry in self._entries.items() if not entry.ended}
        self._keep()

    def _follow(self, job: Job) -> None:
        if job.kind not in self._kinds:
            return
        states: list[JobState] = []

        def note(changed: Job) -> None:
            if not states or states[-1] is not changed.state:
                states.append(changed.state)
                entry = HistoryEntry.of(changed)
                self._entries[entry.key] = entry
                self._keep()

        job.changed.connect(note)
        note(job)

    def _keep(self) -> None:
        self._entries = {entry.key: entry for entry in self.entries[:_MOST]}
        self.changed.emit()
        if self._is_read:
            self._text = json.dumps([asdict(entry) for entry in self.entries], ensure_ascii=False, indent=1)
            self._in_background(self._write, lambda _: None)

    def _write(self) -> None:
        """Always the newest text: of several that wait none puts an older one in its place."""
        # A full or read-only disk: the history is a comfort, the work goes on without it.
        with self._writing, contextlib.suppress(WriteError, OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            atomic_write(self._file, self._write_private, lambda _: None)

    def _write_private(self, temporary: Path) -> None:
        temporary.chmod(0o600)
        temporary.write_text(self._text, "utf-8")

    def _read(self) -> list[HistoryEntry]:
        try:
            text = self._file.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return []
        try:
            rows = json.loads(text)
            found = [_entry(row) for row in rows] if isinstance(rows, list) else []
        except (ValueError, TypeError):
            return []
        return [entry for entry in found if entry is not None][:_MOST]

    def _take(self, earlier: list[HistoryEntry]) -> None:
        self._is_read = True
        self._entries = {entry.key: entry for entry in earlier} | self._entries
        self._keep()


def _entry(row: Any) -> HistoryEntry | None:
    """An entry of the file; what did not end then was interrupted."""
    if not isinstance(row, dict):
        return None
    known: dict[str, Any] = {field.name: row.get(field.name, "") for field in fields(HistoryEntry)}
    memory = known.pop("peak_memory_bytes")
    if not all(isinstance(value, str) for value in known.values()) or not known["key"]:
        return None
    if not known["ended"]:
        known |= {"state": INTERRUPTED, "ended": known["started"] or known["submitted"]}
    return HistoryEntry(**known, peak_memory_bytes=memory if isinstance(memory, int) else 0)
