"""No result of a model is closed unsaved without a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from medviewer.jobs.job import Job, JobState
from medviewer.scene.layers import ResultLayer
from medviewer.ui.questions import Questions

SaveLayer = Callable[[ResultLayer], Job | None]


class UnsavedGuard:
    """Asks before work is lost. ``save`` starts to save a layer; None if the user gave no place for it."""

    def __init__(self, questions: Questions, save: SaveLayer) -> None:
        self._questions = questions
        self._save = save

    def ask(self, layers: Iterable[ResultLayer], proceed: Callable[[], None]) -> None:
        """Calls ``proceed`` at once if nothing would be lost, else as the user decides.

        After "save" it is called once everything is written; if a file could not be written, nothing is
        closed.
        """
        unsaved = [layer for layer in layers if not layer.saved and layer.file_form]
        if not unsaved:
            proceed()
            return
        answer = self._questions.about_unsaved([layer.name for layer in unsaved])
        if answer == "discard":
            proceed()
        elif answer == "save":
            self._save_next(unsaved, proceed)

    def _save_next(self, layers: Sequence[ResultLayer], proceed: Callable[[], None]) -> None:
        if not layers:
            proceed()
            return
        job = self._save(layers[0])
        if job is None:
            return

        def next_one(finished: Job) -> None:
            if finished.state is JobState.DONE:
                self._save_next(layers[1:], proceed)

        job.finished.connect(next_one)
