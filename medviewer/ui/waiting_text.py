"""What stands in a view that has nothing to show yet."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QColor, QPainter

from medviewer.scene.image_layer import ImageLayer
from medviewer.ui.theme import MUTED


def paint_waiting(painter: QPainter, area: QRect, layer: ImageLayer | None) -> None:
    """Says how far the reading is, where what the view would show is not all there."""
    if layer is None or layer.arriving is None:
        return
    text = QCoreApplication.translate("Waiting", "Reading … %1 %").replace("%1", str(layer.arriving.percent))
    painter.setPen(QColor(MUTED))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), text)
