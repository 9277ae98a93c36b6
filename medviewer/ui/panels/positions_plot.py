"""A small plot of where slices lie along their normal, with gaps, repeats and the slice on screen."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from medviewer.core.series import SlicePositions
from medviewer.ui.parts.colours import colours
from medviewer.ui.parts.theme import ACCENT, BORDER, MUTED, TEXT

_HEIGHT = 66
_SIDE = 6.0
_TOP, _BOTTOM = 16.0, 44.0  # of the strokes
_NARROW = 5.0


class PositionsPlot(QWidget):
    """Strokes at the true positions. ``chosen`` carries the distance (mm) of the slice that was clicked."""

    chosen = Signal(float)

    def __init__(self, positions: SlicePositions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.positions = positions
        self._present_mm: float | None = None
        self._distances = np.array(positions.distances_mm)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Where the slices lie along their normal; a click goes there"))
        self.setAccessibleName(self.tr("Positions of the slices"))

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    @property
    def repeats_mm(self) -> tuple[float, ...]:
        """Where more than one slice lies."""
        close = np.diff(self._distances) < 0.1 * self.positions.step_mm
        return tuple(dict.fromkeys(float(self._distances[n]) for n in np.flatnonzero(close)))

    def set_present(self, distance_mm: float | None) -> None:
        """Marks the slice on screen."""
        if distance_mm != self._present_mm:
            self._present_mm = distance_mm
            self.update()

    def x_of(self, distance_mm: float) -> float:
        """Where a distance lies in the plot, pixels from its left."""
        length = max(float(self._distances[-1]), 1e-6)
        return _SIDE + (self.width() - 2 * _SIDE) * distance_mm / length

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._choose(event.position().x())

    def _choose(self, x: float) -> None:
        places = np.array([self.x_of(float(distance)) for distance in self._distances])
        self.chosen.emit(float(self._distances[np.abs(places - x).argmin()]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_slices(painter)
        self._paint_gaps(painter)
        self._paint_present(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_gaps(self, painter: QPainter) -> None:
        """Gaps are filled, with a broken stroke for each slice that they have room for."""
        pen = QPen(QColor(colours().warning), 1, Qt.PenStyle.DotLine)
        for start, end in self.positions.gaps_mm:
            left, right = self.x_of(start), self.x_of(end)
            fill = QColor(colours().warning)
            if right - left > _NARROW:
                fill.setAlpha(100)
            else:  # among many slices one that is missing would not be seen
                left, right = left - 1.0, right + 1.0
            painter.fillRect(QRectF(left, _TOP - 2, right - left, _BOTTOM - _TOP + 2), fill)
            painter.setPen(pen)
            missing = round((end - start) / self.positions.step_mm) - 1
            for n in range(1, missing + 1) if missing * 4 < right - left else ():
                x = left + (right - left) * n / (missing + 1)
                painter.drawLine(QPointF(x, _TOP + 4), QPointF(x, _BOTTOM - 4))

    def _paint_slices(self, painter: QPainter) -> None:
        colour = QColor(TEXT)
        room = (self.width() - 2 * _SIDE) / max(len(self._distances), 1)
        colour.setAlpha(200 if room > 2 else 110)  # many strokes run together to a band
        painter.setPen(QPen(colour, 1))
        for distance in self._distances:
            x = self.x_of(float(distance))
            painter.drawLine(QPointF(x, _TOP + 4), QPointF(x, _BOTTOM - 4))
        painter.setPen(QPen(QColor(colours().error), 2))
        for distance in self.repeats_mm:
            x = self.x_of(distance)
            painter.drawLine(QPointF(x, _TOP - 2), QPointF(x, _BOTTOM))
        painter.setPen(QPen(QColor(BORDER), 1))
        painter.drawLine(QPointF(_SIDE, _BOTTOM), QPointF(self.width() - _SIDE, _BOTTOM))

    def _paint_present(self, painter: QPainter) -> None:
        if self._present_mm is None:
            return
        x = min(max(self.x_of(self._present_mm), _SIDE), self.width() - _SIDE)
        painter.setPen(QPen(QColor(ACCENT), 2))
        painter.drawLine(QPointF(x, _TOP - 4), QPointF(x, _BOTTOM + 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ACCENT))
        painter.drawPolygon([QPointF(x - 5, _TOP - 10), QPointF(x + 5, _TOP - 10), QPointF(x, _TOP - 3)])

    def _paint_words(self, painter: QPainter) -> None:
        painter.setPen(QColor(MUTED))
        line = QRectF(0, _BOTTOM + 3, self.width(), _HEIGHT - _BOTTOM - 3)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, self.tr("0 mm"))
        step = self.tr("step %1 mm").replace("%1", f"{self.positions.step_mm:.4g}")
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter, step)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, f"{self._distances[-1]:.4g} mm")
