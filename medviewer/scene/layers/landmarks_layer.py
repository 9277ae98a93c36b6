"""Landmarks that a model found, and where they are in a picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from medviewer.core.landmarks import Landmark, Landmarks
from medviewer.scene.layers.layers import StatementsLayer
from medviewer.scene.views.plane_view import PlaneView

_NEAR_MM = 10.0


@dataclass(eq=False, kw_only=True)
class LandmarksLayer(StatementsLayer):
    """Named points; those with a score of at least ``threshold`` are drawn."""

    landmarks: Landmarks
    threshold: float = 0.0

    @property
    def stated(self) -> Landmarks:
        return self.landmarks

    @property
    def shown(self) -> tuple[Landmark, ...]:
        """The points that are to be drawn."""
        if not self.visible:
            return ()
        return tuple(point for point in self.landmarks.points if point.score >= self.threshold)


@dataclass(frozen=True)
class LandmarkMark:
    """A landmark in a picture, in picture pixels; the point lies ``off_mm`` behind it (or before it)."""

    label: str
    score: float
    point_px: tuple[float, float]
    off_mm: float
    is_in_slice: bool


def landmark_marks(
    layer: LandmarksLayer, plane: PlaneView, slice_mm: float, is_flat: bool = False
) -> tuple[LandmarkMark, ...]:
    """The landmarks that lie in the slice of a picture, or near enough to be shown beside it.

    Parameters
    ----------
    slice_mm
        Distance of neighbouring slices of the picture, mm: a point belongs to the nearest one.
    is_flat
        A single picture: there is no other slice that a point could lie in.
    """
    marks = []
    for point in layer.shown:
        off_mm = float((np.array(point.point_lps) - np.array(plane.centre_lps)) @ plane.normal_lps)
        if abs(off_mm) > max(_NEAR_MM, slice_mm) and not is_flat:
            continue
        x, y = (float(value) for value in plane.lps_to_pixel(point.point_lps))
        is_in_slice = is_flat or abs(off_mm) <= slice_mm / 2.0 + 1e-3
        marks.append(LandmarkMark(point.label, point.score, (x, y), off_mm, is_in_slice))
    return tuple(marks)
