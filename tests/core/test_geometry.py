"""Geometry: index <-> world in LPS mm, in every order of axes and at every angle."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry, edge_letters
from medviewer.core.reorient import reorient

UNITS = {"L": (1, 0, 0), "R": (-1, 0, 0), "P": (0, 1, 0), "A": (0, -1, 0), "S": (0, 0, 1), "I": (0, 0, -1)}
ORIENTATIONS = [
    "".join(pair[side] for pair, side in zip(order, sides, strict=True))
    for order in permutations(("LR", "PA", "SI"))
    for sides in product((0, 1), repeat=3)
]
SHAPE_KJI = (3, 4, 5)


def a_grid(orientation: str = "LPS", rotation: np.ndarray | None = None) -> Geometry:
    axes = np.array([UNITS[letter] for letter in orientation], dtype=float)
    if rotation is not None:
        axes = axes @ rotation.T
    return Geometry(SHAPE_KJI, (-12.5, 30.25, 7.0), (0.75, 1.25, 2.5), tuple(map(tuple, axes)))


def rotations(largest_degrees: float = 180.0) -> st.SearchStrategy[np.ndarray]:
    """Rotation matrices, from an axis and an angle (Rodrigues)."""
    component = st.floats(-1, 1)

    def matrix(x: float, y: float, z: float, degrees: float) -> np.ndarray:
        length = np.sqrt(x * x + y * y + z * z)
        x, y, z = (x / length, y / length, z / length) if length > 1e-3 else (0.0, 0.0, 1.0)
        cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
        angle = np.radians(degrees)
        return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross

    return st.builds(matrix, component, component, component, st.floats(-largest_degrees, largest_degrees))


def numbered(shape_kji: tuple[int, int, int]) -> np.ndarray:
    return np.arange(np.prod(shape_kji), dtype=np.int32).reshape(shape_kji)


def test_there_are_48_orders_of_axes() -> None:
    assert len(set(ORIENTATIONS)) == 48


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_grid_names_its_own_orientation(orientation: str) -> None:
    assert a_grid(orientation).orientation == orientation


@pytest.mark.parametrize("source", ORIENTATIONS)
def test_turning_keeps_every_voxel_in_its_place(source: str) -> None:
    grid = a_grid(source)
    voxels = numbered(SHAPE_KJI)
    for target in ORIENTATIONS:
        turned, turned_grid = reorient(voxels, grid, target)
        assert turned_grid.orientation == target
        assert turned.shape == turned_grid.shape_kji
        points = turned_grid.index_to_lps(np.array([(0, 0, 0), (1, 0, 1), (0, 2, 1)]))
        for point, (i, j, k) in zip(points, [(0, 0, 0), (1, 0, 1), (0, 2, 1)], strict=True):
            index = grid.nearest_index(point)
            assert index is not None
            assert turned[k, j, i] == voxels[index[::-1]]


@pytest.mark.parametrize("target", ORIENTATIONS)
def test_turning_there_and_back_gives_the_same_array(target: str) -> None:
    grid = a_grid("PIR")
    voxels = numbered(SHAPE_KJI)
    turned, turned_grid = reorient(voxels, grid, target)
    back, back_grid = reorient(turned, turned_grid, "PIR")
    np.testing.assert_array_equal(back, voxels)
    assert back_grid.matches(grid, 1e-9)
    assert np.shares_memory(back, voxels)


@given(rotations())
def test_any_oblique_grid_has_three_different_axes_and_can_be_turned(rotation: np.ndarray) -> None:
    grid = a_grid("LPS", rotation)
    assert grid.orientation in ORIENTATIONS
    weights = np.abs(np.array(grid.axes_lps))
    pairings = sorted(float(weights[(0, 1, 2), order].sum()) for order in permutations(range(3)))
    assume(pairings[-1] - pairings[-2] > 1e-9)  # midway between two names either is as good
    turned, turned_grid = reorient(numbered(SHAPE_KJI), grid, "RAS")
    assert turned_grid.orientation == "RAS"
    index = grid.nearest_index(turned_grid.index_to_lps((1, 1, 1)))
    assert index is not None
    assert turned[1, 1, 1] == numbered(SHAPE_KJI)[index[::-1]]


def test_axes_at_45_degrees_are_still_named_once_each() -> None:
    half = np.sqrt(0.5)
    axes = ((half, half, 0.0), (half, -half, 0.0), (0.0, 0.0, 1.0))
    assert Geometry(SHAPE_KJI, axes_lps=axes).orientation in {"LAS", "PLS"}


@given(rotations(), st.tuples(*[st.floats(-1000, 1000)] * 3))
def test_world_and_index_are_inverse(rotation: np.ndarray, point: tuple[float, float, float]) -> None:
    grid = a_grid("RAI", rotation)
    np.testing.assert_allclose(grid.index_to_lps(grid.lps_to_index(point)), point, atol=1e-8)


@given(rotations(), st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(0, 2)))
def test_centre_of_a_voxel_is_found_again(rotation: np.ndarray, index: tuple[int, int, int]) -> None:
    grid = a_grid("SAL", rotation)
    assert grid.nearest_index(grid.index_to_lps(index)) == index


def test_voxel_reaches_half_a_spacing_around_its_centre() -> None:
    grid = Geometry((1, 1, 2), spacing_ijk=(2.0, 1.0, 1.0))
    assert grid.nearest_index((-0.99, 0, 0)) == (0, 0, 0)
    assert grid.nearest_index((-1.01, 0, 0)) is None
    assert grid.nearest_index((0.99, 0, 0)) == (0, 0, 0)
    assert grid.nearest_index((1.01, 0, 0)) == (1, 0, 0)
    assert grid.nearest_index((3.01, 0, 0)) is None


@pytest.mark.parametrize("point", [(np.nan, 0, 0), (np.inf, 0, 0), (1e300, 0, 0)])
def test_point_that_is_nowhere_is_outside(point: tuple[float, float, float]) -> None:
    assert a_grid().nearest_index(point) is None


@given(rotations())
def test_affine_makes_the_same_grid(rotation: np.ndarray) -> None:
    grid = a_grid("ASR", rotation)
    assert Geometry.from_affine(grid.affine_lps, SHAPE_KJI).matches(grid, 1e-9)


def test_affine_columns_are_steps_along_i_j_k() -> None:
    grid = a_grid("PSL")
    step = grid.index_to_lps((1, 0, 0)) - grid.index_to_lps((0, 0, 0))
    np.testing.assert_allclose(step, (0, 0.75, 0))
    np.testing.assert_allclose(grid.affine_lps[:3, 0], step)
    assert grid.voxel_volume_ml == pytest.approx(0.75 * 1.25 * 2.5 / 1000)
    assert grid.shape_ijk == (5, 4, 3)


def test_centre_lies_between_the_corners() -> None:
    grid = a_grid("IRP")
    np.testing.assert_allclose(grid.centre_lps, grid.corners_lps().mean(axis=0))


@pytest.mark.parametrize(("degrees", "oblique"), [(0.0, False), (0.05, False), (0.2, True), (45.0, True)])
def test_grid_is_oblique_beyond_a_tenth_of_a_degree(degrees: float, oblique: bool) -> None:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    assert a_grid("LPS", np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])).is_oblique is oblique


def test_grids_match_within_a_hundredth_of_a_millimetre() -> None:
    grid = Geometry(SHAPE_KJI)
    assert grid.matches(Geometry(SHAPE_KJI, (0.009, 0, 0)))
    assert not grid.matches(Geometry(SHAPE_KJI, (0.011, 0, 0)))
    assert not grid.matches(Geometry((3, 4, 6)))
    # A spacing that is off by little adds up at the far corner.
    assert not grid.matches(Geometry(SHAPE_KJI, spacing_ijk=(1.003, 1, 1)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"shape_kji": (0, 4, 5)},
        {"spacing_ijk": (0.0, 1.0, 1.0)},
        {"spacing_ijk": (-1.0, 1.0, 1.0)},
        {"spacing_ijk": (np.nan, 1.0, 1.0)},
        {"origin_lps": (np.inf, 0.0, 0.0)},
        {"axes_lps": ((1, 0, 0), (0.1, 1, 0), (0, 0, 1))},
        {"axes_lps": ((1, 0, 0), (1, 0, 0), (0, 0, 1))},
        {"axes_lps": ((2, 0, 0), (0, 1, 0), (0, 0, 1))},
    ],
)
def test_grid_that_is_not_one_is_refused(wrong: dict[str, tuple[float, ...]]) -> None:
    with pytest.raises(GeometryError):
        Geometry(**{"shape_kji": SHAPE_KJI, **wrong})  # type: ignore[arg-type]


@pytest.mark.parametrize("orientation", ["LLS", "LP", "XYZ", ""])
def test_orientation_that_is_not_one_is_refused(orientation: str) -> None:
    with pytest.raises(GeometryError):
        reorient(numbered(SHAPE_KJI), a_grid(), orientation)


@pytest.mark.parametrize(
    ("direction", "letters"),
    [
        ((1, 0, 0), "L"),
        ((-1, 0, 0), "R"),
        ((0, 1, 0), "P"),
        ((0, -1, 0), "A"),
        ((0, 0, 1), "H"),
        ((0, 0, -1), "F"),
        ((2, 1, 0), "LP"),
        ((1, -2, 0), "AL"),
        ((1, 0.2, 0), "L"),
        ((-3, 2, 1), "RPH"),
        ((0, -0.3, -1), "FA"),
    ],
)
def test_edges_are_named_by_weight(direction: tuple[float, ...], letters: str) -> None:
    assert edge_letters(direction) == letters
