"""Which voxel lies nearest to each pixel of a plane: by numpy, for pictures that move."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray
from medviewer.scene.views.slice_plan import SlabMode

_BLOCK_PX = 32_768
"""Pixels that are reckoned at a time: what they need stays in the processor's own memory."""
_SAMPLES = 1_200_000
"""What a slab that moves may look up: some ten milliseconds."""
_FEWEST_SLICES = 8


@dataclass(frozen=True, eq=False)
class NearestVoxels:
    """The nearest voxels of a plane's pixels.

    Parameters
    ----------
    index
        intp [h, w]: places in the flattened array [k, j, i]; the voxel at the edge for pixels outside.
    outside
        bool [h, w], where the grid does not reach; None where it reaches everywhere.
    """

    index: npt.NDArray[np.intp]
    outside: npt.NDArray[np.bool_] | None

    def of(self, voxels: npt.NDArray[Any], outside: float, as_float: bool) -> npt.NDArray[Any]:
        """Values [h, w] of contiguous ``voxels`` [k, j, i], as float32 or of their own type."""
        values = voxels.reshape(-1).take(self.index)
        if as_float:
            values = values.astype(np.float32, copy=False)
        if self.outside is not None:
            values[self.outside] = outside
        return values


def nearest_voxels(matrix: FloatArray, size_px: tuple[int, int], shape: tuple[int, ...]) -> NearestVoxels:
    """The voxels of a grid of ``shape`` [k, j, i] at the pixels of a plane.

    Parameters
    ----------
    matrix
        4x4, from (column, row, 0, 1) of a pixel's centre to continuous ijk.
    size_px
        Width and height of the picture.
    """
    width, height = size_px
    columns, rows = np.arange(width, dtype=np.float64), np.arange(height, dtype=np.float64)
    index = np.empty((height, width), np.intp)
    block = max(1, min(_BLOCK_PX // width, height))
    # Half as wide numbers go through the processor twice as fast; larger volumes need the wide ones.
    number = np.int32 if math.prod(shape) < np.iinfo(np.int32).max else np.int64
    places, cells = np.empty((block, width)), np.empty((2, block, width), number)
    for start in range(0, height, block):
        part = slice(start, min(start + block, height))
        at, cell, flat = places[: part.stop - start], *cells[:, : part.stop - start]
        flat[:] = 0
        for axis, size in zip((2, 1, 0), shape, strict=True):
            across = matrix[axis, 0] * columns + 0.5
            np.add(across[None, :], (matrix[axis, 1] * rows[part] + matrix[axis, 3])[:, None], out=at)
            corners = at[:: max(1, len(at) - 1), :: max(1, width - 1)]
            if corners.min() < 0.0 or corners.max() >= size:
                np.clip(at, 0.0, size - 0.5, out=at)
            np.copyto(cell, at, casting="unsafe")
            flat *= size
            flat += cell
        index[part] = flat
    return NearestVoxels(index, _outside(matrix, columns, rows, shape))


def _outside(
    matrix: FloatArray, columns: FloatArray, rows: FloatArray, shape: tuple[int, ...]
) -> npt.NDArray[np.bool_] | None:
    """Each row of pixels is in the grid from one column to another one: reckoned for the row at once."""
    first, end = np.zeros(len(rows)), np.full(len(rows), float(len(columns)))
    for axis, size in enumerate(shape[::-1]):
        start = matrix[axis, 1] * rows + matrix[axis, 3] + 0.5
        step = matrix[axis, 0]
        if step == 0.0:
            end[(start < 0.0) | (start >= size)] = 0.0
        elif step > 0.0:
            np.maximum(first, np.ceil(-start / step), out=first)
            np.minimum(end, np.ceil((size - start) / step), out=end)
        else:
            np.maximum(first, np.floor((size - start) / step) + 1.0, out=first)
            np.minimum(end, np.floor(-start / step) + 1.0, out=end)
    if first.max() == 0.0 and end.min() == len(columns):
        return None
    return np.asarray((columns < first[:, None]) | (columns >= end[:, None]))


def coarser(matrix: FloatArray, size_px: tuple[int, int], factor: int) -> tuple[FloatArray, tuple[int, int]]:
    """A plane's matrix and size in pixels that are ``factor`` times as large; they may reach beyond it."""
    coarse = matrix.copy()
    coarse[:3, :2] *= factor
    coarse[:3, 3] += matrix[:3, :2].sum(axis=1) * (factor - 1) / 2.0
    return coarse, (-(-size_px[0] // factor), -(-size_px[1] // factor))


def moving_slab(
    voxels: npt.NDArray[Any],
    matrix: FloatArray,
    size_px: tuple[int, int],
    half: int,
    mode: SlabMode,
    outside: float,
) -> npt.NDArray[np.float32]:
    """Greatest, least or mean value [h, w] of nearest voxels along the third column of ``matrix``.

    Few enough samples for a picture that moves: of every second plane if they are many, then of every
    second pixel (third, fourth). The planes reach as far to both sides as those of the full picture.
    """
    width, height = size_px
    apart = 2 if 2 * half + 1 > _FEWEST_SLICES else 1
    steps = range(-half, half + 1, apart)
    coarse = max(1, math.ceil(math.sqrt(width * height * len(steps) / _SAMPLES)))
    moved, small = coarser(matrix, size_px, coarse)
    corner = moved[:3, 3].copy()
    start = {"mean": 0.0, "max": -np.inf, "min": np.inf}[mode]
    together = np.full(small[::-1], start, np.float32)
    counted = np.zeros(small[::-1], np.float32)
    put = {"mean": np.add, "max": np.fmax, "min": np.fmin}[mode]
    for n in steps:
        moved[:3, 3] = corner + n * matrix[:3, 2]
        found = nearest_voxels(moved, small, voxels.shape)
        put(together, found.of(voxels, start, as_float=True), out=together)
        counted += 1.0 if found.outside is None else ~found.outside
    if mode == "mean":
        np.divide(together, counted, out=together, where=counted > 0)
    together[counted == 0] = outside
    return np.repeat(np.repeat(together, coarse, axis=0), coarse, axis=1)[:height, :width]
