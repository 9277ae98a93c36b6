"""Runs on series after series: the pixels of each are read just before it is its turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from psygnal import Signal

from medviewer.core.errors import MedviewerError
from medviewer.core.series import SeriesEntry
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.inference.contract import ContractCheck
from medviewer.jobs.in_background import InBackground
from medviewer.jobs.job import Job, JobState
from medviewer.scene.layers.layers import ResultLayer
from medviewer.session.model_runs import ModelRuns, RunChoices

if TYPE_CHECKING:
    from medviewer.jobs.queue import JobQueue

Source = Volume | Stack | SeriesEntry
"""Pixels that are here, or what must be read first."""


@dataclass(frozen=True)
class PlannedRun:
    """One model on one series (or one series for each of its roles, the first of them first)."""

    model_id: str
    title: str
    sources: Mapping[str, Source]
    choices: RunChoices


class PlannedRuns:
    """Runs that wait for their pixels; at most one of them is read ahead.

    ``changed`` fires when something comes or goes, ``skipped`` carries why a series was left out,
    ``shown`` a layer that was added.
    """

    changed = Signal()
    skipped = Signal(str)
    shown = Signal(object)

    def __init__(self, runs: ModelRuns, queue: JobQueue, in_background: InBackground) -> None:
        self._runs = runs
        self._queue = queue
        self._in_background = in_background
        self._is_busy = False
        self.waiting: list[PlannedRun] = []

    def add(self, planned: PlannedRun) -> None:
        """Runs it once those before it have begun; at once if all its pixels are here."""
        if any(isinstance(source, SeriesEntry) for source in planned.sources.values()):
            self.waiting.append(planned)
            self.changed.emit()
            self._next()
        else:
            self._check_and_run(planned, dict(planned.sources), lambda: None)

    def cancel(self, planned: PlannedRun) -> None:
        """Takes one out that was not read yet."""
        if planned in self.waiting:
            self.waiting.remove(planned)
            self.changed.emit()

    def _next(self) -> None:
        if self._is_busy or not self.waiting:
            return
        self._is_busy = True
        planned = self.waiting.pop(0)
        self.changed.emit()
        self._read(planned, dict(planned.sources))

    def _go_on(self) -> None:
        self._is_busy = False
        self._next()

    def _read(self, planned: PlannedRun, sources: dict[str, Any]) -> None:
        role = next((role for role, source in sources.items() if isinstance(source, SeriesEntry)), None)
        if role is None:
            self._check_and_run(planned, sources, self._go_on)
            return
        job = self._queue.submit(
            "reader", "medviewer.io.load:load_series", sources[role], title=planned.title, kind="load"
        )

        def take(finished: Job) -> None:
            if finished.state is not JobState.DONE:
                self._go_on()
                return
            loaded = finished.result
            finished.forget_result()
            sources[role] = loaded.volumes[0] if isinstance(loaded, TimeSeries) else loaded
            self._read(planned, sources)

        job.finished.connect(take)

    def _check_and_run(self, planned: PlannedRun, images: dict[str, Any], begun: Callable[[], None]) -> None:
        first, *others = images
        if planned.model_id not in self._runs.models:
            begun()
            return

        def start(check: ContractCheck) -> None:
            if planned.model_id not in self._runs.models:  # removed while its image was looked at
                begun()
                return
            problem = check.blocks or (() if planned.choices.agreed else check.needs_agreement)
            if problem:
                self.skipped.emit(f"{planned.title}: {' '.join(problem)}")
                begun()
                return
            channels = {role: images[role] for role in others}
            job = self._runs.run(
                planned.model_id, images[first], planned.choices, planned.title, self._tell, channels
            )
            _once_begun(job, begun)

        def check() -> ContractCheck:
            try:
                return self._runs.check(planned.model_id, images)
            except (MedviewerError, KeyError) as error:  # those behind it must not wait for ever
                return ContractCheck((str(error),))

        self._in_background(check, start, begun)

    def _tell(self, layer: ResultLayer) -> None:
        self.shown.emit(layer)


def _once_begun(job: Job, begun: Callable[[], None]) -> None:
    """Calls ``begun`` once when a job no longer waits."""
    told: list[bool] = []

    def look(changed: Job) -> None:
        if changed.state is not JobState.QUEUED and not told:
            told.append(True)
            begun()

    job.changed.connect(look)
    look(job)
