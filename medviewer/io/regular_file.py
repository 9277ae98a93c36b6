"""Opening regular files and nothing else.

A pipe with nobody at its other end would make the reader wait for ever, and a device has no end; between
a look at a path and its opening anything may have taken the file's place. So the look comes after.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from medviewer.core.errors import ReadError


def require_regular(path: str) -> None:
    """Refuses a path that a library would open by itself, unless it is a file that can be read now.

    Raises
    ------
    ReadError
        With one sentence.
    """
    try:
        open_regular(path).close()
    except OSError as error:
        raise ReadError(f"{path} cannot be opened ({error.strerror or 'error'}).") from error


def open_regular(path: str | Path, buffering: int = -1) -> BinaryIO:
    """A file for reading, as `open` in mode ``"rb"`` gives it, at once.

    Raises
    ------
    OSError
        If it cannot be opened, or is a pipe, a device or a folder.
    """
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    )
    descriptor = os.open(path, flags)
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "It is a pipe or a device, not a file", str(path))
        return os.fdopen(descriptor, "rb", buffering)
    except BaseException:
        os.close(descriptor)
        raise
