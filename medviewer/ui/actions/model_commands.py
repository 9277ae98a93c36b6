"""The commands of the Models menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from medviewer.core.series import SeriesEntry
from medviewer.inference.contract import ContractCheck
from medviewer.jobs.job import Job
from medviewer.scene.layers.layers import FindingsLayer, ResultLayer
from medviewer.session import STILL_READING, InBackground, RunChoices, Session
from medviewer.session.planned_runs import PlannedRun
from medviewer.ui.model_list import ModelList
from medviewer.ui.models.model_fits import ModelFits, Source
from medviewer.ui.models.model_settings import ModelSettings


class ModelCommands(QObject):
    """Run and cancel. ``said`` carries a sentence and how serious it is.

    ``asked`` carries a sentence, the text of a button and what is to be done if it is pressed.
    """

    said = Signal(str, str)
    asked = Signal(str, str, object)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        models: ModelList,
        fits: ModelFits,
        settings: ModelSettings,
        in_background: InBackground,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._scene = session.scene
        self._models = models
        self._fits = fits
        self._settings = settings
        self._in_background = in_background
        self.planned = session.planned
        self.planned.shown.connect(self._show)
        self.planned.skipped.connect(lambda text: self.said.emit(text, "warning"))

    def run_chosen(self) -> None:
        if self._models.chosen:
            self.run(self._models.chosen)
        else:
            self.said.emit(self.tr("No models were found, so there is nothing to run."), "note")

    def run(self, model_id: str) -> None:
        """Checks the series on screen against the model's contract, then runs the model on it."""
        active = self._scene.active
        if active is None or model_id not in self._models.usable:
            return
        self._models.choose(model_id)
        if active.arriving is not None:
            self.said.emit(self.tr(STILL_READING), "note")
            return
        sources = self._fits.sources(model_id)
        if sources is None:
            text = self.tr("%1 needs a series for each of its roles: choose them among all models (Ctrl+M).")
            self.said.emit(text.replace("%1", self._name(model_id)), "warning")
            return
        self._check_and_run(model_id, sources)

    def run_on(self, model_id: str, series_ids: Sequence[str]) -> None:
        """Runs a model on several series, one after the other; each is checked when it is its turn."""
        active = self._scene.active
        if active is not None and set(series_ids) <= {active.image.info.series_id}:
            self.run(model_id)
            return
        record = self._session.runs.models.get(model_id)
        if record is not None and record.info is not None and len(record.info.contract.roles) > 1:
            self.said.emit(
                self.tr(
                    "%1 takes several images of one patient: choose them and run it study by study."
                ).replace("%1", record.info.name),
                "error",
            )
            return
        for series_id in series_ids:
            source = self._fits.source(series_id)
            if source is not None:
                self._start(model_id, {"": source}, False)

    def cancel(self) -> None:
        """Stops what runs: the model if there is one, else the reading."""
        running = [job for job in self._session.queue.jobs if not job.state.is_final]
        models = [job for job in running if job.kind == "model"]
        for job in models or [job for job in running if job.kind != "save"]:
            job.cancel()

    # --- parts ---

    def _check_and_run(self, model_id: str, sources: dict[str, Source]) -> None:
        first = next(iter(sources.values()))
        if isinstance(first, SeriesEntry):
            self._start(model_id, sources, False)
            return

        def start(check: ContractCheck) -> None:
            for sentence in check.blocks:
                self.said.emit(sentence, "error")
            if check.blocks:
                return
            if check.needs_agreement:
                sentence = " ".join(check.needs_agreement)
                self.asked.emit(sentence, self.tr("Run anyway"), lambda: self._start(model_id, sources, True))
            else:
                self._start(model_id, sources, False)

        here = {role: source for role, source in sources.items() if not isinstance(source, SeriesEntry)}
        self._in_background(lambda: self._session.runs.check(model_id, here), start)

    def _start(self, model_id: str, sources: dict[str, Source], agreed: bool) -> None:
        record = self._models.usable.get(model_id)
        if record is None or record.info is None:
            self.said.emit(self.tr("This model is no longer installed, so it is not run."), "note")
            return
        defaults = {parameter.name: parameter.default for parameter in record.info.parameters}
        params = defaults | {
            name: value for name, value in self._settings.params(model_id).items() if name in defaults
        }
        info = next(iter(sources.values())).info
        where = info.description or info.modality or self.tr("image")
        title = self.tr("%1 on %2").replace("%1", record.info.name).replace("%2", where)
        choices = RunChoices(params, self._settings.device(model_id), agreed)
        self.planned.add(PlannedRun(model_id, title, sources, choices))

    def _name(self, model_id: str) -> str:
        info = self._models.usable[model_id].info
        return model_id if info is None else info.name

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
