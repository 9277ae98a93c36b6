"""Registration: how one image lies in the frame of reference of another, and moving it by hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Vector


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


def turn_about(axis_lps: npt.ArrayLike, degrees: float, point_lps: npt.ArrayLike) -> FloatArray:
    """4x4 matrix of a turn by the right-hand rule about an axis through a point, which stays (Rodrigues)."""
    axis = np.asarray(axis_lps, dtype=np.float64)
    x, y, z = axis / np.linalg.norm(axis)
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    angle, point = np.radians(degrees), np.asarray(point_lps, dtype=np.float64)
    motion = np.eye(4)
    motion[:3, :3] += np.sin(angle) * cross + (1.0 - np.cos(angle)) * (cross @ cross)
    motion[:3, 3] = point - motion[:3, :3] @ point
    return motion


def moved_over(matrix: npt.ArrayLike, motion: npt.ArrayLike) -> tuple[tuple[float, ...], ...]:
    """A registration after its moving image was moved over the fixed one: what lay at p lies at ``motion`` p.

    Both are rigid 4x4 matrices, ``motion`` in LPS mm of the fixed image. The result is rigid to the last
    digits, however often it is moved on: its rotation is the one nearest to the product (Kabsch 1976).
    """
    moved = np.asarray(matrix, dtype=np.float64) @ np.linalg.inv(np.asarray(motion, dtype=np.float64))
    left, _, right = np.linalg.svd(moved[:3, :3])
    moved[:3, :3] = left @ np.diag([1.0, 1.0, np.linalg.det(left @ right)]) @ right
    moved[3] = (0.0, 0.0, 0.0, 1.0)
    return tuple(tuple(float(value) for value in row) for row in moved)


def motion_between(before: npt.ArrayLike, after: npt.ArrayLike, point_lps: Vector) -> tuple[float, float]:
    """By how many degrees one registration is turned against another, and by how many mm a point has moved.

    ``point_lps`` is one of the fixed image: what lay there under ``before``.
    """
    motion = np.linalg.inv(np.asarray(after, dtype=np.float64)) @ np.asarray(before, dtype=np.float64)
    point = np.array(point_lps)
    sine = np.linalg.norm(motion[:3, :3] - motion[:3, :3].T) / np.sqrt(8.0)  # exact for small angles
    degrees = np.degrees(np.arctan2(sine, (np.trace(motion[:3, :3]) - 1.0) / 2.0))
    return float(degrees), float(np.linalg.norm(motion[:3, :3] @ point + motion[:3, 3] - point))
