"""Tilted, missing or uneven slices into a straight regular grid, each voxel at its true position.

Within a slice values are interpolated linearly where it is shifted by a part of a pixel, between slices
linearly where there is no gap. A gap is filled with a value outside the image, which `Volume.padding`
covers, but for half a step beside its slices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.io.dicom.grid.straight_grid import Layer, StraightGrid
from medviewer.io.progress import ReadReport

FloatArray = npt.NDArray[np.floating[Any]]
Padding = tuple[float, float] | None

_SAME_PIXEL = 0.005
"""A shift by less than this part of a pixel is none."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands where no slice is: ``value``, the range that covers it, and a type that holds it."""

    value: float
    padding: tuple[float, float]
    dtype: np.dtype[Any]


def choose_filling(values: npt.NDArray[Any], padding: Padding) -> Filling:
    """The padding that the file has itself, else the next value below all of ``values``.

    Where the type has no room below, the next wider one is taken.
    """
    if padding is not None and _holds(values.dtype, padding[0]):
        return Filling(padding[0], padding, values.dtype)
    if values.dtype.kind == "f":
        finite = values[np.isfinite(values)]
        low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
        value = float(np.float32(low - max(1.0, 0.01 * (high - low))))
        return Filling(value, (value, value), values.dtype)
    value = float(int(values.min()) - 1)
    high = int(values.max())
    types = (np.dtype(name) for name in (values.dtype.name, "int16", "int32", "float32"))
    dtype = next(dtype for dtype in types if _holds(dtype, value) and _holds(dtype, high))
    return Filling(value, (value, value), dtype)


def _holds(dtype: np.dtype[Any], value: float) -> bool:
    if dtype.kind == "f":
        return True
    limits = np.iinfo(dtype)
    return value == int(value) and limits.min <= value <= limits.max


def resample(
    slices: npt.NDArray[Any],
    grid: StraightGrid,
    filling: Filling,
    padding: Padding,
    out: npt.NDArray[Any],
    report: ReadReport,
) -> None:
    """Fills a grid from its slices.

    Parameters
    ----------
    slices
        True values [n, row, column] in the order along the normal.
    grid
        Where they go; `straight_grid`.
    filling
        What stands where no slice is.
    padding
        Range of values in the slices that are no image: never mixed with those that are.
    out
        Array [k, j, i] of the filling's type and the grid's shape.

    Raises
    ------
    Cancelled
        If the report says so.
    """
    for k, layer in enumerate(grid.layers):
        plane = out[k]
        plane[...] = filling.value
        if layer is not None:
            _fill_plane(plane, slices, grid, layer, padding)
        if k % 8 == 0:
            report(k / len(grid.layers), f"Resampling, {k} of {len(grid.layers)}")


def resample_colours(
    colours: npt.NDArray[np.uint8], grid: StraightGrid, out: npt.NDArray[np.uint8], report: ReadReport
) -> None:
    """The same for the channels of colour slices [n, row, column, 3]; black where no slice is."""
    filling = Filling(0.0, (0.0, 0.0), out.dtype)
    for channel in range(3):
        resample(colours[..., channel], grid, filling, None, out[..., channel], report)


def _fill_plane(
    plane: npt.NDArray[Any], slices: npt.NDArray[Any], grid: StraightGrid, layer: Layer, padding: Padding
) -> None:
    if layer.weight == 0.0:
        is_moved = max(map(abs, grid.rests_ij[layer.below])) > _SAME_PIXEL
        _put(plane, *_placed(slices, grid, layer.below, padding if is_moved else None))
        return
    below, i, j = _placed(slices, grid, layer.below, padding)
    above, other_i, other_j = _placed(slices, grid, layer.above, padding)
    if (i, j) != (other_i, other_j) or below.shape != plane.shape:
        below, above = _on_whole_plane(plane.shape, (below, i, j), (above, other_i, other_j))
        i, j = 0, 0
    mixed = below.astype(_exact_type(slices))
    mixed += (above - mixed) * mixed.dtype.type(layer.weight)
    # At the rim of one of them the nearer slice alone decides whether there is image.
    np.copyto(mixed, below if layer.weight < 0.5 else above, where=np.isnan(mixed))
    _put(plane, mixed, i, j)


def _on_whole_plane(
    shape: tuple[int, ...], *placed: tuple[npt.NDArray[Any], int, int]
) -> tuple[npt.NDArray[Any], ...]:
    """Slices that lie differently in a plane, each spread over all of it; NaN where it is not."""
    whole = np.full((len(placed), *shape), np.nan)
    for plane, one in zip(whole, placed, strict=True):
        _put(plane, *one)
    return tuple(whole)


def _exact_type(values: npt.NDArray[Any]) -> type[np.floating[Any]]:
    """A floating type that holds every value of a slice."""
    return np.float64 if values.dtype.itemsize > 2 else np.float32


def _put(plane: npt.NDArray[Any], values: npt.NDArray[Any], i: int, j: int) -> None:
    """Writes values at a corner of a plane; what is not a number leaves it as it was."""
    rows, columns = values.shape
    target = plane[j : j + rows, i : i + columns]
    if values.dtype.kind != "f":
        target[...] = values
        return
    rounded = np.rint(values) if plane.dtype.kind in "iu" else values
    with np.errstate(invalid="ignore"):
        np.copyto(target, rounded, where=~np.isnan(values), casting="unsafe")


def _placed(
    slices: npt.NDArray[Any], grid: StraightGrid, n: int, padding: Padding
) -> tuple[npt.NDArray[Any], int, int]:
    """One slice with its pixels on those of the grid, and the corner where it goes."""
    (i, j), (rest_i, rest_j) = grid.corners_ij[n], grid.rests_ij[n]
    values = slices[n]
    if max(abs(rest_i), abs(rest_j)) <= _SAME_PIXEL and padding is None:
        return values, i, j
    exact = values.astype(_exact_type(values))
    if padding is not None:
        exact[(values >= padding[0]) & (values <= padding[1])] = np.nan
    moved = _moved(_moved(exact, rest_i, 1), rest_j, 0)
    if padding is not None:
        np.copyto(moved, exact, where=np.isnan(moved))
    return moved, i, j


def _moved(values: FloatArray, rest: float, axis: int) -> FloatArray:
    """Values moved by -0.5..0.5 of a pixel towards higher indices; the last pixel keeps its own value."""
    if abs(rest) <= _SAME_PIXEL:
        return values
    moved = values.copy()
    inner, outer = [slice(None)] * 2, [slice(None)] * 2
    inner[axis], outer[axis] = (slice(1, None), slice(-1)) if rest > 0 else (slice(-1), slice(1, None))
    moved[tuple(inner)] += (values[tuple(outer)] - values[tuple(inner)]) * abs(rest)
    return moved
