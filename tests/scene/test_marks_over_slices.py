"""A length or an angle over several slices: solid where it lies in a plane, faint beside it, true in mm."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.mark_slices import plane_normal
from medviewer.core.measure_shape import is_spanning
from medviewer.scene.marks.mark_view import handle_at, mark_at, seen_marks
from medviewer.scene.views.plane_view import PlaneView

PLACE = MarkPlace("series-1", study_uid="1.2.3")
Z = (0.0, 0.0, 1.0)
HALF_MM = 1.0
A_SPANNING = Mark("length", ((-20.0, 0.0, 0.0), (20.0, 0.0, 40.0)), Z, PLACE, id="slanted")


def axial(z: float) -> PlaneView:
    return PlaneView((0.0, 0.0, z), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 0.5, (400, 400))


def seen(mark: Mark, plane: PlaneView):
    found = seen_marks([mark], plane, HALF_MM, 1.0)
    return found[0] if found else None


def lengths(lines) -> float:
    return sum(float(np.hypot(*(line[1] - line[0]))) for line in lines)


def test_an_end_in_the_plane_is_solid_and_can_be_taken() -> None:
    one = seen(A_SPANNING, axial(0.0))
    assert one.handle_numbers == (0,)
    assert one.handles.tolist() == [[160.0, 200.0]]
    assert lengths(one.lines) == pytest.approx(2.0)  # 1 mm of depth is 1 mm across
    assert lengths(one.faint) == pytest.approx(78.0)
    assert handle_at([one], (160.0, 200.0), frozenset()) == (one, 0)
    assert handle_at([one], (240.0, 200.0), frozenset()) is None  # that end is 40 mm behind


def test_between_its_ends_it_is_seen_where_it_passes() -> None:
    one = seen(A_SPANNING, axial(20.0))
    assert one.handles.shape == (0, 2)
    (line,) = one.lines
    assert line.mean(axis=0) == pytest.approx((200.0, 200.0))
    assert lengths(one.lines) == pytest.approx(4.0)
    assert lengths(one.lines) + lengths(one.faint) == pytest.approx(80.0)
    assert mark_at([one], (230.0, 201.0)) is one
    assert one.box == pytest.approx((160.0, 200.0, 240.0, 200.0))


@pytest.mark.parametrize(("z", "is_there"), [(-4.9, True), (-5.1, False), (44.9, True), (45.1, False)])
def test_two_slices_beyond_its_end_it_is_faint_and_then_gone(z, is_there) -> None:
    one = seen(A_SPANNING, axial(z))
    assert (one is not None) == is_there
    if one is not None:
        assert one.lines == ()
        assert lengths(one.faint) == pytest.approx(80.0)


def test_in_the_plane_that_holds_both_ends_it_is_whole() -> None:
    coronal = PlaneView((0.0, 0.0, 20.0), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0), 0.5, (400, 400))
    one = seen(A_SPANNING, coronal)
    assert (one.handle_numbers, one.faint) == ((0, 1), ())
    assert lengths(one.lines) == pytest.approx(2.0 * math.hypot(40.0, 40.0))


def test_one_straight_through_the_planes_is_a_point_in_each() -> None:
    upright = replace(A_SPANNING, points_lps=((3.0, 4.0, 0.0), (3.0, 4.0, 30.0)))
    one = seen(upright, axial(10.0))
    assert one.box == pytest.approx((206.0, 208.0, 206.0, 208.0))
    assert seen(upright, axial(33.0)) is None


def test_a_leg_of_an_angle_can_lie_off_the_plane() -> None:
    angle = Mark("angle", ((20.0, 0.0, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 20.0)), Z, PLACE)
    one = seen(angle, axial(0.0))
    assert one.handle_numbers == (0, 1)
    assert lengths(one.lines[:1]) == pytest.approx(40.0)


def test_what_lies_in_one_plane_or_on_a_slice_of_its_own_is_not_spanning() -> None:
    assert is_spanning(A_SPANNING)
    assert not is_spanning(replace(A_SPANNING, normal_lps=(0.0, 1.0, 0.0)))
    assert not is_spanning(replace(A_SPANNING, place=replace(PLACE, slice_number=3)))
    assert not is_spanning(replace(A_SPANNING, kind="arrow"))
    flat = replace(A_SPANNING, points_lps=((-20.0, 0.0, 0.0), (20.0, 0.0, 0.0)))
    assert seen(flat, axial(2.0)) is None


@pytest.mark.parametrize(
    ("end", "normal"),
    [((3, 4, 0), (0, 0, 1)), ((0, 3, 4), (1, 0, 0)), ((3, 0, 4), (0, 1, 0)), ((9, 5, 2), Z)],
)
def test_two_points_of_a_foreign_file_lie_across_the_axis_that_they_run_least_along(end, normal) -> None:
    assert plane_normal(((0.0, 0.0, 0.0), tuple(map(float, end)))) == normal
