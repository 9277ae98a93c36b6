"""The colours in which a heat map is drawn, small, beside its name."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from medviewer.render.colormap import heat_colors
from medviewer.scene.layers.heat_layer import HeatLayer

_WIDTH = 4
_STEPS = 8


class HeatSwatch(QWidget):
    """An upright strip of its colours, hottest on top; with gaps where it is drawn as lines."""

    def __init__(self, layer: HeatLayer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer = layer
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(self.tr("Its colours"))
        self.setToolTip(self.tr("The colours in which it is drawn"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = heat_colors(self._layer.colors)
        height = self.height() / _STEPS
        for step in range(_STEPS):
            red, green, blue = (int(v) for v in colors[255 - round(step * 159 / (_STEPS - 1))])
            share = 0.5 if self._layer.lines else 1.0
            painter.fillRect(
                QRectF(0, step * height, self.width(), share * height + 0.5), QColor(red, green, blue)
            )
        painter.end()
