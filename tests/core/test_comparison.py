"""Two segmentations of one image: the numbers of a pair that was counted by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.comparison import (
    BOTH,
    ONLY_A,
    ONLY_B,
    compare_segmentations,
    compare_whole,
    difference_map,
    matched_segments,
)
from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Code, Segment, Segmentation

GRID = Geometry((1, 2, 6), (0.0, 0.0, 0.0), (10.0, 10.0, 10.0))  # a voxel is 1 ml
LIVER, SPLEEN = Code("10200004", "SCT", "Liver"), Code("78961009", "SCT", "Spleen")


@pytest.fixture
def a_pair() -> tuple[Segmentation, Segmentation]:
    """Liver: 4 ml and 5 ml with 3 in common; spleen: 2 and 2 with 1; a kidney that only B has."""
    first = np.array([[[1, 1, 1, 1, 0, 0], [7, 7, 0, 0, 0, 0]]], np.uint8)
    second = np.array([[[0, 4, 4, 4, 4, 4], [9, 0, 9, 300, 0, 0]]], np.uint16)
    a = Segmentation(first, GRID, (Segment(1, "Liver", code=LIVER), Segment(7, "spleen")), "A")
    parts = (Segment(9, "Spleen", code=SPLEEN), Segment(4, "Hepar", code=LIVER), Segment(300, "K"))
    return a, Segmentation(second, GRID, parts, "B")


def test_labels_are_matched_by_code_then_by_name_and_counted(a_pair) -> None:
    liver, spleen, kidney = compare_segmentations(*a_pair)
    assert (liver.name, liver.number_a, liver.number_b) == ("Liver", 1, 4)
    assert (liver.voxels_a, liver.voxels_b, liver.voxels_both) == (4, 5, 3)
    assert liver.dice == pytest.approx(6 / 9)
    assert (liver.volume_a_ml, liver.volume_b_ml, liver.difference_ml) == pytest.approx((4.0, 5.0, 1.0))
    assert liver.difference_percent == pytest.approx(25.0)
    assert (spleen.name, spleen.number_b, spleen.dice) == ("spleen", 9, pytest.approx(0.5))
    assert (kidney.name, kidney.number_a, kidney.dice, kidney.difference_ml) == ("K", 0, 0.0, 1.0)
    assert kidney.difference_percent is None


def test_all_labels_together_are_compared_whatever_they_are_called(a_pair) -> None:
    whole = compare_whole(*a_pair, "All")
    assert (whole.voxels_a, whole.voxels_b, whole.voxels_both) == (6, 8, 4)
    assert whole.is_whole
    assert whole.dice == pytest.approx(8 / 14)
    assert whole.difference_ml == pytest.approx(2.0)
    assert not any(row.is_whole for row in compare_segmentations(*a_pair))


def test_a_label_that_is_empty_in_both_has_no_dice(a_pair) -> None:
    a, b = a_pair
    a = replace(a, segments=(*a.segments, Segment(20, "Gall bladder")))
    b = replace(b, segments=(*b.segments, Segment(21, "gall_bladder")))
    row = next(row for row in compare_segmentations(a, b) if row.name == "Gall bladder")
    assert (row.number_b, row.dice, row.difference_percent) == (21, None, None)


def test_two_codes_that_differ_are_two_things_whatever_their_names() -> None:
    left, right = Segment(1, "Lung", code=LIVER), Segment(1, "Lung", code=SPLEEN)
    assert matched_segments((left,), (right,)) == ((left, None), (None, right))


def test_each_label_has_one_partner_only() -> None:
    a = (Segment(1, "Cyst"), Segment(2, "Cyst"))
    b = (Segment(5, "cyst"),)
    assert matched_segments(a, b) == ((a[0], b[0]), (a[1], None))


def test_the_map_shows_only_a_only_b_and_both(a_pair) -> None:
    a, b = a_pair
    liver = compare_segmentations(a, b)[0]
    of_liver = difference_map(a, b, liver)
    assert of_liver.labels.tolist() == [
        [[ONLY_A, BOTH, BOTH, BOTH, ONLY_B, ONLY_B], [0, 0, 0, 0, 0, 0]]
    ]  # fmt: skip
    whole = difference_map(a, b)
    assert whole.labels[0, 1].tolist() == [BOTH, ONLY_A, ONLY_B, ONLY_B, 0, 0]
    assert [segment.name for segment in whole.segments] == ["Only A", "Only B", "Both"]


def test_grids_that_differ_are_refused(a_pair) -> None:
    a, b = a_pair
    elsewhere = replace(b, geometry=replace(GRID, origin_lps=(5.0, 0.0, 0.0)))
    with pytest.raises(GeometryError, match="one grid"):
        compare_segmentations(a, elsewhere)
    with pytest.raises(GeometryError, match="one grid"):
        difference_map(a, elsewhere)


def test_where_two_labels_without_partners_meet_both_have_one() -> None:
    grid = Geometry((1, 1, 3))
    lung = Segmentation(np.array([[[1, 1, 0]]], np.uint8), grid, (Segment(1, "Left lung", (1, 2, 3)),), "A")
    other = Segmentation(np.array([[[0, 1, 1]]], np.uint8), grid, (Segment(1, "Lung", (1, 2, 3)),), "B")
    assert difference_map(lung, other).labels.tolist() == [[[ONLY_A, BOTH, ONLY_B]]]
