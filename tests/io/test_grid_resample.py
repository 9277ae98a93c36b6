"""Tilted, missing, uneven and doubled slices on a straight grid: every voxel true at its place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medviewer.io.dicom.grid.plane import Plane
from medviewer.io.dicom.grid.resample import choose_filling, resample
from medviewer.io.dicom.grid.straight_grid import straight_grid
from medviewer.io.progress import LocalReport

ROWS, COLUMNS = 12, 10
SLOPE = np.array([3.0, -5.0, 7.0])


def turned(angles):
    """An orthonormal frame (3, 3): row, column, normal."""
    frame = np.eye(3)
    for axis, angle in enumerate(angles):
        one, other = [n for n in range(3) if n != axis]
        turn = np.eye(3)
        turn[one, one] = turn[other, other] = np.cos(angle)
        turn[one, other], turn[other, one] = -np.sin(angle), np.sin(angle)
        frame = turn @ frame
    return frame


def the_planes(distances, lean, frame, spacing=(0.8, 1.1)):
    row, column, normal = frame
    origins = [np.array([5.0, -3, 40]) + d * (normal + lean[0] * row + lean[1] * column) for d in distances]
    return [Plane(tuple(row), tuple(column), tuple(origin), spacing) for origin in origins]


def slices_of_a_slope(planes):
    """Values that grow evenly through the world, at every pixel of every slice."""
    i, j = np.meshgrid(np.arange(COLUMNS), np.arange(ROWS))
    return np.stack(
        [
            (
                np.array(p.origin)
                + i[..., None] * p.spacing_ij[0] * np.array(p.row)
                + j[..., None] * p.spacing_ij[1] * np.array(p.column)
            )
            @ SLOPE
            for p in planes
        ]
    )


def straightened(planes, slices, padding=None):
    grid = straight_grid(planes, *slices.shape[1:])
    filling = choose_filling(slices, padding)
    voxels = np.empty(grid.geometry.shape_kji, filling.dtype)
    resample(slices, grid, filling, padding, voxels, LocalReport())
    return grid, filling, voxels


gaps = st.lists(
    st.sampled_from([1.0] * 6 + [1.004, 0.93, 1.2, 1.45, 2.0, 3.2, 0.0, 0.4]), min_size=2, max_size=9
)


@settings(max_examples=150, deadline=None)
@given(
    gaps=gaps,
    step=st.sampled_from([0.7, 2.5]),
    lean=st.sampled_from([(0.0, 0.0), (0.0, 0.36), (-0.2, 0.0), (0.1, -0.3)]),
    angles=st.tuples(*[st.sampled_from([0.0, 0.3, -1.1, np.pi / 2])] * 3),
)
def test_every_voxel_has_the_value_of_its_place(gaps, step, lean, angles):
    distances = np.concatenate([[0.0], np.cumsum(gaps)]) * step
    if not distances[-1]:
        return
    planes = the_planes(distances, lean, turned(angles))
    grid, filling, voxels = straightened(planes, slices_of_a_slope(planes))
    usual = np.sort(np.diff(distances)[np.diff(distances) > 0.001])
    usual = usual[(len(usual) - 1) // 2]
    for k, plane in enumerate(voxels):
        z = k * grid.geometry.spacing_ijk[2]
        below, above = distances[distances <= z + 1e-9].max(), distances[distances >= z - 1e-9].min()
        shown = [d for d in (below, above) if abs(d - z) <= 0.011 * step]
        is_bridged = above - below <= 1.5 * usual
        if shown or is_bridged:
            places, inside = places_inside(grid.geometry, k, planes, shown[:1] or (below, above))
            error = np.abs(plane - places @ SLOPE)[inside]
            # Slices that are all shifted by less than 0.1 mm stay as they are.
            ignored = 0.11 * np.abs(SLOPE).sum() if np.hypot(*lean) * distances[-1] <= 0.21 else 0
            assert error.max(initial=0) <= 0.012 * step * np.abs(SLOPE).sum() + ignored
            assert inside.any()
        elif min(z - below, above - z) > 0.51 * usual:
            assert (plane == filling.value).all()
        assert grid.geometry.spacing_ijk[2] <= 1.5 * usual


def places_inside(geometry, k, planes, distances):
    """World places of a plane of the grid, and which of them all slices at some distances hold."""
    j, i = np.indices(geometry.shape_kji[1:])
    places = geometry.index_to_lps(np.stack([i, j, np.full_like(i, k)], axis=-1))
    inside = np.ones(i.shape, bool)
    for plane in planes:
        if min(abs((np.array(plane.origin) - planes[0].origin) @ plane.normal - d) for d in distances) < 1e-6:
            offset = places - np.array(plane.origin)
            column = offset @ np.array(plane.row) / plane.spacing_ij[0]
            row = offset @ np.array(plane.column) / plane.spacing_ij[1]
            inside &= (column >= 0) & (column <= COLUMNS - 1) & (row >= 0) & (row <= ROWS - 1)
    return places, inside


@pytest.mark.parametrize(
    ("dtype", "low", "high", "expected", "value"),
    [
        ("int16", -1024, 3071, "int16", -1025),
        ("int16", -32768, 100, "int32", -32769),
        ("uint16", 0, 4000, "int16", -1),
        ("uint16", 0, 65535, "int32", -1),
        ("uint16", 7, 65535, "uint16", 6),
        ("uint8", 0, 255, "int16", -1),
        ("int32", -(2**31), 5, "float32", -(2**31) - 1),
        ("float32", 0, 1000, "float32", -10),
        ("float32", -0.5, 0.5, "float32", -1.5),
    ],
)
def test_what_stands_in_a_gap_lies_below_all_values(dtype, low, high, expected, value):
    filling = choose_filling(np.array([low, high], dtype), None)
    assert (filling.dtype, filling.value) == (np.dtype(expected), value)
    assert filling.padding[0] <= np.array(value, expected) <= filling.padding[1]


def test_a_file_s_own_padding_stands_in_a_gap():
    filling = choose_filling(np.array([-2000, 100], np.int16), (-2048, -2000))
    assert (filling.value, filling.padding, filling.dtype) == (-2048, (-2048, -2000), np.int16)
    assert choose_filling(np.array([0, 9], np.int16), (-70000.0, -70000.0)).value == -1


def test_values_that_are_no_numbers_leave_room_for_a_filling():
    assert choose_filling(np.array([np.nan, np.inf, 3.0], np.float32), None).value == 2.0
    assert np.isfinite(choose_filling(np.array([np.nan], np.float32), None).value)


@pytest.mark.parametrize("lean", [(0.0, 0.3), (0.0, 0.0)])
def test_padding_is_never_mixed_with_image(lean):
    planes = the_planes([0, 1, 2.3, 3, 4], lean, np.eye(3))
    slices = np.full((5, ROWS, COLUMNS), 500, np.int16)
    slices[:, :4] = -2000
    slices[2, :8] = -2000
    _, _, voxels = straightened(planes, slices, (-2000, -2000))
    assert set(np.unique(voxels)) == {-2000, 500}


def test_of_two_slices_in_one_place_the_first_is_shown():
    planes = the_planes([0, 1, 1, 2], (0, 0), np.eye(3))
    slices = np.arange(4, dtype=np.int16)[:, None, None] * np.ones((1, ROWS, COLUMNS), np.int16)
    grid, _, voxels = straightened(planes, slices)
    assert voxels[:, 0, 0].tolist() == [0, 1, 3]
    assert grid.geometry.spacing_ijk[2] == 1


def test_a_gap_is_empty_but_for_half_a_step_beside_its_slices():
    planes = the_planes([0, 1, 2, 5, 6, 7.5], (0, 0), np.eye(3))
    slices = np.arange(6, dtype=np.int16)[:, None, None] * np.ones((1, ROWS, COLUMNS), np.int16) * 100
    grid, filling, voxels = straightened(planes, slices)
    assert grid.geometry.spacing_ijk[2] == 0.5
    assert voxels[:, 0, 0].tolist() == [
        0, 50, 100, 150, 200, 200, -1, -1, -1, 300, 300, 350, 400, 433, 467, 500,
    ]  # fmt: skip
    assert filling.value == -1
