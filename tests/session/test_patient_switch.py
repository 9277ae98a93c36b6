"""Switching patients while loads and jobs run: what is on screen is of the patient whom the banner names.

Each patient's voxels spell his number as bars, so that pixels on screen say whose they are; his name is in
the banner and in the corner of the view; his mark and his results carry his number.
"""

from __future__ import annotations

import random

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from medviewer.core.geometry import Geometry
from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.io.dicom.write_series import write_ct_series

PATIENTS = 6
BARS = 10
"""Two that are always white and black, then eight bits."""


def a_coded_ct(number: int) -> Volume:
    bits = [1, 0, *(number + 1 >> bit & 1 for bit in range(BARS - 2))]
    row = np.repeat(np.array(bits, np.int16) * 1000 - 500, 4)
    voxels = np.broadcast_to(row, (8, 12, row.size)).copy()
    study = StudyInfo(
        f"Patient^{number}",
        f"P{number}",
        f"19{50 + number}0101",
        study_uid=f"1.2.826.0.1.3680043.10.77.{number}",
    )
    info = SeriesInfo(f"coded{number}", modality="CT", description=f"Coded {number}", number="1", study=study)
    return Volume(voxels, Geometry((8, 12, row.size), (-20.0, -6.0, -20.0), (1.0, 1.0, 5.0)), "HU", info)


@pytest.fixture(scope="module")
def coded_folders(tmp_path_factory):
    """All patients share one frame of reference and one geometry: nothing but voxels and names differ."""
    home = tmp_path_factory.mktemp("patients")
    for number in range(PATIENTS):
        write_ct_series(a_coded_ct(number), home / str(number), uid_seed=f"coded{number}")
    return [home / str(number) for number in range(PATIENTS)]


class Watcher:
    """Looks at the window as a reader would, and fails where two patients are on screen together."""

    def __init__(self, app) -> None:
        self.app = app
        self.corners: dict[tuple[int, int], QImage] = {}
        self.seen: set[int] = set()
        self.pictures = self.results = 0

    def banner(self) -> int | None:
        text = self.app.window.banner.name_label.text()
        return None if not text[-1:].isdigit() else int(text[-1])

    def look(self) -> None:
        """Checks what is on screen at this moment, whatever is going on."""
        scene, named = self.app.scene, self.banner()
        active = scene.active
        assert (active is None) == (named is None)
        if active is None:
            assert self.app.window.status.position_label.text() == ""
            return
        assert active.image.info.study.patient_id == f"P{named}"
        view = self.app.window.grid.slice_views["axial"]
        if not view.isVisible() or view.width() < 300:
            return  # not laid out yet
        picture = view.grab().toImage()
        found = self._spelt(view, picture)
        if found is not None:
            assert found == named, f"the pixels are of {found}, the banner says {named}"
            self.pictures += 1
            self.seen.add(named)
            self._check_corner(named, picture)
        for mark in scene.marks.items:
            assert mark.label == f"mark {named}"
        for layer in scene.layers:
            if layer is not active:
                assert layer.provenance.input_series_id == active.image.info.series_id
                self.results += 1
        assert not self.app.window.safety.alarm.band.isVisible()

    def _spelt(self, view, picture: QImage) -> int | None:
        """The number that the bars on screen spell; None before there is a picture."""
        plane = view.plane()
        if plane is None:
            return None
        scale = picture.devicePixelRatio()
        bits = []
        for bar in range(BARS):
            # Read at several heights: a mark, its figure or the edge of a result may lie over one of them.
            light = []
            for up in (-5.0, -4.0, -3.0, 3.0, 4.0):
                x, y = plane.lps_to_pixel((-20.0 + bar * 4 + 1.5, up, self.app.scene.cursor_lps[2]))
                light.append(picture.pixelColor(round(x * scale), round(y * scale)).lightness() > 100)
            bits.append(sum(light) >= 3)
        if bits[:2] != [True, False]:
            return None
        return sum(bit << n for n, bit in enumerate(bits[2:])) - 1

    def _check_corner(self, named: int, picture: QImage) -> None:
        """The corner with the name is pixel for pixel the one that this patient always has.

        Each result of a model puts a badge above the name, so corners with as many badges are compared.
        """
        badges = len(self.app.scene.layers) - 1
        corner = picture.copy(QRect(4, 4, 140, 44 + 22 * badges))
        before = self.corners.setdefault((named, badges), corner)
        assert corner == before, f"the corner text of {named} changed"
        others = [one for key, one in self.corners.items() if key[0] != named and key[1] == badges]
        assert corner not in others


