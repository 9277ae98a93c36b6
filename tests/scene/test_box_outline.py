import numpy as np
import pytest

from medviewer.core.detections import Box, Detections
from medviewer.scene.layers.box_outline import box_outlines
from medviewer.scene.layers.layers import DetectionsLayer
from medviewer.scene.views.plane_view import PlaneView


@pytest.fixture
def a_layer() -> DetectionsLayer:
    boxes = (
        Box("nodule", 0.9, (10.0, 20.0, 30.0), (8.0, 6.0, 4.0)),
        Box("nodule", 0.2, (10.0, 20.0, 30.0), (50.0, 50.0, 50.0)),
    )
    return DetectionsLayer("image", "Nodules", detections=Detections(boxes), threshold=0.5)


def an_axial_plane(z: float) -> PlaneView:
    return PlaneView((10.0, 20.0, z), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 0.5, (100, 100))


def test_a_box_is_drawn_with_its_size_where_the_plane_cuts_it(a_layer):
    (outline,) = box_outlines(a_layer, an_axial_plane(31.0))
    points = np.array(outline.points_px)
    assert np.ptp(points, axis=0) == pytest.approx((16.0, 12.0))
    assert points.mean(axis=0) == pytest.approx((50.0, 50.0))


def test_a_box_is_not_drawn_on_planes_that_miss_it(a_layer):
    assert box_outlines(a_layer, an_axial_plane(32.1)) == ()


def test_an_uncertain_box_and_a_hidden_layer_are_not_drawn(a_layer):
    assert [outline.score for outline in box_outlines(a_layer, an_axial_plane(30.0))] == [0.9]
    a_layer.visible = False
    assert box_outlines(a_layer, an_axial_plane(30.0)) == ()


def test_an_oblique_plane_cuts_a_polygon_around_the_middle(a_layer):
    half = float(np.sqrt(0.5))
    plane = PlaneView((10.0, 20.0, 30.0), (1.0, 0.0, 0.0), (0.0, half, half), 1.0, (100, 100))
    (outline,) = box_outlines(a_layer, plane)
    # across the box: its height of 4 mm is cut at 45 degrees
    assert np.ptp(np.array(outline.points_px), axis=0) == pytest.approx((8.0, 4.0 / half))
