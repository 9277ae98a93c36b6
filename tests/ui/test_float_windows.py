"""Views and panels in windows of their own, for a second monitor."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from medviewer.scene.views.grid_views import grid_viewports, put_in_view
from medviewer.session.looks import looks_of_scene, looks_of_views, show_scene, show_views
from medviewer.ui.layouts.screen_places import ScreenArea, WindowPlaces, place_of_window
from medviewer.ui.panels.fold_section import FoldSection
from medviewer.ui.views.volume_view import VolumeView

LEFT, RIGHT = ScreenArea("L", (0, 0, 1000, 800)), ScreenArea("R", (1000, 0, 1600, 1200))


@pytest.fixture
def a_grid(an_app, a_ct_volume):
    """Two series side by side, the left one is in use."""
    an_app.scene.layout = "grid 1x2"
    for name in "ab":
        an_app.scene.add_volume(replace(a_ct_volume, info=replace(a_ct_volume.info, series_id=name)))
    an_app.scene.view_in_use = "view 1"
    an_app.scene.activate(an_app.scene.images[0].id)
    QApplication.processEvents()
    return an_app


def _detach(app):
    app.window.actions_by_id["layout.detach"].trigger()
    QApplication.processEvents()
    return app.window.wings["layout"].desk.floats.views["float 1"]


def _names(app):
    images = [app.scene.image_in(one) for one in grid_viewports(app.scene)]
    return ["" if image is None else image.image.info.series_id for image in images]


def test_a_view_of_a_grid_moves_to_another_window_and_back_as_it_was(a_grid) -> None:
    scene = a_grid.scene
    scene.viewport("view 1").zoom = 2.5
    floating = _detach(a_grid)
    assert floating.window.isVisible()
    assert floating.window.isWindow()
    assert _names(a_grid) == ["", "b"]
    assert scene.image_in(floating.viewport).image.info.series_id == "a"
    assert (floating.viewport.zoom, scene.view_in_use) == (2.5, "float 1")
    assert floating.window.content.picture().width() > 0
    floating.viewport.zoom = 4.0
    floating.window.close()
    assert (_names(a_grid), scene.apart, scene.view_in_use) == (["a", "b"], (), "view 1")
    assert scene.viewport("view 1").zoom == 4.0


def test_a_view_comes_back_to_nothing_if_its_place_was_taken(a_grid) -> None:
    floating = _detach(a_grid)
    put_in_view(a_grid.scene.viewport("view 1"), a_grid.scene.images[1])
    floating.window.close()
    assert _names(a_grid) == ["b", "b"]
    assert len(a_grid.scene.images) == 2


def test_its_banner_says_whose_image_it_is_and_hides_that_with_the_rest(a_grid) -> None:
    floating = _detach(a_grid)
    assert "王小东" in floating.window.banner.name_label.text()
    a_grid.window.tools.show_information("anonymous")
    assert "王小东" not in floating.window.banner.name_label.text()
    a_grid.window.flow.close()
    assert "No study" in floating.window.banner.name_label.text()
    assert a_grid.scene.image_in(floating.viewport) is None


def test_of_two_patients_its_view_says_in_red_whose_it_shows(a_grid, a_ct_volume, qtbot) -> None:
    floating = _detach(a_grid)
    study = replace(a_ct_volume.info.study, patient_id="P-2", patient_name="Somebody Else")
    other = replace(a_ct_volume.info, series_id="c", study=study)
    a_grid.scene.add_volume(replace(a_ct_volume, info=other))
    frames = a_grid.window.safety.alarm._frames
    qtbot.waitUntil(lambda: floating.window.content in frames, timeout=3000)
    assert "王小东" in frames[floating.window.content].label.text()


def test_keys_work_in_it_and_act_on_its_view(a_grid) -> None:
    floating = _detach(a_grid)
    actions = a_grid.window.actions_by_id
    assert actions["view.mirror"] in floating.window.actions()
    actions["view.mirror"].trigger()
    assert floating.viewport.mirrored
    assert not a_grid.scene.viewport("view 2").mirrored
    assert a_grid.window.grid.view_in_use is floating.window.content
    actions["view.maximise"].trigger()
    assert floating.window.isFullScreen()
    assert a_grid.scene.maximised == ""
    actions["view.maximise"].trigger()
    assert not floating.window.isFullScreen()


def test_a_double_click_fills_its_screen(a_grid, mouse_on) -> None:
    floating = _detach(a_grid)
    mouse_on(floating.window.content).double_click((40, 40))
    assert floating.window.isFullScreen()
    assert a_grid.window.grid.view("view 2").isVisible()


def test_a_plane_of_the_image_leaves_room_to_the_others_and_follows_the_active_image(
    an_app_with_ct, a_ct_volume
) -> None:
    app, grid = an_app_with_ct, an_app_with_ct.window.grid
    app.scene.view_in_use = "sagittal"
    floating = _detach(app)
    assert not grid.view("sagittal").isVisible()
    assert grid.view("axial").width() > 0.45 * grid.width()
    other = app.scene.add_volume(replace(a_ct_volume, info=replace(a_ct_volume.info, series_id="x")))
    assert app.scene.image_in(floating.viewport) is other
    floating.window.close()
    QApplication.processEvents()
    assert grid.view("sagittal").isVisible()


def test_3d_goes_to_a_window_of_its_own_too(a_grid) -> None:
    a_grid.window.actions_by_id["layout.3d"].trigger()
    QApplication.processEvents()
    floating = _detach(a_grid)
    assert isinstance(floating.window.content, VolumeView)
    a_grid.window.actions_by_id["layout.axial"].trigger()
    assert not isinstance(floating.window.content, VolumeView)


def test_a_series_dropped_on_it_goes_there(a_grid) -> None:
    floating = _detach(a_grid)
    a_grid.window.panels.series.thumbnail_wanted.disconnect()
    a_grid.window.grid.series_dropped.emit("?", "")  # unknown series change nothing
    put_in_view(floating.viewport, a_grid.scene.images[1])
    assert "Thorax" in floating.window.windowTitle()
    a_grid.scene.remove_layer(a_grid.scene.images[1].id)
    assert a_grid.scene.image_in(floating.viewport) is None


def test_an_empty_view_and_one_that_is_apart_have_nothing_to_detach(a_grid) -> None:
    floating = _detach(a_grid)
    assert a_grid.window.wings["layout"].desk.floats.detach() is None
    floating.window.close()
    put_in_view(a_grid.scene.viewport("view 1"), None)
    assert a_grid.window.wings["layout"].desk.floats.detach() is None


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_side_panel_goes_to_a_window_and_comes_back(an_app_with_ct, side) -> None:
    window = an_app_with_ct.window
    panel = getattr(window.panels, side)
    command = window.actions_by_id[f"layout.{side}_window"]
    command.trigger()
    (apart,) = window.wings["layout"].desk.floats.panels.values()
    assert panel.folded
    assert panel.scroll_area.window() is apart
    assert panel.scroll_area.isVisible()
    assert "王小东" in apart.banner.name_label.text()
    panel.set_folded(False)  # the button on its strip brings it back as well
    assert panel.scroll_area.window() is window
    command.trigger()
    command.trigger()
    assert not panel.folded
    assert panel.scroll_area.window() is window
    assert panel.scroll_area.isVisible()
    assert panel.layout().indexOf(panel.scroll_area) == (0 if side == "left" else 1)


def test_the_title_of_a_section_offers_a_window_of_its_own(an_app_with_ct, qtbot) -> None:
    window = an_app_with_ct.window
    section = window.panels.layers.parentWidget()
    assert isinstance(section, FoldSection)
    at = section.header.mapTo(window.panels.right.scroll_area.widget(), QPoint(20, 5))
    inside = window.panels.right.scroll_area.widget()
    QApplication.sendEvent(
        inside, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, inside.mapToGlobal(at))
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    (apart,) = window.wings["layout"].desk.floats.panels.values()
    assert window.panels.layers.window() is apart
    apart.close()
    assert window.panels.layers.window() is window
    assert window.panels.layers.isVisible()


# --- places ---


def test_a_window_comes_up_on_the_other_screen_first() -> None:
    assert place_of_window({}, "", [LEFT, RIGHT], "L", (800, 600)) == (1400, 300, 800, 600)
    assert place_of_window({}, "", [LEFT], "L", (2000, 2000)) == (0, 0, 1000, 800)


def test_a_window_stands_where_it_stood_on_the_screen_that_it_was_on() -> None:
    known = {"R": (1100, 50, 500, 400), "L": (10, 10, 300, 300)}
    assert place_of_window(known, "R", [LEFT, RIGHT], "L", (800, 600)) == (1100, 50, 500, 400)
    assert place_of_window(known, "L", [LEFT, RIGHT], "L", (800, 600)) == (10, 10, 300, 300)


def test_a_screen_that_is_gone_takes_no_window_with_it() -> None:
    known = {"R": (1100, 50, 500, 400)}
    assert place_of_window(known, "R", [LEFT], "L", (800, 600)) == (100, 100, 800, 600)
    smaller = ScreenArea("R", (1000, 0, 400, 300))
    assert place_of_window(known, "R", [LEFT, smaller], "L", (800, 600)) == (1000, 0, 400, 300)


def test_places_are_kept_in_a_file_and_damage_counts_as_none(tmp_path) -> None:
    file = tmp_path / "windows.json"
    WindowPlaces(file).remember("panel", "R", (1, 2, 300, 400))
    again = WindowPlaces(file)
    assert (again.known("panel"), again.last("panel")) == ({"R": (1, 2, 300, 400)}, "R")
    file.write_text('{"panel": {"last": 3, "screens": {"R": [1, 2], "L": [0, 0, "x", 1]}}, "view": []}')
    again = WindowPlaces(file)
    assert (again.known("panel"), again.last("panel"), again.known("view")) == ({}, "", {})
    file.write_text("]")
    assert WindowPlaces(file).last("panel") == ""


def test_where_it_was_closed_is_remembered(a_grid, tmp_path) -> None:
    floating = _detach(a_grid)
    floating.window.setGeometry(20, 30, 640, 500)
    QApplication.processEvents()
    floating.window.close()
    places = WindowPlaces(tmp_path / "config" / "windows.json").known("float 1")
    assert list(places.values()) == [(20, 30, 640, 500)]


def test_left_button_in_it_uses_its_view(a_grid, mouse_on) -> None:
    floating = _detach(a_grid)
    a_grid.scene.view_in_use = "view 2"
    mouse_on(floating.window.content).drag((30, 30), (30, 30), Qt.MouseButton.LeftButton, steps=1)
    assert a_grid.scene.view_in_use == "float 1"
    assert a_grid.scene.active.image.info.series_id == "a"
    assert _names(a_grid) == ["", "b"], "the grid does not take it back"


def test_a_session_does_not_miss_the_view_of_a_window_that_is_gone(an_app_with_ct) -> None:
    scene = an_app_with_ct.scene
    scene.view_in_use = "sagittal"
    floating = _detach(an_app_with_ct)
    scene.viewport("view 2").awaits = "x"
    looks, views = looks_of_scene(scene), looks_of_views(scene)
    scene.viewport("view 2").awaits = ""
    floating.window.close()
    show_scene(scene, {**looks, "apart": ["float 1"]})
    show_views(scene, views)
    QApplication.processEvents()
    assert scene.apart == ()
    assert scene.viewport("view 2").awaits == ""
    assert an_app_with_ct.window.grid.view("sagittal").isVisible()
