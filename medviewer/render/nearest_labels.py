"""Labels on another grid."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Geometry
from medviewer.core.reorient import reorient

# Two grids count as parallel if no voxel is further off than this.
_PARALLEL_VOXELS = 0.02


def resampled_nearest(voxels: npt.NDArray[Any], geometry: Geometry, target: Geometry) -> npt.NDArray[Any]:
    """Labels [k, j, i] of the voxels nearest to the centres of a target grid; 0 outside."""
    voxels, geometry = reorient(voxels, geometry, target.orientation)
    to_index = np.linalg.inv(geometry.affine_lps) @ target.affine_lps
    turning = to_index[:3, :3] - np.diag(np.diag(to_index))[:3, :3]
    if (np.abs(turning) @ np.array(target.shape_ijk)).max() < _PARALLEL_VOXELS:
        return _by_axes(voxels, geometry, target, to_index)
    return _by_voxels(voxels, geometry, target, to_index)


def _by_axes(
    voxels: npt.NDArray[Any], geometry: Geometry, target: Geometry, to_index: FloatArray
) -> npt.NDArray[Any]:
    found = voxels
    for axis in (2, 1, 0):  # slices first: that leaves the least to copy
        count = geometry.shape_ijk[axis]
        # The middle of the other axes stands for all of it.
        middle = np.array([*(np.array(target.shape_ijk) - 1) / 2.0, 1.0])
        middle[axis] = 0.0
        offset = to_index[axis] @ middle
        index = np.floor(to_index[axis, axis] * np.arange(target.shape_ijk[axis]) + offset + 0.5).astype(int)
        outside = (index < 0) | (index >= count)
        found = found.take(np.clip(index, 0, count - 1), axis=2 - axis)
        np.moveaxis(found, 2 - axis, 0)[outside] = 0
    return found


def _by_voxels(
    voxels: npt.NDArray[Any], geometry: Geometry, target: Geometry, to_index: FloatArray
) -> npt.NDArray[Any]:
    k, j, i = (np.arange(n, dtype=np.float32) for n in target.shape_kji)
    inside = np.ones(target.shape_kji, dtype=bool)
    places = []
    for axis, count in enumerate(geometry.shape_ijk):
        a, b, c, d = (float(v) for v in to_index[axis])
        index = (a * i)[None, None, :] + (b * j)[None, :, None] + (c * k)[:, None, None] + (d + 0.5)
        whole = np.floor(index).astype(np.int32)
        inside &= (whole >= 0) & (whole < count)
        places.append(np.clip(whole, 0, count - 1))
    found: npt.NDArray[Any] = voxels[places[2], places[1], places[0]]
    found[~inside] = 0
    return found
