"""Graphics and texts of a presentation state in the pixels of a picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Geometry
from medviewer.core.graphics import Annotation, GraphicObject, Justification, Point, TextObject, Units
from medviewer.core.presentation_state import DisplayedArea
from medviewer.core.segmentation import Color
from medviewer.scene.layers.state_in_view import state_in_view
from medviewer.scene.scene import Scene
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport

_ROUND = 64
_BETWEEN = 12
Pixels = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class AnnotationShape:
    """A figure: points [n, 2] in picture pixels; one point alone is a mark. ``color`` None: ours."""

    points_px: Pixels
    is_closed: bool
    filled: bool
    color: Color | None


@dataclass(frozen=True)
class AnnotationText:
    """Words: in ``box_px`` (left, top, right, bottom) or beside ``anchor_px``, joined to it if asked."""

    text: str
    color: Color | None
    box_px: tuple[float, float, float, float] | None
    anchor_px: Point | None
    joined: bool
    justification: Justification


def annotations_in_view(
    scene: Scene, viewport: Viewport, plane: PlaneView
) -> tuple[tuple[AnnotationShape, ...], tuple[AnnotationText, ...]]:
    """What the state of the active image draws over a view, in the order of drawing."""
    shown = state_in_view(scene, viewport, plane)
    if shown is None:
        return (), ()
    state, instance = shown
    annotations = state.annotations_of(instance.instance_uid, instance.frame)
    area = state.area_of(instance.instance_uid, instance.frame)
    place = _Place(plane, instance.geometry, area)
    shapes = tuple(_shape(one, place, a) for a in annotations for one in a.graphics)
    texts = tuple(_words(one, place, a) for a in annotations for one in a.texts)
    return shapes, texts


class _Place:
    """From the coordinates of a state to picture pixels."""

    def __init__(self, plane: PlaneView, geometry: Geometry, area: DisplayedArea | None) -> None:
        self._plane = plane
        self._geometry = geometry
        self._k = float(geometry.lps_to_index(plane.centre_lps)[2])
        columns, rows, _ = geometry.shape_ijk
        edges = (0.0, 0.0, columns, rows) if area is None else (area.left, area.top, area.right, area.bottom)
        corners = self.pixels(np.array([edges[:2], edges[2:]]), "PIXEL")
        self._low, self._high = corners.min(axis=0), corners.max(axis=0)

    def pixels(self, points: npt.ArrayLike, units: Units) -> Pixels:
        """Picture pixels [n, 2] of points [n, 2]."""
        xy = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        if units == "DISPLAY":
            return np.asarray(self._low + xy * (self._high - self._low))
        index = np.column_stack([xy - 0.5, np.full(len(xy), self._k)])
        return self._plane.lps_to_pixel(self._geometry.index_to_lps(index))


def _shape(graphic: GraphicObject, place: _Place, annotation: Annotation) -> AnnotationShape:
    points = graphic.points
    is_closed = graphic.kind in ("CIRCLE", "ELLIPSE") or graphic.filled
    if graphic.kind == "CIRCLE":
        radius = float(np.linalg.norm(points[1] - points[0]))
        points = _ellipse(points[0], np.array([radius, 0.0]), np.array([0.0, radius]))
    elif graphic.kind == "ELLIPSE":
        centre = points.mean(axis=0)
        points = _ellipse(centre, (points[1] - points[0]) / 2.0, (points[3] - points[2]) / 2.0)
    elif graphic.kind == "INTERPOLATED":
        points = _smooth(points)
    return AnnotationShape(
        place.pixels(points, graphic.units), is_closed, graphic.filled, annotation.layer.color
    )


def _words(text: TextObject, place: _Place, annotation: Annotation) -> AnnotationText:
    box, anchor = None, None
    if text.box is not None:
        corners = place.pixels(text.box, text.box_units)
        (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
        box = (left, top, right, bottom)
    if text.anchor is not None:
        x, y = place.pixels([text.anchor], text.anchor_units)[0].tolist()
        anchor = (x, y)
    joined = text.anchor_visible and anchor is not None and box is not None
    return AnnotationText(text.text, annotation.layer.color, box, anchor, joined, text.justification)


def _ellipse(centre: FloatArray, first: FloatArray, second: FloatArray) -> FloatArray:
    angle = np.linspace(0.0, 2.0 * np.pi, _ROUND, endpoint=False)
    return np.asarray(centre + np.outer(np.cos(angle), first) + np.outer(np.sin(angle), second))


def _smooth(points: FloatArray) -> FloatArray:
    """A curve through all points (Catmull and Rom, 1974); the standard leaves the kind of curve open."""
    if len(points) < 3 or len(points) > 10_000:
        return points
    is_closed = bool(np.allclose(points[0], points[-1]))
    before = points[-2] if is_closed else points[0]
    after = points[1] if is_closed else points[-1]
    knots = np.vstack([before, points, after])
    p0, p1, p2, p3 = (knots[n : len(knots) - 3 + n, None, :] for n in range(4))
    t = np.linspace(0.0, 1.0, _BETWEEN, endpoint=False)[None, :, None]
    curve = p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)))
    return np.vstack([curve.reshape(-1, 2), points[-1:]])
