"""Contours and the graphics of presentation states, painted over a slice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from medviewer.core.segmentation import Color
from medviewer.scene.layers.annotation_shapes import AnnotationShape, AnnotationText, annotations_in_view
from medviewer.scene.layers.contour_lines import ContourLine, contour_lines
from medviewer.scene.layers.object_layers import ContourLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import shown_volume
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.parts.theme import text_scale

_CONTOUR_WIDTH = 1.5
_MARK = 5.0
_TEXT_PX = 13
_OWN_COLOR: Color = (240, 228, 66)
_JUSTIFIED = {
    "LEFT": Qt.AlignmentFlag.AlignLeft,
    "CENTER": Qt.AlignmentFlag.AlignHCenter,
    "RIGHT": Qt.AlignmentFlag.AlignRight,
}


@dataclass(frozen=True)
class Graphics:
    """What of a study's objects is drawn over a view; contours with the opacity of their layer."""

    contours: tuple[tuple[float, tuple[ContourLine, ...]], ...] = ()
    shapes: tuple[AnnotationShape, ...] = ()
    texts: tuple[AnnotationText, ...] = ()


def graphics_of(scene: Scene, viewport: Viewport, plane: PlaneView) -> Graphics:
    """The contours and annotations of the active image that lie in a view."""
    active = scene.image_in(viewport)
    if active is None or not active.visible:
        return Graphics()
    slice_mm = shown_volume(active, viewport).geometry.spacing_ijk[2]
    layers = (layer for layer in scene.results_shown_on(active) if isinstance(layer, ContourLayer))
    contours = tuple((layer.opacity, contour_lines(layer, plane, slice_mm)) for layer in layers)
    return Graphics(contours, *annotations_in_view(scene, viewport, plane))


def paint_graphics(painter: QPainter, graphics: Graphics, ratio: float) -> None:
    """Draws them; ``ratio`` screen pixels make one logical pixel."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for opacity, lines in graphics.contours:
        painter.setOpacity(opacity)
        _paint_contours(painter, lines, ratio)
    painter.setOpacity(1.0)
    for shape in graphics.shapes:
        _paint_shape(painter, shape, ratio)
    font = QFont(painter.font())
    font.setPixelSize(round(_TEXT_PX * text_scale(font)))
    painter.setFont(font)
    for text in graphics.texts:
        _paint_text(painter, text, ratio)
    painter.restore()


def _paint_contours(painter: QPainter, lines: Sequence[ContourLine], ratio: float) -> None:
    segments: dict[Color, list[QLineF]] = {}
    for line in lines:
        points = line.points_px / ratio
        if len(points) == 2 and not line.is_closed:
            segments.setdefault(line.color, []).append(QLineF(*points[0], *points[1]))
            continue
        painter.setPen(_pen(line.color, _CONTOUR_WIDTH))
        _paint_points(painter, points, line.is_closed)
    for color, pieces in segments.items():
        painter.setPen(_pen(color, _CONTOUR_WIDTH))
        painter.drawLines(pieces)


def _paint_shape(painter: QPainter, shape: AnnotationShape, ratio: float) -> None:
    color, points = shape.color or _OWN_COLOR, shape.points_px / ratio
    painter.setPen(QPen(QColor(0, 0, 0, 160), 3.0))
    if not shape.filled:
        _paint_points(painter, points, shape.is_closed)  # a dark rim, seen on white too
    painter.setPen(_pen(color, 1.5))
    if shape.filled:
        painter.setBrush(QColor(*color, 140))
    _paint_points(painter, points, shape.is_closed)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_points(painter: QPainter, points: npt.NDArray[np.float64], is_closed: bool) -> None:
    if len(points) == 1:
        x, y = points[0]
        painter.drawLines([QLineF(x - _MARK, y, x + _MARK, y), QLineF(x, y - _MARK, x, y + _MARK)])
        return
    polygon = QPolygonF([QPointF(x, y) for x, y in points.tolist()])
    if is_closed:
        painter.drawPolygon(polygon)
    else:
        painter.drawPolyline(polygon)


def _paint_text(painter: QPainter, text: AnnotationText, ratio: float) -> None:
    color = QColor(*(text.color or _OWN_COLOR))
    anchor = None if text.anchor_px is None else QPointF(*text.anchor_px) / ratio
    metrics = QFontMetricsF(painter.font())
    if text.box_px is not None:
        left, top, right, bottom = (edge / ratio for edge in text.box_px)
        box = QRectF(QPointF(left, top), QPointF(right, bottom))
        flags = int(_JUSTIFIED[text.justification]) | int(Qt.AlignmentFlag.AlignTop)
    elif anchor is not None:
        box = QRectF(anchor.x() + _MARK + 2, anchor.y() - metrics.height() / 2, 1.0, 1.0)
        flags = int(Qt.AlignmentFlag.AlignLeft)
    else:
        return
    flags |= int(Qt.TextFlag.TextDontClip)
    if anchor is not None and text.joined:
        painter.setPen(_pen(text.color or _OWN_COLOR, 1.0))
        near = QPointF(
            min(max(anchor.x(), box.left()), box.right()), min(max(anchor.y(), box.top()), box.bottom())
        )
        painter.drawLine(anchor, near)
    painter.setPen(QColor(0, 0, 0, 200))
    for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        painter.drawText(box.translated(dx, dy), flags, text.text)
    painter.setPen(color)
    painter.drawText(box, flags, text.text)


def _pen(color: Color, width: float) -> QPen:
    pen = QPen(QColor(*color), width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
