"""Handles on the crosshair: turning the other planes, and making them thick."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from medviewer.scene.scene import Scene
from medviewer.scene.views.oblique import Tilt
from medviewer.scene.views.oblique_views import (
    PLANES,
    Handle,
    drag_slab,
    handle_at,
    handles,
    plane_lines,
    slab_of_line,
    turn_planes,
)
from medviewer.scene.views.plan_slice import tilt_of
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.parts.colours import colours
from medviewer.ui.views.hand import Touch

_NEAR = 9.0
_RADIUS = 5.0
_SLAB_SHOWS = 70.0
_TOOLS = ("window", "pan", "zoom", "scroll", "crosshair")


class ObliqueHand:
    """The handles of one view; they show while the mouse is in it and no mark is being drawn."""

    def __init__(self, scene: Scene, viewport: Viewport, tools: ToolState) -> None:
        self._scene = scene
        self._viewport = viewport
        self._tools = tools
        self._held: Handle | None = None
        self._start: Tilt | None = None
        self._from = (0.0, 0.0)

    def press(self, touch: Touch) -> bool:
        handle, image = self._under(touch), self._scene.image_in(self._viewport)
        if handle is None or image is None or touch.button != Qt.MouseButton.LeftButton:
            return False
        self._held, self._from, self._start = handle, touch.pixel, tilt_of(self._scene, image)
        return True

    def move(self, touch: Touch) -> None:
        image = self._scene.image_in(self._viewport)
        if self._held is None or image is None:
            return
        if self._held.grip == "turn":
            snaps = touch.has(Qt.KeyboardModifier.ShiftModifier)
            turn_planes(self._scene, image, touch.plane, self._start, self._from, touch.pixel, snaps)
        else:
            drag_slab(self._scene, self._viewport, touch.plane, self._held.kind, touch.pixel)

    def release(self, touch: Touch) -> None:
        self._held = None
        self._scene.undo.seal()

    def shape(self, touch: Touch) -> Qt.CursorShape | None:
        handle = self._under(touch)
        if handle is None:
            return None
        return Qt.CursorShape.OpenHandCursor if handle.grip == "turn" else Qt.CursorShape.SizeAllCursor

    def paint(self, painter: QPainter, plane: PlaneView, ratio: float, mouse: Touch | None) -> None:
        self._paint_slabs(painter, plane, ratio)
        if mouse is None or self._tools.tool not in _TOOLS:
            return
        found = handles(self._scene, self._viewport, plane, ratio)
        under = self._held or handle_at(found, mouse.pixel, _NEAR * ratio)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for handle in found:
            is_under = under is not None and (handle.grip, handle.kind) == (under.grip, under.kind)
            away = np.hypot(*(np.array(handle.at_px) - mouse.pixel)) / ratio
            if handle.grip == "slab" and away > _SLAB_SHOWS and not is_under:
                continue  # calm: it shows where the mouse comes near
            _paint_handle(painter, handle, ratio, is_under)
        painter.restore()

    def _under(self, touch: Touch) -> Handle | None:
        if self._tools.tool not in _TOOLS:
            return None
        found = handles(self._scene, self._viewport, touch.plane, touch.ratio)
        return handle_at(found, touch.pixel, _NEAR * touch.ratio)

    def _paint_slabs(self, painter: QPainter, plane: PlaneView, ratio: float) -> None:
        """The edges of what the other planes put together."""
        if not self._scene.crosshair_visible:
            return
        thick = {kind: slab_of_line(self._scene, self._viewport, kind) for kind in PLANES}
        if not any(thick.values()):
            return
        for line in plane_lines(self._scene, self._viewport, plane):
            half_px = thick[line.kind] / 2.0 / plane.mm_per_pixel
            if half_px <= 0:
                continue
            colour = QColor(colours().planes[line.kind])
            colour.setAlpha(130)
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
            direction = np.array(line.direction_px)
            across, reach = np.array([-direction[1], direction[0]]), float(sum(plane.size_px))
            for side in (half_px, -half_px):
                edge = np.array(line.through_px) + side * across
                ends = [(edge + way * reach * direction) / ratio for way in (-1.0, 1.0)]
                painter.drawLine(QPointF(*ends[0]), QPointF(*ends[1]))


def _paint_handle(painter: QPainter, handle: Handle, ratio: float, is_under: bool) -> None:
    """A ring turns, a small square makes thick."""
    at = QPointF(handle.at_px[0] / ratio, handle.at_px[1] / ratio)
    colour = QColor(colours().planes[handle.kind])
    radius = _RADIUS if handle.grip == "turn" else _RADIUS - 1.5
    painter.setBrush(colour if is_under else QColor(0, 0, 0, 120))
    for pen in (QPen(QColor(0, 0, 0, 200), 3.5), QPen(colour, 1.5)):
        painter.setPen(pen)
        if handle.grip == "turn":
            painter.drawEllipse(at, radius, radius)
        else:
            painter.drawRect(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius))
