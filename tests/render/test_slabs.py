"""Slabs: the greatest, least and mean value over a thickness, against a projection of our own."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import map_coordinates

from medviewer.core.geometry import Geometry
from medviewer.core.palette import palette_table
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.render.slice_renderer import SliceRenderer
from medviewer.scene.scene import Scene
from medviewer.scene.views.oblique import Tilt
from medviewer.scene.views.plan_slice import plan_slice

PLANES = ("axial", "sagittal", "coronal")
PROJECT = {"max": np.max, "min": np.min, "mean": np.mean}
WINDOW = WindowLevel(1000, 500, "LINEAR_EXACT")


@pytest.fixture
def a_scene() -> Scene:
    """Smooth noise of 0..1000 on voxels that are not square, in axes of another order."""
    rng = np.random.default_rng(11)
    grid = Geometry(
        (24, 40, 50),
        (60.0, -30.0, 10.0),
        (0.9, 1.3, 2.0),
        ((-1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    )
    voxels = rng.integers(0, 1001, grid.shape_kji).astype(np.int16)
    scene = Scene()
    scene.add_volume(Volume(voxels, grid, "HU", SeriesInfo("a", frame_of_reference_uid="f")), WINDOW)
    return scene


def expected(plan) -> tuple[np.ndarray, np.ndarray]:
    """Grey levels by numpy and scipy: planes within half the thickness, a voxel apart along the normal.

    And which pixels lie well inside the volume in all of them.
    """
    grid, plane = plan.image.geometry, plan.plane
    normal = plane.normal_lps
    step = 1.0 / np.abs(np.array(grid.axes_lps) @ normal / np.array(grid.spacing_ijk)).max()
    half = int(plan.slab_mm / 2.0 / step + 1e-6)
    width, height = plane.size_px
    columns, rows = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    points = plane.pixel_to_lps(np.stack([columns, rows], axis=-1))
    layers, inside = [], np.ones((height, width), bool)
    for n in range(-half, half + 1):
        index = grid.lps_to_index(points + n * step * normal)
        inside &= ((index >= 0) & (index <= np.array(grid.shape_ijk) - 1)).all(axis=-1)
        layers.append(map_coordinates(plan.image.voxels.astype(float), np.moveaxis(index[..., ::-1], -1, 0),
                                      order=1, mode="nearest"))  # fmt: skip
    return WINDOW.apply(PROJECT[plan.slab_mode](layers, axis=0)) * 255.0, inside


@pytest.mark.parametrize("mode", PROJECT)
@pytest.mark.parametrize("kind", PLANES)
@pytest.mark.parametrize("thick", [5.0, 12.0])
@pytest.mark.parametrize("tilt", [None, Tilt.about((0.3, 1.0, 0.5), 27.0)], ids=["straight", "oblique"])
def test_a_slab_is_the_projection_of_its_planes(a_scene, mode, kind, thick, tilt) -> None:
    if tilt is not None:
        a_scene.aids.tilts = {"f": tilt}
    viewport = a_scene.viewports[kind]
    viewport.slab_mm, viewport.slab_mode = thick, mode
    plan = plan_slice(a_scene, viewport, (90, 70))
    grey = SliceRenderer().render(plan)[..., 0].astype(float)
    wanted, inside = expected(plan)
    assert inside.mean() > 0.05
    assert np.abs(grey - wanted)[inside].max() <= 1.0


def test_a_slab_thinner_than_the_slices_is_one_slice(a_scene) -> None:
    viewport = a_scene.viewports["axial"]
    thin = SliceRenderer().render(plan_slice(a_scene, viewport, (60, 60)))
    viewport.slab_mm = 1.0
    np.testing.assert_array_equal(SliceRenderer().render(plan_slice(a_scene, viewport, (60, 60))), thin)


def test_the_greatest_is_never_below_the_mean_nor_the_mean_below_the_least(a_scene) -> None:
    viewport = a_scene.viewports["coronal"]
    viewport.slab_mm = 15.0
    pictures = {}
    for mode in PROJECT:
        viewport.slab_mode = mode
        pictures[mode] = SliceRenderer().render(plan_slice(a_scene, viewport, (80, 80)))[..., 0].astype(int)
    assert (pictures["max"] >= pictures["mean"] - 1).all()
    assert (pictures["mean"] >= pictures["min"] - 1).all()


# --- colours ---


def test_a_palette_paints_the_levels_of_the_window(a_scene) -> None:
    viewport = a_scene.viewports["axial"]
    grey = SliceRenderer().render(plan_slice(a_scene, viewport, (60, 60)))[..., 0]
    a_scene.active.palette = "ember"
    np.testing.assert_array_equal(
        SliceRenderer().render(plan_slice(a_scene, viewport, (60, 60))), palette_table("ember")[grey]
    )


@pytest.mark.parametrize("inverted", [False, True])
def test_labels_lie_over_colours_as_over_grey(a_scene, inverted) -> None:
    image = a_scene.active
    image.palette, image.inverted = "hot_iron", inverted
    labels = np.ones(image.geometry.shape_kji, np.uint8)
    plain = SliceRenderer().render(plan_slice(a_scene, a_scene.viewports["axial"], (60, 60))).astype(float)
    layer = a_scene.add_result(
        Segmentation(labels, image.geometry, (Segment(1, "all", (0, 0, 255)),)), image.id, saved=True
    )
    layer.outline, layer.fill = False, 0.5
    inside = plan_slice(a_scene, a_scene.viewports["axial"], (60, 60))
    mixed = SliceRenderer().render(inside).astype(float)
    middle = (slice(25, 35), slice(25, 35))
    wanted = plain[middle] * 0.5 + np.array([0.0, 0.0, 255.0]) * 0.5
    assert np.abs(mixed[middle] - wanted).max() <= 1.0


def test_a_new_palette_is_shown_by_a_renderer_that_has_drawn_before(a_scene) -> None:
    renderer, viewport = SliceRenderer(), a_scene.viewports["axial"]
    renderer.render(plan_slice(a_scene, viewport, (60, 60)))
    a_scene.active.palette = "ocean"
    np.testing.assert_array_equal(
        renderer.render(plan_slice(a_scene, viewport, (60, 60))),
        SliceRenderer().render(plan_slice(a_scene, viewport, (60, 60))),
    )
