"""A line to write into where keys would otherwise be commands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_OWN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab)


class EntryLine(QLineEdit):
    """``entered`` carries the text once: at Enter and when another widget is clicked. Esc gives up."""

    entered = Signal(str)
    given_up = Signal()

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self._is_done = False

    def enter(self) -> None:
        """Takes what stands there."""
        if not self._is_done:
            self._is_done = True
            self.entered.emit(self.text().strip())

    def give_up(self) -> None:
        """Leaves everything as it was."""
        if not self._is_done:
            self._is_done = True
            self.given_up.emit()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # elsewhere these keys are commands
                return True
            if event.type() == QEvent.Type.KeyPress:
                (self.give_up if event.key() == Qt.Key.Key_Escape else self.enter)()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.enter()
