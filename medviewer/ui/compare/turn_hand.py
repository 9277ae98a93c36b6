"""Turning the image that lies over another one, in the picture itself."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.oblique import snapped
from medviewer.scene.views.over_image import fusion_plan, link_between
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.parts.theme import ACCENT
from medviewer.ui.views.hand import Touch
from medviewer.ui.views.slice_overlay import write_rimmed

_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_LEAST_PX = 12.0
_STEP = 0.1
"""Degrees: finer ones nobody sees."""


class TurnHand:
    """With Ctrl+Shift a drag turns it about the crosshair; a drag is one step to take back."""

    def __init__(self, scene: Scene, viewport: Viewport) -> None:
        self._scene = scene
        self._viewport = viewport
        self._angle: float | None = None
        self._turned = 0.0
        self._at = (0.0, 0.0)

    def press(self, touch: Touch) -> bool:
        if touch.button != Qt.MouseButton.LeftButton or touch.modifiers & _KEYS != _KEYS:
            return False
        pair = self._pair()
        if pair is None:
            return False
        self._scene.undo.seal()
        self._angle, self._turned, self._at = self._angle_of(touch, pair[0]), 0.0, touch.pixel
        return True

    def move(self, touch: Touch) -> None:
        pair = self._pair()
        if pair is None:
            return
        now, self._at = self._angle_of(touch, pair[0]), touch.pixel
        if now is None or self._angle is None:  # nearer to the crosshair a pixel would be too large a step
            self._angle = now
            return
        wanted = (now - self._angle + 180.0) % 360.0 - 180.0
        degrees = snapped(wanted, _STEP)
        if degrees:
            from medviewer.scene.views.adjust_link import turn_over  # not before the first picture

            turn_over(self._scene, *pair, touch.plane.normal_lps, degrees)
            self._turned += degrees
            self._angle += degrees

    def release(self, touch: Touch) -> None:
        self._angle = None
        self._scene.undo.seal()

    def shape(self, touch: Touch) -> Qt.CursorShape | None:
        return None

    def paint(self, painter: QPainter, plane: PlaneView, ratio: float, mouse: Touch | None) -> None:
        pair = self._pair() if self._angle is not None else None
        if pair is None:
            return
        x, y = (float(v) / ratio for v in plane.lps_to_pixel(self._scene.cursor_of(pair[0])))
        end = QPointF(self._at[0] / ratio, self._at[1] / ratio)
        radius = math.hypot(end.x() - x, end.y() - y)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ACCENT), 1.0, Qt.PenStyle.DashLine))
        painter.drawEllipse(QRectF(x - radius, y - radius, 2.0 * radius, 2.0 * radius))
        painter.setPen(QPen(QColor(ACCENT), 1.5))
        painter.drawLine(QPointF(x, y), end)
        write_rimmed(painter, end.x() + 12.0, end.y() - 12.0, f"{self._turned:+.1f}°")
        painter.restore()

    def _angle_of(self, touch: Touch, image: ImageLayer) -> float | None:
        """Where the mouse is about the crosshair, degrees clockwise; None too near to it."""
        x, y = touch.plane.lps_to_pixel(self._scene.cursor_of(image))
        across, down = touch.pixel[0] - float(x), touch.pixel[1] - float(y)
        if math.hypot(across, down) < _LEAST_PX * touch.ratio:
            return None
        return math.degrees(math.atan2(down, across))

    def _pair(self) -> tuple[ImageLayer, ImageLayer] | None:
        """The image in the view and the one over it, where a link joins them."""
        image = self._scene.image_in(self._viewport)
        if image is None or image.over is None or fusion_plan(self._scene, image) is None:
            return None
        other = self._scene.image(image.over.image_id)
        if other is None or link_between(self._scene, image, other) is None:
            return None
        return image, other
