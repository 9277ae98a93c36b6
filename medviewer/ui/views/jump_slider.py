"""A slider that goes where it is clicked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider, QStyle, QWidget


class JumpSlider(QSlider):
    """Horizontal; a press anywhere on it takes the handle there, and a drag goes on from it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setPageStep(1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            handle = 12  # as wide as the stylesheet makes it
            at = round(event.position().x()) - handle // 2
            span = max(1, self.width() - handle)
            self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), at, span))
        super().mousePressEvent(event)
