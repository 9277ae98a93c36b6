"""Files that were left out, each with its reason: all of them, to scroll through and to copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from medviewer.core.series import RejectedFile
from medviewer.ui.parts.last_part import last_part
from medviewer.ui.parts.said import said

_MOST_LINES_SHOWN = 8


class RejectedList(QWidget):
    """A scrolling list and a button that copies it whole, with the full paths."""

    def __init__(self, rejected: Sequence[RejectedFile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rejected = tuple(rejected)
        self.text = QPlainTextEdit()
        self._say()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(self.tr("Files left out"))
        self.text.setTabChangesFocus(True)
        line = self.text.fontMetrics().lineSpacing()
        # Reasons take about two lines each in a narrow panel.
        lines = min(_MOST_LINES_SHOWN, 2 * len(self._rejected) + 1)
        self.text.setFixedHeight(line * lines + 12)
        self.copy_button = QPushButton(self.tr("Copy the list"))
        self.copy_button.setToolTip(self.tr("Copy all files that were left out, with their reasons"))
        self.copy_button.clicked.connect(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.text)
        column.addWidget(self.copy_button)

    def retranslate(self) -> None:
        """Says the reasons in the language of the window."""
        self._say()

    def _say(self) -> None:
        lines = (f"{last_part(one.file)}: {said(one.reason)}" for one in self._rejected)
        self.text.setPlainText("\n".join(lines))

    def copy(self) -> None:
        """Puts one line a file on the clipboard: path, tab, reason."""
        lines = "\n".join(f"{one.file}\t{one.reason}" for one in self._rejected)
        QApplication.clipboard().setText(lines)
