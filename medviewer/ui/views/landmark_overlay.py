"""Landmarks as they are drawn over a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

_COLOUR = "#7fd6c2"
_RADIUS = 5.0
_ARM = 9.0
_FAINT = 120

WriteText = Callable[[QPainter, float, float, str, str], None]
"""Writes a text at a place (x, baseline) in a colour, legible on any ground."""


@dataclass(frozen=True)
class PointDrawing:
    """A landmark in logical pixels; one in a slice beside this one is drawn faintly, without its text."""

    point: tuple[float, float]
    text: str
    is_in_slice: bool


def paint_points(painter: QPainter, points: tuple[PointDrawing, ...], write: WriteText) -> None:
    """Draws a ring with four arms at each landmark, open in the middle so that it hides nothing."""
    if not points:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for drawing in sorted(points, key=lambda one: one.is_in_slice):
        colour = QColor(_COLOUR)
        colour.setAlpha(255 if drawing.is_in_slice else _FAINT)
        for pen in (QPen(QColor(0, 0, 0, colour.alpha() // 2), 3.0), QPen(colour, 1.5)):
            painter.setPen(pen)
            _paint_mark(painter, QPointF(*drawing.point), drawing.is_in_slice)
        if drawing.is_in_slice:
            write(painter, _text_left(painter, drawing), drawing.point[1] - 4, drawing.text, _COLOUR)
    painter.restore()


def _text_left(painter: QPainter, drawing: PointDrawing) -> float:
    """To the right of the mark, or to its left where the view ends."""
    wide = painter.fontMetrics().horizontalAdvance(drawing.text)
    right = drawing.point[0] + _ARM + 3
    return right if right + wide <= painter.window().width() else drawing.point[0] - _ARM - 3 - wide


def _paint_mark(painter: QPainter, middle: QPointF, with_arms: bool) -> None:
    painter.drawEllipse(middle, _RADIUS, _RADIUS)
    if not with_arms:
        return
    for x, y in ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)):
        outwards = QPointF(x, y)
        painter.drawLine(middle + outwards * _RADIUS, middle + outwards * _ARM)
