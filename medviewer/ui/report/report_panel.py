"""The text of the report beside the images: written while they are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from medviewer.ui.parts.plain_label import PlainLabel

if TYPE_CHECKING:
    from medviewer.ui.report.draft_editor import DraftEditor

_EDITOR_HEIGHT = 520


class ReportPanel(QWidget):
    """The editor of the study on screen, made when it is first seen. ``opened`` asks for the whole report.

    Parameters
    ----------
    make_editor
        Makes the editor of the study on screen; None while there is no study.
    """

    opened = Signal()

    def __init__(self, make_editor: Callable[[], DraftEditor | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_editor = make_editor
        self.editor: DraftEditor | None = None
        self._study: str | None = None
        self._hint = PlainLabel(self.tr("Open a study to write its report."), role="muted", wrap=True)
        self.button = QPushButton(self.tr("Preview and save…"))
        self.button.clicked.connect(self.opened)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 12)
        self._column.setSpacing(8)
        self._column.addWidget(self._hint)
        self._column.addWidget(self.button)
        self.button.hide()

    def show_study(self, study: str) -> None:
        """Shows the text of another study, "" for none; made only while it can be seen."""
        if study == self._study:
            return
        self._study = study
        self._drop()
        if self.isVisible():
            self._make()

    def show_draft(self) -> None:
        """Shows what was changed elsewhere."""
        if self.editor is not None:
            self.editor.show_draft()

    def keep_now(self) -> None:
        """Keeps what was typed last."""
        if self.editor is not None:
            self.editor.keep_now()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make()

    def _make(self) -> None:
        if self.editor is None and self._study:
            self.editor = self._make_editor()
        editor = self.editor
        self._hint.setVisible(editor is None)
        self.button.setVisible(editor is not None)
        if editor is not None and editor.parent() is not self:
            editor.setMinimumHeight(_EDITOR_HEIGHT)
            self._column.insertWidget(1, editor)
            editor.show()

    def _drop(self) -> None:
        editor, self.editor = self.editor, None
        self.button.hide()
        self._hint.show()
        if editor is not None:
            editor.keep_now()
            self._column.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
