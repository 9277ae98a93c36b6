"""A view that shows a series of its own: of a grid, or in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from medviewer.scene.scene import Scene
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.parts.theme import ACCENT, BORDER, MUTED
from medviewer.ui.views.slice_view import SliceView


class SeriesView(SliceView):
    """A slice view that says what to do where it shows nothing, and its number to screen readers."""

    def showEvent(self, event: QShowEvent) -> None:
        number = self.viewport.id.rpartition(" ")[2]
        self.setAccessibleName(QCoreApplication.translate("SeriesView", "View %1").replace("%1", number))
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._scene.image_in(self.viewport) is None:
            painter = QPainter(self)
            paint_empty(painter, self, self._scene, self.viewport)
            painter.end()


def paint_empty(painter: QPainter, view: QWidget, scene: Scene, viewport: Viewport) -> None:
    """What stands in a view without a series, and its border."""
    if viewport.awaits:
        text = QCoreApplication.translate("SeriesView", "Reading …")
    elif viewport.has_own_image:
        text = QCoreApplication.translate("SeriesView", "Drag a series here, or press PgUp or PgDn")
    else:
        text = ""
    painter.setPen(QColor(MUTED))
    flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
    painter.drawText(view.rect().adjusted(16, 16, -16, -16), flags, text)
    is_in_use = scene.view_in_use == viewport.id
    painter.setPen(QPen(QColor(ACCENT if is_in_use else BORDER), 2 if is_in_use else 1))
    painter.drawRect(view.rect().adjusted(0, 0, -1, -1))
