"""Checklist of the reading notes: the mouse, in the real window. One line, one test."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from window_hands import wheel

from medviewer.scene.views.navigate import slice_number

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
TOOLS = ("window", "length", "curve")
"""Of each kind one: what is always live does not ask which of them is in hand."""


@pytest.fixture(params=TOOLS)
def a_view_with_a_tool(request, an_app_with_ct, mouse_on):
    """The axial view with some tool in hand: its app, its widget, its mouse."""
    an_app_with_ct.window.actions_by_id[f"tool.{request.param}"].trigger()
    view = an_app_with_ct.window.grid.slice_views["axial"]
    return an_app_with_ct, view, mouse_on(view)


def test_left_drag_across_changes_the_width_and_up_or_down_the_level(an_app_with_ct, mouse_on) -> None:
    layer, view = an_app_with_ct.scene.active, an_app_with_ct.window.grid.slice_views["coronal"]
    width, level = layer.window.width, layer.window.level
    picture = view.picture().copy()
    mouse_on(view).drag((60, 200), (160, 200), LEFT)
    assert layer.window.width > 1.2 * width
    assert layer.window.level == level
    mouse_on(view).drag((60, 200), (60, 100), LEFT)
    assert layer.window.level < level, "up makes brighter"
    QApplication.processEvents()
    assert view.picture() != picture


def test_middle_drag_pans_whatever_tool_is_in_hand(a_view_with_a_tool) -> None:
    app, view, mouse = a_view_with_a_tool
    held, window = view.plane().pixel_to_lps((60, 200)), app.scene.active.window
    mouse.drag((60, 200), (95, 160), MIDDLE)
    assert view.plane().pixel_to_lps((95, 160)) == pytest.approx(held)
    assert (app.scene.active.window, app.scene.marks.items) == (window, ())


def test_right_drag_zooms_whatever_tool_is_in_hand(a_view_with_a_tool) -> None:
    app, view, mouse = a_view_with_a_tool
    mouse.drag((60, 200), (60, 140), RIGHT)
    assert view.viewport.zoom > 1.2
    larger = view.viewport.zoom
    mouse.drag((60, 140), (60, 200), RIGHT)
    assert view.viewport.zoom < larger
    assert app.scene.marks.items == ()


def test_the_wheel_scrolls_whatever_tool_is_in_hand(a_view_with_a_tool) -> None:
    app, view, _ = a_view_with_a_tool
    number = slice_number(app.scene, view.viewport)[0]
    picture = view.picture().copy()
    wheel(view, -2)
    assert slice_number(app.scene, view.viewport) == (number + 2, 20)
    assert view.picture() != picture
    wheel(view, 2)
    assert slice_number(app.scene, view.viewport) == (number, 20)


def test_shift_and_move_takes_the_crosshair_along_in_every_linked_view(a_view_with_a_tool) -> None:
    app, view, mouse = a_view_with_a_tool
    views = app.window.grid.slice_views
    before = {kind: views[kind].picture().copy() for kind in ("sagittal", "coronal")}
    at = view.plane().lps_to_pixel((-22.0, 14.0, app.scene.cursor_lps[2]))
    mouse.move(tuple(at.tolist()), SHIFT)
    assert app.scene.cursor_lps[:2] == pytest.approx((-22.0, 14.0), abs=0.5)
    QApplication.processEvents()
    for kind, picture in before.items():
        assert views[kind].plane().distance_mm(app.scene.cursor_lps) == pytest.approx(0.0, abs=0.51)
        assert views[kind].picture() != picture


def test_control_and_drag_takes_the_window_from_the_region_whatever_tool_is_in_hand(
    a_view_with_a_tool,
) -> None:
    app, view, mouse = a_view_with_a_tool
    z = app.scene.cursor_lps[2]
    start, end = (tuple(view.plane().lps_to_pixel((x, y, z)).tolist()) for x, y in ((-25, -20), (-15, -10)))
    mouse.drag(start, end, LEFT, CONTROL)
    values = [app.scene.active.image.value_at((x, y, z)) for x, y in ((-25.0, -20.0), (-15.0, -10.0))]
    assert app.scene.active.window.level == pytest.approx(np.mean(values), abs=15)
    assert app.scene.active.window.width == pytest.approx(values[1] - values[0], rel=0.25)
    assert app.scene.marks.items == ()


def test_right_click_opens_the_menu_at_the_mouse(an_app_with_ct, mouse_on) -> None:
    view = an_app_with_ct.window.grid.slice_views["axial"]
    mouse_on(view).drag((60, 200), (60, 200), RIGHT, steps=1)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert {"window.invert", "view.reset"} <= {action.objectName() for action in menu.actions()}
    assert (menu.pos() - view.mapToGlobal(QPoint(60, 200))).manhattanLength() < 4
    menu.close()


def test_double_click_maximises_the_view_and_gives_it_back(an_app_with_ct, mouse_on) -> None:
    views = an_app_with_ct.window.grid.slice_views
    small = views["sagittal"].size()
    mouse_on(views["sagittal"]).double_click((60, 200))
    QApplication.processEvents()
    assert views["sagittal"].width() > 2 * small.width()
    assert not views["axial"].isVisible()
    mouse_on(views["sagittal"]).double_click((60, 200))
    QApplication.processEvents()
    assert views["sagittal"].size() == small
    assert views["axial"].isVisible()


def test_gain_of_window_and_level_is_a_setting(an_app_with_ct, mouse_on) -> None:
    app, view = an_app_with_ct, an_app_with_ct.window.grid.slice_views["axial"]
    before, moved = app.scene.active.window, []
    for gain in (1.0, 0.25):
        app.settings.set("mouse.window_gain", gain)
        app.scene.active.window = before
        mouse_on(view).drag((60, 200), (60, 260), LEFT)
        moved.append(app.scene.active.window.level - before.level)
    assert moved[1] == pytest.approx(moved[0] / 4.0)
    assert moved[0] > 0


def test_direction_of_window_and_level_is_a_setting(an_app_with_ct, mouse_on) -> None:
    app, view = an_app_with_ct, an_app_with_ct.window.grid.slice_views["axial"]
    app.settings.set("mouse.level_direction", "darker")
    app.settings.set("mouse.width_direction", "narrower")
    before = app.scene.active.window
    mouse_on(view).drag((60, 200), (120, 140), LEFT)
    assert app.scene.active.window.width < before.width
    assert app.scene.active.window.level > before.level


def test_dragging_is_calm_a_hand_of_a_centimetre_changes_a_brain_window_by_little(
    an_app_with_ct, mouse_on
) -> None:
    app, view = an_app_with_ct, an_app_with_ct.window.grid.slice_views["axial"]
    app.window.actions_by_id["window.brain"].trigger()
    mouse_on(view).drag((60, 200), (98, 238), LEFT)  # 10 mm at 96 pixels to the inch
    assert app.scene.active.window.width == pytest.approx(80, rel=0.2)
    assert app.scene.active.window.level == pytest.approx(40, abs=20)
