"""A probability as a bar, with the line above which it counts as positive."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from medviewer.ui.parts.theme import ACCENT, BORDER, MUTED, TEXT


class ProbabilityBar(QWidget):
    """A bar from 0 to 1. Accent colour when at or above the threshold, grey below."""

    def __init__(self, probability: float, threshold: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.probability = probability
        self.threshold = threshold
        self.setFixedHeight(16)
        percent = f"{probability:.1%}"
        self.setToolTip(
            self.tr("%1; positive from %2").replace("%1", percent).replace("%2", f"{threshold:.0%}")
        )
        self.setAccessibleName(percent)

    def sizeHint(self) -> QSize:
        return QSize(120, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(0, 4, self.width(), 8)
        painter.setPen(QPen(QColor(BORDER), 0))
        painter.setBrush(QColor(BORDER))
        painter.drawRoundedRect(track, 4, 4)
        filled = QRectF(0, 4, max(4.0, self.width() * self.probability), 8)
        painter.setBrush(QColor(ACCENT if self.probability >= self.threshold else MUTED))
        painter.drawRoundedRect(filled, 4, 4)
        x = self.width() * self.threshold
        painter.setPen(QPen(QColor(TEXT), 2))
        painter.drawLine(round(x), 0, round(x), 16)
        painter.end()
