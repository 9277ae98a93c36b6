"""A document inside a DICOM file: what it is, and what may be done with it, only when asked."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from medviewer.core.document import EncapsulatedDocument
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said

_OPENED = {".pdf", ".txt"}
"""Kinds that a click may hand to the system's own program; anything else is only saved."""


class DocumentCard(QDialog):
    """Says what the document is. ``save_wanted`` asks for a copy; "Open" works on a saved copy only."""

    save_wanted = Signal()
    open_failed = Signal(str)

    def __init__(self, document: EncapsulatedDocument, whose: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.document = document
        self._copy = ""
        name = document.title or self.tr("Document")
        self.setWindowTitle(name)
        self.resize(440, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        title = PlainLabel(name, wrap=True)
        title.setStyleSheet("font-size: 16px; font-weight: 600;")
        column.addWidget(title)
        facts = f"{document.mime_type or self.tr('unknown kind')}  ·  {_size_text(document.size_bytes)}"
        for text in (whose, facts):
            if text:
                column.addWidget(PlainLabel(text, role="muted", wrap=True))
        for problem in document.problems:
            column.addWidget(PlainLabel(said(problem.message), role="warning", wrap=True))
        self.note = PlainLabel(
            self.tr("It stays inside its DICOM file until you save a copy."), role="muted", wrap=True
        )
        column.addWidget(self.note)
        column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.save_button = buttons.addButton(self.tr("Save a copy…"), role)
        self.save_button.clicked.connect(self.save_wanted)
        self.open_button = buttons.addButton(self.tr("Open the copy"), role)
        self.open_button.setToolTip(
            self.tr("Opens the saved copy with the program that this system has for it")
        )
        self.open_button.setEnabled(False)
        self.open_button.setVisible(document.suffix in _OPENED)
        self.open_button.clicked.connect(self._open)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def saved(self, path: str) -> None:
        """A copy was written there."""
        self._copy = path
        self.note.setText(self.tr("Saved %1").replace("%1", path))
        self.open_button.setEnabled(self.document.suffix in _OPENED)

    def _open(self) -> None:
        if self._copy and not QDesktopServices.openUrl(QUrl.fromLocalFile(self._copy)):
            self.open_failed.emit(
                self.tr("This system has no program to open %1 with.").replace("%1", self._copy)
            )


def _size_text(size_bytes: int) -> str:
    if size_bytes < 1024:
        return f"{size_bytes} B"
    if size_bytes < 1 << 20:
        return f"{size_bytes / 1024:.0f} KB"
    return f"{size_bytes / (1 << 20):.1f} MB"
