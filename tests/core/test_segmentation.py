"""Label maps: volumes in ml and a point to jump to."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation

TWO_PARTS = (Segment(1, "left"), Segment(2, "right"), Segment(7, "empty"))


@pytest.fixture
def a_segmentation() -> Segmentation:
    labels = np.zeros((4, 5, 6), np.uint8)
    labels[1, 1:3, 1:4] = 1
    labels[2:4, 0, 0] = 2
    labels[0, 4, 5] = 9  # a number without a segment
    return Segmentation(labels, Geometry((4, 5, 6), spacing_ijk=(2.0, 2.5, 5.0)), TWO_PARTS)


def test_volumes_are_in_millilitres(a_segmentation: Segmentation) -> None:
    assert a_segmentation.counts() == {1: 6, 2: 2, 7: 0}
    assert a_segmentation.volumes_ml() == pytest.approx({1: 0.150, 2: 0.050, 7: 0.0})


def test_view_with_axes_turned_counts_the_same(a_segmentation: Segmentation) -> None:
    grid = a_segmentation.geometry
    turned_grid = Geometry((6, 5, 4), spacing_ijk=grid.spacing_ijk[::-1])
    turned = Segmentation(a_segmentation.labels.transpose(2, 1, 0), turned_grid, TWO_PARTS)
    assert turned.volumes_ml() == pytest.approx(a_segmentation.volumes_ml())


def test_counting_does_not_blow_up_memory() -> None:
    labels = np.ones((64, 256, 256), np.uint16)
    segmentation = Segmentation(labels, Geometry(labels.shape), (Segment(1, "all"),))
    tracemalloc.start()
    try:
        assert segmentation.counts() == {1: labels.size}
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < labels.nbytes / 2


def test_jump_lands_inside_the_segment(a_segmentation: Segmentation) -> None:
    point = a_segmentation.centre_lps(1)
    assert point is not None
    index = a_segmentation.geometry.nearest_index(point)
    assert index is not None
    assert a_segmentation.labels[index[::-1]] == 1
    assert a_segmentation.centre_lps(7) is None


def test_jump_lands_inside_a_ring() -> None:
    rows, columns = np.mgrid[:41, :41] - 20
    radius = np.hypot(rows, columns)
    labels = ((radius > 15) & (radius < 18)).astype(np.uint8)[None]
    ring = Segmentation(labels, Geometry((1, 41, 41)), (Segment(1, "ring"),))
    point = ring.centre_lps(1)
    assert point is not None
    index = ring.geometry.nearest_index(point)
    assert index is not None
    assert labels[index[::-1]] == 1


def test_labels_must_fill_the_grid() -> None:
    with pytest.raises(GeometryError):
        Segmentation(np.zeros((2, 2, 2), np.uint8), Geometry((2, 2, 3)), ())
