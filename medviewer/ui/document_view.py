"""A report or a selection of key images, to be read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from medviewer.core.document import Document
from medviewer.core.image_reference import ImageReference
from medviewer.ui.panels.report_looks import ReportLooks
from medviewer.ui.parts.plain_label import PlainLabel

_MOST_LISTED = 500
_INDENT = "    "
_SHORT = 6


class DocumentView(QDialog):
    """Plain text that can be selected and copied; not modal. ``image_wanted`` carries a reference.

    Parameters
    ----------
    whose
        Whom it speaks of, as the banner says it.
    place_of
        What to call an image that is open, or "" for one that is not.
    """

    image_wanted = Signal(object)

    def __init__(
        self,
        document: Document,
        whose: str,
        place_of: Callable[[ImageReference], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(document.title)
        self.resize(680, 640)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        title = PlainLabel(document.title, wrap=True)
        title.setStyleSheet("font-size: 16px; font-weight: 600;")
        column.addWidget(title)
        for text in (whose, document.state):
            if text:
                column.addWidget(PlainLabel(text, role="muted", wrap=True))
        for problem in document.problems:
            column.addWidget(PlainLabel(problem.message, role="warning", wrap=True))
        lines = (_INDENT * line.indent + line.text for line in document.lines)
        self.text = QPlainTextEdit("\n".join(lines))
        self.text.setReadOnly(True)
        font = QFont(self.text.font())
        font.setPixelSize(13)
        self.text.setFont(font)
        self.text.setStyleSheet("font-size: 13px; padding: 8px;")
        self._looks = ReportLooks(self.text.document(), document.lines)
        if len(document.lines) <= _SHORT:
            self.text.setMaximumHeight(32 + _SHORT * self.text.fontMetrics().lineSpacing())
        column.addWidget(self.text, 2)
        self._add_images(column, document, place_of)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy all"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _add_images(
        self, column: QVBoxLayout, document: Document, place_of: Callable[[ImageReference], str]
    ) -> None:
        """A list of the images that are open, to go to; how many are not."""
        self.images = QListWidget()
        missing = 0
        for reference in document.references[:_MOST_LISTED]:
            place = place_of(reference)
            if not place:
                missing += 1
                continue
            item = QListWidgetItem(place)
            item.setData(Qt.ItemDataRole.UserRole, reference)
            self.images.addItem(item)
        self.images.itemActivated.connect(self._go)
        self.images.itemClicked.connect(self._go)
        if self.images.count():
            column.addWidget(PlainLabel(self.tr("Images that it refers to; click to go there"), role="muted"))
            column.addWidget(self.images, 1)
        if missing:
            text = self.tr("%n images that it refers to are not open.", "", missing)
            if missing == 1:
                text = self.tr("1 image that it refers to is not open.")
            column.addWidget(PlainLabel(text, role="muted", wrap=True))

    def _go(self, item: QListWidgetItem) -> None:
        self.image_wanted.emit(item.data(Qt.ItemDataRole.UserRole))

    def _copy(self) -> None:
        self.text.selectAll()
        self.text.copy()
        self.text.moveCursor(self.text.textCursor().MoveOperation.Start)
