"""Oblique planes: the three planes of a volume, turned together about the crosshair."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Vector, vector_of

SNAP_DEGREES = 5.0
_OPPOSITE = 1e-9
_STRAIGHT = 1e-9


@dataclass(frozen=True)
class Tilt:
    """A rotation in LPS, applied to all three planes so that they stay at right angles to each other.

    Kept as a unit quaternion ``w + xi + yj + zk``: however often it is turned on, it stays a rotation
    (orthonormal to the last digits of a float).
    """

    w: float = 1.0
    x: float = 0.0
    y: float = 0.0
    z: float = 0.0

    def __post_init__(self) -> None:
        length = math.sqrt(self.w**2 + self.x**2 + self.y**2 + self.z**2)
        if not math.isfinite(length) or length <= 0.0:
            raise ValueError("A rotation needs a quaternion that is not zero.")
        for name in ("w", "x", "y", "z"):
            object.__setattr__(self, name, getattr(self, name) / length)

    @classmethod
    def about(cls, axis_lps: npt.ArrayLike, degrees: float) -> Tilt:
        """A turn about an axis, by the right-hand rule."""
        axis = np.asarray(axis_lps, dtype=np.float64)
        half = math.radians(degrees) / 2.0
        x, y, z = (float(v) for v in axis / np.linalg.norm(axis) * math.sin(half))
        return cls(math.cos(half), x, y, z)

    def after(self, first: Tilt) -> Tilt:
        """The rotation that turns as ``first`` and then as this one."""
        a, b = self, first
        return Tilt(
            a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
            a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
            a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
            a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w,
        )

    @property
    def matrix(self) -> FloatArray:
        """3x3 matrix that turns column vectors, LPS."""
        w, x, y, z = self.w, self.x, self.y, self.z
        return np.array(
            [
                [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
                [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
                [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
            ]
        )

    @property
    def degrees(self) -> float:
        """How far it turns, 0..180."""
        sine = math.sqrt(self.x**2 + self.y**2 + self.z**2)
        return math.degrees(2.0 * math.atan2(sine, abs(self.w)))

    def turns(self, right_lps: Vector, down_lps: Vector) -> bool:
        """Whether it turns the normal of a plane; one about whose normal the others turn stays straight."""
        return _turns(self, right_lps, down_lps)

    def seen_from(self, rotation: FloatArray) -> Tilt:
        """The same turn in axes that a rotation matrix [3, 3] leads to."""
        x, y, z = (float(v) for v in rotation @ np.array([self.x, self.y, self.z]))
        return Tilt(self.w, x, y, z)


@lru_cache(maxsize=64)
def _turns(tilt: Tilt, right_lps: Vector, down_lps: Vector) -> bool:
    """Asked many times for each picture."""
    normal = np.cross(right_lps, down_lps)
    return float(np.abs(tilt.matrix @ normal - normal).max()) > _STRAIGHT


@lru_cache(maxsize=64)
def tilted_plane(right_lps: Vector, down_lps: Vector, tilt: Tilt | None) -> tuple[Vector, Vector]:
    """Right and down of a plane whose normal is turned by a tilt.

    The picture does not spin within its plane: its axes are carried by the shortest turn from the old
    normal to the new one. So turning the other planes about the normal of a view leaves that view as it is.
    """
    if tilt is None:
        return right_lps, down_lps
    right, down = np.array(right_lps), np.array(down_lps)
    normal = np.cross(right, down)
    turn = _shortest_turn(normal, tilt.matrix @ normal, spare_axis=right)
    return vector_of(turn @ right), vector_of(turn @ down)


def turned_about(tilt: Tilt | None, normal_lps: npt.ArrayLike, degrees: float) -> Tilt | None:
    """A tilt turned on about the normal of a view; None once all planes are straight again."""
    turned = Tilt.about(normal_lps, degrees).after(tilt or Tilt())
    return None if turned.degrees < 1e-6 else turned


def snapped(degrees: float, step: float = SNAP_DEGREES) -> float:
    """The nearest whole multiple of a step."""
    return math.floor(degrees / step + 0.5) * step


def _shortest_turn(start: FloatArray, end: FloatArray, spare_axis: FloatArray) -> FloatArray:
    """The rotation matrix that takes a unit vector to another one the shortest way.

    Opposite ones have no shortest way: then half a turn about ``spare_axis``.
    """
    cosine = float(start @ end)
    if cosine < -1.0 + _OPPOSITE:
        return Tilt.about(spare_axis, 180.0).matrix
    axis = np.cross(start, end)
    return Tilt(1.0 + cosine, float(axis[0]), float(axis[1]), float(axis[2])).matrix
