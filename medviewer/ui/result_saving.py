"""Saving results: where to, and the job that does it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from medviewer.jobs.job import Job
from medviewer.scene.layers.layers import ResultLayer
from medviewer.session import Session
from medviewer.session.kept_results import KeptResult
from medviewer.ui.questions import Questions
from medviewer.ui.study_list import StudyList


class ResultSaving(QObject):
    """Asks for a place and saves. ``saved`` carries the path that was written."""

    saved = Signal(str)

    def __init__(
        self, session: Session, studies: StudyList, questions: Questions, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._studies = studies
        self._questions = questions

    def save(self, layer: ResultLayer) -> Job | None:
        """Saves a layer where the user wants; None if the user does not want to, or it has no file form."""
        name = _plain(layer.name)
        match layer.file_form:
            case "labels":
                path = self._questions.segmentation_target(f"{name}.nii.gz")
            case "findings":
                path = self._questions.findings_target(f"{name}.json")
            case "image":
                path = self._questions.image_target(f"{name}.nii.gz")
            case _:
                return None
        if not path:
            return None
        entry = self._studies.entry_of_layer(layer.image_id)
        files = () if entry is None else entry.files
        title = self.tr("Saving %1").replace("%1", layer.name)
        return self._session.save(layer.id, path, files, title, self.saved.emit)

    def save_kept(self, kept: KeptResult) -> None:
        """Saves a result that waits for its series where the user wants."""
        name, asks = _plain(kept.name), self._questions
        if kept.task == "Segmentation":
            path = asks.segmentation_target(f"{name}.nii.gz")
        elif kept.task in ("Volume", "AnomalyMap"):
            path = asks.image_target(f"{name}.nii.gz")
        else:
            path = asks.findings_target(f"{name}.json")
        if path:
            title = self.tr("Saving %1").replace("%1", kept.name)
            self._session.save_kept(kept, path, title, self.saved.emit)

    def save_by_id(self, layer_id: str) -> None:
        """Saves a layer by its id."""
        layer = self._session.scene.layer(layer_id)
        if isinstance(layer, ResultLayer):
            self.save(layer)


def _plain(name: str) -> str:
    """A name that every file system takes."""
    return (
        "".join(letter if letter.isalnum() or letter in "-_ " else "_" for letter in name).strip() or "result"
    )
