"""The picture of a model in a list."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from medviewer.api.model_info import ModelInfo
from medviewer.ui.models.glyph import model_glyph


class ModelPicture(QWidget):
    """Drawn here from the model's name and task, sharp at any scale.

    A picture inside a pack is not decoded: this process reads no foreign files.
    """

    def __init__(self, info: ModelInfo, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._info = info
        self._size = size
        self.setFixedSize(QSize(size, size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, model_glyph(self._info, self._size, self.devicePixelRatioF()))
        painter.end()
