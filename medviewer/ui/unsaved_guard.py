"""Nothing that was made is closed unsaved without a question, and one question is asked for all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication

from medviewer.scene.layers.layers import ResultLayer
from medviewer.scene.scene import Scene
from medviewer.ui.questions import Questions

SaveAll = Callable[[Callable[[], None]], None]
"""Saves everything that is open, and calls what it is given once all is written."""


class UnsavedGuard:
    """Asks before work is lost. ``save`` saves the session; whoever can do that sets it."""

    def __init__(self, questions: Questions, scene: Scene) -> None:
        self._questions = questions
        self._scene = scene
        self.save: SaveAll = lambda _done: None

    def ask(self, layers: Iterable[ResultLayer], proceed: Callable[[], None]) -> None:
        """Calls ``proceed`` at once if none of the layers would be lost, else as the user decides."""
        self._ask([layer.name for layer in layers if not layer.saved and layer.file_form], proceed)

    def ask_about_all(self, proceed: Callable[[], None]) -> None:
        """The same for all that is open: marks, key images, results and what was written by hand.

        After "save" it is called once everything is written; if the file could not be written, nothing is
        closed.
        """
        scene = self._scene
        results = [layer.name for layer in scene.unsaved if layer.file_form]
        self._ask([*self._made_by_hand(), *results], proceed)

    def _made_by_hand(self) -> list[str]:
        tr = QCoreApplication.translate
        marks, keys = len(self._scene.marks.unsaved), len(self._scene.marks.unsaved_key_images)
        told = []
        if marks:
            told.append(tr("UnsavedGuard", "Marks: %1").replace("%1", str(marks)))
        if keys:
            told.append(tr("UnsavedGuard", "Key images: %1").replace("%1", str(keys)))
        if self._scene.texts.unsaved:
            told.append(tr("UnsavedGuard", "What was written by hand"))
        return told

    def _ask(self, names: list[str], proceed: Callable[[], None]) -> None:
        if not names:
            proceed()
            return
        answer = self._questions.about_unsaved(names)
        if answer == "discard":
            proceed()
        elif answer == "save":
            self.save(proceed)
