"""The straight regular grid that holds tilted, missing or uneven slices at their true positions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from medviewer.core.geometry import Geometry, Vector
from medviewer.io.dicom.grid.plane import Plane
from medviewer.io.dicom.grid.slice_gaps import BoolArray, FloatArray, find_gaps

_NEAR, _NEAR_A_GAP = 0.25, 0.1
"""Wanted and, beside a gap, demanded distance of a slice from its plane of the grid, in steps of the grid.

Beside a gap nothing is interpolated, so a slice must be shown where it is.
"""

_FINE_ENOUGH = 0.75
"""The step of the grid times this is at most the smallest distance of slices, so that none is passed over."""

_SAME = 0.01
"""A plane of the grid this near to a slice, in steps, shows that slice as it is."""

_NO_SHIFT_MM = 0.1
"""Slices that are all shifted sideways by less come from rounded positions and are not interpolated."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What one plane of the grid shows: slice ``below``, or between it and slice ``above``.

    ``weight`` is the share of ``above``, 0..1; both are counted in the order along the normal.
    """

    below: int
    above: int
    weight: float


@dataclass(frozen=True, eq=False, slots=True)
class StraightGrid:
    """A grid, and how slices come into it.

    Parameters
    ----------
    geometry
        Axes along the rows, columns and the normal of the slices; it encloses them all.
    layers
        For each plane k what it shows; None where it lies in a gap.
    corners_ij
        Where the first pixel of each slice lies in the grid, in pixels along i and j, as whole numbers
        and the rest: pixel 0 is at ``corner + rest`` with a rest of -0.5..0.5.
    """

    geometry: Geometry
    layers: tuple[Layer | None, ...]
    corners_ij: tuple[tuple[int, int], ...]
    rests_ij: tuple[tuple[float, float], ...]


def straight_grid(planes: Sequence[Plane], rows: int, columns: int) -> StraightGrid:
    """The grid for parallel slices in the order along their normal.

    The planes of the grid are a usual step apart, or a half, a third or a quarter of it where slices
    would lie too far off their planes; the first and the last slice lie on theirs. A slice at the place
    of another one is left out. Along a row and a column the pixels of the middle slice stay as they are.
    """
    origins = np.array([plane.origin for plane in planes])
    first, middle = planes[0], planes[len(planes) // 2]
    distances = (origins - origins[0]) @ np.array(first.normal)
    step, layers = _layers(distances, np.array([plane.thickness_mm for plane in planes]))
    sideways = origins - np.array(middle.origin)
    along = np.stack([sideways @ np.array(first.row), sideways @ np.array(first.column)], axis=1)
    if np.abs(along).max() <= _NO_SHIFT_MM:
        along[:] = 0.0
    shifts = along / np.array(first.spacing_ij)
    corners = np.rint(shifts)
    lowest = corners.min(axis=0)
    extent = (corners.max(axis=0) - lowest).astype(int)
    corner_lps = (
        np.array(middle.origin)
        + (lowest * first.spacing_ij) @ np.array([first.row, first.column])
        + ((origins[0] - middle.origin) @ np.array(first.normal)) * np.array(first.normal)
    )
    axes: tuple[Vector, Vector, Vector] = (first.row, first.column, first.normal)
    shape = (len(layers), rows + int(extent[1]), columns + int(extent[0]))
    i, j, k = (float(value) for value in corner_lps)
    return StraightGrid(
        Geometry(shape, (i, j, k), (*first.spacing_ij, step), axes),
        layers,
        tuple((int(i), int(j)) for i, j in corners - lowest),
        tuple((float(i), float(j)) for i, j in shifts - corners),
    )


def _layers(distances: FloatArray, thicknesses: FloatArray) -> tuple[float, tuple[Layer | None, ...]]:
    """The step of the grid, mm, and what each of its planes shows."""
    gaps = find_gaps(distances, thicknesses)
    kept = np.flatnonzero(np.concatenate([[True], ~gaps.repeated]))
    places = distances[kept]
    is_open = find_gaps(places, thicknesses[kept]).is_open
    step, count = _step(places, gaps.step_mm, is_open)
    layers = [_layer(z, places, is_open, step, gaps.step_mm) for z in step * np.arange(count)]
    return step, tuple(
        layer and Layer(int(kept[layer.below]), int(kept[layer.above]), layer.weight) for layer in layers
    )


def _step(places: FloatArray, usual: float, is_open: BoolArray) -> tuple[float, int]:
    """Step and number of planes: slices on planes of their own, if that takes no more than twice as many."""
    gaps = np.diff(places)
    candidates = []
    for parts in (1, 2, 3, 4):
        index = np.concatenate([[0.0], np.cumsum(np.maximum(1.0, np.rint(gaps * parts / usual)))])
        step = float(places[-1] / index[-1])
        off = np.abs(places - step * index) / step
        at_gap = np.concatenate([is_open, [False]]) | np.concatenate([[False], is_open])
        is_true = step * _FINE_ENOUGH <= gaps.min() and off[at_gap].max(initial=0.0) <= _NEAR_A_GAP
        candidates.append((step, int(index[-1]) + 1, bool(off.max() <= _NEAR) and is_true, is_true))
    for step, count, is_near, _ in candidates[:2]:
        if is_near:
            return step, count
    return next((found[:2] for found in candidates if found[3]), candidates[-1][:2])


def _layer(z: float, places: FloatArray, is_open: BoolArray, step: float, usual: float) -> Layer | None:
    nearest = int(np.abs(places - z).argmin())
    if abs(places[nearest] - z) <= _SAME * step or z <= places[0] or z >= places[-1]:
        return Layer(nearest, nearest, 0.0)
    below = int(np.searchsorted(places, z)) - 1
    if not is_open[below]:
        return Layer(below, below + 1, float((z - places[below]) / (places[below + 1] - places[below])))
    return Layer(nearest, nearest, 0.0) if abs(places[nearest] - z) <= 0.5 * usual * (1 + _SAME) else None
