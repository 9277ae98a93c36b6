"""The slices of a grid along one direction: their number, their places, and stepping through them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Geometry, Vector
from medviewer.scene.views.viewport import PlaneKind

# Sign of the reading direction along the plane's normal (right x down, into the screen): axial from
# head to feet, coronal from front to back, sagittal from the patient's right to the left.
_READING_SIGN: dict[PlaneKind, float] = {"axial": -1.0, "coronal": 1.0, "sagittal": -1.0}


@dataclass(frozen=True)
class SliceRange:
    """``count`` parallel slices, the first ``first_mm`` along ``direction_lps``, ``step_mm`` apart.

    The direction is the one in which images are read. Along an axis of the grid the slices lie
    exactly on the voxel centres.
    """

    direction_lps: Vector
    first_mm: float
    step_mm: float
    count: int

    def number_of(self, point_lps: npt.ArrayLike) -> int:
        """The slice nearest to a world point, from 0, clamped to the range."""
        along = float(np.asarray(point_lps, dtype=np.float64) @ np.array(self.direction_lps))
        return min(max(int(np.floor((along - self.first_mm) / self.step_mm + 0.5)), 0), self.count - 1)

    def on_slice(self, point_lps: npt.ArrayLike, number: int) -> FloatArray:
        """The point moved along the direction onto slice ``number`` (clamped)."""
        point = np.asarray(point_lps, dtype=np.float64)
        direction = np.array(self.direction_lps)
        target = self.first_mm + self.step_mm * min(max(number, 0), self.count - 1)
        return np.asarray(point + direction * (target - float(point @ direction)))

    def through(self, point_lps: npt.ArrayLike, other_lps: npt.ArrayLike) -> FloatArray:
        """The point moved along the direction into the plane of another one, wherever the slices lie."""
        point, direction = np.asarray(point_lps, dtype=np.float64), np.array(self.direction_lps)
        away = np.asarray(other_lps, dtype=np.float64) - point
        return np.asarray(point + direction * float(away @ direction))


@lru_cache(maxsize=64)
def slice_range(geometry: Geometry, kind: PlaneKind, right_lps: Vector, down_lps: Vector) -> SliceRange:
    """All slices of a grid parallel to a plane of a standard kind.

    Oblique to the grid, the step is the finest spacing along the normal: how far one goes from voxel to
    voxel along the axis that it crosses fastest.
    """
    direction = np.cross(right_lps, down_lps) * _READING_SIGN[kind]
    along = geometry.corners_lps() @ direction
    crossed_per_mm = np.abs(np.array(geometry.axes_lps) @ direction) / np.array(geometry.spacing_ijk)
    step = 1.0 / float(crossed_per_mm.max())
    first, last = float(along.min()), float(along.max())
    count = round((last - first) / step) + 1
    x, y, z = (float(v) + 0.0 for v in direction)
    return SliceRange((x, y, z), first, step, count)
