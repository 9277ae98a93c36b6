"""Which points of a regular plane grid an outline holds, with a rule that leaves nothing to chance.

A grid point counts if it lies inside the outline (even-odd) or on it, within a millionth of a step.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray

_ON = 1e-6
_CHUNK = 2_000_000


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
    step = max(1, _CHUNK // len(xy))
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
    near = (low <= rows[-1]) & (high >= rows[0])  # no other edge crosses these rows
    start, end, low, high = start[near], end[near], low[near], high[near]
    rise = np.where(high > low, end[:, 1] - start[:, 1], 1.0)
    y = rows[:, None].astype(np.float64)
    x = start[:, 0] + (y - start[:, 1]) / rise * (end[:, 0] - start[:, 0])
    above, below = (low <= y) & (y < high), (low < y) & (y <= high)
    return _filled(x, above, window) | _filled(x, below, window)


def _filled(x: FloatArray, crosses: npt.NDArray[np.bool_], window: Window) -> npt.NDArray[np.bool_]:
    """From the first crossing of each row to the second, from the third to the fourth and so on."""
    most = int(crosses.sum(axis=1).max(initial=0))
    wide = window.right - window.left + 1
    steps = np.zeros((len(x), wide + 1), np.int32)
    if most:
        found = np.sort(np.where(crosses, x, np.inf), axis=1)[:, : most + most % 2]
        starts, ends = found[:, 0::2], found[:, 1::2]
        rows, pairs = np.nonzero(np.isfinite(ends))
        first = np.clip(np.ceil(starts[rows, pairs] - _ON).astype(np.int64) - window.left, 0, wide)
        last = np.clip(np.floor(ends[rows, pairs] + _ON).astype(np.int64) - window.left + 1, 0, wide)
        real = last > first
        np.add.at(steps, (rows[real], first[real]), 1)
        np.add.at(steps, (rows[real], last[real]), -1)
    return np.asarray(np.cumsum(steps, axis=1)[:, :wide] > 0)
