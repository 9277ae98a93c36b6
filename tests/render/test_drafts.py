"""Drafts: what an oblique plane or a slab looks like while the hand moves it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.render.nearest_voxels import nearest_voxels
from medviewer.render.slice_renderer import SliceRenderer
from medviewer.scene.scene import Scene
from medviewer.scene.views.oblique import Tilt
from medviewer.scene.views.plan_slice import plan_slice

GRID = Geometry(
    (30, 40, 50), (60.0, -30.0, 10.0), (0.9, 1.3, 2.0), ((-1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
)
SIZE = (150, 110)


@pytest.fixture
def a_scene() -> Scene:
    """A smooth ball of 0..1000 with a label over half of it, oblique planes."""
    k, j, i = np.indices(GRID.shape_kji)
    away = np.sqrt(((i - 25) / 25.0) ** 2 + ((j - 20) / 20.0) ** 2 + ((k - 15) / 15.0) ** 2)
    voxels = np.clip(1000 * (1.0 - away), 0, 1000).astype(np.int16)
    scene = Scene()
    image = scene.add_volume(
        Volume(voxels, GRID, "HU", SeriesInfo("a", frame_of_reference_uid="f")),
        WindowLevel(1000, 500, "LINEAR_EXACT"),
    )
    labels = ((away < 0.6) & (i < 25)).astype(np.uint8)
    scene.add_result(Segmentation(labels, GRID, (Segment(1, "a", (255, 0, 0)),)), image.id, saved=True)
    scene.aids.tilts = {"f": Tilt.about((0.3, 1.0, 0.5), 27.0)}
    return scene


def plan_of(scene: Scene, kind: str, slab_mm: float = 0.0, mode: str = "max"):
    scene.viewports[kind].slab_mm, scene.viewports[kind].slab_mode = slab_mm, mode
    return plan_slice(scene, scene.viewports[kind], SIZE)


def drawn(plan) -> np.ndarray:
    return SliceRenderer().render(plan).astype(int)


@pytest.mark.parametrize("kind", ["axial", "sagittal", "coronal"])
def test_the_draft_of_an_oblique_plane_shows_the_nearest_voxels(a_scene, kind) -> None:
    plan = plan_of(a_scene, kind)
    draft, nearest = drawn(replace(plan, draft=True)), drawn(replace(plan, interpolation="nearest"))
    assert (draft == nearest).all(axis=-1).mean() > 0.999  # a voxel's very edge may fall to either side
    assert np.abs(draft - drawn(plan)).mean() < 8


@pytest.mark.parametrize("slab_mm", [0.0, 8.0])
@pytest.mark.parametrize("mode", ["max", "mean"])
def test_large_voxels_are_smooth_in_a_draft_too(a_scene, slab_mm, mode) -> None:
    a_scene.viewports["axial"].zoom = 5.0
    plan = plan_of(a_scene, "axial", slab_mm, mode)
    draft, full = drawn(replace(plan, draft=True, labels=())), drawn(replace(plan, labels=()))
    assert draft.shape == full.shape
    assert np.abs(draft - full).mean() < 1.5
    assert np.abs(draft - full).max() < 25


@pytest.mark.parametrize("kind", ["axial", "sagittal", "coronal"])
def test_a_straight_plane_needs_no_draft(a_scene, kind) -> None:
    a_scene.aids.tilts = {}
    plan = plan_of(a_scene, kind)
    assert not SliceRenderer().is_dear(plan)
    np.testing.assert_array_equal(drawn(replace(plan, draft=True)), drawn(plan))


@pytest.mark.parametrize("mode", ["max", "min", "mean"])
@pytest.mark.parametrize("tilt", [None, Tilt.about((0.3, 1.0, 0.5), 27.0)], ids=["straight", "oblique"])
def test_the_draft_of_a_slab_is_like_the_slab(a_scene, mode, tilt) -> None:
    a_scene.aids.tilts = {} if tilt is None else {"f": tilt}
    plan = plan_of(a_scene, "axial", 20.0, mode)
    assert SliceRenderer().is_dear(plan)
    difference = np.abs(drawn(replace(plan, draft=True)) - drawn(plan))
    assert difference.mean() < 8
    assert np.percentile(difference, 95) < 40


def test_the_draft_of_a_slab_reaches_as_far_as_the_slab() -> None:
    voxels = np.zeros(GRID.shape_kji, np.int16)
    voxels[15 - 5], voxels[15 + 5] = 500, 1000
    scene = Scene()
    scene.add_volume(Volume(voxels, GRID, "HU", SeriesInfo("a")), WindowLevel(1000, 500, "LINEAR_EXACT"))
    scene.set_cursor(GRID.index_to_lps((25, 20, 15)))
    for thick, brightest in ((20.0, 255), (19.0, 0)):
        plan = plan_of(scene, "axial", thick)
        for one in (plan, replace(plan, draft=True)):
            assert drawn(one)[SIZE[1] // 2, SIZE[0] // 2, 0] == brightest


def test_a_draft_takes_few_samples_however_thick_and_large(a_scene) -> None:
    plan = plan_slice(a_scene, a_scene.viewports["axial"], (900, 700))
    picture = SliceRenderer().render(replace(plan, draft=True, slab_mm=100.0))
    assert picture.shape == (700, 900, 3)
    assert picture.max() > 200


def test_a_draft_leaves_nothing_behind_in_the_picture_at_rest(a_scene) -> None:
    renderer, plan = SliceRenderer(), plan_of(a_scene, "coronal", 12.0, "mean")
    wanted = SliceRenderer().render_words(plan)
    renderer.render_words(replace(plan, draft=True))
    np.testing.assert_array_equal(renderer.render_words(plan), wanted)


def test_a_slab_in_pieces_is_the_slab_and_may_be_dropped_midway(a_scene) -> None:
    renderer, plan = SliceRenderer(), plan_of(a_scene, "coronal", 12.0, "mean")
    wanted = SliceRenderer().render_words(plan)
    steps = renderer.render_in_steps(plan)
    assert [next(steps), next(steps)] == [None, None]
    renderer.render_words(replace(plan, draft=True, slab_mm=30.0))
    *pauses, picture = renderer.render_in_steps(plan)
    assert len(pauses) > 5
    assert not any(pause is not None for pause in pauses)
    np.testing.assert_array_equal(picture, wanted)


@pytest.mark.parametrize("seed", range(5))
def test_the_nearest_voxels_are_those_that_rounding_finds(seed) -> None:
    rng = np.random.default_rng(seed)
    matrix = np.eye(4)
    matrix[:3] = rng.normal(size=(3, 4)) * [0.5, 0.5, 1.0, 8.0]
    matrix[rng.integers(3), rng.integers(2)] = 0.0
    shape = (7, 9, 11)
    found = nearest_voxels(matrix, (40, 30), shape)
    columns, rows = np.meshgrid(np.arange(40), np.arange(30))
    index = np.einsum("ab,bhw->ahw", matrix[:3, [0, 1, 3]], np.stack([columns, rows, np.ones_like(rows)]))
    whole = np.floor(index + 0.5)
    inside = ((whole >= 0) & (whole < np.array(shape[::-1])[:, None, None])).all(axis=0)
    outside = np.zeros((30, 40), bool) if found.outside is None else found.outside
    np.testing.assert_array_equal(~outside, inside)
    i, j, k = whole.astype(int)
    np.testing.assert_array_equal(found.index[inside], (i + 11 * (j + 9 * k))[inside])
