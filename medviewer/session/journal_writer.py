"""JournalWriter: puts lines on the disk from threads of its own, never more than one edit behind."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from medviewer.io.atomic import flush_folder
from medviewer.io.temporary_name import temporary_beside
from medviewer.session.journal_line import line_of

Lines = Callable[[], list[dict[str, Any]]]
"""What a change says, worked out on the writer's thread; called once, in the order of the changes."""

LONGEST_WAIT_S = 1.0
_SYNC_EVERY_S = 0.2
_TRY_AGAIN_S = 3.0
_LONG_BYTES = 8 << 20


class JournalWriter:
    """Appends to one file.

    A line is handed to the system as soon as it is made, so that a killed process loses nothing that was
    written; it is flushed to the disk at most a fifth of a second later, which a power failure needs.
    Whoever adds the next line waits until the last one was handed over (usually not at all), so that at most
    one edit is not there yet. A disk that takes longer than `LONGEST_WAIT_S` for that is told of as one that
    protects nothing, and nobody waits for it again until it has caught up.

    Parameters
    ----------
    restate
        Says everything anew: after a write that failed, and at the beginning.
    told
        Called on a thread of the writer with whether the work is protected, when that changes.
    prepare
        Called on its thread before the file is opened; an OSError counts as one of the file.
    """

    def __init__(
        self, path: Path, restate: Lines, told: Callable[[bool], None], prepare: Callable[[], None]
    ) -> None:
        self._path = path
        self._prepare = prepare
        self._restate = restate
        self._told = told
        self._todo: list[Lines] = []
        self._added = 0
        self._written = 0
        self._synced = 0
        self._is_whole = False
        self._is_new = False
        self._long_bytes = _LONG_BYTES
        self._is_protecting = True
        self._stops = False
        self._has_news = threading.Condition()
        self._threads = [
            threading.Thread(target=work, name="journal", daemon=True) for work in (self._write, self._sync)
        ]
        self._file = -1
        for thread in self._threads:
            thread.start()

    def add(self, lines: Lines, waits: bool = True) -> None:
        """Writes what a change says, after what was added before."""
        with self._has_news:
            is_stuck = False
            if waits and self._is_protecting:
                is_stuck = not self._has_news.wait_for(self._is_up_to_date, LONGEST_WAIT_S)
            self._todo.append(lines)
            self._added += 1
            self._has_news.notify_all()
        if is_stuck:
            self._tell(False)  # and nobody waits again until it has caught up

    def wait_until_safe(self, timeout_s: float) -> bool:
        """Whether all that was added is on the disk; waits for it."""
        with self._has_news:
            wanted = self._added
            is_synced = self._has_news.wait_for(lambda: self._synced >= wanted, timeout_s)
        return is_synced and self._is_protecting

    def close(self) -> None:
        """Writes what is still to be written, and ends."""
        with self._has_news:
            self._stops = True
            self._has_news.notify_all()
        for thread in self._threads:
            thread.join(2.0)

    # --- on the writing thread ---

    def _write(self) -> None:
        while True:
            with self._has_news:
                self._has_news.wait_for(lambda: bool(self._todo) or self._stops, self._patience_s())
                todo, self._todo = self._todo, []
                count = self._added
                if not todo and self._stops:
                    break
            if not todo and self._is_whole:
                continue
            self._try(todo)
            with self._has_news:
                self._written = count
                self._has_news.notify_all()
        with self._has_news:
            self._has_news.notify_all()

    def _is_up_to_date(self) -> bool:
        return self._written >= self._added

    def _patience_s(self) -> float | None:
        return None if self._is_protecting else _TRY_AGAIN_S

    def _try(self, todo: list[Lines]) -> None:
        said = [one for lines in todo for one in lines()]
        try:
            if not self._is_whole:
                said = self._restate()
                self._open()
            self._append(b"".join(map(line_of, said)))
            self._shorten()
        except OSError:
            self._close_file()
            self._is_whole = False
            self._tell(False)
        else:
            self._is_whole = True
            self._tell(True)

    def _shorten(self) -> None:
        """Puts what is true now in the place of a long history, all at once."""
        if os.fstat(self._file).st_size < self._long_bytes:
            return
        content = b"".join(map(line_of, self._restate()))
        self._long_bytes = max(_LONG_BYTES, 4 * len(content))
        new = temporary_beside(self._path, "")
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | _BINARY, 0o600)
        old, self._file = self._file, descriptor
        os.close(old)
        self._append(content)
        os.fsync(descriptor)
        new.replace(self._path)
        flush_folder(self._path.parent)

    def _open(self) -> None:
        """Opens the file behind whatever a write that failed left in it, and ends a torn line."""
        if self._file < 0:
            self._prepare()
            self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _BINARY, 0o600)
            self._is_new = True
            if os.fstat(self._file).st_size:
                self._append(b"\n")

    def _append(self, content: bytes) -> None:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(self._file, rest) :]

    def _close_file(self) -> None:
        with self._has_news:
            if self._file >= 0:
                os.close(self._file)
            self._file = -1

    def _tell(self, is_protecting: bool) -> None:
        if is_protecting != self._is_protecting:
            self._is_protecting = is_protecting
            self._told(is_protecting)

    # --- on the flushing thread ---

    def _sync(self) -> None:
        while True:
            with self._has_news:
                self._has_news.wait_for(lambda: self._written > self._synced or self._stops)
                has_ended = self._stops and self._written >= self._added
                written = self._written
                handle = os.dup(self._file) if self._file >= 0 else -1
            try:
                if handle >= 0:
                    os.fsync(handle)
                if self._is_new:
                    self._is_new = False
                    flush_folder(self._path.parent)
            except OSError:
                self._tell(False)  # the next write says everything anew
                self._is_whole = False
            finally:
                if handle >= 0:
                    os.close(handle)
            with self._has_news:
                self._synced = max(self._synced, written)
                self._has_news.notify_all()
                self._has_news.wait_for(lambda: self._stops, _SYNC_EVERY_S)
            if has_ended:
                break
        self._close_file()


_BINARY = getattr(os, "O_BINARY", 0)
