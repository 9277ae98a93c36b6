"""What the library asks the user."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

if TYPE_CHECKING:
    from medviewer.library.study import StudyRow

AddingAnswer = Literal["index", "copy", ""]


class LibraryQuestions(QObject):
    """The dialogs; a window that is closed answers "no"."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)

    def about_adding(self, window: QWidget) -> AddingAnswer:
        """Whether what was dropped is indexed where it lies or copied."""
        box = self._box(window, self.tr("Add to the library"))
        box.setText(self.tr("Index it where it lies, or copy it into the library?"))
        box.setInformativeText(
            self.tr(
                "Indexed in place, studies can be opened as long as the disc, stick or drive is there. "
                "Copied, they stay on this computer."
            )
        )
        index = box.addButton(self.tr("Index in place"), QMessageBox.ButtonRole.AcceptRole)
        copy = box.addButton(self.tr("Copy into the library"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(index)
        box.exec()
        pressed = box.clickedButton()
        return "index" if pressed is index else "copy" if pressed is copy else ""

    def about_removing(self, window: QWidget, studies: Sequence[StudyRow]) -> bool:
        """Whether studies are really to be removed; says in so many words when files are deleted."""
        copied = sum(study.is_copied for study in studies)
        box = self._box(window, self.tr("Remove from the library"))
        box.setText(self.tr("Studies to remove from the library: %1").replace("%1", str(len(studies))))
        if copied:
            text = self.tr(
                "Copied into the library: %1. The files of these copies are DELETED from this computer. "
                "Originals on other discs or drives are not touched."
            ).replace("%1", str(copied))
        else:
            text = self.tr("The files stay where they are; only the entry in the library goes.")
        box.setInformativeText(text)
        words = self.tr("Remove and delete the copies") if copied else self.tr("Remove")
        remove = box.addButton(words, QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.exec()
        return box.clickedButton() is remove

    def _box(self, window: QWidget, title: str) -> QMessageBox:
        box = QMessageBox(window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(title)
        return box
