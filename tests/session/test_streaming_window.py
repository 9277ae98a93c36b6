"""A long series in the real window, through the real reader: slices come before the last is read."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.io.dicom.write_series import write_ct_series
from medviewer.jobs.job import JobState

SHAPE = (160, 256, 256)


@pytest.fixture(scope="module")
def a_long_ct_folder(tmp_path_factory) -> Path:
    """160 slices of 256 x 256 (21 MB), each of another value."""
    voxels = np.empty(SHAPE, np.int16)
    voxels[...] = (np.arange(SHAPE[0], dtype=np.int16) - 80)[:, None, None]
    info = SeriesInfo("long", modality="CT", study=StudyInfo(patient_id="T2", study_uid="1.2.826.0.1.77"))
    folder = tmp_path_factory.mktemp("studies") / "long"
    write_ct_series(Volume(voxels, Geometry(SHAPE), unit="HU", info=info), folder, uid_seed="long")
    return folder


class Seen:
    """What the scene showed at each change."""

    def __init__(self, app):
        self.early = []
        self.wrong = []
        self._app = app
        app.scene.changed.connect(self._look)

    def _look(self):
        active = self._app.scene.active
        if active is None or active.arriving is None:
            return
        arrival = active.arriving.arrival
        self.early.append(arrival.count)
        for k in np.flatnonzero(arrival.arrived):
            if not (arrival.image.voxels[k] == k - 80).all():
                self.wrong.append(int(k))

    def stop(self):
        self._app.scene.changed.disconnect(self._look)


@pytest.fixture
def seen(the_app):
    seen = Seen(the_app)
    yield seen
    seen.stop()


def is_whole(app):
    return app.scene.active is not None and app.scene.active.arriving is None


def test_slices_come_before_the_series_is_whole_and_none_is_wrong(the_app, seen, a_long_ct_folder, qtbot):
    the_app.window.flow.open_paths([str(a_long_ct_folder)])
    qtbot.waitUntil(lambda: the_app.scene.active is not None, timeout=20_000)
    layer = the_app.scene.active
    qtbot.waitUntil(lambda: is_whole(the_app), timeout=20_000)
    assert the_app.scene.active is layer
    assert seen.early, "it was never shown while it was read"
    assert seen.wrong == []
    assert all((layer.image.voxels[k] == k - 80).all() for k in range(SHAPE[0]))
    (entry,) = the_app.studies.entries.values()
    assert the_app.studies.layer_of[entry.series_id] == layer.id
    assert len(the_app.scene.images) == 1


@pytest.mark.parametrize("how", ["cancel", "kill"])
def test_series_whose_reading_stops_half_way_is_taken_off_the_screen(
    the_app, seen, a_long_ct_folder, qtbot, how
):
    jobs = []

    def stop(job):
        if job.kind != "load":
            return
        jobs.append(job)

        def at_first_slice(_arrival):
            if how == "cancel":
                job.cancel()
            else:
                os.kill(the_app.queue.hosts["reader"].pid, signal.SIGKILL)

        job.partial.connect(at_first_slice)

    the_app.queue.added.connect(stop)
    try:
        the_app.window.flow.open_paths([str(a_long_ct_folder)])
        qtbot.waitUntil(lambda: bool(jobs) and jobs[0].state.is_final, timeout=20_000)
    finally:
        the_app.queue.added.disconnect(stop)
    assert seen.early, "it was never on screen"
    if jobs[0].state is not JobState.DONE:  # a killed reader may begin again and succeed
        assert the_app.scene.images == ()
        assert the_app.scene.active is None
    else:
        assert how == "kill"
        assert seen.wrong == []
        assert is_whole(the_app)
    the_app.window.flow.open_paths([str(a_long_ct_folder)])
    qtbot.waitUntil(lambda: is_whole(the_app), timeout=20_000)


def test_model_waits_until_all_slices_are_there(the_app, a_long_ct_folder, qtbot):
    said = []
    the_app.window.model.said.connect(lambda text, _severity: said.append(text))

    def run_early(layer):
        if layer.arriving is not None:
            the_app.window.model.run("dense")

    the_app.scene.layer_added.connect(run_early)
    try:
        the_app.window.flow.open_paths([str(a_long_ct_folder)])
        qtbot.waitUntil(lambda: is_whole(the_app), timeout=20_000)
    finally:
        the_app.scene.layer_added.disconnect(run_early)
    assert not [job for job in the_app.queue.jobs if job.kind == "model"]
