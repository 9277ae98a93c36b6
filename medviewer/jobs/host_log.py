"""HostLog: a child process's own small log file."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

_LARGEST_BYTES = 1_000_000


class HostLog:
    """Appends lines to a file; when it has grown large it becomes ``<name>.1`` and a new one begins.

    Parameters
    ----------
    path
        The log file.
    keeps_output
        Whether everything that is written to stdout and stderr, also by C code, goes there too;
        otherwise such output is dropped.
    """

    def __init__(self, path: Path, keeps_output: bool) -> None:
        self._path = path
        self._keeps_output = keeps_output
        self._open()

    def line(self, text: str) -> None:
        """Writes one line with the time. Never give it patient data: no titles, paths or values."""
        stamp = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
        self._file.write(f"{stamp} [{os.getpid()}] {text}\n")
        self._file.flush()

    def error(self, error: BaseException) -> None:
        """Writes where an error came from; its text only where this host may hold no patient data."""
        frames = "".join(traceback.format_tb(error.__traceback__))
        text = "".join(traceback.format_exception_only(error)) if self._keeps_output else type(error).__name__
        self.line(f"{text.rstrip()}\n{frames}".rstrip())
        if error.__cause__ is not None:
            self.error(error.__cause__)

    def keep_small(self) -> None:
        """Starts a new file if this one has grown large."""
        if self._path.stat().st_size > _LARGEST_BYTES:
            self._file.close()
            with contextlib.suppress(OSError):  # another window's host may hold it open (Windows)
                self._path.replace(old_log(self._path))
            self._open()

    def _open(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("a", encoding="utf-8", errors="replace")
        log = self._file.fileno()
        target = os.dup(log) if self._keeps_output else os.open(os.devnull, os.O_WRONLY)
        os.dup2(target, 1)
        os.dup2(target, 2)
        os.close(target)
        faulthandler.enable(self._file)


def old_log(path: Path) -> Path:
    """Where a log goes when it has grown large."""
    return path.with_name(path.name + ".1")


def log_tail(path: Path, lines: int = 40) -> str:
    """The last lines of a log, ``""`` if there is none."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 200 * lines - 1, 0))
        text = file.read().decode("utf-8", errors="replace")
    return "\n".join(text.splitlines()[-lines:])
