"""What a click or Enter chooses in the list of series."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChoiceCard(QFrame):
    """A card that Tab reaches. ``chosen`` carries the id of its series."""

    chosen = Signal(str)

    def __init__(self, series_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.series_id = series_id
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in _ENTER:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # elsewhere the key makes a view large
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.chosen.emit(self.series_id)
                return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.series_id)
