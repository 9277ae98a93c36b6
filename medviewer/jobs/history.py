"""JobHistory: what was done, also before the program was started this time."""

from __future__ import annotations

import contextlib
import json
import os
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
_PATIENCE_S = 5.0


@dataclass(frozen=True)
class HistoryEntry:
    """One job.

    Times are ISO 8601 with offset, "" if it never got there; ``state`` is a `JobState` or INTERRUPTED;
    ``sentence`` is its error, or what it said last; ``process`` is the number of the program that ran it, 0
    where that is not known.
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
    process: int = 0

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
            process=os.getpid(),
        )


class JobHistory:
    """The jobs of some kinds, the newest first, kept in a JSON file that only the user may read.

    A job that the program's end cut short is there as INTERRUPTED. Used on the main thread; the file is
    read and written in the background. Several windows write it: each puts its own jobs among those that the
    file holds by then. A damaged file is put aside and counts as empty.

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
        self._unwritten: dict[str, HistoryEntry] = {}
        self._forgotten: frozenset[str] = frozenset()
        self._is_read = False
        in_background(self._read, self._take, lambda: self._take([]))

    @property
    def entries(self) -> tuple[HistoryEntry, ...]:
        """All, the newest first."""
        return tuple(sorted(self._entries.values(), key=lambda entry: entry.submitted, reverse=True))

    def listen_to(self, queue: JobQueue) -> None:
        """Remembers every job of the queue from now on."""
        queue.added.connect(self._follow)

    def clear(self) -> None:
        """Forgets all that has ended."""
        gone = {key for key, entry in self._entries.items() if entry.ended}
        self._entries = {key: entry for key, entry in self._entries.items() if key not in gone}
        self._unwritten = {key: entry for key, entry in self._unwritten.items() if key not in gone}
        self._forgotten |= gone
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
                self._unwritten = {**self._unwritten, entry.key: entry}
                self._keep()

        job.changed.connect(note)
        note(job)

    def _keep(self) -> None:
        self._entries = {entry.key: entry for entry in self.entries[:_MOST]}
        self.changed.emit()
        if self._is_read and (self._unwritten or self._forgotten):
            self._in_background(self._write, self._written)

    def _write(self) -> dict[str, HistoryEntry]:
        """Puts what is new into the file and gives what that was."""
        from medviewer.io.file_lock import FileLock  # not needed for the first picture

        # A full or read-only disk: the history is a comfort, the work goes on without it.
        with self._writing, contextlib.suppress(WriteError, OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with FileLock.held(self._file.with_name(f"{self._file.name}.lock"), _PATIENCE_S):
                news, forgotten = dict(self._unwritten), self._forgotten
                there = {row["key"]: row for row in self._rows() if row["key"] not in forgotten}
                rows = list((there | {key: asdict(entry) for key, entry in news.items()}).values())
                rows.sort(key=lambda row: str(row.get("submitted", "")), reverse=True)
                text = json.dumps(rows[:_MOST], ensure_ascii=False, indent=1)
                atomic_write(self._file, lambda path: _write_private(path, text), lambda _: None)
            return news
        return {}

    def _written(self, news: dict[str, HistoryEntry]) -> None:
        self._unwritten = {key: one for key, one in self._unwritten.items() if news.get(key) is not one}

    def _read(self) -> list[HistoryEntry]:
        return [entry for row in self._rows() if (entry := _entry(row)) is not None][:_MOST]

    def _rows(self) -> list[dict[str, Any]]:
        """What the file holds now, as it is written there."""
        try:
            text = self._file.read_text("utf-8")
        except OSError:
            return []
        except ValueError:
            text = ""
        from medviewer.core.strict_json import strict_json  # not needed for the first picture

        try:
            rows = strict_json(text)
        except (ValueError, RecursionError):
            rows = None
        if not isinstance(rows, list):
            from medviewer.io.put_aside import put_aside  # seldom needed

            put_aside(self._file)
            return []
        return [row for row in rows if isinstance(row, dict) and isinstance(row.get("key"), str)]

    def _take(self, earlier: list[HistoryEntry]) -> None:
        self._is_read = True
        self._entries = {entry.key: entry for entry in earlier} | self._entries
        self._keep()


def _write_private(temporary: Path, text: str) -> None:
    temporary.chmod(0o600)
    temporary.write_text(text, "utf-8")


def _entry(row: dict[str, Any]) -> HistoryEntry | None:
    """An entry of the file; what did not end then was interrupted, unless its program still runs."""
    known: dict[str, Any] = {field.name: row.get(field.name, "") for field in fields(HistoryEntry)}
    numbers = {name: known.pop(name) for name in ("peak_memory_bytes", "process")}
    if not all(isinstance(value, str) for value in known.values()) or not known["key"]:
        return None
    numbers = {name: value if isinstance(value, int) else 0 for name, value in numbers.items()}
    if not known["ended"] and not _is_alive(numbers["process"]):
        known |= {"state": INTERRUPTED, "ended": known["started"] or known["submitted"]}
    return HistoryEntry(**known, **numbers)


def _is_alive(process: int) -> bool:
    """Whether another program of this machine runs it; this one knows its own jobs better."""
    import psutil  # seldom needed, and the window's start need not wait for it

    return 0 < process < 2**31 and process != os.getpid() and bool(psutil.pid_exists(process))
