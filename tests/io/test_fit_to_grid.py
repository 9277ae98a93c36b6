"""Segmentations on other grids: every label stays where it is in the world."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.reorient import reorient
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.io.fit_to_grid import fit_to_grid

GRID = Geometry((6, 7, 8), (-10.0, 20.0, 5.0), (1.0, 1.5, 3.0))
TURNED = ((0.8, 0.6, 0.0), (-0.6, 0.8, 0.0), (0.0, 0.0, 1.0))


def some_labels(grid: Geometry = GRID) -> Segmentation:
    labels = np.random.default_rng(0).integers(0, 4, grid.shape_kji).astype(np.uint8)
    return Segmentation(labels, grid, tuple(Segment(n, f"Part {n}") for n in (1, 2, 3)))


def by_point(segmentation: Segmentation, grid: Geometry) -> np.ndarray:
    """The same, slowly: the label of the nearest voxel for every centre."""
    result = np.zeros(grid.shape_kji, np.uint8)
    for kji in np.ndindex(*grid.shape_kji):
        index = segmentation.geometry.nearest_index(grid.index_to_lps(kji[::-1]))
        if index is not None:
            result[kji] = segmentation.labels[index[::-1]]
    return result


def test_the_same_grid_is_not_copied() -> None:
    segmentation = some_labels()
    assert fit_to_grid(segmentation, GRID).labels is segmentation.labels


@pytest.mark.parametrize(
    "orientation",
    [
        "".join(flip)
        for axes in itertools.permutations(["LR", "PA", "SI"])
        for flip in itertools.product(*axes)
    ],
)
def test_a_turned_grid_gives_the_labels_back_exactly(orientation: str) -> None:
    segmentation = some_labels()
    labels, grid = reorient(segmentation.labels, GRID, orientation)
    fitted = fit_to_grid(Segmentation(labels, grid, segmentation.segments), GRID)
    assert np.array_equal(fitted.labels, segmentation.labels)
    assert fitted.problems == ()


@pytest.mark.parametrize("axes", [GRID.axes_lps, TURNED])
def test_a_part_goes_to_its_place_and_what_is_cut_off_is_said(axes: tuple) -> None:
    whole = Geometry((6, 7, 8), (-10.0, 20.0, 5.0), (1.0, 1.5, 3.0), axes)
    inner = Geometry((3, 4, 5), tuple(whole.index_to_lps((2, 1, 2))), whole.spacing_ijk, axes)
    part = some_labels(inner)
    fitted = fit_to_grid(part, whole)
    assert np.array_equal(fitted.labels[2:5, 1:5, 2:7], part.labels)
    assert np.count_nonzero(fitted.labels) == np.count_nonzero(part.labels)
    assert fitted.problems == ()
    back = fit_to_grid(some_labels(whole), inner)
    assert np.array_equal(back.labels, some_labels(whole).labels[2:5, 1:5, 2:7])
    assert [p.code for p in back.problems] == ["CROPPED"]


@pytest.mark.parametrize(
    "grid",
    [
        Geometry((9, 9, 9), (-11.0, 19.0, 4.0), (1.3, 1.1, 2.1)),
        Geometry((5, 6, 7), (-3.0, 28.0, 20.0), (0.9, 1.2, 2.0), ((-1, 0, 0), (0, 0, -1), (0, -1, 0))),
        Geometry((6, 7, 8), (-8.0, 20.0, 6.0), (1.0, 1.0, 2.0), TURNED),
    ],
)
def test_another_grid_takes_the_nearest_labels(grid: Geometry) -> None:
    fitted = fit_to_grid(some_labels(), grid)
    assert np.array_equal(fitted.labels, by_point(some_labels(), grid))
    assert [p.code for p in fitted.problems] == ["RESAMPLED"]
    assert fitted.geometry == grid


def test_a_grid_that_is_off_by_less_than_a_hundredth_millimetre_is_the_same() -> None:
    near = Geometry((6, 7, 8), (-10.004, 20.0, 5.0), (1.0, 1.5, 3.0))
    larger = Geometry((6, 7, 9), (-10.004, 20.0, 5.0), (1.0, 1.5, 3.0))
    assert fit_to_grid(some_labels(), near).problems == ()
    assert fit_to_grid(some_labels(), larger).problems == ()


def test_labels_that_lie_elsewhere_are_refused_but_nothing_may_be_anywhere() -> None:
    far = Geometry((6, 7, 8), (900.0, 20.0, 5.0), (1.0, 1.5, 3.0))
    with pytest.raises(GeometryError, match="does not lie in this volume"):
        fit_to_grid(some_labels(), far)
    nothing = Segmentation(np.zeros(GRID.shape_kji, np.uint8), GRID, ())
    assert not fit_to_grid(nothing, far).labels.any()
