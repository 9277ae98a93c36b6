"""What stands in a view that has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QColor, QPainter

from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.images.slice_places import is_in_gap
from medviewer.scene.views.plane_view import PlaneView
from medviewer.ui.parts.colours import colours
from medviewer.ui.parts.theme import MUTED


def paint_waiting(painter: QPainter, area: QRect, layer: ImageLayer | None) -> None:
    """Says how far the reading is, where what the view would show is not all there."""
    if layer is None or layer.arriving is None:
        return
    text = QCoreApplication.translate("Waiting", "Reading … %1 %").replace("%1", str(layer.arriving.percent))
    _write(painter, area, text, MUTED)


def paint_missing(painter: QPainter, area: QRect, layer: ImageLayer | None, plane: PlaneView) -> None:
    """Says that a picture is empty because its slice is not there."""
    if layer is not None and is_in_gap(layer, plane):
        text = QCoreApplication.translate("Waiting", "No slice here: it is missing in the series")
        _write(painter, area, text, colours().warning)


def _write(painter: QPainter, area: QRect, text: str, colour: str) -> None:
    painter.setPen(QColor(colour))
    flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
    above_the_crosshair = area.adjusted(0, 0, 0, -area.height() // 3)
    painter.drawText(above_the_crosshair, flags, text)
