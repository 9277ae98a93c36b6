"""True slices and the volume that was resampled from them."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.series import LoadReport, Verdict
from medviewer.core.volume import Stack, Volume
from medviewer.scene.images.acquired import nearest_frame, show_acquired
from medviewer.scene.scene import Scene
from medviewer.scene.views.navigate import go_to_slice, slice_number
from medviewer.scene.views.plan_slice import plan_slice
from medviewer.scene.volume.plan_volume import plan_volume

TILT = np.radians(18.5)
AXES = ((1.0, 0.0, 0.0), (0.0, float(np.cos(TILT)), float(np.sin(TILT))),
        (0.0, float(-np.sin(TILT)), float(np.cos(TILT))))  # fmt: skip


@pytest.fixture
def a_tilted_volume() -> Volume:
    """Ten slices tilted by 18.5 degrees, 5 mm apart along z, and the grid made of them."""
    planes = tuple(Geometry((1, 20, 30), (0.0, 0.0, 5.0 * n), axes_lps=AXES) for n in range(10))
    report = LoadReport(Verdict.SHEARED)
    acquired = Stack(np.zeros((10, 20, 30), np.int16) + np.arange(10, dtype=np.int16)[:, None, None], planes)
    grid = Geometry((10, 20, 30), (0.0, 0.0, 0.0), (1.0, 1.0, 5.0 * float(np.cos(TILT))), AXES)
    return Volume(np.zeros((10, 20, 30), np.int16), grid, report=report, acquired=acquired)


@pytest.fixture
def a_scene(a_tilted_volume) -> Scene:
    scene = Scene()
    scene.add_volume(a_tilted_volume)
    return scene


def test_the_true_slices_fill_the_window_at_the_same_place(a_scene, a_tilted_volume) -> None:
    view = a_scene.viewports["stack"]
    a_scene.set_cursor(a_tilted_volume.acquired.planes[7].centre_lps)
    show_acquired(a_scene, a_scene.active, True)
    assert a_scene.shown_layout.name == "stack"
    plan = plan_slice(a_scene, view, (90, 80))
    assert plan.image.voxels.max() == 7
    assert plan.image.geometry == a_tilted_volume.acquired.planes[7]
    assert slice_number(a_scene, view) == (3, 10)  # from head to feet, as the axial view counts
    assert a_scene.active.image is a_tilted_volume  # what models and results speak of
    assert plan_volume(a_scene, a_scene.viewports["3d"], (90, 80)) is None


def test_going_back_keeps_the_place(a_scene, a_tilted_volume) -> None:
    layer, view = a_scene.active, a_scene.viewports["stack"]
    a_scene.set_cursor((4.0, 9.0, 21.0))
    show_acquired(a_scene, layer, True)
    show_acquired(a_scene, layer, False)
    assert a_scene.cursor_lps == (4.0, 9.0, 21.0)
    show_acquired(a_scene, layer, True)
    go_to_slice(a_scene, view, 9)
    show_acquired(a_scene, layer, False)
    plane = a_tilted_volume.acquired.planes[1]
    assert plane.lps_to_index(a_scene.cursor_lps)[2] == pytest.approx(0, abs=1e-6)
    assert a_scene.shown_layout.name == "mpr"


def test_an_image_as_it_was_acquired_has_nothing_to_switch() -> None:
    scene = Scene()
    layer = scene.add_volume(Volume(np.zeros((4, 8, 9), np.int16), Geometry((4, 8, 9))))
    show_acquired(scene, layer, True)
    assert not layer.shows_acquired


def test_another_image_and_back_starts_with_the_volume(a_scene) -> None:
    tilted = a_scene.active
    show_acquired(a_scene, tilted, True)
    a_scene.add_volume(Volume(np.zeros((4, 8, 9), np.int16), Geometry((4, 8, 9))))
    a_scene.activate(tilted.id)
    assert not tilted.shows_acquired


def test_the_nearest_slice_is_nearest_along_its_normal(a_tilted_volume) -> None:
    frames = [a_tilted_volume.acquired.slice(n) for n in range(10)]
    point = a_tilted_volume.acquired.planes[4].index_to_lps((3, 12, 0.4))
    assert nearest_frame(frames, point) == 4
