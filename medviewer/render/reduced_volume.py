"""Smaller copies of a volume: what a 3D picture can show, in the time there is."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry
from medviewer.core.reorient import reorient

_SLAB = 24
"""Slices that are averaged in one step: some hundredths of a second."""


def reduction_factors(geometry: Geometry, voxel_budget: int) -> tuple[int, int, int]:
    """Whole numbers (i, j, k) by which to thin a grid to a budget, finest axis first."""
    factors = np.ones(3, dtype=int)
    shape, spacing = np.array(geometry.shape_ijk), np.array(geometry.spacing_ijk)
    while np.prod(np.ceil(shape / factors)) > voxel_budget:
        reducible = np.where(shape / factors > 2, spacing * factors, np.inf)
        factors[int(reducible.argmin())] += 1
    i, j, k = (int(f) for f in factors)
    return i, j, k


def reduced_in_steps(
    voxels: npt.NDArray[Any], geometry: Geometry, voxel_budget: int, averaged: bool
) -> Generator[None, None, tuple[npt.NDArray[Any], Geometry]]:
    """A contiguous copy in LPS order (right-handed) of at most about ``voxel_budget`` voxels.

    Averaging goes over rows and columns, which takes the noise out and costs little; labels are
    thinned without averaging. Between the steps the window may do other things.
    """
    voxels, geometry = reorient(voxels, geometry, "LPS")
    i, j, k = reduction_factors(geometry, voxel_budget)
    thin = voxels[k // 2 :: k]
    first_ijk = [0.0, 0.0, float(min(k // 2, geometry.shape_ijk[2] - 1))]
    if averaged and i * j > 1:
        rows, columns = (n // f * f for n, f in zip(thin.shape[1:], (j, i), strict=True))
        small = np.empty((len(thin), rows // j, columns // i), voxels.dtype)
        for start in range(0, len(thin), _SLAB):
            slab = slice(start, start + _SLAB)
            small[slab] = _averaged(thin[slab, :rows, :columns], j, i)
            yield None
        first_ijk[:2] = [(i - 1) / 2.0, (j - 1) / 2.0]
    else:
        small = thin[:, j // 2 :: j, i // 2 :: i]
        first_ijk[:2] = [float(i // 2), float(j // 2)]
    grid = Geometry(
        shape_kji=small.shape,
        origin_lps=tuple(geometry.index_to_lps(first_ijk)),
        spacing_ijk=tuple(s * f for s, f in zip(geometry.spacing_ijk, (i, j, k), strict=True)),  # type: ignore[arg-type]
        axes_lps=geometry.axes_lps,
    )
    return np.ascontiguousarray(small), grid


def _averaged(slices: npt.NDArray[Any], rows: int, columns: int) -> npt.NDArray[Any]:
    """The mean of each block of rows and columns, rounded down, of the same type."""
    wide = np.float32 if slices.dtype.kind == "f" else np.int32
    shape = (len(slices), slices.shape[1] // rows, slices.shape[2] // columns)
    total = np.zeros(shape, dtype=wide)
    for row in range(rows):
        for column in range(columns):
            total += slices[:, row::rows, column::columns]
    mean = total / (rows * columns) if wide is np.float32 else total // (rows * columns)
    return np.asarray(mean.astype(slices.dtype))


def in_air(voxels: npt.NDArray[Any], geometry: Geometry) -> tuple[npt.NDArray[Any], Geometry]:
    """The voxels [k, j, i] with one layer of their least value around them.

    So a body that is cut off by the edge of the volume gets a face there, lit like any surface.
    """
    padded = np.pad(voxels, 1, constant_values=np.nanmin(voxels))
    origin = geometry.index_to_lps((-1.0, -1.0, -1.0))
    return padded, replace(geometry, shape_kji=padded.shape, origin_lps=tuple(origin))


def softened_in_steps(voxels: npt.NDArray[Any]) -> Generator[None, None, npt.NDArray[Any]]:
    """The voxels [k, j, i] weighted 1-2-1 along each axis, of the same type; NaN counts as 0.

    Surfaces are shaded by the gradient; unsoftened, every step between voxels shows as a ring.
    """
    soft = np.nan_to_num(voxels.astype(np.float32))
    for axis in range(3):
        if voxels.shape[axis] > 2:
            yield None
            moved = np.moveaxis(soft, axis, 0)
            ends = moved[0].copy(), moved[-1].copy()
            inner = moved[1:-1] * np.float32(0.5)
            inner += (moved[:-2] + moved[2:]) * np.float32(0.25)
            moved[1:-1] = inner
            moved[0], moved[-1] = ends
    return soft if voxels.dtype.kind == "f" else np.rint(soft).astype(voxels.dtype)


def grown(numbers: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Labels [k, j, i] grown by one voxel into the background, so that a soft edge keeps its colour."""
    result = numbers.copy()
    for axis in range(3):
        moved, before = np.moveaxis(result, axis, 0), np.moveaxis(result.copy(), axis, 0)
        for target, source in ((moved[1:], before[:-1]), (moved[:-1], before[1:])):
            np.copyto(target, source, where=target == 0)
    return result
