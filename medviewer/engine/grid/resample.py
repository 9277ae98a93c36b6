"""Images onto the network's grid in other ways than nnU-Net's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume
from medviewer.packs.stage import Resampling

Array = npt.NDArray[Any]
FloatArray = npt.NDArray[np.float32]

_SAME_VOXELS = 0.1
"""Grids that differ by no more than this many voxels over their whole length count as one."""


def axis_scale(count: int, spacing_mm: float, target_mm: float, how: Resampling) -> tuple[int, float]:
    """Voxels of the new grid along one axis, and how many old voxels one of them is long.

    Both grids begin with the same voxel, as with MONAI's ``Spacing``; with ``"cubic"`` they also end with
    the same voxel, as with ``scipy.ndimage.zoom``.
    """
    if target_mm <= 0 or abs(spacing_mm / target_mm - 1) * count < _SAME_VOXELS:
        return count, 1.0
    if how == "cubic":
        new = max(1, round(count * spacing_mm / target_mm))
        return new, (count - 1) / (new - 1) if new > 1 else 1.0
    return max(1, round((count - 1) * spacing_mm / target_mm + 1)), target_mm / spacing_mm


def resampled(values: Array, counts: Sequence[int], scales: Sequence[float], how: Resampling) -> FloatArray:
    """One channel [a, b, c] on a grid of ``counts`` voxels, each ``scales`` old voxels long; edges go on."""
    if how == "cubic":
        return _cubic(values, counts)
    places = [
        np.clip(np.arange(new) * scale, 0, old - 1)
        for new, scale, old in zip(counts, scales, values.shape, strict=True)
    ]
    if how == "nearest":
        a, b, c = (np.rint(place).astype(np.int64) for place in places)
        return np.stack([values[k][np.ix_(b, c)] for k in a]).astype(np.float32)
    return _linear(values, places)


def _linear(values: Array, places: Sequence[npt.NDArray[np.float64]]) -> FloatArray:
    lows = [np.floor(place).astype(np.int64) for place in places]
    highs = [np.minimum(low + 1, n - 1) for low, n in zip(lows, values.shape, strict=True)]
    weights = [(place - low).astype(np.float32) for place, low in zip(places, lows, strict=True)]
    result = np.empty([len(place) for place in places], np.float32)
    for n, (low, high, weight) in enumerate(zip(lows[0], highs[0], weights[0], strict=True)):
        plane = values[low].astype(np.float32)
        if weight > 0:
            plane += (values[high] - plane) * weight
        rows = plane[lows[1]]
        rows += (plane[highs[1]] - rows) * weights[1][:, None]
        result[n] = rows[:, lows[2]]
        result[n] += (rows[:, highs[2]] - result[n]) * weights[2]
    return result


def _cubic(values: Array, counts: Sequence[int]) -> FloatArray:
    """Cubic splines, separable: one matrix an axis."""
    over_a, over_b, over_c = (
        ndimage.zoom(np.eye(old), (new / old, 1), order=3).astype(np.float32) if old != new else None
        for old, new in zip(values.shape, counts, strict=True)
    )
    thin = np.empty((len(values), counts[1], counts[2]), np.float32)
    for target, source in zip(thin, values, strict=True):
        plane = source.astype(np.float32)
        plane = plane if over_b is None else over_b @ plane
        target[...] = plane if over_c is None else plane @ over_c.T
    if over_a is None:
        return thin
    result = np.empty(tuple(counts), np.float32)
    for row in range(counts[1]):
        result[:, row] = over_a @ thin[:, row]
    return result


def conformed(values: Array, shape: Sequence[int]) -> tuple[FloatArray, tuple[int, ...]]:
    """Centred in a grid of ``shape`` by cropping and by filling with the least value, and where it begins.

    Returns
    -------
    array [a, b, c] float32, and the index of the image at which it begins (negative where it is filled).
    """
    starts = tuple((n - m) // 2 for n, m in zip(values.shape, shape, strict=True))
    result = np.full(tuple(shape), float(values.min()), np.float32)
    source, target = [], []
    for start, n, m in zip(starts, values.shape, shape, strict=True):
        source.append(slice(max(start, 0), min(start + m, n)))
        target.append(slice(max(-start, 0), max(-start, 0) + source[-1].stop - source[-1].start))
    result[tuple(target)] = values[tuple(source)]
    return result, starts


def resized(values: Array, rows: int, columns: int) -> FloatArray:
    """Every plane with so many rows and columns, antialiased (torch's ``interpolate``, Pillow's triangle)."""
    import torch

    # A copy of its own: the image is read-only, which torch does not know.
    planes = torch.from_numpy(np.array(values, np.float32, order="C"))[:, None]
    new = torch.nn.functional.interpolate(
        planes, (rows, columns), mode="bilinear", align_corners=False, antialias=True
    )
    return np.asarray(new[:, 0].numpy(), np.float32)


def aligned_to(volume: Volume, grid: Geometry) -> Array:
    """The voxels of a volume on another grid [k, j, i], linearly; its least value where it has none."""
    if volume.geometry.matches(grid):
        return volume.voxels
    to_index = np.linalg.inv(volume.geometry.affine_lps) @ grid.affine_lps
    matrix = to_index[:3, :3][::-1, ::-1]
    values = volume.voxels.astype(np.float32)
    return np.asarray(
        ndimage.affine_transform(
            values,
            matrix,
            offset=to_index[:3, 3][::-1],
            output_shape=grid.shape_kji,
            order=1,
            mode="constant",
            cval=float(values.min()),
        )
    )
