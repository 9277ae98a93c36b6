"""Slice views while a hand moves them: a draft of what takes long, the full picture at rest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.render.slice_renderer import SliceRenderer
from medviewer.scene.scene import Scene
from medviewer.scene.views.oblique import Tilt
from medviewer.scene.views.plan_slice import plan_slice
from medviewer.ui.views.slice_picture import SlicePicture

SIZE = (80, 60)


@pytest.fixture
def a_scene() -> Scene:
    grid = Geometry((20, 30, 30), (0, 0, 0), (1.0, 1.0, 1.5), ((1, 0, 0), (0, 1, 0), (0, 0, 1)))
    voxels = np.random.default_rng(3).integers(0, 1000, grid.shape_kji).astype(np.int16)
    scene = Scene()
    scene.add_volume(Volume(voxels, grid, "HU", SeriesInfo("a", frame_of_reference_uid="f")))
    scene.aids.tilts = {"f": Tilt.about((1.0, 0.4, 0.2), 25.0)}
    return scene


@pytest.fixture
def a_picture(qtbot) -> SlicePicture:
    return SlicePicture(SliceRenderer)


def plan_of(scene: Scene, slab_mm: float = 0.0):
    viewport = scene.viewports["axial"]
    viewport.slab_mm = slab_mm
    return plan_slice(scene, viewport, SIZE)


def words_of(picture: SlicePicture) -> np.ndarray:
    return picture._words.copy()


@pytest.mark.parametrize("slab_mm", [0.0, 10.0])
def test_a_moved_oblique_picture_is_a_draft_and_at_rest_the_full_one(
    qtbot, a_scene, a_picture, slab_mm
) -> None:
    first = plan_of(a_scene, slab_mm)
    a_picture.ask_for(first, 1.0)
    assert a_picture.is_settled
    a_scene.set_cursor((10.0, 12.0, 9.3))
    moved = plan_of(a_scene, slab_mm)
    assert moved.plane != first.plane
    with qtbot.waitSignal(a_picture.changed, timeout=20_000):
        a_picture.ask_for(moved, 1.0)
        assert a_picture.plan == replace(moved, draft=True)
        a_picture.ask_for(moved, 1.0)  # painted again: nothing new
        assert a_picture.made == 2
    assert a_picture.plan == moved
    np.testing.assert_array_equal(words_of(a_picture), SliceRenderer().render_words(moved))


def test_a_new_window_while_a_draft_is_shown_keeps_the_draft(qtbot, a_scene, a_picture) -> None:
    a_picture.ask_for(plan_of(a_scene), 1.0)
    a_scene.set_cursor((10.0, 12.0, 9.3))
    a_picture.ask_for(plan_of(a_scene), 1.0)
    a_scene.active.window = WindowLevel(500.0, 250.0)
    with qtbot.waitSignal(a_picture.changed, timeout=20_000):
        a_picture.ask_for(plan_of(a_scene), 1.0)
        assert a_picture.plan is not None
        assert a_picture.plan.draft
    assert a_picture.plan == plan_of(a_scene)


def test_whoever_needs_the_full_picture_has_it_at_once(a_scene, a_picture) -> None:
    a_picture.ask_for(plan_of(a_scene), 1.0)
    a_scene.set_cursor((10.0, 12.0, 9.3))
    a_picture.ask_for(plan_of(a_scene), 1.0)
    a_picture.make_full()
    assert a_picture.is_settled
    assert a_picture.plan == plan_of(a_scene)


def test_straight_planes_and_new_windows_are_never_drafts(a_scene, a_picture) -> None:
    a_picture.ask_for(plan_of(a_scene, 10.0), 1.0)
    a_scene.active.window = WindowLevel(500.0, 250.0)
    a_picture.ask_for(plan_of(a_scene, 10.0), 1.0)
    assert a_picture.is_settled
    a_scene.aids.tilts = {}
    a_picture.ask_for(plan_of(a_scene), 1.0)
    a_picture.make_full()
    a_scene.set_cursor((10.0, 12.0, 9.3))
    a_picture.ask_for(plan_of(a_scene), 1.0)
    assert a_picture.is_settled


def test_nothing_is_held_once_there_is_nothing_to_show(a_scene, a_picture) -> None:
    a_picture.ask_for(plan_of(a_scene), 1.0)
    a_scene.set_cursor((10.0, 12.0, 9.3))
    a_picture.ask_for(plan_of(a_scene), 1.0)
    a_picture.ask_for(None, 1.0)
    assert a_picture.plan is None
    assert a_picture.image.isNull()
    assert a_picture.is_settled
