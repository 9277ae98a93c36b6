"""The verbs: open, load, save. Each is short; all state is in the scene and the jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from psygnal import Signal

from medviewer.core.errors import MedviewerError
from medviewer.core.segmentation import Segmentation
from medviewer.core.series import Catalog, SeriesEntry
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.jobs.in_background import InBackground
from medviewer.jobs.job import Job
from medviewer.samples.sample_place import sample_folder
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import LabelLayer, ResultLayer
from medviewer.scene.scene import Scene
from medviewer.session.kept_results import KeptResult, KeptResults
from medviewer.session.model_runs import STILL_READING, ModelRuns
from medviewer.session.planned_runs import PlannedRuns
from medviewer.session.report_texts import ReportTexts
from medviewer.session.sent import as_saved
from medviewer.session.when_done import when_done

if TYPE_CHECKING:
    from medviewer.inference.discover import PluginRecord
    from medviewer.jobs.queue import JobQueue
    from medviewer.session.explanations import Explanations


class Session:
    """What can be done with studies, models and results.

    Parameters
    ----------
    scene
        Where things are shown.
    queue
        Where work is done. Its hosts are ``"reader"``, which can only read, ``"writer"`` and ``"model"``.
    models
        The plugins that were found, by the id of their model.
    in_background
        Runs a function of this process on a worker thread.
    kept
        Where results wait whose series was closed.

    ``runs`` has the verbs for models, ``planned`` the runs whose pixels are to be read. ``refused`` carries
    a sentence for the user whenever something that was asked for is not done and no job's own error says so.
    """

    refused = Signal(str)

    def __init__(
        self,
        scene: Scene,
        queue: JobQueue,
        models: Mapping[str, PluginRecord],
        in_background: InBackground,
        kept: KeptResults,
    ) -> None:
        self.scene = scene
        self.queue = queue
        self.in_background = in_background
        self.runs = ModelRuns(scene, queue, models, in_background, self.refused.emit, kept)
        self.report_texts = ReportTexts(scene.undo)
        self.planned = PlannedRuns(self.runs, queue, in_background)
        self._models = models

    @cached_property
    def explanations(self) -> Explanations:
        """The verbs for explanations of models."""
        from medviewer.session.explanations import Explanations  # not needed for the first picture

        return Explanations(self.scene, self.queue, self._models, self.in_background, self.refused.emit)

    # --- open ---

    def open(self, paths: str | Sequence[str], done: Callable[[Catalog], None], title: str) -> Job:
        """Looks what a file or folder holds, and hands the catalog on."""
        where = paths if isinstance(paths, str) else list(paths)
        job = self.queue.submit(
            "reader", "medviewer.io.scan:scan_path", where, title=title, kind="open", urgent=True
        )
        return when_done(job, done)

    def open_sample(self, folder: str, done: Callable[[str], None], title: str, which: str = "") -> Job:
        """Makes a sample study at first use, and hands on where it is."""
        function = "medviewer.samples.sample_study:ensure_sample"
        host = "reader" if sample_folder(folder, which).is_dir() else "writer"
        job = self.queue.submit(host, function, folder, title=title, kind="sample", which=which)
        return when_done(job, done)

    def thumbnail(self, entry: SeriesEntry, done: Callable[[Any], None], title: str) -> Job:
        """A small grey picture [h, w] uint8 of a series."""
        function = "medviewer.io.thumbnail:thumbnail"
        return when_done(self.queue.submit("reader", function, entry, title=title, kind="thumbnail"), done)

    def load(
        self,
        entry: SeriesEntry,
        done: Callable[[ImageLayer | ResultLayer], None],
        title: str,
        first_shown: Callable[[ImageLayer], None] = lambda _layer: None,
    ) -> Job:
        """Reads the pixels of a series and shows them.

        Of a long series ``first_shown`` is called when the first slice is on screen, ``done`` when all are.
        """
        from medviewer.session.arrivals import show_while_reading  # not needed for the first picture

        job = self.queue.submit(
            "reader", "medviewer.io.load:load_series", entry, title=title, kind="load", urgent=True
        )
        arriving = show_while_reading(job, self.scene, first_shown)

        def show(loaded: Volume | Stack | TimeSeries | Segmentation) -> None:
            if isinstance(loaded, Segmentation):
                self._lay_over_home(loaded, entry, done)
            elif (layer := arriving.complete(loaded)) is not None:
                done(layer)

        return when_done(job, show)

    def open_labels(
        self, path: str, image_id: str, done: Callable[[ImageLayer | ResultLayer], None], title: str
    ) -> Job:
        """Reads a saved segmentation and lays it over an image."""
        image = self._whole_image(image_id)
        function = "medviewer.io.label_file:read_label_file"
        job = self.queue.submit(
            "reader", function, path, image.geometry, title=title, kind="labels", urgent=True
        )
        return when_done(job, lambda loaded: self._lay_over(loaded, image, done))

    # --- save ---

    def save(
        self, layer_id: str, path: str, source_files: tuple[str, ...], title: str, done: Callable[[str], None]
    ) -> Job:
        """Writes a result to a file; the layer counts as saved once it is written.

        ``source_files`` are the files of the image, which DICOM SEG takes patient and study from.
        """
        layer = self.scene.layer(layer_id)
        if not isinstance(layer, ResultLayer):
            raise MedviewerError("Only what a model made can be saved to a file of its own.")
        image: Volume | Stack | None = None
        if isinstance(layer, LabelLayer):
            image = self._image(layer.image_id).image_at(layer.time_point)
        function = "medviewer.io.result_file:save_result"
        what = (as_saved(layer), path, image, source_files)
        job = self.queue.submit("writer", function, *what, title=title, kind="save")

        def written(target: str) -> None:
            layer.saved = True
            done(target)

        return when_done(job, written)

    def save_kept(self, kept: KeptResult, path: str, title: str, done: Callable[[str], None]) -> None:
        """Writes a result that waits for its series to a file; then it waits no longer."""

        def written(target: str) -> None:
            self.runs.kept.discard(kept)
            done(target)

        def write(result: Any) -> None:
            function = "medviewer.io.result_file:save_result"
            job = self.queue.submit("writer", function, result, path, None, (), title=title, kind="save")
            when_done(job, written)

        self.runs.kept.read(kept, write)

    # --- parts ---

    def _image(self, image_id: str) -> ImageLayer:
        layer = self.scene.layer(image_id)
        if not isinstance(layer, ImageLayer):
            raise KeyError(image_id)
        return layer

    def _whole_image(self, image_id: str) -> ImageLayer:
        layer = self._image(image_id)
        if layer.arriving is not None:
            raise MedviewerError(STILL_READING)
        return layer

    def _lay_over_home(
        self, segmentation: Segmentation, entry: SeriesEntry, done: Callable[[ImageLayer | ResultLayer], None]
    ) -> None:
        """Over the open image that a segmentation was made from, else the one on screen.

        One that names its series lies on no other, which may be of another patient, unless both share
        a frame of reference.
        """
        uid = segmentation.source_series_uid
        image = next((one for one in self.scene.images if uid and uid == one.image.info.series_uid), None)
        place = entry.info.frame_of_reference_uid
        active = self.scene.active
        if image is None and (
            not uid or (active and place and place == active.image.info.frame_of_reference_uid)
        ):
            image = active
        if image is None and active is not None:
            self.refused.emit("The segmentation belongs to a series that is not open: open that first.")
        else:
            self._lay_over(segmentation, image, done)

    def _lay_over(
        self,
        segmentation: Segmentation,
        image: ImageLayer | None,
        done: Callable[[ImageLayer | ResultLayer], None],
    ) -> None:
        if image is None:
            self.refused.emit("A segmentation needs its image: open the image first, then the segmentation.")
        elif image in self.scene.images:
            origin, uids = segmentation.provenance, segmentation.source_instance_uids
            try:
                layer = self.scene.add_result(segmentation, image.id, origin, True, image.time_point_of(uids))
            except MedviewerError as error:
                self.refused.emit(str(error))
            else:
                done(layer)
