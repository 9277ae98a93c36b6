"""Where voxels are in the world.

Arrays are ``[k, j, i]``; index vectors are ``ijk``; the world is DICOM's LPS in millimetres
(x to the patient's Left, y to Posterior, z to Superior; DICOM PS3.3 C.7.6.2.1.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations, product
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import GeometryError

FloatArray = npt.NDArray[np.float64]
Vector = tuple[float, float, float]

_POSITIVE = "LPS"
_NEGATIVE = "RAI"


@dataclass(frozen=True)
class Geometry:
    """A regular 3D grid in the world.

    Parameters
    ----------
    shape_kji
        Number of voxels along k, j, i: the shape of the array.
    origin_lps
        Centre of voxel ``ijk = (0, 0, 0)``, mm, LPS.
    spacing_ijk
        Distance of neighbouring voxel centres along i, j, k, mm, all positive.
    axes_lps
        Three unit vectors, the world directions in which i, j and k grow; orthogonal within 1e-3.
        May be left-handed (files in other orders).

    Raises
    ------
    GeometryError
        If a number is not finite, a spacing is not positive or the axes are not orthonormal.
    """

    shape_kji: tuple[int, int, int]
    origin_lps: Vector = (0.0, 0.0, 0.0)
    spacing_ijk: Vector = (1.0, 1.0, 1.0)
    axes_lps: tuple[Vector, Vector, Vector] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))

    def __post_init__(self) -> None:
        object.__setattr__(self, "shape_kji", tuple(int(n) for n in self.shape_kji))
        object.__setattr__(self, "origin_lps", tuple(float(v) for v in self.origin_lps))
        object.__setattr__(self, "spacing_ijk", tuple(float(v) for v in self.spacing_ijk))
        object.__setattr__(self, "axes_lps", tuple(tuple(float(v) for v in axis) for axis in self.axes_lps))
        numbers = np.array([*self.origin_lps, *self.spacing_ijk, *np.ravel(self.axes_lps)])
        if len(self.shape_kji) != 3 or min(self.shape_kji) < 1 or not np.isfinite(numbers).all():
            raise GeometryError("The grid has no valid shape, position or direction.")
        if min(self.spacing_ijk) <= 0:
            raise GeometryError("The voxel spacing is not positive.")
        axes = np.array(self.axes_lps)
        if np.abs(axes @ axes.T - np.eye(3)).max() > 1e-3:
            raise GeometryError("The grid's axes are not at right angles.")

    @classmethod
    def from_affine(cls, affine_lps: npt.ArrayLike, shape_kji: tuple[int, int, int]) -> Geometry:
        """Geometry from a 4x4 matrix that maps ``(i, j, k, 1)`` to LPS mm."""
        matrix = np.asarray(affine_lps, dtype=np.float64)
        spacing = np.linalg.norm(matrix[:3, :3], axis=0)
        if not np.isfinite(spacing).all() or spacing.min() <= 0:
            raise GeometryError("The voxel spacing is not positive.")
        axes = (matrix[:3, :3] / spacing).T
        return cls(shape_kji, tuple(matrix[:3, 3]), tuple(spacing), tuple(tuple(a) for a in axes))  # type: ignore[arg-type]

    @property
    def affine_lps(self) -> FloatArray:
        """4x4 matrix that maps ``(i, j, k, 1)`` to LPS mm."""
        matrix = np.eye(4)
        matrix[:3, :3] = np.array(self.axes_lps).T * np.array(self.spacing_ijk)
        matrix[:3, 3] = self.origin_lps
        return matrix

    @property
    def shape_ijk(self) -> tuple[int, int, int]:
        """Number of voxels along i, j, k."""
        k, j, i = self.shape_kji
        return (i, j, k)

    @property
    def voxel_volume_ml(self) -> float:
        """Volume of one voxel, ml."""
        return float(np.prod(self.spacing_ijk)) / 1000.0

    @property
    def orientation(self) -> str:
        """The directions in which i, j and k grow, e.g. ``"LPS"``.

        Each of the patient's axes is named once: of the six ways to pair them with i, j and k, the one
        with the greatest components (an axis at 45 degrees alone does not say which it is).
        """
        axes = np.array(self.axes_lps)
        weight = np.abs(axes)
        pairing = max(permutations(range(3)), key=lambda order: float(weight[(0, 1, 2), order].sum()))
        return "".join((_POSITIVE if axes[n, w] >= 0 else _NEGATIVE)[w] for n, w in enumerate(pairing))

    @property
    def is_oblique(self) -> bool:
        """Whether any axis is off the patient's axes by more than 0.1 degree."""
        return bool(np.abs(np.array(self.axes_lps)).max(axis=1).min() < np.cos(np.radians(0.1)))

    @property
    def centre_lps(self) -> FloatArray:
        """Centre of the grid, mm, LPS."""
        return self.index_to_lps((np.array(self.shape_ijk) - 1) / 2.0)

    def index_to_lps(self, index_ijk: npt.ArrayLike) -> FloatArray:
        """World positions (..., 3) in LPS mm of continuous indices (..., 3)."""
        matrix = self.affine_lps
        return np.asarray(np.asarray(index_ijk, dtype=np.float64) @ matrix[:3, :3].T + matrix[:3, 3])

    def lps_to_index(self, point_lps: npt.ArrayLike) -> FloatArray:
        """Continuous indices (..., 3) of world positions (..., 3) in LPS mm."""
        inverse = np.linalg.inv(self.affine_lps)
        return np.asarray(np.asarray(point_lps, dtype=np.float64) @ inverse[:3, :3].T + inverse[:3, 3])

    def nearest_index(self, point_lps: npt.ArrayLike) -> tuple[int, int, int] | None:
        """Index of the voxel that holds a world point, or None outside the grid."""
        if not np.isfinite(np.asarray(point_lps, dtype=np.float64)).all():
            return None
        index = np.floor(self.lps_to_index(point_lps) + 0.5)
        if (index < 0).any() or (index >= np.array(self.shape_ijk)).any():
            return None
        return (int(index[0]), int(index[1]), int(index[2]))

    def corners_lps(self) -> FloatArray:
        """Centres of the eight corner voxels (8, 3), mm, LPS."""
        ends = [(0, n - 1) for n in self.shape_ijk]
        return self.index_to_lps(np.array(list(product(*ends))))

    def nearest_axis(self, direction_lps: npt.ArrayLike) -> int:
        """Which of i, j, k (0, 1, 2) lies nearest to a direction in LPS, either way along it."""
        return int(np.abs(np.array(self.axes_lps) @ np.asarray(direction_lps, dtype=np.float64)).argmax())

    def matches(self, other: Geometry, tolerance_mm: float = 0.01) -> bool:
        """Whether shape and all eight corners agree within ``tolerance_mm``."""
        if self.shape_kji != other.shape_kji:
            return False
        return bool(np.abs(self.corners_lps() - other.corners_lps()).max() <= tolerance_mm)


