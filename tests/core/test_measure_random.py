"""ROI values of random volumes in random grids, left-handed and oblique ones too, against numpy alone."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.measure import measure
from medviewer.core.measure_mask import Window, points_in_polygon
from medviewer.core.volume import Volume

KINDS = ("int16", "uint16", "float32", "float32 with holes")


def a_grid(chance: np.random.Generator, number: int) -> Geometry:
    axes = np.eye(3)
    if number % 3:
        axes = np.linalg.qr(chance.normal(size=(3, 3)))[0]
    axes[2] = np.cross(axes[0], axes[1]) * (-1 if number % 2 else 1)  # every other one is left-handed
    shape = tuple(int(n) for n in chance.integers(3, 12, 3))
    spacing, origin = chance.uniform(0.3, 4, 3).tolist(), chance.uniform(-50, 50, 3).tolist()
    return Geometry(shape, tuple(origin), tuple(spacing), tuple(map(tuple, axes.tolist())))


def some_voxels(chance: np.random.Generator, shape: tuple[int, int, int], kind: str):
    if kind == "float32":
        return chance.normal(0, 1e3, shape).astype(np.float32)
    if kind == "float32 with holes":
        return np.where(chance.random(shape) < 0.3, np.nan, chance.normal(0, 1, shape)).astype(np.float32)
    ends = np.iinfo(kind)
    return chance.integers(ends.min, ends.max, shape, dtype=kind, endpoint=True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_rectangle_on_any_axis_of_any_grid_holds_what_numpy_says(kind) -> None:
    for number in range(30):
        chance = np.random.default_rng(number)
        grid = a_grid(chance, number)
        volume = Volume(some_voxels(chance, grid.shape_kji, kind), grid)
        axis = int(chance.integers(0, 3))
        across = [n for n in range(3) if n != axis]
        size = grid.shape_ijk
        at = int(chance.integers(0, size[axis]))
        low = np.array([chance.uniform(-0.5, size[n] - 1.2) for n in across])
        high = low + [chance.uniform(0.3, size[n]) for n in across]
        corners = np.full((4, 3), float(at))
        corners[:, across] = [low, (high[0], low[1]), high, (low[0], high[1])]
        points = tuple(map(tuple, grid.index_to_lps(corners).tolist()))
        figures = measure(Mark("rectangle", points, grid.axes_lps[axis], MarkPlace("s")), volume)
        index = np.stack(np.meshgrid(*(np.arange(n) for n in size), indexing="ij"), axis=-1)
        inside = (index[..., across] >= low) & (index[..., across] <= high)
        values = volume.voxels.transpose(2, 1, 0)[inside.all(axis=-1) & (index[..., axis] == at)]
        values = values[np.isfinite(values)].astype(np.float64)
        sides = (high - low) * [grid.spacing_ijk[n] for n in across]
        assert figures.area == pytest.approx(sides[0] * sides[1], rel=1e-6)
        if values.size:
            told = (figures.mean, figures.minimum, figures.maximum)
            assert told == pytest.approx((values.mean(), values.min(), values.max()), rel=1e-9, abs=1e-9)
        else:
            assert figures.mean is None


def test_an_outline_of_many_points_is_the_same_in_pieces_as_whole(monkeypatch) -> None:
    chance = np.random.default_rng(4)
    turn = np.linspace(0, 2 * np.pi, 3000, endpoint=False)
    radius = 40 + 12 * chance.random(turn.size)
    outline = np.stack([60 + radius * np.cos(turn), 60 + radius * np.sin(turn)], axis=1)
    window = Window(0, 0, 127, 127)
    whole = points_in_polygon(outline, window)
    monkeypatch.setattr("medviewer.core.measure_mask._CHUNK", 1)
    pieces = points_in_polygon(outline, window)
    assert np.array_equal(whole.x, pieces.x)
    assert np.array_equal(whole.y, pieces.y)


@pytest.mark.parametrize("count", [3, 8, 40])
def test_an_outline_holds_the_points_of_the_even_odd_rule_whatever_its_corners(count) -> None:
    """Corners on columns and rows, halfway between them and anywhere; the rule is reckoned point by point."""
    for number in range(18):
        chance = np.random.default_rng([number, count])
        outline = chance.uniform(-4.0, 24.0, (count, 2))
        outline = (outline, np.round(outline), np.round(outline * 2.0) / 2.0)[number % 3]
        found = points_in_polygon(outline, Window(0, 0, 19, 17))
        wanted = [(x, y) for y in range(18) for x in range(20) if lies_in(outline, x, y)]
        assert list(zip(found.x.tolist(), found.y.tolist(), strict=True)) == wanted


def lies_in(outline: np.ndarray, x: float, y: float) -> bool:
    """On an edge that is not level, or behind an odd number of them just above or below its row."""
    start, end = outline, np.roll(outline, -1, axis=0)
    along, to_point = end - start, np.array([x, y]) - start
    off = along[:, 0] * to_point[:, 1] - along[:, 1] * to_point[:, 0]
    part = (along * to_point).sum(axis=1)
    on_line = (
        (along[:, 1] != 0) & (np.abs(off) < 1e-9) & (part >= -1e-9) & (part <= (along**2).sum(axis=1) + 1e-9)
    )
    if on_line.any():
        return True
    for shift in (1e-7, -1e-7):
        crosses = (start[:, 1] > y + shift) != (end[:, 1] > y + shift)
        at = start[crosses, 0] + (y - start[crosses, 1]) / along[crosses, 1] * along[crosses, 0]
        if int((at < x).sum()) % 2:
            return True
    return False


def test_a_hundred_thousand_zigzags_hold_what_their_rows_say() -> None:
    """An outline that goes up and down once a step: the points between its teeth are counted one by one."""
    teeth = 50_000
    x = np.linspace(0.25, 499.75, 2 * teeth)
    y = np.where(np.arange(2 * teeth) % 2, 7.5, 2.5)
    outline = np.concatenate([np.stack([x, y], axis=1), [[499.75, 30.5], [0.25, 30.5]]])
    found = points_in_polygon(outline, Window(0, 0, 600, 40))
    rows = np.bincount(found.y, minlength=41)
    assert rows[8:31].tolist() == [499] * 23  # columns 1 to 499, below the teeth
    assert rows[31:].sum() == rows[:3].sum() == 0
    assert found.x[found.y == 30].tolist() == list(range(1, 500))


def test_a_length_from_slice_to_slice_is_that_of_its_steps_through_the_grid() -> None:
    for number in range(30):
        chance = np.random.default_rng(number)
        grid = a_grid(chance, number)
        first, last = (chance.uniform(0, np.array(grid.shape_ijk) - 1.0) for _ in range(2))
        ends = tuple(map(tuple, grid.index_to_lps([first, last]).tolist()))
        mark = Mark("length", ends, grid.axes_lps[2], MarkPlace("s"))
        figures = measure(mark, Volume(np.zeros(grid.shape_kji, np.int16), grid))
        steps = (last - first) * np.array(grid.spacing_ijk)
        assert figures.length_mm == pytest.approx(float(np.sqrt((steps**2).sum())), rel=1e-12)
