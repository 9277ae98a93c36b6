"""Phantoms whose figures are known exactly: grids of any spacing, order, direction and kind."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medviewer.core.geometry import Geometry
from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.measure import measure
from medviewer.core.measure_mask import Window, points_in_ellipse, points_in_polygon
from medviewer.core.measure_shape import crosses_itself, polygon_area_mm2
from medviewer.core.measure_text import figure_lines, figure_text, main_figure
from medviewer.core.volume import Stack, Volume

PLACE = MarkPlace("series-1")
Z = (0.0, 0.0, 1.0)


def a_mark(kind, points, normal=Z):
    return Mark(kind, tuple(tuple(float(v) for v in p) for p in points), normal, PLACE)


def an_image(geometry, values=None, **more):
    """Each voxel holds a number of its own, unless values are given."""
    if values is None:
        values = np.arange(math.prod(geometry.shape_kji), dtype=np.int32).reshape(geometry.shape_kji)
    return Volume(values, geometry, **more)


def rotated(degrees, axis):
    """Three orthonormal directions, turned about an axis."""
    axis = np.asarray(axis, float) / np.linalg.norm(axis)
    angle = np.radians(degrees)
    cross = np.cross(np.eye(3), axis)
    turn = np.cos(angle) * np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * np.outer(axis, axis)
    return tuple(tuple(float(v) for v in row) for row in turn)


ANISOTROPIC = Geometry((12, 30, 40), (-14.0, 20.0, -7.5), (0.7, 0.9, 2.5))
OBLIQUE = Geometry((12, 30, 40), (3.0, -8.0, 5.0), (0.7, 0.9, 2.5), rotated(31.0, (1, 2, 3)))
FLIPPED = Geometry(
    (12, 30, 40), (14.0, 20.0, 7.5), (0.7, 0.9, 2.5),
    ((-1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, -1.0)),
)  # fmt: skip
REORDERED = Geometry(
    (12, 30, 40), (0.0, 0.0, 0.0), (0.7, 0.9, 2.5),
    ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (1.0, 0.0, 0.0)),
)  # fmt: skip
GRIDS = [ANISOTROPIC, OBLIQUE, FLIPPED, REORDERED]


# --- lengths and angles ---


@pytest.mark.parametrize("grid", GRIDS)
def test_a_length_is_what_the_spacings_say(grid) -> None:
    ends = grid.index_to_lps([(3, 4, 5), (13, 24, 5)])
    figures = measure(a_mark("length", ends), an_image(grid))
    assert figures.length == pytest.approx(math.hypot(10 * 0.7, 20 * 0.9), abs=1e-9)
    assert figures.length_mm == figures.length
    through = grid.index_to_lps([(3, 4, 1), (13, 24, 11)])
    assert measure(a_mark("length", through), an_image(grid)).length == pytest.approx(
        math.sqrt(7.0**2 + 18.0**2 + 25.0**2), abs=1e-9
    )


@pytest.mark.parametrize("degrees", [0.0, 0.001, 30.0, 90.0, 135.0, 179.999, 180.0])
def test_an_angle_is_exact_from_0_to_180_degrees(degrees) -> None:
    turn = math.radians(degrees)
    points = [(5.0, 0.0, 0.0), (0.0, 0.0, 0.0), (3 * math.cos(turn), 3 * math.sin(turn), 0.0)]
    assert measure(a_mark("angle", points), an_image(ANISOTROPIC)).angle_degrees == pytest.approx(
        degrees, abs=1e-9
    )


@pytest.mark.parametrize(("drawn", "cobb"), [(0, 0), (25, 25), (90, 90), (155, 25), (180, 0), (205, 25)])
def test_a_cobb_angle_is_that_of_the_lines_however_they_were_drawn(drawn, cobb) -> None:
    turn = math.radians(drawn)
    points = [(0, 0, 0), (10, 0, 0), (40, 50, 0), (40 + 7 * math.cos(turn), 50 + 7 * math.sin(turn), 0)]
    assert measure(a_mark("cobb", points), an_image(ANISOTROPIC)).angle_degrees == pytest.approx(
        cobb, abs=1e-9
    )


def test_the_longer_of_two_diameters_comes_first() -> None:
    points = [(0, 0, 0), (0, 8, 0), (-6, 4, 0), (6, 4, 0)]
    figures = measure(a_mark("bidirectional", points), an_image(ANISOTROPIC))
    assert (figures.length, figures.second_length) == pytest.approx((12.0, 8.0))
    assert main_figure(figures) == "12.0 × 8.0 mm"


# --- areas ---


def test_areas_are_those_of_the_formulas() -> None:
    image = an_image(ANISOTROPIC)
    ellipse = a_mark("ellipse", [(-5, 0, 0), (5, 0, 0), (0, -3, 0), (0, 3, 0)])
    assert measure(ellipse, image).area == pytest.approx(math.pi * 15.0)
    rectangle = a_mark("rectangle", [(0, 0, 0), (4, 0, 0), (4, 2.5, 0), (0, 2.5, 0)])
    assert measure(rectangle, image).area == pytest.approx(10.0)
    concave = a_mark("polygon", [(0, 0, 0), (4, 0, 0), (4, 4, 0), (2, 1, 0), (0, 4, 0)])
    assert measure(concave, image).area == pytest.approx(10.0)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-80, 80), st.floats(-80, 80)), min_size=3, max_size=12),
    st.floats(0, 360),
    st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.floats(0.1, 1)),
)
def test_the_area_of_a_polygon_is_the_shoelace_on_any_plane(points_xy, degrees, axis) -> None:
    xy = np.array(points_xy)
    x, y = xy[:, 0], xy[:, 1]
    shoelace = abs(float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))) / 2
    axes = np.array(rotated(degrees, axis))
    turned = xy @ axes[:2] + np.array([100.0, -250.0, 30.0])
    assert polygon_area_mm2(turned) == pytest.approx(shoelace, abs=1e-6)


def test_an_outline_that_crosses_itself_is_told() -> None:
    bow = a_mark("polygon", [(0, 0, 0), (10, 10, 0), (10, 0, 0), (0, 10, 0)])
    assert crosses_itself(bow)
    assert "outline crosses itself" in figure_text(measure(bow, an_image(ANISOTROPIC)))
    assert not crosses_itself(a_mark("polygon", [(0, 0, 0), (10, 0, 0), (10, 10, 0), (0, 10, 0)]))


def test_the_volume_of_a_ball_is_exact() -> None:
    figures = measure(a_mark("ball", [(0, 0, 0), (10, 0, 0)]), an_image(ANISOTROPIC))
    assert figures.volume_ml == pytest.approx(4 / 3 * math.pi)
    assert figures.length == pytest.approx(20.0)


# --- which voxels count ---


@pytest.mark.parametrize("grid", GRIDS)
@pytest.mark.parametrize("axis", [0, 1, 2])
def test_a_rectangle_holds_the_voxels_whose_centres_lie_in_it_or_on_it(grid, axis) -> None:
    across, down = (n for n in range(3) if n != axis)
    corners = np.full((4, 3), 6.0)
    corners[:, across], corners[:, down] = [4, 9, 9, 4], [3, 3, 7, 7]
    mark = a_mark("rectangle", grid.index_to_lps(corners), grid.axes_lps[axis])
    image = an_image(grid)
    wanted = [slice(6, 7)] * 3
    wanted[across], wanted[down] = slice(4, 10), slice(3, 8)
    inside = image.voxels[wanted[2], wanted[1], wanted[0]].astype(float)
    figures = measure(mark, image)
    assert figures.count == 30
    assert (figures.mean, figures.minimum, figures.maximum) == (inside.mean(), inside.min(), inside.max())
    assert figures.sd == pytest.approx(inside.std(ddof=1))
    assert sum(figures.histogram.counts) == 30


@pytest.mark.parametrize("grid", GRIDS)
def test_an_ellipse_holds_the_voxels_within_its_equation(grid) -> None:
    centre, a_mm, b_mm = np.array([18.0, 14.0, 4.0]), 8.4, 6.3
    middle = grid.index_to_lps(centre)
    i_lps, j_lps = np.array(grid.axes_lps[0]), np.array(grid.axes_lps[1])
    ends = [middle - a_mm * i_lps, middle + a_mm * i_lps, middle - b_mm * j_lps, middle + b_mm * j_lps]
    image = an_image(grid)
    j, i = np.mgrid[0:30, 0:40]
    inside = ((i - 18) * 0.7 / a_mm) ** 2 + ((j - 14) * 0.9 / b_mm) ** 2 <= 1 + 1e-9
    figures = measure(a_mark("ellipse", ends, grid.axes_lps[2]), image)
    values = image.voxels[4][inside].astype(float)
    assert figures.count == inside.sum() > 100
    assert figures.mean == pytest.approx(values.mean(), rel=1e-12)
    assert figures.sd == pytest.approx(values.std(ddof=1), rel=1e-12)


@pytest.mark.parametrize("grid", GRIDS)
def test_a_ball_holds_the_voxels_within_its_radius(grid) -> None:
    centre = grid.index_to_lps((20, 15, 6))
    mark = a_mark("ball", [centre, centre + 5.0 * np.array(grid.axes_lps[1])])
    image = an_image(grid)
    k, j, i = np.mgrid[0:12, 0:30, 0:40]
    inside = (0.7 * (i - 20)) ** 2 + (0.9 * (j - 15)) ** 2 + (2.5 * (k - 6)) ** 2 <= 25.0 + 1e-6
    figures = measure(mark, image)
    assert figures.count == inside.sum()
    assert figures.mean == pytest.approx(image.voxels[inside].mean())


def test_the_plane_of_a_mark_takes_the_nearest_slice() -> None:
    values = np.repeat(np.arange(12, dtype=np.int16), 1200).reshape(12, 30, 40)
    image = an_image(ANISOTROPIC, values)
    for along, slice_number in ((4.0, 4), (4.49, 4), (4.51, 5)):
        corners = ANISOTROPIC.index_to_lps([(3, 3, along), (9, 3, along), (9, 9, along), (3, 9, along)])
        figures = measure(a_mark("rectangle", corners), image)
        assert (figures.minimum, figures.maximum, figures.sd) == (slice_number, slice_number, 0.0)


def test_a_mark_on_an_oblique_plane_is_sampled_at_the_finest_spacing() -> None:
    grid = Geometry((60, 60, 60), (0.0, 0.0, 0.0), (1.0, 1.0, 2.0))
    k = np.mgrid[0:60, 0:60, 0:60][0]
    image = an_image(grid, (k * 10).astype(np.int16))
    turn = math.radians(30)
    normal = (0.0, -math.sin(turn), math.cos(turn))
    down = np.array([0.0, math.cos(turn), math.sin(turn)])
    middle = np.array([30.0, 30.0, 60.0])
    corners = [middle + x * np.array([1.0, 0, 0]) + y * down for x, y in ((-9, -9), (9, -9), (9, 9), (-9, 9))]
    figures = measure(a_mark("rectangle", corners, normal), image)
    assert figures.sampling == "samples"
    assert figures.count == pytest.approx(18.0 * 18.0, rel=0.12)
    assert figures.mean == pytest.approx(300.0, abs=10.0)
    assert {figures.minimum % 10, figures.maximum % 10} == {0.0}  # true values, none in between
    assert "samples" in figure_text(figures)


def test_a_plane_that_is_nearly_along_the_grid_and_one_along_it_agree() -> None:
    values = np.random.default_rng(1).integers(-100, 100, (12, 30, 40)).astype(np.int16)
    image = an_image(Geometry((12, 30, 40)), values)
    corners = [(5, 5, 6), (25, 5, 6), (25, 22, 6), (5, 22, 6)]
    along = measure(a_mark("rectangle", corners), image)
    lean = math.radians(0.2)
    nearly = measure(a_mark("rectangle", corners, (0.0, math.sin(lean), math.cos(lean))), image)
    assert (along.sampling, nearly.sampling) == ("voxels", "samples")
    assert nearly.mean == pytest.approx(along.mean, abs=1.0)


def test_a_stack_and_a_volume_give_the_same_figures() -> None:
    values = np.random.default_rng(2).integers(-1000, 1000, (12, 30, 40)).astype(np.int16)
    volume = an_image(OBLIQUE, values, unit="HU")
    planes = tuple(
        replace(OBLIQUE, shape_kji=(1, 30, 40), origin_lps=tuple(OBLIQUE.index_to_lps((0, 0, k))))
        for k in range(12)
    )
    stack = Stack(values, planes, unit="HU")
    outline = OBLIQUE.index_to_lps([(4.2, 3.3, 7), (22.7, 8.1, 7), (17.5, 25.2, 7), (9.1, 15.6, 7)])
    mark = a_mark("freehand", outline, OBLIQUE.axes_lps[2])
    assert measure(mark, stack.slice(7)) == measure(mark, volume)


def test_padding_and_what_is_no_number_is_left_out_and_counted() -> None:
    values = np.full((1, 10, 10), 7.0, np.float32)
    values[0, 2, 2], values[0, 3, 3:6] = np.nan, -2000.0
    image = an_image(Geometry((1, 10, 10)), values, padding=(-2000.0, -2000.0))
    figures = measure(a_mark("rectangle", [(0, 0, 0), (9, 0, 0), (9, 9, 0), (0, 9, 0)]), image)
    assert (figures.count, figures.left_out) == (96, 4)
    assert (figures.mean, figures.sd, figures.minimum) == (7.0, 0.0, 7.0)
    assert "4 left out (padding)" in figure_text(figures)


def test_outside_the_image_there_are_no_values_but_an_area() -> None:
    far = [(500, 500, 0), (510, 500, 0), (510, 510, 0), (500, 510, 0)]
    figures = measure(a_mark("rectangle", far), an_image(ANISOTROPIC))
    assert (figures.count, figures.mean, figures.area) == (0, None, pytest.approx(100.0))
    assert "No voxels inside" in figure_lines(figures)
    assert measure(a_mark("point", far[:1]), an_image(ANISOTROPIC)).mean is None
    assert measure(a_mark("ball", far[:2]), an_image(ANISOTROPIC)).count == 0


def test_a_point_tells_the_value_of_its_voxel() -> None:
    image = an_image(OBLIQUE, unit="HU")
    at = OBLIQUE.index_to_lps((12.4, 6.6, 3.3))
    figures = measure(a_mark("point", [at]), image)
    assert figures.mean == float(image.voxels[3, 7, 12])
    assert main_figure(figures) == f"{image.voxels[3, 7, 12]} HU"


def test_colours_are_measured_as_luminance() -> None:
    luminance = np.full((1, 4, 4), 99, np.uint8)
    image = an_image(Geometry((1, 4, 4)), luminance, rgb=np.zeros((1, 4, 4, 3), np.uint8))
    figures = measure(a_mark("rectangle", [(0, 0, 0), (3, 0, 0), (3, 3, 0), (0, 3, 0)]), image)
    assert (figures.mean, figures.count) == (99.0, 16)


# --- what millimetres mean ---


def test_without_a_pixel_size_lengths_and_areas_are_in_pixels() -> None:
    image = an_image(Geometry((1, 50, 50)), spacing_source="unknown")
    figures = measure(a_mark("length", [(0, 0, 0), (30, 40, 0)]), image)
    assert (figures.length, figures.length_unit, figures.length_mm) == (50.0, "px", None)
    assert figure_lines(figures) == ("50.0 px", "no pixel size in the file")
    square = measure(a_mark("rectangle", [(0, 0, 0), (4, 0, 0), (4, 4, 0), (0, 4, 0)]), image)
    assert main_figure(square) == "16.0 px²"
    assert square.area_mm2 is None


@pytest.mark.parametrize(
    ("source", "note"),
    [("detector", "at the detector"), ("calibrated", "calibrated"), ("region", "region of the file")],
)
def test_figures_say_where_millimetres_come_from(source, note) -> None:
    image = an_image(Geometry((1, 50, 50), spacing_ijk=(0.15, 0.2, 1.0)), spacing_source=source)
    grid = image.geometry
    figures = measure(a_mark("length", grid.index_to_lps([(0, 0, 0), (20, 20, 0)])), image)
    assert figures.length == pytest.approx(5.0)  # pixels that are not square
    assert figure_lines(figures) == ("5.0 mm", note)


def test_a_known_length_scales_lengths_areas_and_volumes() -> None:
    image = an_image(Geometry((1, 50, 50)), spacing_source="unknown")
    length = measure(a_mark("length", [(0, 0, 0), (30, 40, 0)]), image, by_hand=0.2)
    assert (length.length_mm, length.spacing_source) == (pytest.approx(10.0), "by hand")
    assert figure_lines(length) == ("10.0 mm", "calibrated by hand")
    square = measure(a_mark("rectangle", [(0, 0, 0), (4, 0, 0), (4, 4, 0), (0, 4, 0)]), image, by_hand=0.2)
    assert square.area_mm2 == pytest.approx(16 * 0.04)


# --- grid points in outlines ---


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.floats(-3, 23), st.floats(-3, 23)), min_size=3, max_size=9))
def test_points_in_a_polygon_are_those_of_the_even_odd_rule(outline) -> None:
    xy = np.array(outline)
    found = points_in_polygon(xy, Window(0, 0, 20, 20))
    there = set(zip(found.x.tolist(), found.y.tolist(), strict=True))
    for x in range(21):
        for y in range(21):
            if _distance_to_outline((x, y), xy) > 1e-3:
                assert ((x, y) in there) == _is_inside((x, y), xy)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=3, max_size=7))
def test_corners_on_grid_points_count_whichever_way_the_outline_runs(outline) -> None:
    window = Window(0, 0, 20, 20)
    sets = []
    for way in (outline, outline[::-1], outline[2:] + outline[:2]):
        found = points_in_polygon(np.array(way, float), window)
        sets.append(set(zip(found.x.tolist(), found.y.tolist(), strict=True)))
    assert sets[0] == sets[1] == sets[2]
    mirrored = points_in_polygon(20.0 - np.array(outline, float), window)
    assert {(20 - x, 20 - y) for x, y in zip(mirrored.x.tolist(), mirrored.y.tolist(), strict=True)} == sets[
        0
    ]


def test_an_ellipse_without_width_holds_nothing() -> None:
    found = points_in_ellipse([(1.0, 1.0), (9.0, 1.0), (5.0, 1.0), (5.0, 1.0)], Window(0, 0, 20, 20))
    assert len(found.x) == 0


def _is_inside(point, xy):
    x, y = point
    crossings = 0
    for (x0, y0), (x1, y1) in zip(xy, np.roll(xy, -1, axis=0), strict=True):
        if (y0 <= y) != (y1 <= y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            crossings += 1
    return crossings % 2 == 1


def _distance_to_outline(point, xy):
    best = np.inf
    for a, b in zip(xy, np.roll(xy, -1, axis=0), strict=True):
        along = b - a
        squared = along @ along  # of what is hardly there, nothing is left
        t = 0.0 if squared < 1e-12 else np.clip((np.array(point) - a) @ along / squared, 0, 1)
        best = min(best, float(np.linalg.norm(np.array(point) - a - t * along)))
    return best
