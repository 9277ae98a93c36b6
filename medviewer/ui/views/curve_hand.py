"""Drawing a path in a view, point by point, and changing it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from medviewer.scene.scene import Scene
from medviewer.scene.views.curved_path import CurvedPath
from medviewer.scene.views.curved_views import add_point, move_point, path_in, point_at, remove_point
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.parts.theme import ACCENT
from medviewer.ui.views.hand import Touch

_NEAR = 9.0
_HALF = 3.5
_IN_PLANE_MM = 3.0
_STEP_MM = 1.0


class CurveHand:
    """The path in one view. With its tool in hand a click adds a point; a drag moves one whatever the tool.

    A click with Ctrl on a point takes it away.
    """

    def __init__(self, scene: Scene, viewport: Viewport, tools: ToolState) -> None:
        self._scene = scene
        self._viewport = viewport
        self._tools = tools
        self._held: int | None = None

    def press(self, touch: Touch) -> bool:
        if touch.button != Qt.MouseButton.LeftButton:
            return False
        number = self._under(touch)
        if touch.has(Qt.KeyboardModifier.ControlModifier):  # beside a point it takes the window of a region
            if number is not None:
                remove_point(self._scene, number)
            return number is not None
        if number is None and self._tools.tool == "curve":
            number = add_point(self._scene, self._viewport, touch.plane, touch.pixel)
        self._held = number
        return number is not None

    def move(self, touch: Touch) -> None:
        if self._held is not None and self._held >= 0:
            move_point(self._scene, self._held, touch.plane, touch.pixel)

    def release(self, touch: Touch) -> None:
        self._held = None
        self._scene.undo.seal()

    def shape(self, touch: Touch) -> Qt.CursorShape | None:
        if self._under(touch) is not None:
            return Qt.CursorShape.SizeAllCursor
        return Qt.CursorShape.CrossCursor if self._tools.tool == "curve" else None

    def paint(self, painter: QPainter, plane: PlaneView, ratio: float, mouse: Touch | None) -> None:
        path = path_in(self._scene, self._scene.image_in(self._viewport))
        if path is None or not path.points_lps:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if path.is_drawn:
            _paint_line(painter, path, plane, ratio)
        for point in path.points_lps:
            x, y = plane.lps_to_pixel(point) / ratio
            is_here = abs(plane.distance_mm(point)) <= _IN_PLANE_MM
            painter.setPen(QPen(QColor(ACCENT), 1.2))
            painter.setBrush(QColor(ACCENT) if is_here else QColor(0, 0, 0, 0))
            painter.drawRect(QRectF(x - _HALF, y - _HALF, 2 * _HALF, 2 * _HALF))
        painter.restore()

    def _under(self, touch: Touch) -> int | None:
        return point_at(self._scene, self._viewport, touch.plane, touch.pixel, _NEAR * touch.ratio)


def _paint_line(painter: QPainter, path: CurvedPath, plane: PlaneView, ratio: float) -> None:
    """The curve as it lies in this picture; dotted where it runs before or behind it."""
    along = np.linspace(0.0, path.length_mm, max(int(path.length_mm / _STEP_MM), 2))
    points = path.at_mm(along)
    spots = plane.lps_to_pixel(points) / ratio
    away = np.abs((points - np.array(plane.centre_lps)) @ plane.normal_lps)
    is_here = bool((away <= _IN_PLANE_MM).mean() > 0.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    colour = QColor(ACCENT)
    colour.setAlpha(255 if is_here else 150)
    style = Qt.PenStyle.SolidLine if is_here else Qt.PenStyle.DotLine
    painter.setPen(QPen(colour, 1.5, style))
    painter.drawPolyline(QPolygonF([QPointF(float(x), float(y)) for x, y in spots]))
