"""The table under the patient, looked for in a child process when a CT is shown in 3D."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from medviewer.core.volume import Volume
from medviewer.jobs.job import Job
from medviewer.jobs.queue import JobQueue
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.volume.known_table import WithoutTable
from medviewer.scene.volume.volume_table import table_wanted
from medviewer.session.when_done import when_done


class HiddenTables:
    """Sees to it that images in 3D know their table."""

    def __init__(self, scene: Scene, queue: JobQueue, title: str) -> None:
        self._scene = scene
        self._queue = queue
        self._title = title
        self._asked: list[Volume] = []

    def look(self, images: Iterable[ImageLayer]) -> None:
        """Asks for what is missing; what was asked for once is not asked for again, even if it failed."""
        open_now = [one.image for one in self._scene.images]
        self._asked = [one for one in self._asked if any(one is other for other in open_now)]
        for image in images:
            volume = table_wanted(image)
            if volume is not None and not any(volume is one for one in self._asked):
                self._ask(image, volume)

    def _ask(self, image: ImageLayer, volume: Volume) -> None:
        self._asked.append(volume)
        function = "medviewer.engine.grid.ct_table:shown_without_table"
        job: Job = self._queue.submit("worker", function, volume, title=self._title, kind="thumbnail")

        def found(shown: Any) -> None:
            if isinstance(image.image, Volume) and image.image.geometry == volume.geometry:
                image.without_table = WithoutTable(volume.geometry, shown)

        when_done(job, found)
