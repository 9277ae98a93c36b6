"""Onto the network's grid as nnU-Net does it.

nnU-Net resamples images with cubic splines and logits linearly, each slice on its own and the nearest slice
across them where voxels are more than three times longer than wide (Isensee et al., Nature Methods 18, 2021,
"Resampling"). Grids lie edge to edge: voxel n of m reaches from n/m to (n+1)/m of the image.

Splines are separable, so one small matrix an axis does what a three-dimensional spline does with 64 values
a voxel, to the last digits of float32, in a ninth of its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

ANISOTROPY = 3.0
"""nnU-Net's threshold, longest over shortest edge of a voxel."""

_CHUNK_BYTES = 32 * 2**20

FloatArray = npt.NDArray[np.float32]
Shape = tuple[int, ...]


def shape_at(shape: Sequence[int], spacing_mm: Sequence[float], target_mm: Sequence[float]) -> Shape:
    """Shape of an image at another spacing, rounded to the nearest voxel."""
    return tuple(
        round(old / new * count) for old, new, count in zip(spacing_mm, target_mm, shape, strict=True)
    )


def separate_axis(spacing_mm: Sequence[float], target_mm: Sequence[float]) -> int | None:
    """The axis across which slices are taken to the nearest one; None if all axes are treated alike.

    The spacing that is left decides, then the one that is wanted. Two axes of the same, longest spacing
    count as none.
    """
    for spacing in (np.asarray(spacing_mm, np.float64), np.asarray(target_mm, np.float64)):
        if spacing.max() / spacing.min() > ANISOTROPY:
            longest = np.flatnonzero(spacing.max() / spacing == 1)
            return int(longest[0]) if len(longest) == 1 else None
    return None


@dataclass(frozen=True)
class AxisSteps:
    """For each voxel along one axis of the new grid: two voxels of the old one and the second one's weight.

    ``low`` and ``high`` are int64 [n_new], ``weight`` is float64 [n_new]: value = (1 - weight) * old[low] +
    weight * old[high].
    """

    low: npt.NDArray[np.int64]
    high: npt.NDArray[np.int64]
    weight: npt.NDArray[np.float64]


def nearest_steps(old_count: int, new_count: int) -> AxisSteps:
    """The nearest voxel of grids that lie edge to edge; of two as near the one that nnU-Net takes."""
    scale = float(old_count) / new_count
    position = np.clip(scale * (np.arange(new_count) + 0.5) - 0.5, 0, old_count - 1)
    low = np.floor(position + 0.5).astype(np.int64)
    return AxisSteps(low, low, np.zeros(new_count))


def resample_image(
    image: npt.NDArray[Any], shape: Sequence[int], spacing_mm: Sequence[float], target_mm: Sequence[float]
) -> FloatArray:
    """One channel [a, b, c] on a grid of another shape, float32.

    Values beyond those of the image (of the slice, where slices are taken one by one) are clipped: splines
    overshoot at edges.
    """
    if tuple(shape) == image.shape:
        return np.asarray(image, np.float32)
    separate = separate_axis(spacing_mm, target_mm)
    if separate is None:
        return _resampled_volume(image, tuple(shape))
    slices = np.moveaxis(image, separate, 0)
    plane = [count for axis, count in enumerate(shape) if axis != separate]
    thin = _resampled_planes(slices, plane[0], plane[1], clip_each=True)
    nearest = nearest_steps(len(slices), shape[separate]).low
    return np.ascontiguousarray(np.moveaxis(thin[nearest], 0, separate))


def _resampled_volume(image: npt.NDArray[Any], shape: Shape) -> FloatArray:
    thin = _resampled_planes(image, shape[1], shape[2], clip_each=False)
    low, high = float(image.min()), float(image.max())
    if shape[0] == len(thin):
        return np.clip(thin, low, high, out=thin)
    matrix = _spline_matrix(len(thin), shape[0])
    resampled = np.empty(shape, np.float32)
    for rows in _chunks(shape[1], thin[:, :1].size + resampled[:, :1].size):
        column = thin[:, rows].reshape(len(thin), -1).astype(np.float64)
        resampled[:, rows] = np.clip(matrix @ column, low, high).reshape(shape[0], -1, shape[2])
    return resampled


def _resampled_planes(image: npt.NDArray[Any], rows: int, columns: int, clip_each: bool) -> FloatArray:
    """Every plane of [k, j, i] with so many rows and columns."""
    resampled = np.empty((len(image), rows, columns), np.float32)
    if image.shape == resampled.shape:
        resampled[...] = image
        return resampled
    over_rows = _spline_matrix(image.shape[1], rows)
    over_columns = _spline_matrix(image.shape[2], columns).T
    for some in _chunks(len(image), 3 * image[0].size):
        planes = image[some].astype(np.float64)
        new = np.matmul(np.matmul(over_rows, planes), over_columns)
        if clip_each:
            ends = planes.min(axis=(1, 2), keepdims=True), planes.max(axis=(1, 2), keepdims=True)
            np.clip(new, *ends, out=new)
        resampled[some] = new
    return resampled


def _spline_matrix(old_count: int, new_count: int) -> npt.NDArray[np.float64]:
    """[new, old]: cubic spline interpolation along one axis, as a matrix."""
    if old_count == new_count:
        return np.eye(old_count)
    zoom = (new_count / old_count, 1)
    matrix: npt.NDArray[np.float64] = ndimage.zoom(
        np.eye(old_count), zoom, order=3, mode="nearest", grid_mode=True
    )
    return matrix


def _chunks(count: int, values_each: int) -> list[slice]:
    """Ranges of so many that their float64 values stay small."""
    size = max(1, _CHUNK_BYTES // (8 * max(1, values_each)))
    return [slice(start, min(start + size, count)) for start in range(0, count, size)]
