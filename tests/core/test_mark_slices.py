"""Marks on slices: columns, rows and back, whatever the grid."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medviewer.core.geometry import Geometry
from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.mark_record import FoundMark
from medviewer.core.mark_slices import on_slice, placed, plane_normal, slices_of
from medviewer.core.same_mark import is_same_shape, principal_axes
from medviewer.core.volume import Volume

angles = st.floats(-3.0, 3.0)
sizes = st.floats(0.2, 5.0)
indices = st.floats(0.0, 9.0)


def a_volume(turn: float, tilt: float, spacing: tuple[float, float, float]) -> Volume:
    c, s, ct, st_ = np.cos(turn), np.sin(turn), np.cos(tilt), np.sin(tilt)
    axes = ((c, s, 0.0), (-s * ct, c * ct, st_), (s * st_, -c * st_, ct))
    grid = Geometry((4, 10, 10), (-12.3, 45.6, -789.0), spacing, axes)
    uids = tuple(f"1.{n}" for n in range(4))
    return Volume(np.zeros((4, 10, 10), np.int16), grid, instance_uids=uids)


@given(
    angles,
    angles,
    st.tuples(sizes, sizes, sizes),
    st.lists(st.tuples(indices, indices), min_size=2, max_size=2),
)
def test_any_mark_on_a_slice_comes_back_from_columns_and_rows(turn, tilt, spacing, where) -> None:
    image = a_volume(turn, tilt, spacing)
    points = tuple(tuple(map(float, image.geometry.index_to_lps((i, j, 2.0)))) for i, j in where)
    mark = Mark("length", points, (0.0, 0.0, 1.0), MarkPlace("s"))
    on = on_slice(mark, image)
    assert on is not None
    assert on.instance_uid == "1.2"
    assert np.allclose(on.points_px, np.array(where) + 0.5, atol=1e-6)
    empty = replace(mark, points_lps=((0.0, 0.0, 0.0),) * 2)
    found = placed(FoundMark(empty, on), image)
    assert found is not None
    assert np.allclose(found.points_lps, points, atol=1e-6)


def test_slices_that_share_an_instance_have_no_columns_of_their_own() -> None:
    image = replace(a_volume(0.0, 0.0, (1.0, 1.0, 1.0)), instance_uids=("1.1",) * 4)
    assert slices_of(image) == ()
    framed = replace(image, frame_numbers=(1, 2, 3, 4))
    assert [one.frame for one in slices_of(framed)] == [1, 2, 3, 4]


@given(st.floats(0.5, 9.0), st.floats(0.5, 9.0), angles, st.floats(0.3, 3.0))
def test_an_ellipse_keeps_its_shape_on_pixels_that_are_not_square(long, short, turn, stretch) -> None:
    c, s = np.cos(turn), np.sin(turn)
    first, second = long * np.array([c, s]), short * np.array([-s, c])
    points = np.array([-first, first, -second, second])
    stretched = points * np.array([1.0, stretch])
    back = principal_axes(principal_axes(stretched) / np.array([1.0, stretch]))
    lengths = sorted(np.linalg.norm(back[1::2] - back[::2], axis=1) / 2.0)
    assert lengths == pytest.approx(sorted((long, short)), rel=1e-6)
    assert is_same_shape("ellipse", back, points, 1e-5)


def test_different_shapes_are_not_the_same() -> None:
    one = np.array([[0.0, 0, 0], [4, 0, 0], [2, -1, 0], [2, 1, 0]])
    other = np.array([[0.0, 0, 0], [4, 0, 0], [2, -2, 0], [2, 2, 0]])
    assert not is_same_shape("ellipse", one, other, 1e-3)
    assert not is_same_shape("ball", one[:2], [[0, 0, 0], [5, 0, 0]], 1e-3)
    assert is_same_shape("ball", one[:2], [[0, 0, 0], [0, 4, 0]], 1e-9)
    assert is_same_shape("bidirectional", one, one[[2, 3, 0, 1]], 1e-9)


@pytest.mark.parametrize(
    ("points", "normal"),
    [
        (((0, 0, 5), (1, 0, 5), (0, 1, 5)), (0, 0, 1)),
        (((0, 0, 0), (1, 0, 0)), (0, 0, 1)),
        (((0, 0, 0), (0, 0, 7)), (0, 1, 0)),
        (((1, 2, 3),), (0, 0, 1)),
        (((3, 0, 0), (3, 1, 0), (3, 0, 1), (3, 1, 1)), (1, 0, 0)),
    ],
)
def test_the_plane_of_points_has_a_unit_normal(points, normal) -> None:
    assert np.allclose(plane_normal(points), normal, atol=1e-9)
