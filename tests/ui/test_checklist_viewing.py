"""Checklist of viewing: each promise tried by its key in the real window. One promise, one test."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window_hands import press, view_of, wheel

from medviewer.core.series import Catalog, SeriesEntry
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Volume
from medviewer.scene.views.navigate import slice_number
from medviewer.scene.views.oblique_views import handles
from medviewer.ui.views.overlay_facts import overlay_of

K = Qt.Key
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
)  # fmt: skip
NONE = Qt.KeyboardModifier.NoModifier


def grey(app, point, kind="axial"):
    view = view_of(app, kind)
    return view.picture().pixelColor(*(int(v) for v in view.plane().lps_to_pixel(point))).red()


@pytest.fixture
def two_series(an_app, a_ct_volume):
    """Two open series of one patient that share a frame of reference, side by side."""
    app = an_app
    app.window.panels.series.thumbnail_wanted.disconnect()  # the files are not there
    infos = [
        replace(a_ct_volume.info, series_id=name, series_uid=name, frame_of_reference_uid="1.2")
        for name in "ab"
    ]
    app.studies.add(
        Catalog("/nowhere", tuple(SeriesEntry(one, "dicom", ("/nowhere/x",), (20, 50, 60)) for one in infos))
    )
    for info in infos:
        layer = app.scene.add_volume(replace(a_ct_volume, info=info), activate=info.series_id == "a")
        app.studies.set_layer(info.series_id, layer.id)
    QApplication.processEvents()
    press(app, K.Key_F2, SHIFT)
    assert app.scene.layout == "grid 1x2"
    return app


@pytest.mark.parametrize(
    ("key", "size"), [(K.Key_F2, (1, 2)), (K.Key_F3, (2, 2)), (K.Key_F4, (2, 3)), (K.Key_F5, (3, 3))]
)
def test_grids_of_m_by_n_have_keys(an_app_with_ct, key, size) -> None:
    press(an_app_with_ct, key, SHIFT)
    views = [view for view in an_app_with_ct.window.grid.views.values() if view.isVisible()]
    assert (len({view.y() for view in views}), len({view.x() for view in views})) == size


def test_a_view_is_detached_to_another_window_and_comes_back(two_series) -> None:
    app = two_series
    shown = app.scene.image_in(app.scene.viewport_in_use)
    press(app, K.Key_W, CONTROL | SHIFT)
    (apart,) = app.window.grid.views_apart.values()
    assert apart.window() is not app.window
    assert apart.isVisible()
    assert app.scene.image_in(apart.viewport) is shown
    apart.window().close()
    QApplication.processEvents()
    assert not app.window.grid.views_apart


def test_use_this_layout_for_studies_like_this_is_a_rule_in_the_list(two_series) -> None:
    press(two_series, K.Key_H, CONTROL | SHIFT)
    panel = two_series.window.wings["layout"].desk.panel
    (rule,) = two_series.window.wings["layout"].desk.hanging.rules.rules
    assert panel.isVisible()
    assert (rule.layout, rule.modalities) == ("grid 1x2", ("CT",))


def test_series_of_one_frame_of_reference_scroll_together(two_series) -> None:
    views = [view_of(two_series, f"view {number}") for number in (1, 2)]
    wheel(views[0], -3, at=(70.0, 200.0))
    places = [slice_number(two_series.scene, view.viewport) for view in views]
    assert places[0] == places[1]
    assert places[0][0] != 10


def test_zoom_and_window_go_together_when_linked(two_series, mouse_on) -> None:
    one, other = (view_of(two_series, f"view {number}") for number in (1, 2))
    wheel(one, 2, CONTROL, at=(70.0, 200.0))
    assert other.viewport.zoom == 1.0
    press(two_series, K.Key_S, SHIFT)
    wheel(one, 2, CONTROL, at=(70.0, 200.0))
    assert other.viewport.zoom == pytest.approx(one.viewport.zoom)
    mouse_on(one).drag((60, 200), (120, 200), LEFT)
    first, second = (two_series.scene.image_in(view.viewport).window for view in (one, other))
    assert first == second


def test_reference_lines_show_where_the_view_in_use_cuts_the_others(two_series, mouse_on) -> None:
    app = two_series
    mouse_on(view_of(app, "view 2")).move((60, 200))
    app.scene.view_in_use = "view 2"
    press(app, K.Key_2, ALT)
    view = view_of(app, "view 1")
    with_line = view.grab().toImage()
    press(app, K.Key_L, SHIFT)
    assert view.grab().toImage() != with_line


def test_oblique_a_handle_on_the_crosshair_turns_the_other_planes_and_twice_is_double_oblique(
    an_app_with_ct, mouse_on
) -> None:
    app = an_app_with_ct
    for kind in ("axial", "coronal"):
        view = view_of(app, kind)
        grip = next(one for one in handles(app.scene, view.viewport, view.plane(), 1.0) if one.grip == "turn")
        centre = view.plane().lps_to_pixel(app.scene.cursor_lps)
        c, s = np.cos(np.radians(25.0)), np.sin(np.radians(25.0))
        end = centre + np.array([[c, -s], [s, c]]) @ (np.array(grip.at_px) - centre)
        mouse_on(view).drag(tuple(grip.at_px), tuple(end.tolist()), LEFT)
        QApplication.processEvents()
    normals = np.array([view_of(app, kind).plane().normal_lps for kind in ("axial", "sagittal", "coronal")])
    assert np.abs(normals @ normals.T) == pytest.approx(np.eye(3), abs=1e-9)
    assert (np.abs(normals[1]) > 0.05).all(), "turned about two axes"
    press(app, K.Key_Backspace)
    assert not app.scene.aids.tilts


@pytest.mark.parametrize(
    ("key", "reduce"),
    [(K.Key_M, np.max), (K.Key_N, np.min), (K.Key_E, np.mean)],
    ids=["MIP", "MinIP", "mean"],
)
def test_a_slab_shows_the_greatest_least_or_mean_value_of_its_thickness(
    an_app, a_ct_volume, key, reduce
) -> None:
    voxels = np.zeros(a_ct_volume.voxels.shape, np.int16)
    voxels[8] = 900
    voxels[11] = -600
    an_app.scene.layout = "1x3"
    an_app.scene.add_volume(replace(a_ct_volume, voxels=voxels, windows=()))
    an_app.scene.set_cursor((0.0, 0.0, 0.0))
    QApplication.processEvents()
    an_app.scene.view_in_use = "axial"
    press(an_app, key, ALT)
    assert an_app.scene.viewports["axial"].slab_mm == 10.0
    window = an_app.scene.active.window
    value = reduce(voxels[8:13, 25, 30])  # five slices of 2 mm about the one at 0
    wanted = np.clip((value - (window.level - 0.5)) / (window.width - 1) + 0.5, 0, 1) * 255
    assert grey(an_app, (0.0, 0.0, 0.0)) == pytest.approx(wanted, abs=14)


def test_cine_plays_at_the_speed_that_was_asked_for(an_app_with_ct, qtbot) -> None:
    app = an_app_with_ct
    app.settings.set("view.cine_speed", 30)
    press(app, K.Key_Home)
    press(app, K.Key_C)
    qtbot.waitUntil(lambda: slice_number(app.scene, app.scene.viewports["axial"])[0] > 4, timeout=5000)
    assert app.window.player.per_second == 30
    press(app, K.Key_C)


def test_4d_has_a_slider_of_time(an_app, a_ct_volume) -> None:
    volumes = tuple(
        Volume(a_ct_volume.voxels + n * 100, a_ct_volume.geometry, "HU", a_ct_volume.info) for n in range(5)
    )
    an_app.scene.layout = "1x3"
    an_app.scene.add_volume(TimeSeries(volumes, tuple(40.0 * n for n in range(5)), "ms", "trigger time"))
    QApplication.processEvents()
    before = grey(an_app, (-20.0, 0.0, 0.0))
    an_app.window.time_bar.slider.setValue(4)
    QApplication.processEvents()
    assert an_app.window.time_bar.isVisible()
    assert grey(an_app, (-20.0, 0.0, 0.0)) > before


def test_smooth_zoom_keeps_what_is_under_the_cursor(an_app_with_ct) -> None:
    view = view_of(an_app_with_ct)
    held = view.plane().pixel_to_lps((70.0, 200.0))
    wheel(view, 2, CONTROL, at=(70.0, 200.0))
    assert view.viewport.zoom > 1.2
    assert view.plane().pixel_to_lps((70.0, 200.0)) == pytest.approx(held)


def test_a_magnifier_shows_more_detail_under_the_mouse(an_app_with_ct, mouse_on) -> None:
    view = view_of(an_app_with_ct)
    mouse_on(view).move((80, 250))
    plain = view.grab().toImage()
    press(an_app_with_ct, K.Key_G)
    mouse_on(view).move((80, 250))
    assert view.grab().toImage() != plain
    assert an_app_with_ct.window.tools.lens == 2.0


def test_true_size_is_a_millimetre_on_the_screen(an_app_with_ct) -> None:
    app = an_app_with_ct
    press(app, K.Key_1, CONTROL)
    view = view_of(app)
    assert view.plane().mm_per_pixel == pytest.approx(app.window.tools.mm_of(view.screen()))


@pytest.mark.parametrize("key", [K.Key_1, K.Key_2, K.Key_3], ids=["nearest", "linear", "cubic"])
def test_interpolation_is_chosen_and_seen(an_app_with_ct, key) -> None:
    app = an_app_with_ct
    press(app, K.Key_1 if key != K.Key_1 else K.Key_3, SHIFT)
    app.scene.viewports["axial"].zoom = 12.0
    QApplication.processEvents()
    before = view_of(app).picture().copy()
    press(app, key, SHIFT)
    assert view_of(app).picture() != before


def test_colour_maps_paint_an_image_in_their_colours(an_app_with_ct) -> None:
    app = an_app_with_ct
    press(app, K.Key_F3, CONTROL)
    at = view_of(app).plane().lps_to_pixel((-3.0, -3.0, app.scene.cursor_lps[2]))
    colour = view_of(app).picture().pixelColor(int(at[0]), int(at[1]))
    assert len({colour.red(), colour.green(), colour.blue()}) > 1
    overlay = overlay_of(
        app.scene, view_of(app).viewport, app.window.tools, view_of(app).plane(), 1.0, None, None
    )
    assert overlay.palette is not None, "a legend says what the colours mean"


def test_the_position_bar_leads_to_a_slice(an_app_with_ct, mouse_on) -> None:
    view = view_of(an_app_with_ct)
    mouse_on(view).drag(
        (view.width() - 4, view.height() - 29), (view.width() - 4, view.height() - 29), LEFT, steps=1
    )
    assert slice_number(an_app_with_ct.scene, view.viewport) == (20, 20)


def test_3d_presets_change_the_picture(an_app, a_ct_volume, qtbot) -> None:
    app = an_app
    app.scene.layout = "2x2"
    app.scene.add_volume(a_ct_volume)
    view = app.window.grid.volume_view
    qtbot.waitUntil(lambda: view.is_settled, timeout=20_000)
    pictures = [view.grab().toImage()]
    for preset in ("volume.preset_ct-mip", "volume.preset_ct-skin"):
        app.window.actions_by_id[preset].trigger()
        QApplication.processEvents()
        qtbot.waitUntil(lambda: view.is_settled, timeout=20_000)
        pictures.append(view.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
