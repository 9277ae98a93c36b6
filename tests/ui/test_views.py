"""Hands on the views: mouse, keys, letters, crosshair."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication
from window_hands import wheel

from medviewer.core.geometry import Geometry
from medviewer.scene.views.navigate import go_to_slice, probe, slice_number
from medviewer.ui.views.badges import Badge
from medviewer.ui.views.corner_text import value_text
from medviewer.ui.views.overlay_facts import overlay_of
from medviewer.ui.views.slice_overlay import Overlay, badge_boxes, overlay_font

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def _overlay(app, kind):
    view = app.window.grid.slice_views[kind]
    return overlay_of(app.scene, view.viewport, app.window.tools, view.plane(), 1.0, None, None)


def test_the_wheel_goes_one_image_on(an_app_with_ct) -> None:
    view = an_app_with_ct.window.grid.slice_views["axial"]
    before = slice_number(an_app_with_ct.scene, view.viewport)
    wheel(view, -1)
    assert slice_number(an_app_with_ct.scene, view.viewport) == (before[0] + 1, 20)
    wheel(view, 3)
    assert slice_number(an_app_with_ct.scene, view.viewport) == (before[0] - 2, 20)


def test_the_picture_follows_the_slice(an_app_with_ct) -> None:
    view = an_app_with_ct.window.grid.slice_views["axial"]
    one = view.picture().copy()
    wheel(view, -5)
    assert view.picture() != one


def test_left_drag_across_widens_the_window_and_down_raises_the_level(an_app_with_ct, mouse_on) -> None:
    layer = an_app_with_ct.scene.active
    view = an_app_with_ct.window.grid.slice_views["axial"]
    before = layer.window
    mouse_on(view).drag((100, 100), (180, 100), LEFT)
    assert layer.window.width > before.width
    assert layer.window.level == pytest.approx(before.level)
    middle = layer.window
    mouse_on(view).drag((100, 100), (100, 160), LEFT)
    assert layer.window.level > middle.level
    assert layer.window.width == pytest.approx(middle.width)


def test_middle_drag_moves_the_picture_with_the_mouse(an_app_with_ct, mouse_on) -> None:
    view = an_app_with_ct.window.grid.slice_views["axial"]
    held = view.plane().pixel_to_lps((100, 100))
    mouse_on(view).drag((100, 100), (140, 80), MIDDLE)
    assert view.plane().pixel_to_lps((140, 80)) == pytest.approx(held)


def test_right_drag_zooms_about_the_place_where_it_began(an_app_with_ct, mouse_on) -> None:
    view = an_app_with_ct.window.grid.slice_views["axial"]
    wanted = []
    view.menu_wanted.connect(wanted.append)
    held = view.plane().pixel_to_lps((90, 120))
    mouse_on(view).drag((90, 120), (90, 60), RIGHT)
    assert view.viewport.zoom > 1.2
    assert view.plane().pixel_to_lps((90, 120)) == pytest.approx(held)
    assert wanted == []


def test_right_click_without_a_drag_opens_the_menu(an_app_with_ct, mouse_on) -> None:
    view = an_app_with_ct.window.grid.slice_views["axial"]
    wanted = []
    view.menu_wanted.disconnect()
    view.menu_wanted.connect(wanted.append)
    mouse_on(view).drag((90, 120), (91, 120), RIGHT, steps=1)
    assert len(wanted) == 1
    assert view.viewport.zoom == pytest.approx(1.0, rel=0.02)


def test_double_click_fills_the_window_with_the_view_and_gives_it_back(an_app_with_ct, mouse_on) -> None:
    grid = an_app_with_ct.window.grid
    mouse_on(grid.slice_views["coronal"]).double_click((50, 50))
    QApplication.processEvents()
    assert [kind for kind, view in grid.views.items() if view.isVisible()] == ["coronal"]
    mouse_on(grid.slice_views["coronal"]).double_click((50, 50))
    QApplication.processEvents()
    assert sorted(kind for kind, view in grid.views.items() if view.isVisible()) == [
        "axial",
        "coronal",
        "sagittal",
    ]


def test_shift_and_move_takes_the_crosshair_along_in_every_view(an_app_with_ct, mouse_on) -> None:
    scene, views = an_app_with_ct.scene, an_app_with_ct.window.grid.slice_views
    axial = views["axial"]
    target = axial.plane().lps_to_pixel((-20.0, 10.0, scene.cursor_lps[2]))
    mouse_on(axial).move(tuple(target), SHIFT)
    assert scene.cursor_lps == pytest.approx((-20.0, 10.0, scene.cursor_lps[2]), abs=0.5)
    assert views["sagittal"].plane().distance_mm(scene.cursor_lps) == pytest.approx(0.0, abs=0.5)
    assert views["coronal"].plane().distance_mm(scene.cursor_lps) == pytest.approx(0.0, abs=0.5)


def test_moving_without_shift_leaves_the_crosshair_alone(an_app_with_ct, mouse_on) -> None:
    before = an_app_with_ct.scene.cursor_lps
    mouse_on(an_app_with_ct.window.grid.slice_views["axial"]).move((20, 30))
    assert an_app_with_ct.scene.cursor_lps == before


def test_control_and_drag_takes_the_window_from_the_region(an_app_with_ct, mouse_on) -> None:
    layer = an_app_with_ct.scene.active
    view = an_app_with_ct.window.grid.slice_views["axial"]
    z = an_app_with_ct.scene.cursor_lps[2]
    corners = [tuple(view.plane().lps_to_pixel((x, y, z))) for x, y in ((-10.0, -10.0), (0.0, 0.0))]
    mouse_on(view).drag(*corners, LEFT, CONTROL)
    values = [layer.image.value_at((x, y, z)) for x, y in ((-10.0, -10.0), (0.0, 0.0))]
    assert layer.window.level == pytest.approx(np.mean(values), abs=15)
    assert layer.window.width == pytest.approx(values[1] - values[0], rel=0.25)


def test_the_value_under_the_mouse_is_shown_with_its_unit(an_app_with_ct, mouse_on) -> None:
    view = an_app_with_ct.window.grid.slice_views["axial"]
    z = an_app_with_ct.scene.cursor_lps[2]
    at = view.plane().lps_to_pixel((5.0, -7.0, z))
    mouse_on(view).move(tuple(at))
    value = an_app_with_ct.scene.active.image.value_at((5.0, -7.0, z))
    text = an_app_with_ct.window.status.position_label.text()
    assert f"{value:g} HU" in text
    assert "LPS 5.0, -7.0" in text


def test_the_value_under_a_mouse_at_rest_follows_the_image(an_app_with_ct, mouse_on) -> None:
    window, scene = an_app_with_ct.window, an_app_with_ct.scene
    view = window.grid.slice_views["axial"]
    mouse_on(view).move((view.width() / 2, view.height() / 2))
    before = window.status.position_label.text()
    go_to_slice(scene, view.viewport, 3)
    after = window.status.position_label.text()
    assert after != before
    assert value_text(probe(scene, view._hover_lps(view.plane()))) in after


def test_a_view_that_changes_its_size_under_a_mouse_at_rest_tells_no_value(an_app_with_ct, mouse_on) -> None:
    window, scene = an_app_with_ct.window, an_app_with_ct.scene
    scene.layout = "mpr"
    QApplication.processEvents()
    view = window.grid.slice_views["axial"]
    mouse_on(view).move((view.width() / 2, view.height() / 2))
    assert "HU" in window.status.position_label.text()
    scene.maximised = "axial"
    QApplication.processEvents()
    assert window.status.position_label.text() == ""
    assert not any("HU" in line for line in _overlay(an_app_with_ct, "axial").corners.bottom_left)


def test_letters_are_radiological_and_turn_with_the_picture(an_app_with_ct) -> None:
    assert _overlay(an_app_with_ct, "axial").letters == ("R", "L", "A", "P")
    assert _overlay(an_app_with_ct, "sagittal").letters == ("A", "P", "H", "F")
    assert _overlay(an_app_with_ct, "coronal").letters == ("R", "L", "H", "F")
    an_app_with_ct.window.session.scene.view_in_use = "axial"
    an_app_with_ct.window.actions_by_id["view.mirror"].trigger()
    assert _overlay(an_app_with_ct, "axial").letters == ("L", "R", "A", "P")
    an_app_with_ct.window.actions_by_id["view.reset"].trigger()
    an_app_with_ct.window.actions_by_id["view.turn_right"].trigger()
    assert _overlay(an_app_with_ct, "axial").letters == ("P", "A", "R", "L")


def test_an_image_without_orientation_has_no_letters(an_app, a_ct_volume) -> None:
    from dataclasses import replace

    an_app.scene.layout = "1x3"
    an_app.scene.add_volume(replace(a_ct_volume, has_orientation=False))
    QApplication.processEvents()
    assert _overlay(an_app, "axial").letters is None


def test_crosshair_arms_are_the_other_planes_through_the_cursor(an_app_with_ct) -> None:
    overlay = _overlay(an_app_with_ct, "axial")
    view = an_app_with_ct.window.grid.slice_views["axial"]
    x, y = view.plane().lps_to_pixel(an_app_with_ct.scene.cursor_lps)
    sagittal = [arm for arm in overlay.crosshair if arm.plane == "sagittal"]
    coronal = [arm for arm in overlay.crosshair if arm.plane == "coronal"]
    assert len(sagittal) == len(coronal) == 2
    assert all(arm.start[0] == pytest.approx(x) and arm.end[0] == pytest.approx(x) for arm in sagittal)
    assert all(arm.start[1] == pytest.approx(y) and arm.end[1] == pytest.approx(y) for arm in coronal)


def test_patients_name_in_chinese_stands_in_the_corner_unless_it_is_to_be_hidden(an_app_with_ct) -> None:
    assert "王小东 (Wang Xiaodong)" in _overlay(an_app_with_ct, "axial").corners.top_left
    assert an_app_with_ct.window.banner.name_label.text() == "王小东 (Wang Xiaodong)"
    levels = []
    for _ in range(4):
        an_app_with_ct.window.actions_by_id["view.information"].trigger()
        levels.append(an_app_with_ct.window.tools.information)
        if levels[-1] == "anonymous":
            assert _overlay(an_app_with_ct, "axial").corners.top_left == ()
            assert "王" not in an_app_with_ct.window.banner.name_label.text()
    assert levels == ["off", "minimal", "anonymous", "full"]


def test_a_key_acts_on_the_view_under_the_mouse(an_app_with_ct, mouse_on, qtbot) -> None:
    window = an_app_with_ct.window
    coronal = window.grid.slice_views["coronal"]
    mouse_on(coronal).move((50, 50))
    before = slice_number(an_app_with_ct.scene, coronal.viewport)
    window.actions_by_id["image.on_ten"].trigger()
    assert slice_number(an_app_with_ct.scene, coronal.viewport)[0] == before[0] + 10
    window.actions_by_id["image.first"].trigger()
    assert slice_number(an_app_with_ct.scene, coronal.viewport) == (1, 50)
    window.actions_by_id["image.last"].trigger()
    assert slice_number(an_app_with_ct.scene, coronal.viewport) == (50, 50)


def test_a_preset_shows_at_once(an_app_with_ct) -> None:
    view = an_app_with_ct.window.grid.slice_views["axial"]
    before = view.picture().copy()
    an_app_with_ct.window.actions_by_id["window.lung"].trigger()
    assert (an_app_with_ct.scene.active.window.width, an_app_with_ct.scene.active.window.level) == (
        1500,
        -600,
    )
    QApplication.processEvents()
    assert view.picture() != before


def test_many_changes_in_one_turn_make_one_picture(an_app_with_ct) -> None:
    view = an_app_with_ct.window.grid.slice_views["axial"]
    QApplication.processEvents()
    before = view.pictures_made
    for level in range(10):
        an_app_with_ct.scene.active.window = type(an_app_with_ct.scene.active.window)(300, level)
    QApplication.processEvents()
    assert view.pictures_made == before + 1


def test_the_file_windows_and_invert(an_app_with_ct) -> None:
    actions, layer = an_app_with_ct.window.actions_by_id, an_app_with_ct.scene.active
    actions["window.file_2"].trigger()
    assert layer.window.level == -600
    actions["window.file_1"].trigger()
    assert layer.window.level == 40
    actions["window.invert"].trigger()
    assert layer.inverted
    QApplication.processEvents()
    assert actions["window.invert"].isChecked()


def test_a_stack_opens_as_one_view_and_scrolls(an_app, a_stack) -> None:
    an_app.scene.add_volume(a_stack)
    QApplication.processEvents()
    grid = an_app.window.grid
    assert [kind for kind, view in grid.views.items() if view.isVisible()] == ["stack"]
    assert "STACK ONLY" in [badge.text for badge in _overlay(an_app, "stack").badges]
    wheel(grid.slice_views["stack"], -1)
    assert slice_number(an_app.scene, an_app.scene.viewports["stack"]) == (2, 4)


def test_panels_fold_to_a_strip(an_app) -> None:
    window = an_app.window
    wide = window.panels.left.width()
    window.actions_by_id["view.left_panel"].trigger()
    QApplication.processEvents()
    assert window.panels.left.width() < wide / 4
    window.actions_by_id["view.left_panel"].trigger()
    QApplication.processEvents()
    assert window.panels.left.width() == wide


def test_without_a_known_size_the_pixel_is_told_instead_of_millimetres(an_app, a_stack, mouse_on) -> None:
    from dataclasses import replace

    an_app.scene.add_volume(replace(a_stack, spacing_source="unknown"))
    QApplication.processEvents()
    view = an_app.window.grid.slice_views["stack"]
    mouse_on(view).move(tuple(view.plane().lps_to_pixel((-20.0, -5.0, 0.0))))
    text = an_app.window.status.position_label.text()
    assert text.startswith("Pixel 10, 20")
    assert "mm" not in text


def test_what_a_view_costs_does_not_grow_with_mouse_moves(an_app_with_ct, mouse_on, qtbot) -> None:
    window = an_app_with_ct.window
    qtbot.waitUntil(lambda: not window.windowIcon().isNull())  # icons came, the tool bar has its height
    QApplication.processEvents()
    view = window.grid.slice_views["axial"]
    view.picture()
    before = view.pictures_made
    for x in range(40, 80):
        mouse_on(view).move((x, 60))
        QApplication.processEvents()
    assert view.pictures_made == before


def test_dragging_is_as_fine_for_values_from_nought_to_one(an_app, a_ct_volume, mouse_on) -> None:
    from dataclasses import replace

    small = (a_ct_volume.voxels - a_ct_volume.voxels.min()).astype(np.float32)
    small /= small.max()
    an_app.scene.layout = "1x3"
    layer = an_app.scene.add_volume(replace(a_ct_volume, voxels=small, windows=(), unit=""))
    QApplication.processEvents()
    before = layer.window.level
    mouse_on(an_app.window.grid.slice_views["axial"]).drag((100, 100), (100, 130), LEFT)
    assert 0.01 < layer.window.level - before < 0.2


def test_the_keys_act_on_the_large_view_of_thick_slices(an_app_with_ct, a_ct_volume) -> None:
    app = an_app_with_ct
    assert app.scene.view_in_use == "axial"
    sagittal = Geometry(
        (20, 50, 60),
        spacing_ijk=(1.0, 1.0, 5.0),
        axes_lps=((0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (-1.0, 0.0, 0.0)),
    )
    info = replace(a_ct_volume.info, series_id="sagittal")
    app.scene.add_volume(replace(a_ct_volume, geometry=sagittal, info=info))
    assert app.scene.view_in_use == "sagittal"
    app.window.session.scene.view_in_use = "coronal"
    app.scene.maximised = "coronal"
    app.scene.maximised = ""
    assert app.scene.view_in_use == "coronal", "leaving a large view changes nothing"


def test_a_slice_thickness_is_said_only_where_slices_are_seen(an_app_with_ct, a_ct_volume) -> None:
    app = an_app_with_ct
    info = replace(a_ct_volume.info, series_id="thick", slice_thickness_mm=2.5)
    app.scene.add_volume(replace(a_ct_volume, info=info))
    said = {
        kind: "Thickness 2.5 mm" in _overlay(app, kind).corners.bottom_right
        for kind in ("axial", "coronal", "sagittal")
    }
    assert said == {"axial": True, "coronal": False, "sagittal": False}


def test_a_long_badge_lies_below_the_letter_that_tells_the_side(qapp) -> None:
    metrics = QFontMetricsF(overlay_font(QFont(), 400, 400))
    for name, is_below in (("AI", False), ("AI (a model with a very long name, not yet reviewed)", True)):
        overlay = Overlay("axial", letters=("R", "L", "A", "P"), ai_badges=(Badge(name, "", is_ai=True),))
        ((_, box),) = badge_boxes(overlay, metrics, 400)
        letter = QRectF(192, 6, 16, metrics.height() + 2)
        assert not box.intersects(letter)
        assert (box.top() > letter.bottom()) == is_below


def test_badges_begin_below_the_buttons_at_the_upper_edge(qapp) -> None:
    metrics = QFontMetricsF(overlay_font(QFont(), 300, 300))
    for name in ("AI", "AI (a model with a very long name, not yet reviewed)"):
        badges = (Badge(name, "", is_ai=True), Badge("GAP"))
        overlay = Overlay("3d", letters=("R", "L", "H", "F"), ai_badges=badges, taken_above=34.0)
        boxes = [box for _, box in badge_boxes(overlay, metrics, 300)]
        assert boxes[0].top() > 34.0
        assert boxes[1].top() > boxes[0].bottom()
