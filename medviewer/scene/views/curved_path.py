"""A path through a volume, along which it is shown straightened (curved planar reformation)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Vector, vector_of

CurveRows = Literal["across", "along"]
CurveSlab = Literal["max", "mean", "min"]
_PER_SPAN = 64
_SAME_MM = 1e-6


@dataclass(frozen=True)
class CurvedPath:
    """Points that were clicked, joined by a smooth curve.

    The curve is a centripetal Catmull-Rom spline through all points (E. Catmull, R. Rom 1974; Yuksel et
    al. 2011: without loops or cusps); its ends are mirrored. The first and last points are its ends.

    Parameters
    ----------
    points_lps
        Clicked points in their order, mm, LPS; neighbours differ.
    normal_lps
        Unit normal of the plane that they were clicked on.
    frame
        The frame of reference that they lie in, as `frame_of` names it.
    rows
        What the rows of the straightened picture follow: ``"across"``, the direction within the plane at
        right angles to the path; ``"along"``, the normal of the plane (as for a panorama of the jaw).
    slab_mm
        How much is put together at right angles to the picture.
    slab_mode
        What is shown of that: the greatest value, the mean or the least value.
    """

    points_lps: tuple[Vector, ...]
    normal_lps: Vector
    frame: str = ""
    rows: CurveRows = "across"
    slab_mm: float = 0.0
    slab_mode: CurveSlab = "max"

    def with_point(self, point_lps: npt.ArrayLike) -> CurvedPath:
        """The path with a point more at its end; one where the last one is changes nothing."""
        point = vector_of(point_lps)
        if self.points_lps and np.linalg.norm(np.subtract(point, self.points_lps[-1])) < _SAME_MM:
            return self
        return replace(self, points_lps=(*self.points_lps, point))

    def moved(self, number: int, point_lps: npt.ArrayLike) -> CurvedPath:
        """The path with point ``number`` somewhere else."""
        points = list(self.points_lps)
        points[number] = vector_of(point_lps)
        return replace(self, points_lps=tuple(points))

    def without(self, number: int) -> CurvedPath:
        """The path without one of its points."""
        kept = tuple(one for n, one in enumerate(self.points_lps) if n != number)
        return replace(self, points_lps=kept)

    @property
    def is_drawn(self) -> bool:
        """Whether there is a curve: two points at least, somewhat apart."""
        return len(self.points_lps) > 1 and self.length_mm > 10 * _SAME_MM

    @property
    def length_mm(self) -> float:
        """Length of the curve, mm."""
        return float(self._arc_mm[-1])

    def at_mm(self, along_mm: npt.ArrayLike) -> FloatArray:
        """Points (..., 3) at lengths along the curve, mm, LPS; straight on beyond its ends."""
        along = np.asarray(along_mm, dtype=np.float64)
        arc, curve = self._arc_mm, self._curve_lps
        inside = np.stack([np.interp(along, arc, curve[:, axis]) for axis in range(3)], axis=-1)
        before = np.minimum(along, 0.0)[..., None] * self.tangent_at(0.0)
        after = np.maximum(along - arc[-1], 0.0)[..., None] * self.tangent_at(arc[-1])
        return np.asarray(inside + before + after)

    def tangent_at(self, along_mm: npt.ArrayLike) -> FloatArray:
        """Unit vectors (..., 3) in which the curve runs at lengths along it."""
        arc, curve = self._arc_mm, self._curve_lps
        middles = (arc[1:] + arc[:-1]) / 2.0
        steps = np.diff(curve, axis=0) / np.diff(arc)[:, None]
        along = np.asarray(along_mm, dtype=np.float64)
        tangent = np.stack([np.interp(along, middles, steps[:, axis]) for axis in range(3)], axis=-1)
        length = np.linalg.norm(tangent, axis=-1, keepdims=True)
        return np.asarray(tangent / np.where(length > 0, length, 1.0))

    def row_axis_at(self, along_mm: npt.ArrayLike) -> FloatArray:
        """Unit vectors (..., 3) in which the straightened picture runs downwards."""
        tangent, normal = self.tangent_at(along_mm), np.array(self.normal_lps)
        if self.rows == "along":
            # At right angles to the path, for it may rise out of the plane it was begun on.
            upright = normal - (tangent @ normal)[..., None] * tangent
            return _unit(upright)
        return _unit(np.cross(np.broadcast_to(normal, tangent.shape), tangent))

    def nearest_mm(self, point_lps: npt.ArrayLike) -> tuple[float, float]:
        """The length along the curve nearest to a point, and how far that is, mm."""
        point, curve = np.asarray(point_lps, dtype=np.float64), self._curve_lps
        steps = np.diff(curve, axis=0)
        parts = np.clip(((point - curve[:-1]) * steps).sum(axis=1) / (steps**2).sum(axis=1), 0.0, 1.0)
        away = np.linalg.norm(curve[:-1] + parts[:, None] * steps - point, axis=1)
        best = int(away.argmin())
        spans = np.diff(self._arc_mm)
        return float(self._arc_mm[best] + parts[best] * spans[best]), float(away[best])

    @cached_property
    def _curve_lps(self) -> FloatArray:
        points = _apart(np.array(self.points_lps, dtype=np.float64).reshape(-1, 3))
        if len(points) < 2:
            return np.zeros((2, 3)) if len(points) == 0 else np.repeat(points, 2, axis=0)
        ends = (2.0 * points[0] - points[1], 2.0 * points[-1] - points[-2])
        controls = np.concatenate([ends[:1], points, ends[1:]])
        spans = [_span(controls[n : n + 4]) for n in range(len(points) - 1)]
        return _apart(np.concatenate([*spans, points[-1:]]))

    @cached_property
    def _arc_mm(self) -> FloatArray:
        steps = np.linalg.norm(np.diff(self._curve_lps, axis=0), axis=1)
        return np.concatenate([[0.0], np.cumsum(steps)])


def _span(four: FloatArray) -> FloatArray:
    """The curve from the second of four points to the third one, without its end (Barry and Goldman 1988)."""
    knots = np.concatenate([[0.0], np.cumsum(np.sqrt(np.linalg.norm(np.diff(four, axis=0), axis=1)))])
    t = np.linspace(knots[1], knots[2], _PER_SPAN, endpoint=False)[:, None]

    def between(a: FloatArray, b: FloatArray, start: float, end: float) -> FloatArray:
        return np.asarray(((end - t) * a + (t - start) * b) / (end - start))

    first = [between(four[n], four[n + 1], knots[n], knots[n + 1]) for n in range(3)]
    second = [between(first[n], first[n + 1], knots[n], knots[n + 2]) for n in range(2)]
    return between(second[0], second[1], knots[1], knots[2])


def _apart(points: FloatArray) -> FloatArray:
    """Points without those that lie where the one before them does."""
    if len(points) < 2:
        return points
    keep = np.concatenate([[True], np.linalg.norm(np.diff(points, axis=0), axis=1) > _SAME_MM])
    return np.asarray(points[keep])


def _unit(vectors: FloatArray) -> FloatArray:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(length > 1e-12, length, 1.0))
