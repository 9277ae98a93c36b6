"""The commands of the Models menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from medviewer.inference.contract import ContractCheck
from medviewer.jobs.job import Job
from medviewer.scene.layers import FindingsLayer, ResultLayer
from medviewer.session import STILL_READING, InBackground, RunChoices, Session
from medviewer.ui.model_list import ModelList


class ModelCommands(QObject):
    """Run and cancel. ``said`` carries a sentence and how serious it is.

    ``asked`` carries a sentence, the text of a button and what is to be done if it is pressed.
    """

    said = Signal(str, str)
    asked = Signal(str, str, object)

    def __init__(
        self, window: QWidget, session: Session, models: ModelList, in_background: InBackground
    ) -> None:
        super().__init__(window)
        self._session = session
        self._scene = session.scene
        self._models = models
        self._in_background = in_background

    def run_chosen(self) -> None:
        if self._models.chosen:
            self.run(self._models.chosen)
        else:
            self.said.emit(self.tr("No models were found, so there is nothing to run."), "note")

    def run(self, model_id: str) -> None:
        """Checks the image on screen against the model's contract, then runs the model on it."""
        active = self._scene.active
        if active is None or model_id not in self._models.usable:
            return
        self._models.choose(model_id)
        if active.arriving is not None:
            self.said.emit(self.tr(STILL_READING), "note")
            return
        image, image_id = active.image, active.id

        def start(check: ContractCheck) -> None:
            for sentence in check.blocks:
                self.said.emit(sentence, "error")
            if check.blocks:
                return
            if check.needs_agreement:
                sentence = " ".join(check.needs_agreement)
                self.asked.emit(
                    sentence, self.tr("Run anyway"), lambda: self._start(model_id, image_id, True)
                )
            else:
                self._start(model_id, image_id, False)

        self._in_background(lambda: self._session.runs.check(model_id, image), start)

    def cancel(self) -> None:
        """Stops what runs: the model if there is one, else the reading."""
        running = [job for job in self._session.queue.jobs if not job.state.is_final]
        models = [job for job in running if job.kind == "model"]
        for job in models or [job for job in running if job.kind != "save"]:
            job.cancel()

    def _start(self, model_id: str, image_id: str, agreed: bool) -> None:
        image = next((layer.image for layer in self._scene.images if layer.id == image_id), None)
        if image is None or model_id not in self._models.usable:
            self.said.emit(self.tr("The image was closed, so the model is not run."), "note")
            return
        info = self._models.usable[model_id].info
        name = model_id if info is None else info.name
        where = image.info.description or image.info.modality or self.tr("image")
        title = self.tr("%1 on %2").replace("%1", name).replace("%2", where)
        self._session.runs.run(model_id, image, RunChoices(agreed=agreed), title, self._show)

    def _show(self, layer: ResultLayer) -> None:
        if isinstance(layer, FindingsLayer):
            with_evidence = [
                finding for finding in layer.classification.findings if finding.evidence is not None
            ]
            positive = [finding for finding in with_evidence if finding.is_positive]
            if positive:
                layer.shown = max(positive, key=lambda finding: finding.probability).label


def running_jobs(jobs: list[Job]) -> list[Job]:
    """Jobs that have not ended, without the small ones that nobody waits for."""
    return [job for job in jobs if not job.state.is_final and job.kind != "thumbnail"]
