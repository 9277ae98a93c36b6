"""Several marks are selected, and what the menu of a mark does is done to all of them as one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from medviewer.core.mark import Mark, MarkPlace
from medviewer.scene.marks.mark_figures import figures_in

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Z = (0.0, 0.0, 1.0)


@pytest.fixture
def a_study(an_app_with_ct, mouse_on):
    """Three lengths on the slice of the axial view, ``a``, ``b`` and ``c``, 10 mm below one another."""
    study = Study(an_app_with_ct, mouse_on)
    yield study
    menu = QApplication.activePopupWidget()
    if menu is not None:
        menu.close()


class Study:
    def __init__(self, app, mouse_on):
        self.app, self.scene, self.window = app, app.scene, app.window
        self.view = app.window.grid.slice_views["axial"]
        self.mouse = mouse_on(self.view)
        z, place = self.scene.cursor_lps[2], MarkPlace("series-1", study_uid="1.2.3")
        self.scene.marks.items = tuple(
            Mark("length", ((-20.0, y, z), (-20.0 + 10.0 * n, y, z)), Z, place, label=name, id=name)
            for n, (name, y) in enumerate((("a", -10.0), ("b", 0.0), ("c", 10.0)), start=1)
        )

    @property
    def selected(self):
        return set(self.scene.marks.selected)

    def mark(self, name):
        return self.scene.marks.mark(name)

    def px(self, name, part=0.4):
        start, end = self.mark(name).points_lps
        point = tuple(a + part * (b - a) for a, b in zip(start, end, strict=True))
        ratio = self.view.devicePixelRatioF()
        return tuple((self.view.plane().lps_to_pixel(point) / ratio).tolist())

    def click(self, name, button=LEFT, modifiers=Qt.KeyboardModifier.NoModifier):
        self.mouse.drag(self.px(name), self.px(name), button, modifiers, steps=1)
        QApplication.processEvents()

    def do(self, row):
        QApplication.processEvents()  # commands are enabled when all is quiet
        action = self.window.actions_by_id[row]
        assert action.isEnabled()
        action.trigger()


def menu_ids() -> list[str]:
    menu = QApplication.activePopupWidget()
    return [] if menu is None else [one.objectName() for one in menu.actions() if one.objectName()]


def test_a_right_click_on_a_mark_opens_its_menu(a_study) -> None:
    a_study.click("b", RIGHT)
    assert a_study.selected == {"b"}
    assert menu_ids() == ["mark.jump", "mark.rename", "mark.figures", "mark.copy", "mark.delete", "mark.hide"]
    submenus = [one.menu().title() for one in QApplication.activePopupWidget().actions() if one.menu()]
    assert submenus == ["Lesion", "Colour"]
    QApplication.activePopupWidget().close()
    # Beside all marks it is the menu of the view.
    a_study.mouse.drag((40.0, 200.0), (40.0, 200.0), RIGHT, steps=1)
    QApplication.processEvents()
    assert "view.reset" in menu_ids()
    QApplication.activePopupWidget().close()
    # On one of several it keeps them all.
    a_study.scene.marks.selected = frozenset({"a", "b"})
    a_study.click("b", RIGHT)
    assert a_study.selected == {"a", "b"}


def test_the_menu_key_opens_the_menu_of_the_selected_mark(a_study, qtbot) -> None:
    qtbot.waitUntil(lambda: not a_study.window.windowIcon().isNull())  # the window is whole
    a_study.scene.marks.selected = frozenset({"c"})
    a_study.view.setFocus()
    QTest.keyClick(a_study.view, Qt.Key.Key_Menu)
    QApplication.processEvents()
    assert "mark.rename" in menu_ids()
    assert a_study.selected == {"c"}


def test_ctrl_and_shift_clicks_select_several_and_a_click_one_of_them(a_study) -> None:
    a_study.click("a")
    a_study.click("b", modifiers=CTRL)
    a_study.click("c", modifiers=SHIFT)
    assert a_study.selected == {"a", "b", "c"}
    a_study.click("b", modifiers=CTRL)
    assert a_study.selected == {"a", "c"}
    a_study.click("c")
    assert a_study.selected == {"c"}
    assert a_study.scene.undo.undo_name == ""  # nothing was moved
    # A band round the first two adds them; a band through one does not.
    (x, y), (right, bottom) = a_study.px("a", 0.0), a_study.px("b", 1.0)
    band = (x - 12.0, y - 12.0), (right + 12.0, bottom + 12.0)
    window = a_study.scene.active.window
    a_study.mouse.drag(*band, LEFT, CTRL | SHIFT)
    assert a_study.selected == {"a", "b", "c"}
    a_study.click("a")
    a_study.mouse.drag(band[0], (right - 12.0, bottom + 12.0), LEFT, CTRL | SHIFT)
    assert a_study.selected == {"a"}
    assert a_study.scene.active.window == window
    a_study.mouse.drag(*band, LEFT, CTRL)
    assert a_study.scene.active.window != window  # without Shift the window is set, as ever


def test_several_marks_are_moved_as_one_step(a_study) -> None:
    before = {name: a_study.mark(name).points_lps for name in "abc"}
    a_study.scene.marks.selected = frozenset({"a", "b"})
    start = a_study.px("b")
    a_study.mouse.drag(start, (start[0] + 30.0, start[1] + 20.0), LEFT)
    moved = [
        tuple(round(b - a, 6) for a, b in zip(before[name][0], a_study.mark(name).points_lps[0], strict=True))
        for name in "abc"
    ]
    assert moved[0] == moved[1] != (0.0, 0.0, 0.0)
    assert moved[2] == (0.0, 0.0, 0.0)
    assert figures_in(a_study.scene, a_study.mark("b")).length == pytest.approx(20.0)
    assert a_study.scene.undo.undo_name == "Move measurements"
    a_study.scene.undo.undo()
    assert {name: a_study.mark(name).points_lps for name in "abc"} == before
    # A handle moves its own mark alone.
    before = a_study.mark("a")
    start = a_study.px("b", part=1.0)
    a_study.mouse.drag(start, (start[0] + 30.0, start[1]), LEFT)
    assert a_study.mark("a") == before
    assert figures_in(a_study.scene, a_study.mark("b")).length > 21.0


def test_a_command_changes_all_that_is_selected_as_one_step(a_study) -> None:
    a_study.scene.marks.selected = frozenset({"a", "c"})
    before = a_study.scene.marks.items
    for row, field, value in (
        ("mark.hide", "visible", False),
        ("mark.red", "color", (232, 112, 74)),
        ("mark.target", "role", "target"),
        ("mark.non_target", "role", "non-target"),
    ):
        a_study.do(row)
        now = {name: getattr(a_study.mark(name), field) for name in "abc"}
        assert now["a"] == now["c"] == value
        assert now["b"] == getattr(before[1], field)
        a_study.scene.undo.undo()
        assert a_study.scene.marks.items == before
        assert a_study.scene.undo.undo_name == ""
    # What was given is taken away again.
    a_study.scene.marks.selected = frozenset({"a", "b"})
    for given, taken in (
        ("mark.hide", "mark.hide"), ("mark.green", "mark.usual_colour"), ("mark.new_lesion", "mark.no_lesion")
    ):  # fmt: skip
        a_study.do(given)
        assert a_study.scene.marks.items != before
        a_study.do(taken)
        assert a_study.scene.marks.items == before
    # Without a selection they are grey.
    a_study.scene.marks.selected = frozenset()
    QApplication.processEvents()
    rows = ("mark.rename", "mark.jump", "mark.target", "mark.red")
    assert not any(a_study.window.actions_by_id[row].isEnabled() for row in rows)


def test_rename_opens_the_line_of_the_list_and_jump_goes_there(a_study) -> None:
    a_study.window.panels.right.set_folded(True)
    a_study.scene.marks.selected = frozenset({"b"})
    a_study.do("mark.rename")
    editor = QApplication.focusWidget()
    QTest.keyClicks(editor, "S6")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert a_study.mark("b").label == "S6"
    assert not a_study.window.panels.right.folded
    # Going there keeps the others selected.
    a_study.scene.set_cursor((0.0, 0.0, -20.0))
    z = a_study.mark("a").points_lps[0][2]
    a_study.scene.marks.selected = frozenset({"a", "b"})
    a_study.do("mark.jump")
    assert a_study.scene.cursor_lps[2] == pytest.approx(z)
    assert a_study.selected == {"a", "b"}


# --- the list ---


@pytest.fixture
def a_list(a_study):
    a_study.window.panels.marks.refresh()
    QApplication.processEvents()
    return a_study.window.panels.marks.rows


def row_click(rows, number, modifiers=Qt.KeyboardModifier.NoModifier, button=LEFT) -> QPoint:
    at = rows.visualRect(rows.model().index(number, 0)).center()
    QTest.mouseClick(rows.viewport(), button, modifiers, at)
    return at


def test_rows_are_selected_together_and_with_the_views_and_nothing_jumps(a_study, a_list) -> None:
    row_click(a_list, 0)
    place = a_study.scene.cursor_lps
    row_click(a_list, 2, CTRL)
    assert a_study.selected == {"a", "c"}
    row_click(a_list, 0)
    row_click(a_list, 2, SHIFT)
    assert a_study.selected == {"a", "b", "c"}
    assert a_study.scene.cursor_lps == place
    a_study.window.panels.marks.refresh()
    assert {index.row() for index in a_list.selectedIndexes()} == {0, 1, 2}
    assert a_study.window.panels.marks.figures.text() == "3 selected"
    # What is selected in a view is selected in the list.
    a_study.click("a")
    a_study.click("c", modifiers=CTRL)
    a_study.window.panels.marks.refresh()
    assert {index.row() for index in a_list.selectedIndexes()} == {0, 2}


def test_a_right_click_in_the_list_opens_the_same_menu(a_study, a_list) -> None:
    row_click(a_list, 0)
    row_click(a_list, 1, CTRL)
    at = row_click(a_list, 1, button=RIGHT)
    target: QWidget = a_list.viewport()
    QApplication.sendEvent(
        target, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, target.mapToGlobal(at))
    )
    assert a_study.selected == {"a", "b"}
    assert "mark.rename" in menu_ids()
    # The menu key opens it at the present row.
    QApplication.activePopupWidget().close()
    row_click(a_list, 2)
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, target.mapToGlobal(at))
    QApplication.sendEvent(target, by_key)
    assert a_study.selected == {"c"}
    assert "mark.delete" in menu_ids()
