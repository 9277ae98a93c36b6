"""Where a picture lies in the world."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Vector, edge_letters


@dataclass(frozen=True)
class PlaneView:
    """A picture of ``size_px`` (width, height) in the world.

    Parameters
    ----------
    centre_lps
        World point at the centre of the picture, mm, LPS.
    right_lps, down_lps
        Unit vectors along the picture's rows (to the right) and columns (downwards).
    mm_per_pixel
        Size of a (square) screen pixel, mm.

    Pixel coordinates are continuous: (0, 0) is the top left corner of the top left pixel, whose
    centre is (0.5, 0.5).
    """

    centre_lps: Vector
    right_lps: Vector
    down_lps: Vector
    mm_per_pixel: float
    size_px: tuple[int, int]

    @cached_property
    def normal_lps(self) -> FloatArray:
        """Unit vector into the screen: right x down. Not to be written to."""
        (a, b, c), (x, y, z) = self.right_lps, self.down_lps
        # numpy takes twenty times as long for its own.
        return np.array([b * z - c * y, c * x - a * z, a * y - b * x])

    def pixel_to_lps(self, pixel_xy: npt.ArrayLike) -> FloatArray:
        """World positions (..., 3) of picture positions (..., 2)."""
        xy = (np.asarray(pixel_xy, dtype=np.float64) - np.array(self.size_px) / 2.0) * self.mm_per_pixel
        axes = np.array([self.right_lps, self.down_lps])
        return np.asarray(np.asarray(self.centre_lps) + xy @ axes)

    def lps_to_pixel(self, point_lps: npt.ArrayLike) -> FloatArray:
        """Picture positions (..., 2) of world positions (..., 3), projected along the normal."""
        offset = np.asarray(point_lps, dtype=np.float64) - np.asarray(self.centre_lps)
        axes = np.array([self.right_lps, self.down_lps])
        return np.asarray(offset @ axes.T / self.mm_per_pixel + np.array(self.size_px) / 2.0)

    def distance_mm(self, point_lps: npt.ArrayLike) -> float:
        """Signed distance of a world point from the picture's plane along the normal, mm."""
        return float(
            (np.asarray(point_lps, dtype=np.float64) - np.asarray(self.centre_lps)) @ self.normal_lps
        )

    def letters(self) -> tuple[str, str, str, str]:
        """Orientation letters of the left, right, top and bottom edge."""
        right, down = np.array(self.right_lps), np.array(self.down_lps)
        return edge_letters(-right), edge_letters(right), edge_letters(-down), edge_letters(down)
