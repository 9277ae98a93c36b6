"""While an image is read the window shows the slices that are there, and never a wrong grey."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtGui import QImage

from medviewer.core.arrival import Arrival
from medviewer.core.geometry import Geometry
from medviewer.core.volume import Stack, Volume, default_window
from medviewer.core.window_level import WindowLevel
from medviewer.scene.images.arriving_image import ArrivingImage
from medviewer.scene.views.navigate import go_to_slice, probe, slice_number
from medviewer.scene.views.plan_slice import plan_slice
from medviewer.scene.volume.plan_volume import plan_volume
from medviewer.ui.views.badges import reading_badge


@pytest.fixture
def an_arrival(a_ct_volume) -> Arrival:
    """Slices 9, 10 and 11 of 20 are there; the others hold what must never be shown."""
    voxels = np.full_like(a_ct_volume.voxels, 3000)
    voxels[9:12] = a_ct_volume.voxels[9:12]
    arrived = np.zeros(20, np.uint8)
    arrived[9:12] = 1
    return Arrival(replace(a_ct_volume, voxels=voxels), arrived, 10)


@pytest.fixture
def an_arriving(an_app, an_arrival):
    an_app.scene.layout = "1x3"
    arriving = ArrivingImage(an_app.scene)
    arriving.show(an_arrival)
    return arriving


def pixels_of(view) -> np.ndarray:
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    words = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    return words[:, : image.width()].copy()


def view_of(app, kind):
    return app.window.grid.slice_views[kind]


def test_first_slice_is_on_screen_and_is_the_one_of_the_whole(an_app, an_arriving, a_ct_volume):
    axial = view_of(an_app, "axial")
    assert slice_number(an_app.scene, axial.viewport) == (10, 20)  # from the head: slice 10 of k
    early = axial.picture().copy()
    an_arriving.complete(a_ct_volume)
    assert not early.isNull()
    assert axial.picture() == early


def test_views_that_cut_slices_not_read_show_none_of_them(an_app, an_arriving):
    for kind in ("sagittal", "coronal"):
        view = view_of(an_app, kind)
        assert view.picture().isNull()
        assert plan_slice(an_app.scene, view.viewport, (300, 300)) is None
    assert plan_volume(an_app.scene, an_app.scene.viewports["3d"], (300, 300)) is None


def test_view_without_its_slice_says_how_far_reading_is(an_app, an_arriving):
    sagittal = pixels_of(view_of(an_app, "sagittal"))
    row = sagittal.shape[0] // 3
    middle = sagittal[row - 8 : row + 8, sagittal.shape[1] // 4 : sagittal.shape[1] * 3 // 4]
    assert len(np.unique(middle)) > 8, "no text"


def test_slice_not_read_yet_is_not_shown_and_comes_when_it_is_there(
    an_app, an_arriving, an_arrival, a_ct_volume
):
    axial = view_of(an_app, "axial")
    go_to_slice(an_app.scene, axial.viewport, 1)
    assert axial.picture().isNull()
    an_arrival.image.voxels[19] = a_ct_volume.voxels[19]
    an_arrival.arrived[19] = 1
    an_arriving.look()
    assert not axial.picture().isNull()
    shown = axial.picture().copy()
    an_arriving.complete(a_ct_volume)
    assert axial.picture() == shown


def test_oblique_patient_planes_wait_for_the_whole(an_app, an_arrival):
    turned = np.array([[0.96, 0.28, 0.0], [-0.28, 0.96, 0.0], [0.0, 0.0, 1.0]])
    tilted = np.array([[1.0, 0.0, 0.0], [0.0, 0.8, 0.6], [0.0, -0.6, 0.8]])
    image = an_arrival.image
    grid = replace(image.geometry, axes_lps=tuple(tuple(axis) for axis in tilted @ turned))
    ArrivingImage(an_app.scene).show(replace(an_arrival, image=replace(image, geometry=grid)))
    axial = an_app.scene.viewports["axial"]
    assert plan_slice(an_app.scene, axial, (300, 300)) is not None
    an_app.scene.aligned = "patient"
    assert plan_slice(an_app.scene, axial, (300, 300)) is None


def test_value_under_the_cursor_is_said_only_where_it_has_arrived(an_app, an_arriving, a_ct_volume):
    there, missing = (a_ct_volume.geometry.index_to_lps((30, 20, k)) for k in (10, 2))
    assert probe(an_app.scene, there).value == a_ct_volume.voxels[10, 20, 30]
    assert probe(an_app.scene, missing) is None


def test_cursor_zoom_and_window_stay_when_the_whole_comes(an_app, an_arriving, a_ct_volume):
    scene = an_app.scene
    layer = scene.active
    scene.viewports["axial"].zoom = 2.5
    scene.set_cursor(a_ct_volume.geometry.index_to_lps((3, 4, 11)))
    layer.window = WindowLevel(123, 45)
    cursor = scene.cursor_lps
    assert an_arriving.complete(a_ct_volume) is layer
    assert scene.active is layer
    assert layer.arriving is None
    assert layer.image is a_ct_volume
    assert (scene.viewports["axial"].zoom, scene.cursor_lps) == (2.5, cursor)
    assert layer.window == WindowLevel(123, 45)


def test_window_guessed_from_one_slice_is_made_anew_from_all(an_app, an_arrival, a_ct_volume):
    silent = replace(a_ct_volume, windows=())
    arriving = ArrivingImage(an_app.scene)
    layer = arriving.show(replace(an_arrival, image=replace(an_arrival.image, windows=())))
    assert layer.window.level + layer.window.width < 2500, "what has not arrived must not count"
    arriving.complete(silent)
    assert layer.window == default_window(silent)


def test_guessed_window_that_the_user_changed_stays(an_app, an_arrival, a_ct_volume):
    arriving = ArrivingImage(an_app.scene)
    layer = arriving.show(replace(an_arrival, image=replace(an_arrival.image, windows=())))
    layer.window = WindowLevel(77, 7)
    arriving.complete(replace(a_ct_volume, windows=()))
    assert layer.window == WindowLevel(77, 7)


def test_true_slices_are_shown_first_and_then_the_straight_volume(an_app, a_stack, a_ct_volume):
    arrived = np.array([0, 1, 1, 0], np.uint8)
    arriving = ArrivingImage(an_app.scene)
    layer = arriving.show(Arrival(a_stack, arrived, 2))
    stack_view = an_app.scene.viewports["stack"]
    assert stack_view.frame == 2
    assert plan_slice(an_app.scene, stack_view, (300, 300)).image.voxels[0] is not None
    stack_view.frame = 0
    assert plan_slice(an_app.scene, stack_view, (300, 300)) is None
    assert probe(an_app.scene, a_stack.planes[0].centre_lps) is None
    arriving.complete(replace(a_ct_volume, acquired=a_stack))
    assert layer is an_app.scene.active
    assert not layer.is_flat
    assert a_ct_volume.geometry.nearest_index(an_app.scene.cursor_lps) is not None
    assert plan_slice(an_app.scene, an_app.scene.viewports["sagittal"], (300, 300)) is not None


def test_reading_begun_anew_replaces_what_was_there(an_app, an_arriving, an_arrival, a_ct_volume):
    layer = an_app.scene.active
    wider = replace(a_ct_volume, voxels=a_ct_volume.voxels.astype(np.int32))
    an_arriving.show(Arrival(wider, np.zeros(20, np.uint8), 10))
    assert an_app.scene.images == (layer,)
    assert layer.image is wider
    assert view_of(an_app, "axial").picture().isNull()


def test_image_that_cannot_be_read_to_its_end_is_taken_away(an_app, an_arriving):
    an_arriving.withdraw()
    assert an_app.scene.images == ()
    assert an_app.scene.active is None


def test_image_that_the_user_closed_does_not_come_back(an_app, an_arriving, a_ct_volume):
    an_app.scene.clear()
    assert an_arriving.was_closed
    assert an_arriving.complete(a_ct_volume) is None
    assert an_app.scene.images == ()


def test_redraws_are_at_most_ten_a_second(an_app, an_arriving, an_arrival, monkeypatch):
    told = []
    an_app.scene.active.events.arrived.connect(told.append)
    for k in range(20):
        clock = SimpleNamespace(monotonic=lambda k=k: 1e9 + 0.02 * k)
        monkeypatch.setattr("medviewer.scene.images.arriving_image.time", clock)
        an_arrival.arrived[k] = 1
        an_arriving.look()
    assert 3 <= len(told) <= 4


def test_badge_says_that_not_all_is_there(an_app, an_arriving):
    assert reading_badge(an_app.scene.active.arriving).text == "READING 15 %"


def test_single_slice_volume_of_a_grid_is_no_other_slice():
    grid = Geometry((2, 3, 4), (0.0, 0.0, 0.0), (1.0, 1.0, 5.0))
    arrival = Arrival(Volume(np.zeros((2, 3, 4), np.int16), grid), np.array([1, 0], np.uint8))
    assert isinstance(arrival.image, Volume)
    assert not isinstance(arrival.slice(0), Stack)
    assert arrival.slice(0).geometry.nearest_index((0.0, 0.0, 5.0)) is None
