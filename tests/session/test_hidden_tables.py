"""The table of a CT in 3D is looked for once, in the worker, and never again for the same volume."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from psygnal import Signal

from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.volume import Volume
from medviewer.jobs.job import JobState
from medviewer.scene.scene import Scene
from medviewer.session.hidden_tables import HiddenTables

GRID = Geometry((4, 50, 50), (0.0, 0.0, 0.0), (5.0, 5.0, 2.0))
SHOWN = Segmentation(np.ones((4, 50, 50), np.uint8), GRID, (Segment(1, "Body"),))


class AJob:
    finished = Signal(object)
    state = JobState.DONE
    result = SHOWN

    def forget_result(self) -> None: ...


class AQueue:
    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.jobs: list[AJob] = []

    def submit(self, *what: object, **named: object) -> AJob:
        self.asked.append(what)
        self.jobs.append(AJob())
        return self.jobs[-1]


def test_each_volume_is_asked_for_once_and_keeps_what_was_found() -> None:
    scene, queue = Scene(), AQueue()
    image = scene.add_volume(Volume(np.zeros((4, 50, 50), np.int16), GRID, unit="HU"))
    tables = HiddenTables(scene, queue, "Looking for the table")
    tables.look([image])
    tables.look([image])
    ((host, function, volume),) = queue.asked
    assert (host, volume) == ("worker", image.image)
    assert function == "medviewer.engine.grid.ct_table:shown_without_table"
    queue.jobs[0].finished.emit(queue.jobs[0])
    assert image.without_table.shown is SHOWN
    tables.look([image])
    assert len(queue.asked) == 1


def test_what_was_found_in_one_volume_is_not_taken_for_another() -> None:
    scene, queue = Scene(), AQueue()
    image = scene.add_volume(Volume(np.zeros((4, 50, 50), np.int16), GRID, unit="HU"))
    tables = HiddenTables(scene, queue, "Looking for the table")
    tables.look([image])
    image.image = replace(image.image, geometry=replace(GRID, origin_lps=(9.0, 0.0, 0.0)))
    queue.jobs[0].finished.emit(queue.jobs[0])
    assert image.without_table is None