def vector_of(values: npt.ArrayLike) -> Vector:
    """Three numbers as a vector; -0.0 becomes 0.0, so that equal vectors print and compare alike."""
    x, y, z = (float(value) + 0.0 for value in np.asarray(values, dtype=np.float64))
    return (x, y, z)


_SIDES = (("L", "R"), ("P", "A"), ("H", "F"))
"""The letters of the positive and the negative side of each axis, LPS."""


def edge_letters(direction_lps: Any, minimum: float = 0.2588) -> str:
    """Letters for the edge of a picture that lies in ``direction_lps``: L R A P H F.

    One letter for a direction along the patient's axes, two or three by weight when oblique; a
    component below ``minimum`` (sin 15 degrees) is not named. DICOM PS3.3 C.7.6.1.1.1.
    """
    direction = np.asarray(direction_lps, dtype=np.float64)
    direction = direction / np.linalg.norm(direction)
    order = np.argsort(-np.abs(direction), kind="stable")
    named = [_SIDES[n][0 if direction[n] > 0 else 1] for n in order if abs(direction[n]) >= minimum]
    return "".join(named)


def side_of_origin(normal_lps: Any, point_lps: Any) -> tuple[str, float]:
    """To which side of the patient's origin a plane lies, and how far, along its main axis.

    Parameters
    ----------
    normal_lps, point_lps
        The normal of the plane and one of its points, mm.

    Returns
    -------
    the letter of the side (``"F"``) and the distance, mm.
    """
    axis = int(np.abs(np.asarray(normal_lps)).argmax())
    along = float(point_lps[axis])
    return _SIDES[axis][0 if along >= 0 else 1], abs(along)
