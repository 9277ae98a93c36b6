"""The verb for explanations: a heat map of one statement, made in the model host."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from medviewer.api.explainable import StatedPlace
from medviewer.core.errors import MedviewerError
from medviewer.core.fingerprint import fingerprint
from medviewer.core.heat_map import HeatMap, HeatMapMethod
from medviewer.core.volume import Volume
from medviewer.inference.discover import PluginRecord
from medviewer.jobs.in_background import InBackground
from medviewer.jobs.job import Job
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.heat_layer import HeatLayer, show_only
from medviewer.scene.layers.layers import LabelLayer, ResultLayer
from medviewer.scene.scene import Scene
from medviewer.session.sent import without_slices
from medviewer.session.when_done import when_done

if TYPE_CHECKING:
    from medviewer.jobs.queue import JobQueue


class Explanations:
    """Explains what models state of an image that is on screen.

    Parameters
    ----------
    models
        The models that were found, by their ids.
    refuse
        Takes a sentence for the user whenever something that was asked for is not done.
    """

    def __init__(
        self,
        scene: Scene,
        queue: JobQueue,
        models: Mapping[str, PluginRecord],
        in_background: InBackground,
        refuse: Callable[[str], None],
    ) -> None:
        self._scene = scene
        self._queue = queue
        self._models = models
        self._in_background = in_background
        self._refuse = refuse

    def explain(
        self,
        layer_id: str,
        label: str,
        method: HeatMapMethod,
        title: str,
        done: Callable[[HeatLayer], None] = lambda _layer: None,
        place: StatedPlace | None = None,
    ) -> None:
        """Starts a job that explains one statement of a layer; its heat map is shown when it comes.

        The model is run with the parameters, and on the images, of the run that made the statement.
        ``place``: the segment or box that is explained, of a layer of such.
        """
        layer = self._scene.layer(layer_id)
        if not isinstance(layer, ResultLayer) or not layer.is_from_model or layer.provenance is None:
            self._refuse("Only what a model states can be explained.")
            return
        made = layer.provenance
        record = self._models.get(made.model_id)
        if record is None or record.info is None:
            self._refuse(f"{made.model_name or made.model_id} is not installed, so it cannot explain itself.")
            return
        folder = str(record.folder)

        def start(channels: Mapping[str, Volume] | None) -> None:
            if channels is None:
                self._refuse(
                    "Open all series that the model was run on; then its statement can be explained."
                )
            elif layer in self._scene.layers:
                self._submit(folder, layer, (label, method, place), channels, title, done)

        self._find_channels(made.further_inputs, start)

    def explain_segment(self, layer_id: str, number: int, method: HeatMapMethod, title: str) -> None:
        """As `explain`, for one segment of a segmentation."""
        layer = self._scene.layer(layer_id)
        if not isinstance(layer, LabelLayer):
            return
        segmentation = layer.segmentation
        name = next((one.name for one in segmentation.segments if one.number == number), "")

        def start(centre_lps: npt.NDArray[np.float64] | None) -> None:
            if centre_lps is None:
                self._refuse(f"{name} has no voxels, so there is nothing to explain.")
                return
            x, y, z = (float(value) for value in centre_lps)
            self.explain(layer_id, name, method, title, place=StatedPlace(name, (x, y, z)))

        self._in_background(lambda: segmentation.centre_lps(number), start)

    def _submit(
        self,
        folder: str,
        layer: ResultLayer,
        wanted: tuple[str, HeatMapMethod, StatedPlace | None],
        channels: Mapping[str, Volume],
        title: str,
        done: Callable[[HeatLayer], None],
    ) -> Job:
        label, method, place = wanted
        image = self._scene.layer(layer.image_id)
        assert isinstance(image, ImageLayer)  # noqa: S101 - a result layer's home
        assert layer.provenance is not None  # noqa: S101 - asked for before
        job = self._queue.submit(
            "model",
            "medviewer.inference.explain_run:explain_finding",
            folder,
            without_slices(image.image_at(layer.time_point)),
            label,
            method,
            dict(layer.provenance.parameters),
            "auto",
            {role: without_slices(volume) for role, volume in channels.items()},
            place,
            title=title,
            kind="model",
        )
        return when_done(job, lambda found: self._show(found, layer, done))

    def _show(self, found: HeatMap, layer: ResultLayer, done: Callable[[HeatLayer], None]) -> None:
        """Lays a heat map over the image of the statement, if it was made from that very image."""
        if layer not in self._scene.layers or layer.provenance is None:
            return
        made = found.values.provenance
        if made is None or made.input_fingerprint != layer.provenance.input_fingerprint:
            self._refuse("The image has changed since the model was run, so the heat map is not shown.")
            return
        for other in self._scene.results_of(layer.image_id):
            if not isinstance(other, HeatLayer) or not _is_same(other, found):
                continue
            if other.explains(layer, found.label, found.place_lps):
                self._scene.remove_layer(other.id)
        try:
            heat = self._scene.add_result(found, layer.image_id, time_point=layer.time_point)
        except MedviewerError as error:
            self._refuse(str(error))
            return
        if isinstance(heat, HeatLayer):
            show_only(heat, self._scene.results_of(layer.image_id))
            done(heat)

    def _find_channels(
        self, wanted: tuple[tuple[str, str], ...], then: Callable[[Mapping[str, Volume] | None], None]
    ) -> None:
        """The open images with some fingerprints, by role; None if one of them is not open."""
        if not wanted:
            then({})
            return
        volumes = [layer.image for layer in self._scene.images if isinstance(layer.image, Volume)]

        def look() -> dict[str, Volume] | None:
            known = {fingerprint(volume): volume for volume in volumes}
            if any(mark not in known for _, mark in wanted):
                return None
            return {role: known[mark] for role, mark in wanted}

        self._in_background(look, then, lambda: then(None))


def _is_same(layer: HeatLayer, found: HeatMap) -> bool:
    return layer.heat_map is not None and layer.heat_map.method == found.method
