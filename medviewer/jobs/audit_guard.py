"""The second line of defence: refusals by Python's audit events, where the kernel filters no calls."""

from __future__ import annotations

import os
import sys
from typing import Any

_NETWORK = frozenset(
    {"socket.__new__", "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"}
    | {"socket.gethostbyname", "urllib.Request"}
)
_PROGRAMS = frozenset(
    {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.fork"}
    | {"os.forkpty", "pty.spawn"}
)
_CHANGES = frozenset(
    {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"}
    | {"os.chmod", "os.chown", "os.chflags", "os.utime", "os.setxattr", "os.removexattr"}
    | {"shutil.move", "shutil.rmtree", "tempfile.mkstemp", "tempfile.mkdtemp"}
)
_WRITING_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def guard_by_audit(may_write: bool) -> None:
    """From now on Python code in this process that asks for what it may not do gets PermissionError."""
    refused = _NETWORK if may_write else _NETWORK | _PROGRAMS | _CHANGES

    def check(event: str, arguments: tuple[Any, ...]) -> None:
        if event in refused and not _is_local(event, arguments):
            raise PermissionError(f"{event} is not allowed in this process.")
        if event == "open" and not may_write and _is_for_writing(arguments):
            raise PermissionError("Opening a file for writing is not allowed in this process.")

    sys.addaudithook(check)


def _is_local(event: str, arguments: tuple[Any, ...]) -> bool:
    """A socket object around the pipe to the window is no way out."""
    import socket

    return event == "socket.__new__" and arguments[1] == getattr(socket, "AF_UNIX", None)


def _is_for_writing(arguments: tuple[Any, ...]) -> bool:
    path, mode, flags = arguments
    if isinstance(path, int) or path == os.devnull:
        return False
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & _WRITING_FLAGS)