@pytest.fixture
def a_watcher(the_app):
    scene = the_app.scene
    the_app.window.resize(1300, 800)
    scene.layout, scene.crosshair_visible = "1x1", False
    yield Watcher(the_app)
    scene.crosshair_visible = True


def _switch(app, watcher, folders, chance, qtbot) -> None:
    """Opens a patient, and sometimes waits for all, sometimes works on it, sometimes leaves at once."""
    number = chance.randrange(PATIENTS)
    app.window.flow.open_paths([str(folders[number])])
    patience = chance.random()
    if patience < 0.55:
        for _ in range(chance.randrange(4)):
            QApplication.processEvents()
            watcher.look()
        return

    def is_there() -> bool:
        active = app.scene.active
        return (
            active is not None
            and active.arriving is None
            and active.image.info.study.patient_id == f"P{number}"
        )

    qtbot.waitUntil(is_there, timeout=20_000)
    watcher.look()
    series_id = app.scene.active.image.info.series_id
    points = ((-10.0, 0.0, 0.0), (10.0, 0.0, 0.0))
    if not app.scene.marks.items:
        mark = Mark("length", points, (0.0, 0.0, 1.0), MarkPlace(series_id), label=f"mark {number}")
        app.scene.marks.add(mark, "Length")
    if patience > 0.85 and not any(not job.state.is_final for job in app.queue.jobs if job.kind == "model"):
        app.window.model.run("dense")
    watcher.look()


def _switch_often(app, watcher, folders, count, qtbot) -> None:
    chance = random.Random(7)
    for turn in range(count):
        _switch(app, watcher, folders, chance, qtbot)
        watcher.look()
        if turn % 50 == 49:
            for job in list(app.queue.jobs):
                app.queue.forget(job)
    qtbot.waitUntil(lambda: all(job.state.is_final for job in app.queue.jobs), timeout=30_000)
    watcher.look()


@pytest.mark.slow
def test_a_thousand_switches_show_never_anything_of_another_patient(
    the_app, a_watcher, coded_folders, qtbot
) -> None:
    _switch_often(the_app, a_watcher, coded_folders, 1000, qtbot)
    assert a_watcher.seen == set(range(PATIENTS))
    assert a_watcher.pictures > 400
    assert a_watcher.results > 20, "late results came to their own patients"


def test_two_patients_at_once_are_named_in_red(the_app, coded_folders, qtbot) -> None:
    app, alarm = the_app, the_app.window.safety.alarm
    app.window.flow.open_paths([str(coded_folders[1])])
    qtbot.waitUntil(lambda: len(app.scene.images) == 1 and app.scene.active.arriving is None, timeout=20_000)
    assert not alarm.band.isVisible()
    app.scene.add_volume(a_coded_ct(2))
    qtbot.waitUntil(alarm.band.isVisible, timeout=3_000)
    text = alarm.band.label.text()
    assert "TWO PATIENTS" in text
    assert "P1" in text
    assert "P2" in text
    frame = alarm._frames[app.window.grid.slice_views["axial"]]
    assert "P2" in frame.label.text()
    picture = app.window.grab().toImage()
    assert picture.pixelColor(5, app.window.centralWidget().y() + 5).name() == "#c62828"
    app.window.tools.information = "anonymous"
    app.window.tools.changed.emit()
    qtbot.waitUntil(lambda: "P1" not in alarm.band.label.text(), timeout=3_000)
    app.window.tools.information = "full"
    app.window.tools.changed.emit()
    app.scene.remove_layer(app.scene.images[-1].id)
    qtbot.waitUntil(lambda: not alarm.band.isVisible(), timeout=3_000)
