"""Which points of a regular plane grid an outline holds, with a rule that leaves nothing to chance.

A grid point counts if it lies inside the outline (even-odd) or on it, within a millionth of a step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray

_ON = 1e-6
_CHUNK = 2_000_000
_GROUP = 250_000


class GridPoints(NamedTuple):
    """Columns and rows (x, y) of grid points, whole numbers."""

    x: npt.NDArray[np.int64]
    y: npt.NDArray[np.int64]


class Window(NamedTuple):
    """Least and greatest column and row that there are, both within."""

    left: int
    top: int
    right: int
    bottom: int


def points_in_polygon(outline_xy: npt.ArrayLike, window: Window) -> GridPoints:
    """Grid points within a window that lie in a polygon (n, 2) or on its outline."""
    xy = _snapped(np.asarray(outline_xy, np.float64))
    window = _clipped(window, xy)
    if window.right < window.left or window.bottom < window.top:
        return _nothing()
    rows = np.arange(window.top, window.bottom + 1)
    step = max(1, _CHUNK // (window.right - window.left + 2))
    masks = [_rows_in_polygon(xy, rows[n : n + step], window) for n in range(0, len(rows), step)]
    y, x = np.nonzero(np.concatenate(masks))
    return GridPoints(x + window.left, y + window.top)


def points_in_ellipse(ends_xy: npt.ArrayLike, window: Window) -> GridPoints:
    """Grid points within a window that lie in an ellipse or on it.

    Parameters
    ----------
    ends_xy
        Ends of two conjugate diameters (4, 2).
    """
    ends = np.asarray(ends_xy, np.float64)
    centre = ends.mean(axis=0)
    halves = np.stack([(ends[1] - ends[0]) / 2.0, (ends[3] - ends[2]) / 2.0], axis=1)
    if abs(float(np.linalg.det(halves))) < 1e-12:
        return _nothing()
    reach = np.sqrt((halves**2).sum(axis=1))
    window = _clipped(window, np.stack([centre - reach, centre + reach]))
    if window.right < window.left or window.bottom < window.top:
        return _nothing()
    x, y = np.meshgrid(
        np.arange(window.left, window.right + 1), np.arange(window.top, window.bottom + 1), indexing="xy"
    )
    inverse = np.linalg.inv(halves)
    u = inverse[0, 0] * (x - centre[0]) + inverse[0, 1] * (y - centre[1])
    v = inverse[1, 0] * (x - centre[0]) + inverse[1, 1] * (y - centre[1])
    rows, columns = np.nonzero(u * u + v * v <= 1.0 + _ON)
    return GridPoints(columns + window.left, rows + window.top)


def _nothing() -> GridPoints:
    none = np.zeros(0, np.int64)
    return GridPoints(none, none)


def _snapped(xy: FloatArray) -> FloatArray:
    whole = np.round(xy)
    return np.where(np.abs(xy - whole) < _ON, whole, xy)


def _clipped(window: Window, xy: FloatArray) -> Window:
    low, high = np.ceil(xy.min(axis=0) - _ON), np.floor(xy.max(axis=0) + _ON)
    return Window(
        max(window.left, int(low[0])),
        max(window.top, int(low[1])),
        min(window.right, int(high[0])),
        min(window.bottom, int(high[1])),
    )


def _rows_in_polygon(xy: FloatArray, rows: npt.NDArray[np.int64], window: Window) -> npt.NDArray[np.bool_]:
    """The union of what lies in just below and just above each row: so an edge along a row counts whole."""
    start, end = xy, np.roll(xy, -1, axis=0)
    low, high = np.minimum(start[:, 1], end[:, 1]), np.maximum(start[:, 1], end[:, 1])
    near = (low <= rows[-1]) & (high >= rows[0]) & (high > low)  # no other edge crosses these rows
    edges = np.column_stack([start, end - start])[near]
    low, high = low[near], high[near]
    through = _Crossings.none(rows, window)
    first = np.maximum(np.floor(low) + 1, rows[0]).astype(np.int64)
    counts = np.maximum(np.minimum(np.ceil(high) - 1, rows[-1]).astype(np.int64) - first + 1, 0)
    for some in _groups(counts):
        here = counts[some]
        y = np.arange(int(here.sum())) + np.repeat(first[some] - (np.cumsum(here) - here), here)
        through.add(y, np.repeat(edges[some], here, axis=0))
    above, below = through.copy(), through
    for side, end_y in ((above, low), (below, high)):  # a row through an end counts on one side of it
        at = (end_y == np.floor(end_y)) & (end_y >= rows[0]) & (end_y <= rows[-1])
        side.add(end_y[at].astype(np.int64), edges[at])
    return above.inside() | below.inside()


@dataclass(frozen=True, eq=False)
class _Crossings:
    """How many lines cross each row first at a column, and how many are passed first at it.

    ``reached`` and ``passed`` differ where a line crosses a row at a column itself: it is reached there and
    passed one later. Each is [rows, columns + 1]; ``corner`` is the first column and row.
    """

    corner: tuple[int, int]
    reached: npt.NDArray[np.int64]
    passed: npt.NDArray[np.int64]

    @classmethod
    def none(cls, rows: npt.NDArray[np.int64], window: Window) -> _Crossings:
        """No crossing yet."""
        shape = (len(rows), window.right - window.left + 2)
        return cls((window.left, int(rows[0])), np.zeros(shape, np.int64), np.zeros(shape, np.int64))

    def copy(self) -> _Crossings:
        """The same counts, to go on with."""
        return replace(self, reached=self.reached.copy(), passed=self.passed.copy())

    def add(self, y: npt.NDArray[np.int64], edges: FloatArray) -> None:
        """Counts edges (n, 4) as start and run, each where it crosses a row ``y``."""
        start_x, start_y, run_x, run_y = edges.T
        x = start_x + (y - start_y) / run_y * run_x
        column = np.ceil(x - _ON)
        on_column = column <= x + _ON
        row = y - self.corner[1]
        self._count(self.reached, row, column)
        self._count(self.passed, row, column + on_column)

    def inside(self) -> npt.NDArray[np.bool_]:
        """From the first crossing of each row to the second, from the third to the fourth and so on.

        A column is there if one of the numbers from ``passed`` to ``reached`` is odd: then it lies behind
        that many crossings, within a millionth of a step.
        """
        reached, passed = (np.cumsum(one, axis=1)[:, :-1] for one in (self.reached, self.passed))
        return np.asarray((reached > passed) | (reached % 2 == 1))

    def _count(self, counts: npt.NDArray[np.int64], row: npt.NDArray[np.int64], column: FloatArray) -> None:
        wide = counts.shape[1]
        place = np.clip(column - self.corner[0], 0, wide - 1).astype(np.int64)
        place += row * wide
        counts += np.bincount(place, minlength=counts.size).reshape(counts.shape)


def _groups(counts: npt.NDArray[np.int64]) -> Iterator[slice]:
    """Neighbouring edges that cross a limited number of rows together."""
    ends = np.cumsum(counts)
    start = 0
    while start < len(counts):
        done = int(ends[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, done + _GROUP, side="right")))
        yield slice(start, stop)
        start = stop
