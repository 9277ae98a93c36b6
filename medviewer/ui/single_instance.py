"""A second start hands its paths to the window that is open already, and ends.

A local socket in the user's own folder, which nobody else may open. What comes over it is a list of paths and
nothing else: whatever else somebody sends is dropped. A first program that hangs holds the second one up for
less than a second; then the second one opens a window of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_HEAD = struct.Struct(">4sI")
_MARK = b"MVP1"
_ACCEPTED = b"ok"
_LARGEST_MESSAGE = 1 << 20
_MOST_PATHS = 10_000
_LONGEST_PATH = 1 << 15
_PATIENCE_MS = 800
_LONGEST_SOCKET = 100
"""A Unix socket's path has room for 107 bytes."""


def socket_name(folder: Path) -> str:
    """Where the programs of one user on one display meet: a socket in a folder of theirs, on Windows a pipe.

    "" if there is no place that is safely theirs.
    """
    display = [os.environ.get(name, "") for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")]
    told = "\0".join((str(folder), *display)).encode("utf-8", "surrogateescape")
    digest = hashlib.sha256(told).hexdigest()[:16]
    if sys.platform == "win32":
        return f"medviewer-{digest}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return ""
    path = str(folder / f"window-{digest}.socket")
    if len(os.fsencode(path)) <= _LONGEST_SOCKET:
        return path
    short = Path(f"/tmp/medviewer-{os.getuid()}-{digest}")  # noqa: S108 - checked to be ours below
    try:
        short.mkdir(mode=0o700, exist_ok=True)
        found = short.lstat()
    except OSError:
        return ""
    is_ours = found.st_uid == os.getuid() and (found.st_mode & 0o170077) == 0o040000
    return str(short / "window.socket") if is_ours else ""


def hand_over(name: str, paths: Sequence[str]) -> bool:
    """Gives paths to the window that is open; False if there is none that answers in time."""
    if not name or not _may_be_heard(name):
        return False
    from PySide6.QtNetwork import QLocalSocket  # most starts find no other window and need not wait for it

    message = json.dumps([str(Path(path).absolute()) for path in paths]).encode("ascii")
    if len(message) > _LARGEST_MESSAGE or len(paths) > _MOST_PATHS:
        return False
    deadline = QDeadlineTimer(_PATIENCE_MS)
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_left(deadline)):
        return False
    socket.write(_HEAD.pack(_MARK, len(message)) + message)
    while socket.bytesToWrite() and socket.waitForBytesWritten(_left(deadline)):
        pass
    answer = b""
    while len(answer) < len(_ACCEPTED) and socket.waitForReadyRead(_left(deadline)):
        answer += bytes(socket.readAll().data())
    return answer == _ACCEPTED


class WindowServer(QObject):
    """Takes the paths of later starts. ``handed_over`` carries absolute paths; there may be none."""

    handed_over = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._server: QLocalServer | None = None
        self._waiting: dict[QLocalSocket, bytes] = {}

    def listen(self) -> bool:
        """Begins to listen; a socket that a crashed program left behind is taken over.

        False if another program listens there, or it cannot be done.
        """
        # Asked first: with the rights of one user only, Qt puts a new socket over one that is in use.
        if not self._name or (_may_be_heard(self._name) and _somebody_listens(self._name)):
            return False
        from PySide6.QtNetwork import QLocalServer  # once the window is painted

        QLocalServer.removeServer(self._name)
        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(8)
        server.newConnection.connect(self._meet)
        return server.listen(self._name)

    def close(self) -> None:
        """Stops listening."""
        if self._server is not None:
            self._server.close()

    def _meet(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            self._waiting[socket] = b""
            socket.readyRead.connect(_bound(self._read, socket))
            socket.disconnected.connect(_bound(self._part, socket))
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket not in self._waiting:
            return
        got = self._waiting[socket] + bytes(socket.read(_LARGEST_MESSAGE + _HEAD.size).data())
        self._waiting[socket] = got
        if len(got) < _HEAD.size:
            return
        mark, length = _HEAD.unpack_from(got)
        if mark != _MARK or length > _LARGEST_MESSAGE or len(got) > _HEAD.size + length:
            socket.abort()
            return
        if len(got) < _HEAD.size + length:
            return
        paths = _paths_in(got[_HEAD.size :])
        if paths is None:
            socket.abort()
            return
        del self._waiting[socket]
        socket.write(_ACCEPTED)
        socket.flush()
        self.handed_over.emit(paths)

    def _part(self, socket: QLocalSocket) -> None:
        self._waiting.pop(socket, None)
        socket.deleteLater()


def _bound(call: Callable[[QLocalSocket], None], socket: QLocalSocket) -> Callable[[], None]:
    return lambda: call(socket)


def _may_be_heard(name: str) -> bool:
    """Whether it is worth asking: a socket is a file; of a pipe of Windows nobody knows beforehand."""
    return sys.platform == "win32" or Path(name).exists()


def _somebody_listens(name: str) -> bool:
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    return socket.waitForConnected(_PATIENCE_MS)


def _paths_in(message: bytes) -> list[str] | None:
    """The paths of a message; None if it is anything else."""
    try:
        told = json.loads(message)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, list) or len(told) > _MOST_PATHS:
        return None
    if not all(isinstance(path, str) and _is_path(path) for path in told):
        return None
    return list(told)


def _is_path(text: str) -> bool:
    return len(text) <= _LONGEST_PATH and "\0" not in text and Path(text).is_absolute()


def _left(deadline: QDeadlineTimer) -> int:
    return max(1, int(deadline.remainingTime()))
