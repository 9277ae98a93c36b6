"""The verbs: open, load, run, cancel, apply, save. Each is short; all state is in the scene and the jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from psygnal import Signal

from medviewer.core.errors import MedviewerError
from medviewer.core.fingerprint import fingerprint
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segmentation
from medviewer.core.series import Catalog, SeriesEntry
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.inference.binding import require_same_image
from medviewer.inference.contract import ContractCheck, check_contract
from medviewer.inference.discover import PluginRecord
from medviewer.jobs.job import Job
from medviewer.samples.sample_place import sample_folder
from medviewer.scene.image_layer import ImageLayer
from medviewer.scene.layers import LabelLayer, ResultLayer, StatementsLayer
from medviewer.scene.scene import Scene
from medviewer.session.arrivals import show_while_reading
from medviewer.session.sent import as_shown, without_slices
from medviewer.session.when_done import when_done

if TYPE_CHECKING:
    from medviewer.jobs.queue import JobQueue

InBackground = Callable[[Callable[[], Any], Callable[[Any], None]], None]
"""Calls the first function on a worker thread, then the second with what it gave on the main thread."""


STILL_READING = "The image is still being read; try again when all of it is there."


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

    ``refused`` carries a sentence for the user whenever something that was asked for is not done
    and no job's own error says so.
    """

    refused = Signal(str)

    def __init__(
        self,
        scene: Scene,
        queue: JobQueue,
        models: Mapping[str, PluginRecord],
        in_background: InBackground,
    ) -> None:
        self.scene = scene
        self.queue = queue
        self.models = models
        self._in_background = in_background

    # --- open ---

    def open(self, paths: str | Sequence[str], done: Callable[[Catalog], None], title: str) -> Job:
        """Looks what a file or folder holds, and hands the catalog on."""
        where = paths if isinstance(paths, str) else list(paths)
        job = self.queue.submit(
            "reader", "medviewer.io.scan:scan_path", where, title=title, kind="open", urgent=True
        )
        return when_done(job, done)

    def open_sample(self, folder: str, done: Callable[[str], None], title: str) -> Job:
        """Makes the sample study at first use, and hands on where it is."""
        function = "medviewer.samples.sample_study:ensure_sample"
        host = "reader" if sample_folder(folder).is_dir() else "writer"
        return when_done(self.queue.submit(host, function, folder, title=title, kind="sample"), done)

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

    # --- models ---

    def check(self, model_id: str, image: Volume | Stack) -> ContractCheck:
        """What speaks against running a model on an image. Needs no scene: any thread may ask."""
        record = self.models[model_id]
        return ContractCheck((record.reason,)) if record.info is None else check_contract(record.info, image)

    def run(
        self,
        model_id: str,
        image_id: str,
        params: Mapping[str, str],
        title: str,
        done: Callable[[ResultLayer], None],
        device: str = "auto",
        agreed: bool = False,
    ) -> Job:
        """Runs a model on an image in the background, and shows its result.

        ``agreed`` says that the user knows what `ContractCheck.needs_agreement` says and wants it
        anyway. Of a time series the time point on screen is taken, and the result belongs to it.
        """
        image = self._whole_image(image_id)
        time_point = None if image.time_series is None else image.time_point
        job = self.queue.submit(
            "model",
            "medviewer.inference.run:run_model",
            str(self.models[model_id].folder),
            without_slices(image.image),
            dict(params),
            device,
            agreed,
            title=title,
            kind="model",
        )
        return when_done(job, lambda _result: self.apply(job, image_id, done, time_point), forget=False)

    def cancel(self, job: Job) -> None:
        """Stops a job: it is asked, and killed if it does not listen."""
        job.cancel()

    def apply(
        self,
        job: Job,
        image_id: str,
        done: Callable[[ResultLayer], None],
        time_point: int | None = None,
    ) -> None:
        """Shows a job's result on the image (and the time point) it was made from, and on no other.

        The fingerprint of the image on screen is taken on a worker thread and must be the one that
        the result carries.
        """
        result = job.result
        job.forget_result()
        image = next((layer for layer in self.scene.images if layer.id == image_id), None)
        if image is None:
            self.refused.emit("The image was closed before its result came, so the result is not shown.")
            return

        def show(found: str) -> None:
            if image not in self.scene.images:
                return
            try:
                require_same_image(result, found)
            except MedviewerError as error:
                self.refused.emit(str(error))
            else:
                self._add(result, image, None, False, done, time_point)

        self._in_background(lambda: fingerprint(image.image_at(time_point)), show)

    # --- save ---

    def save(
        self, layer_id: str, path: str, source_files: tuple[str, ...], title: str, done: Callable[[str], None]
    ) -> Job:
        """Writes a segmentation or findings to a file; the layer counts as saved once it is written.

        ``source_files`` are the files of the image, which DICOM SEG takes patient and study from.
        """
        layer = self.scene.layer(layer_id)
        if isinstance(layer, LabelLayer):
            image = self._image(layer.image_id).image_at(layer.time_point)
            reference = image if isinstance(image, Volume) else None
            function = "medviewer.io.write:save_segmentation"
            what: tuple[Any, ...] = (as_shown(layer), path, reference, source_files)
        elif isinstance(layer, StatementsLayer):
            function, what = "medviewer.io.write:save_findings", (layer.stated, path)
        else:
            raise MedviewerError("Only segmentations and findings can be saved to a file.")
        job = self.queue.submit("writer", function, *what, title=title, kind="save")

        def written(target: str) -> None:
            layer.saved = True
            done(target)

        return when_done(job, written)

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
            uids = segmentation.source_instance_uids
            self._add(segmentation, image, segmentation.provenance, True, done, image.time_point_of(uids))

    def _add(
        self,
        result: Any,
        image: ImageLayer,
        provenance: Provenance | None,
        saved: bool,
        done: Callable[[Any], None],
        time_point: int | None,
    ) -> None:
        try:
            layer = self.scene.add_result(result, image.id, provenance, saved, time_point)
        except MedviewerError as error:
            self.refused.emit(str(error))
        else:
            done(layer)
