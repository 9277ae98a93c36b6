"""Deletion and insertion of a heat map as two small plots, each with what chance does."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from medviewer.core.heat_map import Trust
from medviewer.ui.parts.theme import ACCENT, BORDER, MUTED, TEXT

_HEIGHT = 84
_GAP = 12.0


class TrustPlot(QWidget):
    """Probability (0 to 1, upwards) against the part of the image that was hidden or shown."""

    def __init__(self, trust: Trust, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trust = trust
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        text = self.tr(
            "Probability while the hottest parts are hidden first (left) or shown first (right). "
            "Blue: by the map; dashed: in random order."
        )
        self.setToolTip(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        trust = self._trust
        width = (self.width() - _GAP) / 2.0
        plots = (
            (self.tr("hide"), trust.deletion, trust.random_deletion,
             trust.deletion_curve, trust.random_deletion_curve),
            (self.tr("show"), trust.insertion, trust.random_insertion,
             trust.insertion_curve, trust.random_insertion_curve),
        )  # fmt: skip
        for number, (name, area, at_random, curve, random_curve) in enumerate(plots):
            box = QRectF(number * (width + _GAP), 18.0, width - 1.0, self.height() - 19.0)
            painter.fillRect(box, QColor(BORDER).darker(130))
            _paint_curve(painter, box, random_curve, QPen(QColor(MUTED), 1.2, Qt.PenStyle.DashLine))
            _paint_curve(painter, box, curve, QPen(QColor(ACCENT), 1.6))
            text = self.tr("%1 %2, chance %3").replace("%1", name).replace("%2", f"{area:.2f}")
            painter.setPen(QColor(TEXT))
            text = text.replace("%3", f"{at_random:.2f}")
            font = painter.font()
            font.setPixelSize(10)
            while font.pixelSize() > 7 and QFontMetricsF(font).horizontalAdvance(text) > box.width():
                font.setPixelSize(font.pixelSize() - 1)
            painter.setFont(font)
            painter.drawText(QRectF(box.left(), 0.0, box.width(), 16.0), Qt.AlignmentFlag.AlignLeft, text)
        painter.end()


def _paint_curve(painter: QPainter, box: QRectF, curve: tuple[float, ...], pen: QPen) -> None:
    if len(curve) < 2:
        return
    across = box.width() / (len(curve) - 1)
    points = [QPointF(box.left() + n * across, box.bottom() - v * box.height()) for n, v in enumerate(curve)]
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))
