"""The commands of the Edit menu: what was done last, by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from medviewer.scene.undo import UndoStack

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow


class UndoCommands(QObject):
    """Takes back and does again. The menu says what ("Undo: Length"), the status line what was done."""

    said = Signal(str, str)

    def __init__(self, window: QWidget, undo: UndoStack) -> None:
        super().__init__(window)
        self._undo = undo
        self._actions: tuple[QAction, ...] = ()
        undo.changed.connect(self._name)

    def attach(self, window: MainWindow) -> None:
        """Names the actions from now on."""
        self._actions = (window.actions_by_id["edit.undo"], window.actions_by_id["edit.redo"])
        self.said.connect(window.say)
        self._name()

    def undo(self) -> None:
        name = step_name(self._undo.undo_name)
        self._undo.undo()
        if name:
            self.said.emit(self.tr("Taken back: %1").replace("%1", name), "note")

    def redo(self) -> None:
        name = step_name(self._undo.redo_name)
        self._undo.redo()
        if name:
            self.said.emit(self.tr("Done again: %1").replace("%1", name), "note")

    def _name(self) -> None:
        if not self._actions:
            return
        names = (self._undo.undo_name, self._undo.redo_name)
        plain = (self.tr("Undo"), self.tr("Redo"))
        named = (self.tr("Undo: %1"), self.tr("Redo: %1"))
        for action, name, bare, text in zip(self._actions, names, plain, named, strict=True):
            told = text.replace("%1", step_name(name).replace("&", "&&")) if name else bare
            if action.text() != told:
                action.setText(told)
                keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
                action.setToolTip(f"{told}  ({keys})")
            action.setEnabled(bool(name))


def step_name(name: str) -> str:
    """The name of a step in the reader's language; one that nobody translated as it is."""
    return QCoreApplication.translate("Undo", name) if name else ""
