"""What the handles of a mark measure by themselves: lengths, angles, areas; exact formulas, no pixels."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Vector
from medviewer.core.mark import Mark

ROI_KINDS = ("ellipse", "rectangle", "polygon", "freehand")
"""Kinds that enclose an area of a plane."""
SPANNING_KINDS = ("length", "angle")
"""Kinds whose points may lie on different slices."""
_SAME_PLANE_MM = 1e-3
_MOST_CORNERS = 400


def length_mm(first_lps: npt.ArrayLike, second_lps: npt.ArrayLike) -> float:
    """Distance of two world points, mm."""
    return float(np.linalg.norm(np.asarray(second_lps, np.float64) - np.asarray(first_lps, np.float64)))


def angle_degrees(end_lps: npt.ArrayLike, corner_lps: npt.ArrayLike, other_lps: npt.ArrayLike) -> float:
    """Angle at a corner between two legs, 0 to 180 degrees; 0 where a leg has no length."""
    corner = np.asarray(corner_lps, np.float64)
    return _between(np.asarray(end_lps) - corner, np.asarray(other_lps) - corner)


def cobb_degrees(points_lps: npt.ArrayLike) -> float:
    """Angle between two lines, 0 to 90 degrees, wherever they would meet (Cobb, 1948).

    Parameters
    ----------
    points_lps
        Both ends of one line, then of the other (4, 3).
    """
    a, b, c, d = np.asarray(points_lps, np.float64)
    angle = _between(b - a, d - c)
    return min(angle, 180.0 - angle)


def ellipse_area_mm2(points_lps: npt.ArrayLike) -> float:
    """Area of an ellipse from the ends of two conjugate diameters (4, 3), mm2; axes are such diameters."""
    a, b, c, d = np.asarray(points_lps, np.float64)
    return float(np.pi * np.linalg.norm(np.cross((b - a) / 2.0, (d - c) / 2.0)))


def polygon_area_mm2(points_lps: npt.ArrayLike) -> float:
    """Area of a plane polygon (n, 3) that is closed by itself, mm2 (Gauss's shoelace formula)."""
    points = np.asarray(points_lps, np.float64)
    points = points - points.mean(axis=0)
    return float(np.linalg.norm(np.cross(points, np.roll(points, -1, axis=0)).sum(axis=0)) / 2.0)


def ball_volume_ml(points_lps: npt.ArrayLike) -> float:
    """Volume of a ball from its centre and a point of its surface, ml."""
    centre, surface = np.asarray(points_lps, np.float64)
    return float(4.0 / 3.0 * np.pi * length_mm(centre, surface) ** 3 / 1000.0)


def area_mm2(mark: Mark) -> float:
    """Area that a mark of one of `ROI_KINDS` encloses, mm2."""
    return ellipse_area_mm2(mark.points_lps) if mark.kind == "ellipse" else polygon_area_mm2(mark.points_lps)


def centre_lps(mark: Mark) -> Vector:
    """The middle of a mark: of a ball and an angle its own, of the others that of their handles."""
    if mark.kind in ("ball", "arrow"):
        return mark.points_lps[0]
    x, y, z = (float(v) for v in np.mean(np.asarray(mark.points_lps, np.float64), axis=0))
    return (x, y, z)


def is_spanning(mark: Mark) -> bool:
    """Whether the points of a length or an angle lie on different slices, so that no one plane shows it."""
    if mark.kind not in SPANNING_KINDS or mark.place.slice_number is not None:
        return False
    nx, ny, nz = mark.normal_lps  # asked for each mark of each picture, where numpy would take long
    depths = [x * nx + y * ny + z * nz for x, y, z in mark.points_lps]
    return max(depths) - min(depths) > _SAME_PLANE_MM


def crosses_itself(mark: Mark) -> bool:
    """Whether the outline of a polygon or freehand mark meets itself, so that its area says little."""
    if mark.kind not in ("polygon", "freehand"):
        return False
    points = np.asarray(mark.points_lps, np.float64)
    points = points[:: len(points) // _MOST_CORNERS + 1]  # the work grows with the square
    normal = np.asarray(mark.normal_lps, np.float64)
    across = np.cross(normal, np.eye(3)[int(np.abs(normal).argmin())])
    xy = points @ np.stack([across, np.cross(normal, across)], axis=1)
    a, b = xy, np.roll(xy, -1, axis=0)
    far = _side(a[:, None], b[:, None], a[None]) * _side(a[:, None], b[:, None], b[None]) < 0
    return bool((far & far.T).any())


def _side(a: FloatArray, b: FloatArray, p: FloatArray) -> FloatArray:
    """On which side of the lines from ``a`` to ``b`` points lie."""
    along, to_point = b - a, p - a
    return np.sign(along[..., 0] * to_point[..., 1] - along[..., 1] * to_point[..., 0])


def _between(first: FloatArray, second: FloatArray) -> float:
    # By the tangent: the cosine alone loses small angles to rounding.
    across = float(np.linalg.norm(np.cross(first, second)))
    return float(np.degrees(np.arctan2(across, float(np.dot(first, second)))))
