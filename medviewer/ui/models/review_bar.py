"""The buttons with which a reader says what a result of a model is worth."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from medviewer.core.review import ReviewState
from medviewer.scene.layers.layers import ResultLayer
from medviewer.scene.layers.review import set_review
from medviewer.scene.undo import UndoStack


class ReviewBar(QWidget):
    """Accept, edit later, reject with a reason; once that is said, a button that takes it back."""

    def __init__(self, layer: ResultLayer, undo: UndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer = layer
        self._undo = undo
        self.accept_button = self._button(
            self.tr("Accept"), self.tr("Mark as reviewed and accepted (Ctrl+Return)")
        )
        self.edit_button = self._button(
            self.tr("Edit later"), self.tr("Mark as useful but not yet right: it keeps its AI badge (Ctrl+E)")
        )
        self.reject_button = self._button(
            self.tr("Reject…"), self.tr("Mark as reviewed and rejected, say why, and hide it (Ctrl+J)")
        )
        self.undo_button = self._button(self.tr("Review again"), self.tr("Take back what was said of it"))
        self.reason = _Reason()
        self.reason.setPlaceholderText(self.tr("Why? Enter rejects, Esc does not"))
        self.reason.setToolTip(self.tr("Why? Enter rejects, Esc does not"))
        self.reason.setAccessibleName(self.tr("Reason of the rejection"))
        self.reason.setMaxLength(500)
        self.accept_button.clicked.connect(lambda: self._say("accepted"))
        self.edit_button.clicked.connect(lambda: self._say("to_edit"))
        self.reject_button.clicked.connect(self.ask_reason)
        self.undo_button.clicked.connect(lambda: self._say("unreviewed"))
        self.reason.returnPressed.connect(lambda: self._say("rejected", self.reason.text()))
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self.accept_button, self.edit_button, self.reject_button, self.undo_button):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.reason)
        self.reason.hide()
        self.refresh()

    def ask_reason(self) -> None:
        """Shows the line for the reason of a rejection."""
        self.reason.show()
        self.reason.setFocus()

    def refresh(self) -> None:
        """Shows the present state of the layer."""
        is_open = not self._layer.review.is_settled
        for button in (self.accept_button, self.edit_button, self.reject_button):
            button.setVisible(is_open)
        self.edit_button.setVisible(self._layer.review.state == "unreviewed")
        self.undo_button.setVisible(not is_open)
        if not is_open:
            self.reason.hide()

    def _say(self, state: ReviewState, reason: str = "") -> None:
        set_review(self._undo, self._layer, state, reason)

    def _button(self, text: str, tooltip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tooltip)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


class _Reason(QLineEdit):
    """Enter and Esc are its own, whatever they do in the window; Esc leaves without rejecting."""

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.hide()
        else:
            super().keyPressEvent(event)
