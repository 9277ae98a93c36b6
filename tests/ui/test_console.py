"""The Python console for researchers."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from medviewer.ui.comfort.console_shell import ConsoleShell


@pytest.fixture
def a_console(an_app_with_ct):
    an_app_with_ct.settings.set("advanced.console", True)
    return an_app_with_ct.window.comfort._console


def _said(console):
    return console.output.toPlainText()


def test_it_is_off_until_the_settings_switch_it_on(an_app) -> None:
    desk = an_app.window.comfort
    assert desk._console is None
    an_app.window.actions_by_id["comfort.console"].trigger()
    assert "color" in desk.page.rows["advanced.console"].title.styleSheet()
    desk.page.rows["advanced.console"].control.click()
    assert desk._console is not None
    an_app.settings.set("advanced.console", False)
    assert desk._console is None


def test_it_runs_what_is_typed_on_the_open_study(an_app_with_ct, a_console, qtbot) -> None:
    qtbot.keyClicks(a_console.line, "volume().voxels.shape")
    qtbot.keyClick(a_console.line, Qt.Key.Key_Return)
    assert "(20, 50, 60)" in _said(a_console)
    a_console.run("goto(1.0, 2.0, 4.0)")
    assert an_app_with_ct.scene.cursor_lps == (1.0, 2.0, 4.0)
    a_console.run("window_level(321, 12)")
    assert an_app_with_ct.scene.active.window.width == 321


def test_a_pasted_block_runs_as_it_stands(a_console) -> None:
    a_console.run("for number in range(3):\n    print('line', number)")
    assert all(f"line {number}" in _said(a_console) for number in range(3))
    a_console.run("def twice(x):\n    return 2 * x\n\ntwice(21)")
    assert "42" in _said(a_console)


def test_a_mistake_is_told_there_and_harms_nothing(a_console) -> None:
    a_console.run("1 / 0")
    assert "ZeroDivisionError" in _said(a_console)
    a_console.run("def (")
    assert "SyntaxError" in _said(a_console)
    a_console.run("raise SystemExit")
    a_console.run("print('still here')")
    assert "still here" in _said(a_console)
    assert sys.stdout is not a_console.shell._output


def test_what_was_typed_is_recalled_and_names_are_completed(a_console, qtbot) -> None:
    a_console.run("first = 1")
    a_console.run("second = 2")
    qtbot.keyClick(a_console.line, Qt.Key.Key_Up)
    qtbot.keyClick(a_console.line, Qt.Key.Key_Up)
    assert a_console.line.text() == "first = 1"
    qtbot.keyClick(a_console.line, Qt.Key.Key_Down)
    qtbot.keyClick(a_console.line, Qt.Key.Key_Down)
    assert a_console.line.text() == ""
    qtbot.keyClicks(a_console.line, "scene.cross")
    qtbot.keyClick(a_console.line, Qt.Key.Key_Tab)
    assert a_console.line.text() == "scene.crosshair_visible"


@pytest.mark.parametrize(
    "loop",
    ["while True: pass\n", "import time\nwhile True:\n    time.sleep(0.01)", "[n for n in iter(int, 1)]"],
)
def test_ctrl_c_stops_a_loop_and_other_keys_wait_in_vain(a_console, an_app_with_ct, loop) -> None:
    window = an_app_with_ct.window
    tool = window.tools.tool

    def press(key, modifiers):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, modifiers)
        QApplication.sendEvent(a_console.line, event)

    QTimer.singleShot(0, lambda: press(Qt.Key.Key_Z, Qt.KeyboardModifier.NoModifier))
    QTimer.singleShot(50, lambda: press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier))
    a_console.run(loop)
    assert "Stopped." in _said(a_console)
    assert window.tools.tool == tool
    a_console.run("print('goes on')")
    assert "goes on" in _said(a_console)


def test_a_block_that_was_begun_is_forgotten_by_ctrl_c(a_console, qtbot) -> None:
    a_console.run("if True:")
    assert a_console.prompt.text() == "... "
    qtbot.keyClick(a_console.line, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert a_console.prompt.text() == ">>> "
    a_console.run("print('anew')")
    assert "anew" in _said(a_console)


def test_keys_of_the_views_do_not_act_while_typing(an_app_with_ct, a_console, qtbot) -> None:
    an_app_with_ct.window.tools.pick("window")
    a_console.take_focus()
    qtbot.keyClicks(a_console.line, "zoom")
    assert an_app_with_ct.window.tools.tool == "window"
    assert a_console.line.text() == "zoom"


def test_completion_survives_objects_that_fail() -> None:
    class Broken:
        def __getattr__(self, name):
            raise RuntimeError(name)

        def __dir__(self):
            raise RuntimeError

    shell = ConsoleShell({"broken": Broken()}, lambda _text: None, lambda: None)
    assert shell.completions("broken.x") == ()
    assert "broken" in shell.completions("bro")
