"""HostLog: a child process's own small log file."""

from __future__ import annotations

import faulthandler
import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

_LARGEST_BYTES = 1_000_000
_KEPT_BYTES = 200_000


class HostLog:
    """Appends lines to a file; when it has grown large it loses its older part.

    The file is opened once and never by name again, for a host that reads files may open none to write.

    Parameters
    ----------
    path
        The log file.
    keeps_output
        Whether everything that is written to stdout and stderr, also by C code, goes there too;
        otherwise such output is dropped.
    """

    def __init__(self, path: Path, keeps_output: bool) -> None:
        self._keeps_output = keeps_output
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a+b", buffering=0)
        self.keep_small()
        target = os.dup(self._file.fileno()) if keeps_output else os.open(os.devnull, os.O_WRONLY)
        os.dup2(target, 1)
        os.dup2(target, 2)
        os.close(target)
        faulthandler.enable(self._file.fileno())

    def line(self, text: str) -> None:
        """Writes one line with the time. Never give it patient data: no titles, paths or values."""
        stamp = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
        self._file.write(f"{stamp} [{os.getpid()}] {text}\n".encode("utf-8", "replace"))

    def error(self, error: BaseException) -> None:
        """Writes where an error came from; its text only where this host may hold no patient data."""
        frames = "".join(traceback.format_tb(error.__traceback__))
        text = "".join(traceback.format_exception_only(error)) if self._keeps_output else type(error).__name__
        self.line(f"{text.rstrip()}\n{frames}".rstrip())
        if error.__cause__ is not None:
            self.error(error.__cause__)

    def keep_small(self) -> None:
        """Drops the older part of the file if it has grown large."""
        size = self._file.seek(0, os.SEEK_END)
        if size > _LARGEST_BYTES:
            self._file.seek(size - _KEPT_BYTES)
            kept = self._file.read(_KEPT_BYTES).partition(b"\n")[2]
            self._file.truncate(0)
            self._file.write(kept)


def log_tail(path: Path, lines: int = 40) -> str:
    """The last lines of a log, ``""`` if there is none."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 200 * lines - 1, 0))
        text = file.read().decode("utf-8", errors="replace")
    return "\n".join(text.splitlines()[-lines:])
