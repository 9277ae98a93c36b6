"""Whose turn it is with a file: a lock that the system lets go of when its process dies, however it dies."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_TRIES = 10
_PAUSE_S = 0.002
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
"""The number of the process must not be written into a file that a link points at."""
_TAKEN = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class FileLock:
    """A file beside another one, locked as long as this object holds it; it holds the number of the process.

    The lock itself is the kernel's, so nothing has to be cleared up after ``kill -9`` and a process number
    that was given to another program misleads nobody. Where a file system knows no locks, the number decides.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path) -> FileLock | None:
        """Locks a file, which is made if need be; None if another process (or this one) has it.

        Raises
        ------
        OSError
            If the file cannot be made.
        """
        for _ in range(_TRIES):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o600)
            try:
                is_ours = _lock(descriptor)
            except OSError:
                is_ours = not _is_alive(_number_in(descriptor))
            if is_ours and _is_still_there(path, descriptor):
                _write_number(descriptor)
                return cls(path, descriptor)
            os.close(descriptor)
            if not is_ours:
                return None
        return None

    @classmethod
    @contextmanager
    def held(cls, path: Path, patience_s: float) -> Iterator[None]:
        """Waits its turn; one who holds on for too long, or a folder without locks, stops nobody."""
        end, lock = time.monotonic() + patience_s, None
        with suppress(OSError):
            while (lock := cls.take(path)) is None and time.monotonic() < end:
                time.sleep(_PAUSE_S)
        try:
            yield
        finally:
            if lock is not None:
                lock.release(deletes=True)

    def release(self, deletes: bool = False) -> None:
        """Lets go of the lock; ``deletes`` takes the file away first, while nobody else can have it."""
        if self._descriptor < 0:
            return
        if deletes and sys.platform != "win32":
            _unlink(self._path)
        os.close(self._descriptor)
        self._descriptor = -1
        if deletes and sys.platform == "win32":
            _unlink(self._path)  # an open file cannot be deleted there


def _is_still_there(path: Path, descriptor: int) -> bool:
    """Whether the file that was locked is the one with that name, and was not cleared away just before."""
    try:
        named, locked = path.stat(), os.fstat(descriptor)
    except OSError:
        return False
    return (named.st_ino, named.st_dev) == (locked.st_ino, locked.st_dev)


def _write_number(descriptor: int) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.ftruncate(descriptor, 0)
    os.write(descriptor, str(os.getpid()).encode())


def _unlink(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _lock(descriptor: int) -> bool:
    """Whether the kernel gives this process the lock; OSError where it has none to give."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # past the number, which others may read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise
    return True


def _number_in(descriptor: int) -> int:
    os.lseek(descriptor, 0, os.SEEK_SET)
    text = os.read(descriptor, 20)
    return int(text) if text.isdigit() else 0


def _is_alive(number: int) -> bool:
    import psutil  # seldom needed, and the window's start need not wait for it

    return number > 0 and bool(psutil.pid_exists(number))
