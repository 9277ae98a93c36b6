"""Registration: how one image lies in the frame of reference of another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from medviewer.core.geometry import FloatArray


@dataclass(frozen=True)
class Registration:
    """A rigid match of two images.

    Parameters
    ----------
    matrix
        Rigid 4x4 matrix, rows: maps LPS mm of the fixed image to LPS mm of the moving one.
    likeness_before, likeness_after
        Mutual information (Mattes et al. 2003) of the two before and after, nat; higher is more alike.
    overlap
        Part of the fixed image that the moving one covers after it, 0..1.
    """

    matrix: tuple[tuple[float, ...], ...]
    likeness_before: float
    likeness_after: float
    overlap: float

    @property
    def array(self) -> FloatArray:
        """The matrix [4, 4]."""
        return np.array(self.matrix, dtype=np.float64)

    @property
    def angle_degrees(self) -> float:
        """By how much one is turned against the other."""
        cosine = (float(np.trace(self.array[:3, :3])) - 1.0) / 2.0
        return float(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))

    def shift_mm(self, point_lps: tuple[float, float, float]) -> float:
        """By how much a point of the fixed image moves, mm."""
        matrix, point = self.array, np.array(point_lps)
        return float(np.linalg.norm(matrix[:3, :3] @ point + matrix[:3, 3] - point))
