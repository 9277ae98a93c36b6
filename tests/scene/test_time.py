"""Images with a time axis, and what belongs to one time point only."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import SeriesInfo
from medviewer.core.time_series import TimeSeries
from medviewer.core.voi_lut import VoiLut
from medviewer.core.volume import Stack, Volume
from medviewer.core.window_level import WindowLevel
from medviewer.scene.images.time_axis import go_to, go_to_time, own_axis, slice_axis, step
from medviewer.scene.scene import Scene
from medviewer.scene.views.navigate import probe
from medviewer.scene.views.plan_slice import plan_slice

GRID = Geometry((4, 8, 9), (0.0, 0.0, 0.0), (1.0, 1.0, 2.0))


@pytest.fixture
def a_time_series() -> TimeSeries:
    block = np.arange(3 * 4 * 8 * 9, dtype=np.int16).reshape(3, 4, 8, 9)
    info = SeriesInfo("4d", modality="MR")
    return TimeSeries(tuple(Volume(voxels, GRID, info=info) for voxels in block), (0.0, 40.0, 80.0), "ms")


@pytest.fixture
def a_scene(a_time_series: TimeSeries) -> Scene:
    scene = Scene()
    scene.add_volume(a_time_series)
    return scene


@pytest.fixture
def a_cine() -> Stack:
    frames = np.arange(5 * 6 * 7, dtype=np.uint8).reshape(5, 6, 7)
    return Stack(frames, (Geometry((1, 6, 7)),) * 5, frame_time_ms=50.0, has_orientation=False)


def test_a_time_point_shows_its_own_volume_with_the_same_window(a_scene, a_time_series) -> None:
    layer, seen = a_scene.active, []
    layer.window = WindowLevel(50, 20)
    layer.events.time_point.connect(lambda _: seen.append(layer.image))
    layer.time_point = 2
    assert layer.image is a_time_series.volumes[2]
    assert seen == [a_time_series.volumes[2]]  # whoever listens finds the image in step
    assert layer.window == WindowLevel(50, 20)
    plan = plan_slice(a_scene, a_scene.viewports["axial"], (90, 80))
    assert plan.image is a_time_series.volumes[2]
    assert probe(a_scene, (0, 0, 0)).value == 2 * 4 * 8 * 9


def test_the_cursor_and_the_views_stay_where_they_are_in_time(a_scene) -> None:
    a_scene.set_cursor((3, 4, 2))
    a_scene.viewports["axial"].zoom = 3.0
    go_to_time(a_scene, 1)
    assert a_scene.cursor_lps == (3, 4, 2)
    assert a_scene.viewports["axial"].zoom == 3.0


def test_times_are_told_with_their_unit_and_steps_go_round(a_scene) -> None:
    go_to_time(a_scene, 99)
    axis = own_axis(a_scene)
    assert (axis.kind, axis.at, axis.count, axis.time, axis.unit) == ("time", 2, 3, 80.0, "ms")
    step(a_scene, 1)
    assert a_scene.active.time_point == 0
    step(a_scene, -1)
    assert a_scene.active.time_point == 2


def test_a_result_shows_at_the_time_point_it_was_made_from(a_scene) -> None:
    labels = Segmentation(np.ones(GRID.shape_kji, np.uint8), GRID, (Segment(1, "one"),))
    layer = a_scene.active
    of_second = a_scene.add_result(labels, layer.id, time_point=1)
    of_all = a_scene.add_result(labels, layer.id)
    view = a_scene.viewports["axial"]
    assert len(plan_slice(a_scene, view, (90, 80)).labels) == 1
    go_to_time(a_scene, 1)
    assert len(plan_slice(a_scene, view, (90, 80)).labels) == 2
    assert a_scene.results_shown_on(layer) == (of_second, of_all)
    assert layer.image_at(of_second.time_point) is layer.time_series.volumes[1]


def test_a_cine_plays_its_frames_at_its_own_speed(a_cine) -> None:
    scene = Scene()
    scene.add_volume(a_cine)
    axis = own_axis(scene)
    assert (axis.kind, axis.count, axis.per_second) == ("frames", 5, 20.0)
    go_to(scene, axis, 3, scene.viewports["stack"])
    assert own_axis(scene).at == 3
    assert own_axis(scene).time == 150.0


def test_a_volume_has_slices_to_play_and_no_time(a_scene, a_time_series) -> None:
    scene = Scene()
    scene.add_volume(a_time_series.volumes[0])
    assert own_axis(scene) is None
    view = scene.viewports["sagittal"]
    axis = slice_axis(scene, view)
    assert (axis.kind, axis.count) == ("slices", 9)
    go_to(scene, axis, 7, view)
    assert slice_axis(scene, view).at == 7
    assert slice_axis(scene, scene.viewports["3d"]) is None


def test_the_files_lookup_table_is_used_until_a_window_is_chosen() -> None:
    table = VoiLut(0.0, np.array([0, 128, 255], np.uint8), 8, "SOFT")
    volume = Volume(np.zeros((1, 8, 9), np.uint8), Geometry((1, 8, 9)), voi_luts=(table,))
    scene = Scene()
    layer = scene.add_volume(volume)
    view = scene.viewports["stack"]
    assert plan_slice(scene, view, (90, 80)).voi_lut is table
    layer.show_window(layer.window)
    assert plan_slice(scene, view, (90, 80)).voi_lut is None
    layer.reset_window()
    assert layer.voi_lut is table
    layer.window = WindowLevel(3, 1)
    assert layer.voi_lut is None
