"""Straightened pictures along a path: lengths, widths and values are true."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.interpolate import RegularGridInterpolator

from medviewer.core.geometry import Geometry
from medviewer.core.palette import palette_table
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.render.curved_renderer import CurvedRenderer, curved_values
from medviewer.scene.views.curved_path import CurvedPath
from medviewer.scene.views.curved_views import CurvedPlan
from medviewer.scene.views.slice_plan import LabelPlan, SegmentStyle

BEND_MM, TUBE_MM = 40.0, 6.0
GRID = Geometry((41, 120, 130), (-65.0, -60.0, -20.0), (1.0, 1.0, 1.0))


@pytest.fixture(scope="module")
def a_bent_tube() -> Volume:
    """A tube of 6 mm radius with a soft edge, bent on a circle of 40 mm in the axial plane; 1000 inside."""
    k, j, i = np.meshgrid(*(np.arange(n) for n in GRID.shape_kji), indexing="ij")
    x, y, z = np.moveaxis(GRID.index_to_lps(np.stack([i, j, k], axis=-1)), -1, 0)
    from_axis = np.hypot(np.hypot(x, y) - BEND_MM, z)
    return Volume(np.clip((TUBE_MM + 0.5 - from_axis) * 1000.0, 0, 1000).astype(np.float32), GRID)


@pytest.fixture(scope="module")
def half_a_circle() -> CurvedPath:
    """Along the axis of the tube, from the right over the back to the left."""
    at = np.radians(np.linspace(180.0, 0.0, 19))
    points = tuple((BEND_MM * np.cos(a), BEND_MM * np.sin(a), 0.0) for a in at)
    return CurvedPath(points, (0.0, 0.0, 1.0))


def a_plan(volume: Volume, path: CurvedPath, size=(300, 80), mm=0.5, start=0.0, **changes) -> CurvedPlan:
    return CurvedPlan(volume, path, start, mm, size, WindowLevel(1000, 500, "LINEAR_EXACT"), **changes)


def test_the_length_is_that_of_the_arc(half_a_circle) -> None:
    assert half_a_circle.length_mm == pytest.approx(np.pi * BEND_MM, rel=2e-4)


def test_the_path_stays_on_the_circle_between_its_points(half_a_circle) -> None:
    points = half_a_circle.at_mm(np.linspace(0.0, half_a_circle.length_mm, 500))
    assert np.abs(np.hypot(points[:, 0], points[:, 1]) - BEND_MM).max() < 0.1


def test_a_bent_tube_becomes_straight_with_its_true_length_and_width(a_bent_tube, half_a_circle) -> None:
    length_px = int(half_a_circle.length_mm / 0.5)
    values = curved_values(a_plan(a_bent_tube, half_a_circle, (length_px, 80)), -1.0)
    inside = values >= 500.0
    widths = inside.sum(axis=0) * 0.5
    assert np.abs(widths - 2 * TUBE_MM).max() <= 1.0
    assert widths.mean() == pytest.approx(2 * TUBE_MM, abs=0.3)
    middles = (np.arange(80)[:, None] * inside).sum(axis=0) / inside.sum(axis=0)
    assert np.abs(middles - 39.5).max() <= 0.75, "straight, in the middle row"
    assert length_px * 0.5 == pytest.approx(np.pi * BEND_MM, abs=0.6)


@pytest.mark.parametrize("rows", ["across", "along"])
def test_values_are_those_of_scipy_at_the_same_points(half_a_circle, rows) -> None:
    rng = np.random.default_rng(2)
    axes = ((0.0, 1.0, 0.0), (-1.0, 0.0, 0.0), (0.0, 0.0, -1.0))
    grid = Geometry((25, 60, 70), (50.0, -60.0, 20.0), (1.7, 1.9, 1.6), axes)
    volume = Volume(rng.integers(-500, 1500, grid.shape_kji).astype(np.int16), grid)
    plan = a_plan(volume, replace(half_a_circle, rows=rows), (160, 120), 0.7, -5.0)
    values = curved_values(plan, -1e6)
    columns, lines = np.meshgrid(np.arange(160) + 0.5, np.arange(120) + 0.5)
    points = np.array([[plan.to_lps((x, y)) for x in columns[0]] for y in lines[:, 0]])
    index = grid.lps_to_index(points)[..., ::-1]
    oracle = RegularGridInterpolator([np.arange(n) for n in grid.shape_kji], volume.voxels.astype(float),
                                     bounds_error=False, fill_value=np.nan)(index)  # fmt: skip
    known = np.isfinite(oracle)
    assert known.mean() > 0.3
    assert np.abs(values[known] - oracle[known]).max() < 0.05
    assert (values[~known] == -1e6).any()


def test_a_voxel_under_the_crosshair_is_in_the_column_of_its_length(a_bent_tube, half_a_circle) -> None:
    plan = a_plan(a_bent_tube, half_a_circle)
    target = half_a_circle.at_mm(70.0) + 4.0 * half_a_circle.row_axis_at(70.0)
    along, away = half_a_circle.nearest_mm(target)
    assert along == pytest.approx(70.0, abs=0.05)
    assert away == pytest.approx(4.0, abs=0.01)
    np.testing.assert_allclose(plan.to_lps((plan.column_of(along), 40.0 + 4.0 / 0.5)), target, atol=0.05)


def test_rows_run_along_the_normal_when_that_is_asked_for(a_bent_tube, half_a_circle) -> None:
    path = replace(half_a_circle, rows="along")
    np.testing.assert_allclose(path.row_axis_at(np.array([0.0, 50.0])), [[0, 0, 1]] * 2, atol=1e-9)
    inside = curved_values(a_plan(a_bent_tube, path, (200, 60)), -1.0) >= 500.0
    assert (inside.sum(axis=0) * 0.5).mean() == pytest.approx(2 * TUBE_MM, abs=0.5)


def test_a_slab_shows_the_greatest_value_of_its_thickness(half_a_circle) -> None:
    voxels = np.zeros(GRID.shape_kji, np.int16)
    volume = Volume(voxels, GRID)
    centre = half_a_circle.at_mm(60.0)
    i, j, _ = GRID.nearest_index(centre)
    voxels[GRID.nearest_index((0.0, 0.0, 5.0))[2], j, i] = 900  # 5 mm before the plane of the path
    thin = curved_values(a_plan(volume, half_a_circle), -1.0)
    thick = curved_values(a_plan(volume, replace(half_a_circle, slab_mm=12.0)), -1.0)
    assert thin.max() == 0.0
    row, column = np.unravel_index(thick.argmax(), thick.shape)
    assert thick.max() > 500.0
    assert abs(column * 0.5 - 60.0) < 1.5
    assert abs(row * 0.5 - 20.0) < 1.5


def test_a_slab_may_show_the_mean_or_the_least_value_as_well(half_a_circle) -> None:
    voxels = np.zeros(GRID.shape_kji, np.int16)
    voxels[:] = (np.arange(41) * 10)[:, None, None]  # grows by 10 a millimetre along the normal
    plan = a_plan(Volume(voxels, GRID), replace(half_a_circle, slab_mm=12.0))
    shown = {
        mode: curved_values(replace(plan, path=replace(plan.path, slab_mode=mode)), -1.0)[40, 100]
        for mode in ("min", "mean", "max")
    }
    assert shown == pytest.approx({"min": 140.0, "mean": 200.0, "max": 260.0}, abs=0.01)
    far = replace(plan, path=replace(plan.path, slab_mode="mean"), start_mm=-500.0)
    assert (curved_values(far, -1e6) == -1e6).all()


def test_a_section_cuts_the_tube_round_and_holds_what_it_says(a_bent_tube, half_a_circle) -> None:
    plan = a_plan(a_bent_tube, half_a_circle, (60, 60), section_mm=40.0)
    values = curved_values(plan, -1.0)
    inside = values >= 500.0
    assert inside.sum() * 0.25 == pytest.approx(np.pi * TUBE_MM**2, rel=0.05)
    rows, columns = np.nonzero(inside)
    assert (rows.mean(), columns.mean()) == pytest.approx((29.5, 29.5), abs=0.3)
    point = plan.to_lps((42.5, 21.5))
    assert (point - half_a_circle.at_mm(40.0)) @ half_a_circle.tangent_at(40.0) == pytest.approx(
        0.0, abs=1e-9
    )
    index = GRID.lps_to_index(point)[::-1]
    oracle = RegularGridInterpolator([np.arange(n) for n in GRID.shape_kji], a_bent_tube.voxels)(index)
    assert values[21, 42] == pytest.approx(float(oracle[0]), abs=0.5)


def test_segments_are_laid_over_the_picture_where_they_lie(a_bent_tube, half_a_circle) -> None:
    labels = (a_bent_tube.voxels >= 500).astype(np.uint8)
    labels[:, :, :65] *= 2
    segmentation = Segmentation(labels, GRID, (Segment(1, "left"), Segment(2, "right")))
    styles = (SegmentStyle(1, (255, 0, 0)), SegmentStyle(2, (0, 0, 255), 0.0))
    label = LabelPlan(segmentation, styles, fill=1.0)
    words = CurvedRenderer().render_words(a_plan(a_bent_tube, half_a_circle, (250, 80), labels=(label,)))
    assert words[40, 200] == 0xFFFF0000
    assert words[40, 50] == 0xFFFFFFFF  # a segment that is hidden
    assert words[5, 200] == 0xFF000000


def test_the_renderer_knows_the_values_that_it_shows(a_bent_tube, half_a_circle) -> None:
    renderer = CurvedRenderer()
    renderer.render_words(a_plan(a_bent_tube, half_a_circle, start=-80.0, size=(400, 80)))
    assert renderer.value_at(300, 40) == pytest.approx(1000.0)
    assert renderer.value_at(400, 40) is None
    assert renderer.value_at(0, 0) is None


def test_the_window_the_inversion_and_the_palette_are_those_of_the_slices(a_bent_tube, half_a_circle) -> None:
    renderer = CurvedRenderer()
    words = renderer.render_words(a_plan(a_bent_tube, half_a_circle))
    assert words[40, 100] == 0xFFFFFFFF
    assert words[2, 100] == 0xFF000000
    inverted = renderer.render_words(a_plan(a_bent_tube, half_a_circle, inverted=True))
    assert inverted[40, 100] == 0xFF000000
    red, green, blue = (int(v) for v in palette_table("hot_iron")[255])
    hot = renderer.render_words(a_plan(a_bent_tube, half_a_circle, palette="hot_iron"))
    assert hot[40, 100] == (0xFF << 24 | red << 16 | green << 8 | blue)


def test_points_that_lie_on_each_other_and_a_single_point_make_no_curve_and_no_error() -> None:
    path = CurvedPath((), (0.0, 0.0, 1.0))
    assert not path.is_drawn
    path = path.with_point((1.0, 2.0, 3.0))
    assert not path.is_drawn
    assert path.with_point((1.0, 2.0, 3.0)) == path
    twice = CurvedPath(((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), (10.0, 0.0, 0.0)), (0.0, 0.0, 1.0))
    assert twice.length_mm == pytest.approx(10.0)
    assert path.with_point((1.0, 2.0, 9.0)).length_mm == pytest.approx(6.0)
