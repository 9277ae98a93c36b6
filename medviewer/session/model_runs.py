"""The verbs for models: check, run, apply; a result whose series was closed waits for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from psygnal import Signal

from medviewer.core.errors import MedviewerError
from medviewer.core.estimate import Estimate
from medviewer.core.fingerprint import fingerprint
from medviewer.core.volume import Stack, Volume
from medviewer.inference.binding import require_same_image
from medviewer.inference.channels import check_inputs
from medviewer.inference.contract import ContractCheck
from medviewer.jobs.in_background import InBackground
from medviewer.jobs.job import Job
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import Layer, ResultLayer
from medviewer.scene.scene import Scene
from medviewer.session.kept_results import KeptResult, KeptResults
from medviewer.session.sent import without_slices
from medviewer.session.when_done import when_done

if TYPE_CHECKING:
    from medviewer.inference.discover import PluginRecord
    from medviewer.jobs.queue import JobQueue
"""Calls the first function on a worker thread, then the second with what it gave on the main thread."""

STILL_READING = "The image is still being read; try again when all of it is there."


@dataclass(frozen=True)
class RunChoices:
    """What the user chose for a run.

    Parameters
    ----------
    params
        The settings of the form, as text.
    device
        ``"auto"``, ``"cpu"`` or ``"cuda"``.
    agreed
        The user knows what `ContractCheck.needs_agreement` says and wants it anyway.
    """

    params: Mapping[str, str] = field(default_factory=dict)
    device: str = "auto"
    agreed: bool = False


class ModelRuns:
    """Runs models and shows what they give.

    Parameters
    ----------
    models
        The models that were found, by their ids.
    refuse
        Takes a sentence for the user whenever something that was asked for is not done.
    kept
        Where results wait whose series was closed.

    ``noted`` carries a sentence on something that needs nothing done.
    """

    noted = Signal(str)

    def __init__(
        self,
        scene: Scene,
        queue: JobQueue,
        models: Mapping[str, PluginRecord],
        in_background: InBackground,
        refuse: Callable[[str], None],
        kept: KeptResults,
    ) -> None:
        self._scene = scene
        self._queue = queue
        self.models = models
        self._in_background = in_background
        self._refuse = refuse
        self.kept = kept
        self._shown: dict[str, KeptResult] = {}
        self._offered: set[tuple[KeptResult, str]] = set()
        kept.trouble.connect(refuse)
        kept.changed.connect(self.show_kept)
        scene.changed.connect(self.show_kept)
        scene.layer_removed.connect(self._let_go)

    def check(self, model_id: str, images: Mapping[str, Volume | Stack]) -> ContractCheck:
        """What speaks against running a model on images, by role. Needs no scene: any thread may ask."""
        record = self.models[model_id]
        return ContractCheck((record.reason,)) if record.info is None else check_inputs(record.info, images)

    def estimate(
        self,
        model_id: str,
        image: Volume | Stack,
        choices: RunChoices,
        done: Callable[[Estimate | None], None],
    ) -> None:
        """Hands on what a run will take; None where that is not known."""
        folder = str(self.models[model_id].folder)
        grid = image.geometry if isinstance(image, Volume) else image.planes[0]

        def reckon() -> Estimate | None:
            from medviewer.inference.estimate_run import estimate_run  # not before a model is looked at

            try:
                told = estimate_run(folder, grid, choices.device, dict(choices.params), report=_quiet)
            except MedviewerError:
                return None
            return told if told.seconds > 0 else None

        self._in_background(reckon, done, lambda: done(None))

    def run(
        self,
        model_id: str,
        image: Volume | Stack,
        choices: RunChoices,
        title: str,
        done: Callable[[ResultLayer], None],
        channels: Mapping[str, Volume] | None = None,
    ) -> Job:
        """Runs a model on an image in the background, and shows its result where that image is on screen.

        Parameters
        ----------
        image
            Of a time series, the volume of one time point: the result belongs to it.
        channels
            For a model of several images, those of all roles but the first.
        """
        from medviewer.inference.past_runs import runs_folder  # not before a model runs

        job = self._queue.submit(
            "model",
            "medviewer.inference.run:run_model",
            str(self.models[model_id].folder),
            without_slices(image),
            dict(choices.params),
            choices.device,
            choices.agreed,
            {role: without_slices(volume) for role, volume in (channels or {}).items()},
            runs=str(runs_folder()),
            title=title,
            kind="model",
        )
        series_id = image.info.series_id
        return when_done(job, lambda _result: self.apply(job, series_id, done), forget=False)

    def apply(self, job: Job, series_id: str, done: Callable[[ResultLayer], None]) -> None:
        """Shows a job's result on the image (and the time point) that it was made from, and on no other.

        The fingerprint of the image on screen is taken on a worker thread and must be the one that
        the result carries. If the series is closed, the result is kept until it is opened again.
        """
        result = job.result
        job.forget_result()
        images = [layer for layer in self._scene.images if layer.image.info.series_id == series_id]
        if not images:
            self.kept.keep(result, lambda: self.noted.emit(_KEPT))
            return
        self._show_if_same(result, images[0], done, lambda: self.kept.keep(result), self._refuse)

    def show_kept(self) -> None:
        """Shows what waits for the images that are on screen now."""
        if not self.kept.waiting:
            return
        for image in self._scene.images:
            if image.arriving is not None:
                continue
            for kept in self.kept.of_series(image.image.info.series_id):
                if (kept, image.id) not in self._offered:
                    self._offered.add((kept, image.id))
                    self._read_kept(kept, image)

    # --- parts ---

    def _read_kept(self, kept: KeptResult, image: ImageLayer) -> None:
        def shown(layer: ResultLayer) -> None:
            self._shown[layer.id] = kept
            layer.events.saved.connect(lambda saved: self._let_go(layer) if saved else None)

        def show(result: Any) -> None:
            if not _is_shown(result, self._scene.results_of(image.id)):  # restored from a journal already
                self._show_if_same(result, image, shown, lambda: None, lambda _text: None)

        self.kept.read(kept, show)

    def _show_if_same(
        self,
        result: Any,
        image: ImageLayer,
        done: Callable[[ResultLayer], None],
        closed: Callable[[], None],
        refused: Callable[[str], None],
    ) -> None:
        points = _points_in_time(image)

        def look() -> tuple[str, int | None]:
            found = ""
            for point in points:
                found = fingerprint(image.image_at(point))
                if _was_made_from(result, found):
                    return found, point
            return found, None

        def show(answer: tuple[str, int | None]) -> None:
            found, point = answer
            if image not in self._scene.images:
                closed()
                return
            try:
                require_same_image(result, found)
                layer = self._scene.add_result(result, image.id, None, False, point)
            except MedviewerError as error:
                refused(str(error))
            else:
                done(layer)

        self._in_background(look, show, closed)

    def _let_go(self, layer: Layer) -> None:
        """A kept result is deleted once it was saved, or closed by the user's own wish."""
        kept = self._shown.pop(layer.id, None)
        if kept is not None:
            self.kept.discard(kept)


_KEPT = (
    "The series was closed before its result came: the result is kept, and shown when the series is opened "
    "again."
)


def _quiet(fraction: float, message: str = "") -> None:
    """Nobody waits for an estimate long enough to be told how far it is."""


def _points_in_time(image: ImageLayer) -> list[int | None]:
    """The time points to look at, the one on screen first; just None where there is no time axis."""
    if image.time_series is None:
        return [None]
    others = [n for n in range(len(image.time_series.volumes)) if n != image.time_point]
    return [image.time_point, *others]


def _was_made_from(result: Any, found: str) -> bool:
    return result.provenance is not None and result.provenance.input_fingerprint == found


def _is_shown(result: Any, layers: tuple[ResultLayer, ...]) -> bool:
    """Whether a layer shows the very run that a result came from, whatever was said of it since."""
    origin = result.provenance
    made = (layer.provenance for layer in layers if layer.provenance is not None)
    return any(replace(one, review=origin.review) == origin for one in made)
