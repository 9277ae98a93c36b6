"""Contours on a picture: on their own slices as drawn, across them as the outline of slabs."""

from __future__ import annotations

import time

import numpy as np
import pytest

from medviewer.core.contours import Contour, Roi, StructureSet
from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume
from medviewer.scene.layers.contour_lines import contour_lines
from medviewer.scene.layers.object_layers import ContourLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.plane_view import PlaneView

SQUARE = np.array([[0.0, 0, 0], [10, 0, 0], [10, 10, 0], [0, 10, 0]])


def at(z: float, points=SQUARE) -> np.ndarray:
    return np.add(points, (0.0, 0.0, z))


def layer_of(*contours: Contour) -> ContourLayer:
    roi = Roi(3, "Box", (255, 0, 0), "ORGAN", contours)
    return ContourLayer("image", structure_set=StructureSet((roi,)))


@pytest.fixture
def a_column() -> ContourLayer:
    """Squares of 10 mm at z = 0, 2, 4, 6, 8."""
    return layer_of(*(Contour(at(z)) for z in (0.0, 2.0, 4.0, 6.0, 8.0)))


def axial(z: float) -> PlaneView:
    return PlaneView((5.0, 5.0, z), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 0.5, (100, 100))


def sagittal(x: float) -> PlaneView:
    return PlaneView((x, 5.0, 4.0), (0.0, 1.0, 0.0), (0.0, 0.0, -1.0), 0.5, (100, 100))


def test_a_contour_is_drawn_on_its_slice_where_it_was_drawn(a_column):
    (line,) = contour_lines(a_column, axial(4.0), 2.0)
    assert line.is_closed
    assert line.points_px.tolist() == [[40, 40], [60, 40], [60, 60], [40, 60]]


@pytest.mark.parametrize(("z", "count"), [(4.9, 1), (5.0, 1), (9.0, 0), (-1.0, 1), (-1.1, 0), (100.0, 0)])
def test_only_contours_within_half_a_slice_are_drawn(a_column, z, count):
    assert len(contour_lines(a_column, axial(z), 2.0)) == count


def test_across_the_slices_the_outline_of_all_slabs_is_drawn_without_rungs(a_column):
    lines = contour_lines(a_column, sagittal(5.0), 2.0)
    points = np.concatenate([line.points_px for line in lines])
    # 10 mm wide and 5 slabs of 2 mm high, in pixels of half a millimetre
    assert points.min(axis=0).tolist() == [40, 40]
    assert points.max(axis=0).tolist() == [60, 60]
    across = [line for line in lines if line.points_px[0, 1] == line.points_px[1, 1]]
    assert len(across) == 2, "top and bottom only"
    assert len(lines) == 2 + 2 * 5


def test_a_missing_contour_leaves_a_gap(a_column):
    layer = layer_of(*(Contour(at(z)) for z in (0.0, 2.0, 4.0, 10.0, 12.0)))
    lines = contour_lines(layer, sagittal(5.0), 2.0)
    across = sorted(line.points_px[0, 1] for line in lines if line.points_px[0, 1] == line.points_px[1, 1])
    assert across == pytest.approx([50 - 2 * 9, 50 - 2 * 5, 50 - 2 * 1, 50 + 2 * 5])


def test_a_hole_is_cut_out():
    hole = at(0.0, SQUARE * 0.4 + [3.0, 3.0, 0.0])
    layer = layer_of(*(Contour(at(z, points)) for z in (0.0, 2.0) for points in (SQUARE, hole)))
    lines = contour_lines(layer, sagittal(5.0), 2.0)
    upright = {round(line.points_px[0, 0]) for line in lines if line.points_px[0, 0] == line.points_px[1, 0]}
    assert upright == {40, 46, 54, 60}


def test_a_plane_beside_cuts_nothing(a_column):
    assert contour_lines(a_column, sagittal(11.0), 2.0) == ()


def test_an_oblique_plane_cuts_lines_that_lie_in_it(a_column):
    half = float(np.sqrt(0.5))
    plane = PlaneView((5.0, 5.0, 4.0), (half, half, 0.0), (0.0, 0.0, -1.0), 0.5, (100, 100))
    lines = contour_lines(a_column, plane, 2.0)
    width = np.ptp(np.concatenate([line.points_px for line in lines])[:, 0]) * 0.5
    assert width == pytest.approx(10 * np.sqrt(2))


def test_a_hidden_region_or_layer_is_not_drawn(a_column):
    a_column.set_roi_visible(3, False)
    assert contour_lines(a_column, axial(4.0), 2.0) == ()
    a_column.show_all()
    assert contour_lines(a_column, axial(4.0), 2.0)
    a_column.visible = False
    assert contour_lines(a_column, axial(4.0), 2.0) == ()


def test_points_and_open_lines_are_not_closed():
    layer = layer_of(Contour(at(0.0)[:1], "POINT"), Contour(at(0.0)[:3], "OPEN_PLANAR"))
    lines = contour_lines(layer, axial(0.0), 2.0)
    assert [(len(line.points_px), line.is_closed) for line in lines] == [(1, False), (3, False)]
    assert contour_lines(layer, sagittal(5.0), 2.0) == ()


def test_three_hundred_thousand_points_are_cut_quickly():
    angle = np.linspace(0, 2 * np.pi, 3000, endpoint=False)
    ring = np.stack([5 + 4 * np.cos(angle), 5 + 4 * np.sin(angle), 0 * angle], axis=1)
    layer = layer_of(*(Contour(at(float(z), ring)) for z in range(100)))
    contour_lines(layer, sagittal(5.0), 1.0)
    start = time.thread_time()
    assert len(contour_lines(layer, sagittal(5.5), 1.0)) == 202
    assert time.thread_time() - start < 0.5
    start = time.thread_time()
    contour_lines(layer, sagittal(5.5), 1.0)
    assert time.thread_time() - start < 0.05, "the same picture again is not cut again"


def test_a_structure_set_belongs_to_its_image_and_counts_as_saved(a_column):
    scene = Scene()
    image = scene.add_volume(Volume(np.zeros((4, 8, 8), np.int16), Geometry((4, 8, 8))))
    layer = scene.add_result(a_column.structure_set, image.id)
    assert isinstance(layer, ContourLayer)
    assert scene.results_of(image.id) == (layer,)
    assert scene.unsaved == ()
