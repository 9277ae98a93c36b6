"""Where boxes in the world cut a picture."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import numpy.typing as npt

from medviewer.core.detections import Box
from medviewer.scene.layers.layers import DetectionsLayer
from medviewer.scene.views.plane_view import PlaneView

_CORNERS = np.array(list(product((-0.5, 0.5), repeat=3)))
_EDGES = [(a, b) for a, b in combinations(range(8), 2) if (_CORNERS[a] != _CORNERS[b]).sum() == 1]


@dataclass(frozen=True)
class BoxOutline:
    """The polygon in which a box cuts a picture, in picture pixels, in order around its middle."""

    label: str
    score: float
    points_px: tuple[tuple[float, float], ...]


def box_outlines(layer: DetectionsLayer, plane: PlaneView) -> tuple[BoxOutline, ...]:
    """The shown boxes of a detector that a picture cuts, whatever its direction."""
    if not layer.visible:
        return ()
    outlines = (
        BoxOutline(box.label, box.score, tuple((float(x), float(y)) for x, y in _cut(box, plane)))
        for box in layer.detections.boxes
        if box.score >= layer.threshold
    )
    return tuple(outline for outline in outlines if len(outline.points_px) >= 3)


def _cut(box: Box, plane: PlaneView) -> npt.NDArray[np.float64]:
    """Corners (n, 2) of the polygon that the picture's plane cuts out of a box; none if it misses it."""
    corners = np.array(box.centre_lps) + _CORNERS * np.array(box.size_lps)
    heights = (corners - np.array(plane.centre_lps)) @ plane.normal_lps
    points = []
    for a, b in _EDGES:
        if (heights[a] < 0) != (heights[b] < 0):
            share = heights[a] / (heights[a] - heights[b])
            points.append(corners[a] + share * (corners[b] - corners[a]))
    if not points:
        return np.empty((0, 2))
    pixels = plane.lps_to_pixel(np.array(points))
    around = pixels - pixels.mean(axis=0)
    return np.asarray(pixels[np.argsort(np.arctan2(around[:, 1], around[:, 0]))])
