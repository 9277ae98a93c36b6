"""How often each value occurs inside a mark, as bars."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from medviewer.core.measure import Figures, Histogram
from medviewer.ui.parts.theme import ACCENT, MUTED, TEXT

_HIGH = 72
_WORDS = 16


class HistogramPlot(QWidget):
    """Bars from the least to the greatest value, a line at the mean; the value under the mouse is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: Figures | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Histogram"))
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        return QSize(160, _HIGH + _WORDS)

    def show_figures(self, figures: Figures | None) -> None:
        """Draws the histogram of some figures; nothing for those without one."""
        self._figures = figures
        self.setVisible(figures is not None and figures.histogram is not None)
        if figures is not None and figures.minimum is not None:
            told = self.tr("Histogram of %1 values").replace("%1", str(figures.count))
            self.setAccessibleDescription(told)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        figures = self._figures
        if figures is None or figures.histogram is None:
            return
        painter = QPainter(self)
        area = QRectF(0, 4, self.width(), _HIGH - 4)
        _paint_bars(painter, figures.histogram, area)
        first, last = figures.histogram.edges[0], figures.histogram.edges[-1]
        if figures.mean is not None and last > first:
            x = area.left() + (figures.mean - first) / (last - first) * area.width()
            painter.setPen(QColor(TEXT))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        painter.setPen(QColor(MUTED))
        below = QRectF(0, _HIGH, self.width(), _WORDS)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, f"{figures.minimum:g}")
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, f"{figures.maximum:g} {figures.unit}".strip())
        painter.end()


def _paint_bars(painter: QPainter, histogram: Histogram, area: QRectF) -> None:
    most = max(histogram.counts, default=0)
    if not most:
        return
    wide = area.width() / len(histogram.counts)
    colour = QColor(ACCENT)
    for number, count in enumerate(histogram.counts):
        high = area.height() * count / most
        left = area.left() + number * wide
        painter.fillRect(QRectF(left, area.bottom() - high, max(wide - 1.0, 1.0), high), colour)
    painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), QColor(MUTED))
