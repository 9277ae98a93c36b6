"""The real window: oblique planes, slabs, paths, glass, true size, position bar, colours, links."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from window_hands import view_of, wheel

from medviewer.core.mark import Mark, MarkPlace
from medviewer.scene.views.grid_views import put_in_view, use_view
from medviewer.scene.views.layout import grid_name
from medviewer.scene.views.navigate import slice_number
from medviewer.scene.views.oblique_views import handles
from medviewer.ui.actions.held_lens import HeldLens
from medviewer.ui.views.overlay_facts import overlay_of
from medviewer.ui.views.position_bar import REACH
from medviewer.ui.views.screen_sizes import CARD_MM, own_mm

LEFT = Qt.MouseButton.LeftButton
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
MARGIN = 8  # of letters and corner texts


@pytest.fixture
def a_ct_volume(a_ct_volume):
    return replace(a_ct_volume, info=replace(a_ct_volume.info, frame_of_reference_uid="frame a"))


@pytest.fixture
def an_app_with_ct(an_app_with_ct, qtbot):
    qtbot.waitUntil(lambda: not an_app_with_ct.window.windowIcon().isNull())  # the tool bar has its size
    QApplication.processEvents()
    return an_app_with_ct


def overlay_in(app, kind):
    view = view_of(app, kind)
    mm = app.window.tools.mm_of(view.screen())
    return overlay_of(app.scene, view.viewport, app.window.tools, view.plane(), 1.0, None, None, mm)


def do(app, action_id):
    app.window.actions_by_id[action_id].trigger()
    QApplication.processEvents()


def handle(app, kind, grip, of=None):
    view = view_of(app, kind)
    found = handles(app.scene, view.viewport, view.plane(), 1.0)
    return next(one for one in found if one.grip == grip and of in (None, one.kind))


def turned(app, kind, at, degrees):
    centre = view_of(app, kind).plane().lps_to_pixel(app.scene.cursor_lps)
    away, (c, s) = np.array(at) - centre, (np.cos(np.radians(degrees)), np.sin(np.radians(degrees)))
    return tuple(centre + np.array([c * away[0] - s * away[1], s * away[0] + c * away[1]]))


# --- oblique ---


def test_a_handle_turns_the_other_planes_and_leaves_the_view_under_the_mouse(
    an_app_with_ct, mouse_on
) -> None:
    app = an_app_with_ct
    at = handle(app, "axial", "turn").at_px
    before = view_of(app, "axial").plane()
    mouse_on(view_of(app, "axial")).drag(at, turned(app, "axial", at, 30.0), LEFT)
    assert view_of(app, "axial").plane() == before
    assert [one.text for one in overlay_in(app, "axial").badges] == []
    assert "OBLIQUE" in [one.text for one in overlay_in(app, "coronal").badges]
    right = view_of(app, "coronal").plane().right_lps
    assert abs(right[0]) == pytest.approx(np.cos(np.radians(30.0)), abs=0.01)
    assert app.window.actions_by_id["edit.undo"].text().endswith("Oblique planes")
    do(app, "edit.undo")
    assert view_of(app, "coronal").plane().right_lps == (1.0, 0.0, 0.0)


def test_shift_turns_in_steps_of_five_degrees(an_app_with_ct, mouse_on) -> None:
    app = an_app_with_ct
    at = handle(app, "axial", "turn").at_px
    mouse_on(view_of(app, "axial")).drag(at, turned(app, "axial", at, 21.0), LEFT, SHIFT)
    right = view_of(app, "coronal").plane().right_lps
    assert abs(right[0]) == pytest.approx(np.cos(np.radians(20.0)), abs=1e-9)


@pytest.mark.parametrize("command", ["view.reset", "viewing.straighten"])
def test_planes_are_made_straight_again(an_app_with_ct, mouse_on, command) -> None:
    app = an_app_with_ct
    at = handle(app, "sagittal", "turn").at_px
    mouse_on(view_of(app, "sagittal")).drag(at, turned(app, "sagittal", at, 25.0), LEFT)
    assert app.scene.aids.tilts
    do(app, command)
    assert not app.scene.aids.tilts


def test_scrolling_goes_on_through_oblique_slices(an_app_with_ct, mouse_on) -> None:
    app = an_app_with_ct
    at = handle(app, "axial", "turn").at_px
    mouse_on(view_of(app, "axial")).drag(at, turned(app, "axial", at, 30.0), LEFT)
    view = view_of(app, "coronal")
    number = slice_number(app.scene, view.viewport)[0]
    wheel(view, -2)
    assert slice_number(app.scene, view.viewport)[0] == number + 2


def test_handles_do_not_stand_in_the_way_of_a_mark(an_app_with_ct, mouse_on) -> None:
    app = an_app_with_ct
    do(app, "tool.length")
    at = handle(app, "axial", "turn").at_px
    mouse_on(view_of(app, "axial")).drag(at, turned(app, "axial", at, 30.0), LEFT)
    assert not app.scene.aids.tilts


# --- slabs ---


def test_a_slab_is_chosen_made_thicker_and_taken_off(an_app_with_ct, mouse_on) -> None:
    app = an_app_with_ct
    mouse_on(view_of(app, "coronal")).move((30, 30))
    do(app, "viewing.slab_min")
    assert [one.text for one in overlay_in(app, "coronal").badges] == ["MinIP 10 mm"]
    assert app.window.actions_by_id["viewing.slab_min"].isChecked()
    do(app, "viewing.thicker")
    do(app, "viewing.slab_max")
    assert [one.text for one in overlay_in(app, "coronal").badges] == ["MIP 15 mm"]
    assert overlay_in(app, "axial").badges == ()
    do(app, "viewing.slab_off")
    assert overlay_in(app, "coronal").badges == ()


def test_a_handle_near_the_middle_makes_a_plane_thick(an_app_with_ct, mouse_on) -> None:
    app = an_app_with_ct
    view, grip = view_of(app, "axial"), handle(app, "axial", "slab", "coronal")
    to = (grip.at_px[0], grip.at_px[1] + 8.0 / view.plane().mm_per_pixel)
    mouse_on(view).drag(grip.at_px, to, LEFT)
    assert app.scene.viewports["coronal"].slab_mm == pytest.approx(16.0, abs=2.0)
    assert app.scene.viewports["axial"].slab_mm == 0.0


# --- a path ---


def test_a_path_is_clicked_shown_straightened_changed_and_removed(an_app_with_ct, mouse_on) -> None:
    app = an_app_with_ct
    do(app, "tool.curve")
    view = view_of(app, "axial")
    panel = app.window.findChild(QWidget, "curved_view")
    assert panel is not None
    assert panel.isVisible()
    size = view.size()
    spots = [view.plane().lps_to_pixel((x, y, 0.0)) for x, y in ((-20.0, 0.0), (0.0, 12.0), (20.0, 0.0))]
    for spot in spots:
        mouse_on(view).drag(tuple(spot), tuple(spot), LEFT, steps=1)
        QApplication.processEvents()
    assert view.size() == size, "nothing moves between two clicks"
    path = app.scene.aids.curve
    assert len(path.points_lps) == 3
    assert "mm" in panel.length_label.text()
    plan = panel.picture.plan()
    middle = (plan.column_of(path.length_mm / 2.0), plan.size_px[1] / 2.0)
    mouse_on(panel.picture).drag(middle, middle, LEFT, steps=1)
    assert np.linalg.norm(np.subtract(app.scene.cursor_lps, path.at_mm(path.length_mm / 2.0))) < 1.0
    at = view.plane().lps_to_pixel(path.points_lps[1])
    mouse_on(view).drag(tuple(at), (at[0], at[1] + 20.0), LEFT)
    assert app.scene.aids.curve.length_mm > path.length_mm
    at = view.plane().lps_to_pixel(app.scene.aids.curve.points_lps[1])
    mouse_on(view).drag(tuple(at), tuple(at), LEFT, CONTROL, steps=1)
    assert len(app.scene.aids.curve.points_lps) == 2
    panel.rows_button.click()
    panel.slab_box.setValue(7)
    assert (app.scene.aids.curve.rows, app.scene.aids.curve.slab_mm) == ("along", 7.0)
    panel.mode_box.setCurrentIndex(panel.mode_box.findData("mean"))
    panel.mode_box.activated.emit(panel.mode_box.currentIndex())
    assert (app.scene.aids.curve.slab_mode, app.scene.aids.curve.slab_mm) == ("mean", 7.0)
    do(app, "edit.undo")
    assert app.scene.aids.curve.rows == "along"
    assert app.scene.aids.curve.slab_mm == 0.0
    assert not panel.picture.grab().isNull()
    assert not panel.section.grab().isNull()
    do(app, "view.escape")
    panel.close_button.click()
    QApplication.processEvents()
    assert app.scene.aids.curve is None
    assert not panel.isVisible()
    do(app, "edit.undo")
    assert app.scene.aids.curve is not None


# --- the glass ---


def test_the_glass_follows_the_mouse_with_the_same_window(an_app_with_ct, mouse_on) -> None:
    app = an_app_with_ct
    view = view_of(app, "axial")
    at = (view.width() / 2, view.height() / 2)
    mouse_on(view).move(at)
    without = view.grab().toImage()
    do(app, "viewing.lens")
    assert app.window.actions_by_id["viewing.lens"].isChecked()
    mouse_on(view).move(at)
    glass = view.grab().toImage()
    assert glass != without
    # Twice as large: what stood 15 pixels from the middle stands at 30 (away from the crosshair).
    x, y = round(at[0]), round(at[1])
    before, after = without.pixelColor(x + 12, y + 15), glass.pixelColor(x + 24, y + 30)
    assert abs(before.red() - after.red()) <= 6
    app.scene.crosshair_visible = False
    inside = QRect(x - 60, y - 60, 120, 120)
    assert view.grab().toImage().copy(inside) == glass.copy(inside), "its lines would lie beside their place"
    app.scene.crosshair_visible = True
    do(app, "viewing.lens")
    mouse_on(view).move(at)
    assert view.grab().toImage() == without


@pytest.mark.parametrize(("held_s", "stays"), [(0.1, True), (0.9, False)])
def test_the_key_of_the_glass_may_be_held_or_pressed(an_app_with_ct, held_s, stays) -> None:
    now = [10.0]
    tools = an_app_with_ct.window.tools
    lens = HeldLens(tools, an_app_with_ct.window, clock=lambda: now[0])
    lens.press()
    assert tools.lens == 2.0
    now[0] += held_s
    event = QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_G, NONE)
    QApplication.sendEvent(an_app_with_ct.window, event)
    assert (tools.lens > 0) == stays
    tools.use_lens(0.0)


# --- zoom and true size ---


def test_control_and_wheel_zooms_about_the_mouse_and_the_wheel_alone_scrolls(an_app_with_ct) -> None:
    view = view_of(an_app_with_ct, "axial")
    held = view.plane().pixel_to_lps((40.0, 90.0))
    place = slice_number(an_app_with_ct.scene, view.viewport)
    wheel(view, 3, CONTROL, (40.0, 90.0))
    assert view.viewport.zoom == pytest.approx(np.exp(0.45))
    np.testing.assert_allclose(view.plane().lps_to_pixel(held), (40.0, 90.0), atol=1e-6)
    assert slice_number(an_app_with_ct.scene, view.viewport) == place
    wheel(view, -1)
    assert slice_number(an_app_with_ct.scene, view.viewport) == (place[0] + 1, place[1])


def test_true_size_is_told_and_exact(an_app_with_ct) -> None:
    app = an_app_with_ct
    assert not any("1:1" in line for line in overlay_in(app, "axial").corners.bottom_left)
    do(app, "viewing.true_size")
    assert any(line.endswith("1:1") for line in overlay_in(app, "axial").corners.bottom_left)
    view = view_of(app, "axial")
    assert view.plane().mm_per_pixel == pytest.approx(app.window.tools.mm_of(view.screen()))
    do(app, "viewing.zoom_in")
    assert not any("1:1" in line for line in overlay_in(app, "axial").corners.bottom_left)


def test_a_screen_is_measured_with_a_card_and_that_is_remembered(an_app_with_ct) -> None:
    app = an_app_with_ct
    tools, screen = app.window.tools, app.window.screen()
    do(app, "viewing.measure_screen")
    panel = app.window.wings["viewing"]._screen_panel
    assert panel.isVisible()
    panel.slider.setValue(5000)  # the bar is 500 pixels wide when it is as wide as the card
    panel.done_button.click()
    assert not panel.isVisible()
    assert tools.mm_of(screen) == pytest.approx(CARD_MM / 500.0)
    do(app, "viewing.measure_screen")
    panel.own_button.click()
    assert tools.mm_of(screen) == own_mm(screen)


# --- the position bar ---


def test_the_bar_goes_to_a_slice_and_shows_where_marks_are(an_app_with_ct, mouse_on) -> None:
    app = an_app_with_ct
    view = view_of(app, "axial")
    x = view.width() - 4
    mouse_on(view).drag((x, 29), (x, 29), LEFT, steps=1)
    assert slice_number(app.scene, view.viewport) == (1, 20)
    mouse_on(view).drag((x, 29), (x, view.height() - 29), LEFT)
    assert slice_number(app.scene, view.viewport) == (20, 20)
    place = MarkPlace("series-1", frame_of_reference_uid="frame a")
    app.scene.marks.add(Mark("point", ((0.0, 0.0, 0.0),), (0.0, 0.0, 1.0), place), "point")
    view.grab()
    assert [(one.kind, one.first) for one in view.hands.position_bar.marks] == [("measurement", 10)]
    known = view.hands.position_bar.marks
    view.grab()
    assert view.hands.position_bar.marks is known, "looked up once"


def test_the_bar_lies_in_the_margin_beside_letters_and_corner_texts(an_app_with_ct) -> None:
    app = an_app_with_ct
    view = view_of(app, "axial")
    assert REACH < MARGIN
    with_bar = view.grab().toImage()
    view.hands.position_bar.paint = lambda *_: None
    without = view.grab().toImage()
    changed = {
        x
        for x in range(view.width())
        for y in range(0, view.height(), 3)
        if with_bar.pixel(x, y) != without.pixel(x, y)
    }
    assert changed
    assert min(changed) >= view.width() - MARGIN


# --- colours ---


def test_a_colour_map_belongs_to_the_image_and_has_a_legend(an_app_with_ct) -> None:
    app = an_app_with_ct
    assert app.scene.active.palette == "grey", "a CT is grey unless the reader says otherwise"
    assert overlay_in(app, "axial").palette is None
    do(app, "viewing.palette_ember")
    legend = overlay_in(app, "axial").palette
    assert (legend.palette, legend.low, legend.high) == ("ember", "-160", "240 HU")
    assert app.window.actions_by_id["viewing.palette_ember"].isChecked()
    view = view_of(app, "axial")
    colour = view.picture().pixelColor(view.width() // 2, view.height() // 2)
    assert len({colour.red(), colour.green(), colour.blue()}) > 1


# --- grids ---


@pytest.fixture
def a_grid(an_app, a_ct_volume):
    """The CT and a prior in another frame of reference, side by side."""
    scene = an_app.scene
    scene.layout = grid_name(1, 2)
    prior = replace(
        a_ct_volume,
        info=replace(a_ct_volume.info, series_id="prior", series_uid="p", frame_of_reference_uid="frame b"),
    )
    layers = [scene.add_volume(one) for one in (a_ct_volume, prior)]
    for number, layer in enumerate(layers, start=1):
        put_in_view(scene.viewport(f"view {number}"), layer)
    use_view(scene, scene.viewport("view 1"), picks=True)
    QApplication.processEvents()
    return an_app


def test_a_link_by_hand_is_made_shown_and_taken_back(a_grid) -> None:
    scene = a_grid.scene
    left, right = scene.viewport("view 1"), scene.viewport("view 2")
    wheel(view_of(a_grid, "view 1"), -3)
    do(a_grid, "viewing.link_here")
    before = slice_number(scene, right)[0]
    wheel(view_of(a_grid, "view 1"), -2)
    assert slice_number(scene, right)[0] == before + 2
    assert slice_number(scene, left)[0] == before + 5
    assert "LINKED BY HAND" in [one.text for one in overlay_in(a_grid, "view 2").badges]
    do(a_grid, "viewing.unlink")
    assert scene.links == ()
    do(a_grid, "edit.undo")
    assert len(scene.links) == 1


def test_linked_views_zoom_together(a_grid) -> None:
    scene = a_grid.scene
    do(a_grid, "viewing.link_here")
    do(a_grid, "viewing.link")
    assert a_grid.window.actions_by_id["viewing.link"].isChecked()
    wheel(view_of(a_grid, "view 1"), 4, CONTROL, (60.0, 60.0))
    planes = [view_of(a_grid, name).plane() for name in ("view 1", "view 2")]
    assert planes[0].mm_per_pixel == pytest.approx(planes[1].mm_per_pixel)
    assert scene.viewport("view 2").zoom > 1.5


def test_reference_lines_are_drawn_in_other_planes_and_can_be_switched_off(a_grid) -> None:
    scene = a_grid.scene
    do(a_grid, "viewing.link_here")
    right = scene.viewport("view 2")
    right.kind = "sagittal"
    lines = overlay_in(a_grid, "view 2").references
    number = slice_number(scene, scene.viewport("view 1"))[0]
    assert [line.text for line in lines if line.is_present] == [str(number)]
    do(a_grid, "viewing.references")
    assert overlay_in(a_grid, "view 2").references == ()


def test_cine_plays_the_view_in_use_of_a_grid_to_and_fro(a_grid) -> None:
    player, scene = a_grid.window.player, a_grid.scene
    player.set_way("yo-yo")
    do(a_grid, "time.cine")
    assert player.is_playing
    left, right = scene.viewport("view 1"), scene.viewport("view 2")
    place = slice_number(scene, right)
    player.go_to(3)
    assert slice_number(scene, left)[0] == 4
    assert slice_number(scene, right) == place
    do(a_grid, "time.cine")
    assert not player.is_playing
