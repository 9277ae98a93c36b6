"""A band that is pulled round marks to select them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from medviewer.scene.marks.mark_view import SeenMark
from medviewer.ui.parts.theme import ACCENT

_FILL = 24


class MarkBand:
    """A box from where the button went down to where the mouse is, logical pixels."""

    def __init__(self, at: QPointF) -> None:
        self._start = at
        self._end = at

    def move(self, at: QPointF) -> None:
        """The mouse is somewhere else."""
        self._end = at

    def holds(self, seen: Iterable[SeenMark]) -> frozenset[str]:
        """The ids of the marks that lie in it with all that is drawn of them."""
        box = self._box
        left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
        held = []
        for one in seen:
            first_x, first_y, last_x, last_y = one.box
            if left <= first_x and top <= first_y and last_x <= right and last_y <= bottom:
                held.append(one.mark.id)
        return frozenset(held)

    def paint(self, painter: QPainter) -> None:
        """Draws it."""
        painter.save()
        fill = QColor(ACCENT)
        fill.setAlpha(_FILL)
        painter.setBrush(fill)
        painter.setPen(QPen(QColor(ACCENT), 1.0, Qt.PenStyle.DashLine))
        painter.drawRect(self._box)
        painter.restore()

    @property
    def _box(self) -> QRectF:
        return QRectF(self._start, self._end).normalized()
