"""Cuts the contours of a structure set with planes, and remembers the last ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.core.contours import Contour, Roi
from medviewer.core.geometry import FloatArray
from medviewer.scene.layers.contour_slabs import Slabs, slabs_of
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.thin_line import thinned

_PARALLEL = 0.999
_TIE_MM = 1e-6
_PLANES_KEPT = 8

Pixels = npt.NDArray[np.float64]
Lines = tuple[tuple[Pixels, bool], ...]
"""Points [n, 2] in picture pixels, and whether the last is joined to the first."""


@dataclass(frozen=True, eq=False)
class _Shape:
    """What is asked of the contours of a region again and again."""

    centres_lps: FloatArray
    normals: FloatArray
    is_point: npt.NDArray[np.bool_]
    slabs: tuple[Slabs, ...]


class ContourCutter:
    """Lines of regions on planes. A view is painted again at each mouse move, so the last are kept."""

    def __init__(self, rois: Sequence[Roi]) -> None:
        self._rois = tuple(rois)
        self._shapes: dict[int, _Shape] = {}
        self._kept: dict[tuple[PlaneView, float], dict[int, Lines]] = {}

    def lines(self, place: int, plane: PlaneView, slice_mm: float) -> Lines:
        """The lines of the region at a place in the list, on a picture of slices ``slice_mm`` apart."""
        known = self._kept.pop((plane, slice_mm), {})
        self._kept[plane, slice_mm] = known  # the newest is last
        while len(self._kept) > _PLANES_KEPT:
            del self._kept[next(iter(self._kept))]
        if place not in known:
            known[place] = self._cut(place, plane, slice_mm)
        return known[place]

    def _cut(self, place: int, plane: PlaneView, slice_mm: float) -> Lines:
        roi = self._rois[place]
        if not roi.contours:
            return ()
        if place not in self._shapes:
            self._shapes[place] = _shape_of(roi)
        shape, half = self._shapes[place], slice_mm / 2.0
        heights = (shape.centres_lps - np.array(plane.centre_lps)) @ plane.normal_lps
        along = np.abs(shape.normals @ plane.normal_lps) > _PARALLEL
        # Exactly between two slices belongs to one of them only.
        near = (heights > -half + _TIE_MM) & (heights <= half + _TIE_MM)
        lines: list[tuple[Pixels, bool]] = []
        for number in np.flatnonzero(near & (along | shape.is_point)):
            contour = roi.contours[number]
            lines.append((thinned(plane.lps_to_pixel(contour.points_lps)), contour.is_closed))
        for slabs in shape.slabs:
            if abs(float(slabs.normal_lps @ plane.normal_lps)) <= _PARALLEL:
                lines += [(plane.lps_to_pixel(points), False) for points in slabs.cut(plane)]
        return tuple(lines)


def _shape_of(roi: Roi) -> _Shape:
    normals = np.array([_normal(contour) for contour in roi.contours])
    return _Shape(
        centres_lps=np.array([contour.points_lps.mean(axis=0) for contour in roi.contours]),
        normals=normals,
        is_point=np.array([len(contour.points_lps) < 3 for contour in roi.contours]),
        slabs=slabs_of(roi.contours, normals),
    )


def _normal(contour: Contour) -> FloatArray:
    """Unit normal by Newell's method; towards the head for what has no plane (a point, a line)."""
    points = contour.points_lps - contour.points_lps[0]
    normal = np.cross(points, np.roll(points, -1, axis=0)).sum(axis=0)
    length = float(np.linalg.norm(normal))
    return np.asarray(normal / length) if length > 1e-9 else np.array([0.0, 0.0, 1.0])
