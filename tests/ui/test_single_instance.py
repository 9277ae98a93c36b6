"""A second start hands its paths to the window that is open."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from medviewer.ui.single_instance import WindowServer, hand_over, socket_name

_CLIENT = (
    "import sys; from medviewer.ui.single_instance import hand_over; "
    "sys.exit(not hand_over(sys.argv[1], sys.argv[2:]))"
)


@pytest.fixture
def meeting_place(tmp_path) -> str:
    return socket_name(tmp_path / "cache")


@pytest.fixture
def a_server(qapp, meeting_place):
    server = WindowServer(meeting_place)
    assert server.listen()
    yield server
    server.close()


def _start(meeting_place, *paths):
    return subprocess.Popen([sys.executable, "-c", _CLIENT, meeting_place, *paths])


def test_paths_arrive_absolute_and_the_second_program_may_end(
    qtbot, a_server, meeting_place, tmp_path
) -> None:
    with qtbot.waitSignal(a_server.handed_over, timeout=10_000) as got:
        second = _start(meeting_place, "study", str(tmp_path / "张伟 'x'"))
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=10_000)
    assert second.returncode == 0
    assert got.args == [[str(Path.cwd() / "study"), str(tmp_path / "张伟 'x'")]]


def test_no_paths_bring_the_window_forward(qtbot, a_server, meeting_place) -> None:
    with qtbot.waitSignal(a_server.handed_over, timeout=10_000) as got:
        second = _start(meeting_place)
    assert got.args == [[]]
    assert second.wait(10) == 0


def test_nobody_listens_nobody_takes(qapp, meeting_place) -> None:
    begin = time.monotonic()
    assert not hand_over(meeting_place, ["/a"])
    assert not hand_over("", ["/a"])
    assert time.monotonic() - begin < 0.5


def test_a_window_that_hangs_holds_the_second_start_up_for_less_than_a_second(qapp, meeting_place) -> None:
    silent = QLocalServer()
    assert silent.listen(meeting_place)  # and never looks at what comes
    begin = time.monotonic()
    assert not hand_over(meeting_place, ["/a"])
    assert time.monotonic() - begin < 1.0
    silent.close()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes leave nothing behind")
def test_a_socket_left_behind_by_a_crash_is_taken_over(qapp, meeting_place) -> None:
    code = (
        "import sys, os; from PySide6.QtCore import QCoreApplication; "
        "from medviewer.ui.single_instance import WindowServer; a = QCoreApplication([]); "
        "s = WindowServer(sys.argv[1]); assert s.listen(); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, meeting_place], check=True)
    assert Path(meeting_place).exists()
    server = WindowServer(meeting_place)
    assert server.listen()
    server.close()


def test_a_second_server_does_not_take_the_place_of_the_first(qapp, a_server, meeting_place) -> None:
    second = WindowServer(meeting_place)
    assert not second.listen()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes of files")
def test_only_the_user_may_knock(a_server, meeting_place) -> None:
    assert stat.S_IMODE(Path(meeting_place).stat().st_mode) & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have short names")
def test_a_long_path_to_the_home_gets_a_short_meeting_place_of_its_own(tmp_path) -> None:
    name = socket_name(tmp_path / ("x" * 120))
    assert len(os.fsencode(name)) <= 100
    assert stat.S_IMODE(Path(name).parent.stat().st_mode) == 0o700
    assert name != socket_name(tmp_path / ("y" * 120))


@pytest.mark.parametrize(
    "message",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"MVP1\xff\xff\xff\xff",
        b"MVP1\0\0\0\x02{}",
        b"MVP1\0\0\0\x03[1]",
        b"MVP1\0\0\0\x08" + json.dumps(["rel/"]).encode(),
        b"MVP1\0\0\0\x0b" + json.dumps(["/a\0"]).encode(),
        b"MVP1\0\0\0\x02[]rest",
        b"MVP1" + (60_000).to_bytes(4, "big") + b"[" * 60_000,
    ],
    ids=["http", "huge", "object", "number", "relative", "nul", "too long", "deep"],
)
def test_anything_but_paths_is_dropped(qtbot, a_server, meeting_place, message) -> None:
    socket = QLocalSocket()
    socket.connectToServer(meeting_place)
    assert socket.waitForConnected(1000)
    with qtbot.assertNotEmitted(a_server.handed_over):
        socket.write(message)
        socket.flush()
        qtbot.waitUntil(
            lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=3000
        )
    with qtbot.waitSignal(a_server.handed_over, timeout=10_000):
        second = _start(meeting_place, "/a")
    assert second.wait(10) == 0


def test_the_window_opens_what_a_later_start_brings(an_app, monkeypatch) -> None:
    opened = []
    monkeypatch.setattr(an_app.window.flow, "open_paths", lambda paths: opened.append(list(paths)))
    an_app.window.showMinimized()
    an_app.come_forward(["/a", "/b"])
    assert opened == [["/a", "/b"]]
    assert not an_app.window.isMinimized()
