"""The true values that a mark encloses.

On a plane along the grid, the voxels of the nearest slice whose centres lie inside the outline or on it.
On an oblique plane, samples of a square grid of the plane's own (its step is the finest voxel spacing, it is
anchored at the volume's first voxel and runs along the volume's first axis), each with the value of the
voxel that holds it. In a ball, the voxels whose centres lie in it or on its surface. None of this depends on
how the image is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Geometry
from medviewer.core.mark import Mark
from medviewer.core.measure_mask import GridPoints, Window, points_in_ellipse, points_in_polygon
from medviewer.core.volume import Volume

Sampling = Literal["voxels", "samples"]
_ALONG = 1.0 - 1e-7
_ON = 1e-6
_FAR = 2**31


@dataclass(frozen=True, eq=False)
class EnclosedValues:
    """Values [n] float64 inside a mark; ``left_out`` more were padding, in a gap or no number."""

    values: FloatArray
    left_out: int = 0
    sampling: Sampling = "voxels"


def enclosed_values(mark: Mark, volume: Volume) -> EnclosedValues:
    """The values that a ROI or a ball encloses, or that of the voxel that a point lies in."""
    if mark.kind == "point":
        index = volume.geometry.nearest_index(mark.points_lps[0])
        found = np.zeros((0, 3), np.int64) if index is None else np.array([index])
        return _values_at(found, volume, "voxels")
    if mark.kind == "ball":
        return _real(_in_ball(mark, volume), volume, "voxels")
    along = np.abs(np.array(volume.geometry.axes_lps) @ np.array(mark.normal_lps))
    axis = int(along.argmax())
    if along[axis] >= _ALONG:
        return _values_at(_in_slice(mark, volume.geometry, axis), volume, "voxels")
    return _values_at(_in_plane(mark, volume.geometry), volume, "samples")


def _in_slice(mark: Mark, grid: Geometry, axis: int) -> npt.NDArray[np.int64]:
    index = grid.lps_to_index(mark.points_lps)
    number = int(np.floor(index[:, axis].mean() + 0.5))
    across, down = (n for n in range(3) if n != axis)
    shape = grid.shape_ijk
    if not 0 <= number < shape[axis]:
        return np.zeros((0, 3), np.int64)
    window = Window(0, 0, shape[across] - 1, shape[down] - 1)
    inside = _inside(mark, index[:, [across, down]], window)
    found = np.empty((len(inside.x), 3), np.int64)
    found[:, axis], found[:, across], found[:, down] = number, inside.x, inside.y
    return found


def _in_plane(mark: Mark, grid: Geometry) -> npt.NDArray[np.int64]:
    """Indices of the voxels that hold the samples of an oblique plane; one voxel may hold several."""
    normal = np.array(mark.normal_lps)
    axes = np.array(grid.axes_lps)
    lead = axes[0] if abs(float(axes[0] @ normal)) < 0.9 else axes[1]
    right = lead - (lead @ normal) * normal
    right = right / np.linalg.norm(right)
    plane_axes = np.stack([right, np.cross(normal, right)])
    points = np.asarray(mark.points_lps, np.float64)
    origin = np.array(grid.origin_lps)
    anchor = origin + ((points.mean(axis=0) - origin) @ normal) * normal
    step = min(grid.spacing_ijk)
    outline = (points - anchor) @ plane_axes.T / step
    reach = np.abs((grid.corners_lps() - anchor) @ plane_axes.T).max() / step + 2
    edge = int(min(reach, _FAR))
    inside = _inside(mark, outline, Window(-edge, -edge, edge, edge))
    samples = anchor + np.stack([inside.x, inside.y], axis=1) * step @ plane_axes
    found = np.floor(grid.lps_to_index(samples) + 0.5).astype(np.int64)
    return np.asarray(found[((found >= 0) & (found < np.array(grid.shape_ijk))).all(axis=1)])


def _in_ball(mark: Mark, volume: Volume) -> npt.NDArray[Any]:
    """Values of the voxels in a ball, straight from the block of voxels around it."""
    grid = volume.geometry
    centre, surface = np.asarray(mark.points_lps, np.float64)
    radius = float(np.linalg.norm(surface - centre))
    middle = grid.lps_to_index(centre)
    reach = radius / np.array(grid.spacing_ijk) + _ON
    low = np.maximum(np.ceil(middle - reach), 0).astype(np.int64)
    high = np.minimum(np.floor(middle + reach), np.array(grid.shape_ijk) - 1).astype(np.int64) + 1
    if (high <= low).any():
        return volume.voxels[:0, 0, 0]
    i, j, k = (((np.arange(low[n], high[n]) - middle[n]) * grid.spacing_ijk[n]) ** 2 for n in range(3))
    inside = k[:, None, None] + j[None, :, None] + i[None, None, :] <= (radius * (1.0 + _ON)) ** 2
    block: npt.NDArray[Any] = volume.voxels[low[2] : high[2], low[1] : high[1], low[0] : high[0]]
    return np.asarray(block[inside])


def _inside(mark: Mark, outline_xy: FloatArray, window: Window) -> GridPoints:
    inside = points_in_ellipse if mark.kind == "ellipse" else points_in_polygon
    return inside(outline_xy, window)


def _values_at(index_ijk: npt.NDArray[np.int64], volume: Volume, sampling: Sampling) -> EnclosedValues:
    found: npt.NDArray[Any] = volume.voxels[index_ijk[:, 2], index_ijk[:, 1], index_ijk[:, 0]]
    return _real(found, volume, sampling)


def _real(found: npt.NDArray[Any], volume: Volume, sampling: Sampling) -> EnclosedValues:
    """Without what is padding or no number."""
    values = found.astype(np.float64)
    real = np.isfinite(values)
    if volume.padding is not None:
        low, high = volume.padding
        real &= (values < low) | (values > high)
    kept = values[real]
    return EnclosedValues(kept, len(values) - len(kept), sampling)
