"""The whole window without a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from medviewer.scene.views.navigate import slice_number
from medviewer.ui.parts.control_keys import ControlKeys
from medviewer.ui.views.view_access import ViewAccess

KEY, SHIFT, ALT = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_MOST_STOPS = 400


@pytest.fixture
def a_window(qtbot, an_app_with_ct, a_segmentation, a_classification, questions):
    app = an_app_with_ct
    questions.snippets_to_import = questions.snippets_target = lambda *_: ""
    app.scene.add_result(a_segmentation, app.scene.active.id)
    app.scene.add_result(a_classification, app.scene.active.id)
    window = app.window
    window.activateWindow()
    axial = window.grid.slice_views["axial"]
    qtbot.waitUntil(lambda: window.isActiveWindow() and axial.findChild(ViewAccess) is not None)
    QApplication.processEvents()
    return app


def _stops(start: QWidget, key=KEY.Key_Tab) -> list[QWidget]:
    """The widgets that Tab goes to, until it comes back to where it began."""
    start.window().activateWindow()
    QApplication.processEvents()
    start.setFocus(Qt.FocusReason.TabFocusReason)
    stops = [start]
    assert QApplication.focusWidget() is start
    for _ in range(_MOST_STOPS):
        QTest.keyClick(QApplication.focusWidget(), key)
        now = QApplication.focusWidget()
        assert now is not None, f"the focus was lost after {type(stops[-1]).__name__}"
        if now is start or now is stops[-1]:
            break
        stops.append(now)
    return stops


def _to_reach(root: QWidget) -> set[QWidget]:
    """The controls on screen that can be used."""
    kinds = (QAbstractButton, QAbstractSlider, QComboBox, QAbstractItemView, QPlainTextEdit, QTextEdit)
    found = set()
    for kind in kinds:
        for one in root.findChildren(kind):
            takes = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes and one.isVisible() and one.isEnabled() and not isinstance(one, QScrollBar):
                found.add(one)
    return found


def _said(widgets) -> list[str]:
    return sorted(f"{type(one).__name__} {one.accessibleName()} {one.toolTip()}" for one in widgets)


def test_tab_reaches_every_view_and_control_of_the_window_and_comes_back(a_window) -> None:
    grid = a_window.window.grid
    stops = _stops(grid.slice_views["axial"])
    assert len(stops) < _MOST_STOPS  # no trap, and it came round
    on_screen = {view for view in grid.views.values() if view.isVisible()}
    assert on_screen <= set(stops)
    assert _said(_to_reach(a_window.window) - set(stops)) == []


def test_tab_goes_back_the_same_way(a_window) -> None:
    axial = a_window.window.grid.slice_views["axial"]
    there = _stops(axial)
    back = _stops(axial, KEY.Key_Backtab)
    assert set(back) == set(there)


PAGES = ("settings", "keys", "help", "doctor")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_holds_the_focus_has_no_trap_and_escape_leaves_it(a_window, name) -> None:
    comfort = a_window.window.comfort
    before = a_window.window.grid.slice_views["coronal"]
    before.setFocus()
    getattr(comfort, name)()
    QApplication.processEvents()
    page = comfort.page
    stops = _stops(page.close_button)
    assert len(stops) < _MOST_STOPS
    assert all(page.isAncestorOf(stop) for stop in stops)
    assert _said(_to_reach(page) - set(stops)) == []
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Escape)
    assert comfort.page is None
    assert QApplication.focusWidget() is before


@pytest.mark.parametrize("command", ["report.show", "recist.show", "layout.rules"])
def test_escape_leaves_what_a_command_opened_over_the_views(a_window, command) -> None:
    window = a_window.window
    window.grid.slice_views["axial"].setFocus()
    window.actions_by_id[command].trigger()
    QApplication.processEvents()
    page = window.comfort.page
    if page is None:
        pytest.skip("it opens beside the views and takes no keys from them")
    QTest.keyClick(QApplication.focusWidget() or page, KEY.Key_Escape)
    assert window.comfort.page is None


# --- views ---


def test_a_view_with_the_focus_is_the_one_that_keys_act_on_and_shows_it(a_window) -> None:
    view = a_window.window.grid.slice_views["coronal"]
    plain = view.grab().toImage()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert a_window.scene.view_in_use == "coronal"
    assert view.findChild(ViewAccess).pointer.isVisible()
    assert view.grab().toImage() != plain
    before = slice_number(a_window.scene, view.viewport)
    QTest.keyClick(view, KEY.Key_Down)
    assert slice_number(a_window.scene, view.viewport)[0] == before[0] + 1
    QTest.keyClick(view, KEY.Key_Tab)
    assert not view.findChild(ViewAccess).pointer.isVisible()


@pytest.mark.parametrize(
    ("key", "modifiers"), [(KEY.Key_Menu, Qt.KeyboardModifier.NoModifier), (KEY.Key_F10, SHIFT)]
)
def test_the_menu_of_a_view_opens_by_key_once(a_window, key, modifiers) -> None:
    view = a_window.window.grid.slice_views["sagittal"]
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, key, modifiers)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert a_window.scene.view_in_use == "sagittal"
    place = view.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, event)  # Qt makes one of the same key
    assert QApplication.activePopupWidget() is menu
    QTest.keyClick(menu, KEY.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_a_length_is_drawn_without_a_mouse(a_window) -> None:
    scene, view = a_window.scene, a_window.window.grid.slice_views["axial"]
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, KEY.Key_D)
    QTest.keyClick(view, KEY.Key_Return, ALT)
    for _ in range(10):
        QTest.keyClick(view, KEY.Key_Right, ALT)
    for _ in range(3):
        QTest.keyClick(view, KEY.Key_Down, ALT | SHIFT)
    QTest.keyClick(view, KEY.Key_Return, ALT)
    (mark,) = scene.marks.items
    assert mark.kind == "length"
    start, end = (view.plane().lps_to_pixel(point) for point in mark.points_lps)
    assert tuple(end - start) == pytest.approx((80.0, 3.0), abs=0.6)
    middle = view.rect().center()
    assert tuple(start) == pytest.approx((middle.x(), middle.y()), abs=0.6)


def test_the_window_is_dragged_without_a_mouse(a_window) -> None:
    layer, view = a_window.scene.active, a_window.window.grid.slice_views["axial"]
    view.setFocus(Qt.FocusReason.TabFocusReason)
    a_window.window.actions_by_id["tool.window"].trigger()
    before = layer.window
    QTest.keyClick(view, KEY.Key_Return, ALT | SHIFT)
    for _ in range(6):
        QTest.keyClick(view, KEY.Key_Right, ALT)
    held = layer.window
    assert held.width > before.width
    QTest.keyClick(view, KEY.Key_Return, ALT | SHIFT)
    QTest.keyClick(view, KEY.Key_Right, ALT)
    assert layer.window == held


def test_leaving_the_view_lets_the_button_go(a_window) -> None:
    layer, view = a_window.scene.active, a_window.window.grid.slice_views["axial"]
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, KEY.Key_Return, ALT | SHIFT)
    QTest.keyClick(view, KEY.Key_Tab)
    assert not view.findChild(ViewAccess).pointer.is_held
    before = layer.window
    QTest.mouseMove(view, QPoint(40, 200))
    QApplication.processEvents()
    assert layer.window == before


# --- controls ---


@pytest.fixture
def a_form(qtbot, qapp, a_window):
    """A button, a list and a number in the window, whose commands have the same keys."""
    form = QWidget()
    column = QVBoxLayout(form)
    parts = {"button": QPushButton("Press"), "box": QComboBox(), "number": QSpinBox()}
    parts["box"].addItems(["a", "b", "c"])
    for one in parts.values():
        column.addWidget(one)
    a_window.window.put_below_views(form)
    form.show()
    QApplication.processEvents()
    return parts


def _press(widget: QWidget, key) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(widget, key)


@pytest.mark.parametrize("key", [KEY.Key_Space, KEY.Key_Return, KEY.Key_Enter])
def test_space_and_enter_press_the_button_that_has_the_focus(a_window, a_form, key) -> None:
    pressed = []
    a_form["button"].clicked.connect(lambda: pressed.append(1))
    _press(a_form["button"], key)
    assert pressed == [1]
    assert a_window.scene.maximised == ""  # Enter alone would maximise a view


def test_arrows_stay_with_the_list_or_number_that_has_the_focus(a_window, a_form) -> None:
    view = a_window.window.grid.slice_views["axial"]
    before = slice_number(a_window.scene, view.viewport)
    _press(a_form["box"], KEY.Key_Down)
    _press(a_form["number"], KEY.Key_Up)
    assert (a_form["box"].currentText(), a_form["number"].value()) == ("b", 1)
    assert slice_number(a_window.scene, view.viewport) == before


def test_letters_still_pick_tools_while_a_button_has_the_focus(a_window, a_form) -> None:
    _press(a_form["button"], KEY.Key_Z)
    assert a_window.window.tools.tool == "zoom"


def test_the_keys_of_a_control_are_its_own_only_while_it_has_the_focus(a_window, a_form) -> None:
    assert a_window.window.findChild(ControlKeys) is not None
    a_form["button"].setFocus()
    view = a_window.window.grid.slice_views["axial"]
    view.setFocus()
    before = slice_number(a_window.scene, view.viewport)
    QTest.keyClick(view, KEY.Key_Down)
    assert slice_number(a_window.scene, view.viewport)[0] == before[0] + 1


def _focus_is_seen(widget: QWidget) -> bool:
    """Whether a widget looks different with the focus; half a blink of a cursor counts as none."""
    views = [access.parent() for access in widget.window().findChildren(ViewAccess)]
    other = next(view for view in views if view is not widget and view.isVisibleTo(view.window()))
    other.setFocus(Qt.FocusReason.OtherFocusReason)
    QApplication.processEvents()
    without = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return widget.grab().toImage() != without


def test_the_focus_is_seen_on_every_kind_of_control(a_window) -> None:
    kinds, blind = set(), set()
    for stop in _stops(a_window.window.grid.slice_views["axial"]):
        if type(stop) not in kinds and stop.isVisible() and not isinstance(stop, QScrollBar):
            kinds.add(type(stop))
            if not _focus_is_seen(stop):
                blind.add(f"{type(stop).__name__} {stop.accessibleName()}")
    assert len(kinds) >= 5
    assert blind == set()


def test_the_focus_is_seen_on_the_settings(a_window) -> None:
    comfort = a_window.window.comfort
    comfort.settings()
    QApplication.processEvents()
    kinds, blind = set(), set()
    for stop in _stops(comfort.page.close_button):
        if type(stop) not in kinds:
            kinds.add(type(stop))
            if not _focus_is_seen(stop):
                blind.add(type(stop).__name__)
    assert len(kinds) > 3
    assert blind == set()


def test_events_of_keys_alone_are_looked_at(a_window, a_form) -> None:
    keys = a_window.window.findChild(ControlKeys)
    assert keys.eventFilter(a_form["button"], QEvent(QEvent.Type.Paint)) is False
