"""SurfaceMesh: the surface of a segment, as triangles in the world."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray
from medviewer.core.segmentation import Color


@dataclass(frozen=True, eq=False)
class SurfaceMesh:
    """Triangles around a segment, counter-clockwise seen from outside.

    Parameters
    ----------
    points_lps
        Vertices, float32 [n, 3], mm, LPS.
    triangles
        Indices of vertices, int32 [m, 3].
    number, name, color
        Of the segment.
    """

    points_lps: npt.NDArray[np.float32]
    triangles: npt.NDArray[np.int32]
    number: int
    name: str
    color: Color

    @property
    def is_closed(self) -> bool:
        """Whether every edge belongs to two triangles, which run along it in opposite directions."""
        starts = self.triangles.astype(np.int64)
        ends, count = np.roll(starts, -1, axis=1), len(self.points_lps)
        ahead, back = np.sort((starts * count + ends).ravel()), np.sort((ends * count + starts).ravel())
        return bool((ahead == back).all() and (np.diff(ahead) > 0).all())

    @property
    def area_mm2(self) -> float:
        """Sum of the areas of all triangles."""
        return float(np.linalg.norm(self._twice_areas(), axis=1).sum() / 2.0)

    @property
    def volume_ml(self) -> float:
        """What the closed surface encloses, by the divergence theorem."""
        first = self.points_lps[self.triangles[:, 0]].astype(np.float64)
        return float((first * self._twice_areas()).sum() / 6000.0)

    @property
    def centre_lps(self) -> FloatArray:
        """The centre of its area, mm, LPS."""
        weights = np.linalg.norm(self._twice_areas(), axis=1)
        middles = self.points_lps[self.triangles].astype(np.float64).mean(axis=1)
        return np.asarray(weights @ middles / max(float(weights.sum()), 1e-12))

    def _twice_areas(self) -> FloatArray:
        """Outward vectors twice as long as the areas of the triangles, [m, 3], mm²."""
        a, b, c = (self.points_lps[self.triangles[:, n]].astype(np.float64) for n in range(3))
        return np.asarray(np.cross(b - a, c - a))
