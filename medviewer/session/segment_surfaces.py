"""Surfaces of segments for the 3D view, made in a child process when they are wanted there."""

from __future__ import annotations

from typing import Any

from psygnal import Signal

from medviewer.core.segmentation import Segmentation
from medviewer.jobs.job import Job
from medviewer.jobs.queue import JobQueue
from medviewer.scene.layers.layers import LabelLayer
from medviewer.scene.scene import Scene
from medviewer.scene.volume.volume_plan import surfaces_wanted
from medviewer.scene.volume.volume_surfaces import LayerSurfaces
from medviewer.session.when_done import when_done


class SegmentSurfaces:
    """Sees to it that every segmentation that is to be shown as surfaces has them.

    ``began`` carries the job of each segmentation whose surfaces are being made.
    """

    began = Signal(object)

    def __init__(self, scene: Scene, queue: JobQueue, title: str) -> None:
        self._scene = scene
        self._queue = queue
        self._title = title
        self._asked: list[Segmentation] = []

    def refresh(self) -> None:
        """Asks for what is missing; what was asked for once is not asked for again, even if it failed."""
        shown = [self._scene.image_in(viewport) for viewport in self._scene.viewports.values()]
        open_now = [one.segmentation for one in self._scene.layers if isinstance(one, LabelLayer)]
        self._asked = [one for one in self._asked if any(one is other for other in open_now)]
        for image in {id(one): one for one in shown if one is not None}.values():
            for layer in surfaces_wanted(self._scene, image):
                if not any(layer.segmentation is one for one in self._asked):
                    self._ask(layer)

    def _ask(self, layer: LabelLayer) -> None:
        segmentation = layer.segmentation
        self._asked.append(segmentation)
        function = "medviewer.render.surface_nets:surfaces_for_views"
        job: Job = self._queue.submit("worker", function, segmentation, title=self._title, kind="surfaces")

        def made(meshes: Any) -> None:
            if layer.segmentation is segmentation:
                layer.surfaces = LayerSurfaces(segmentation, meshes)

        self.began.emit(when_done(job, made))
