"""Whatever a reader does, one thing after another: what is on screen is of whose image it lies on."""

from __future__ import annotations

import random

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from medviewer.core.errors import MedviewerError
from medviewer.core.geometry import Geometry
from medviewer.core.mark import Mark
from medviewer.core.patient import patient_of
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.io.dicom.write_series import write_ct_series
from medviewer.report.gather import material_of
from medviewer.scene.marks.lesion_points import lesion_points
from medviewer.scene.marks.mark_place import place_of
from medviewer.scene.marks.mark_view import marks_in_view
from medviewer.scene.views.frame_link import frame_of
from medviewer.scene.views.plan_slice import view_plane

ACTS = 45


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Two patients of one name, born on two days, and a second study of the first."""
    home = tmp_path_factory.mktemp("patients")
    chance = np.random.default_rng(1)
    for n, (born, uid) in enumerate((("19500101", "1"), ("19510101", "2"), ("19500101", "3"))):
        study = StudyInfo("Same^Name", "ID", born, study_uid=f"1.2.826.0.1.3680043.10.78.{uid}")
        info = SeriesInfo(f"series{n}", modality="CT", description=f"S{n}", study=study)
        voxels = chance.integers(-500, 500, (6, 16, 20), dtype=np.int16)
        write_ct_series(Volume(voxels, Geometry((6, 16, 20)), "HU", info), home / str(n), uid_seed=f"r{n}")
    return [home / str(n) for n in range(3)]


def whose(layer) -> str:
    return patient_of(layer.image.info.study).digest[:8]


class Reader:
    """Does one thing after another; every mark bears the digest of whom it was drawn on."""

    def __init__(self, app, folders, chance: random.Random, qtbot) -> None:
        self.app, self.scene, self.folders, self.chance, self.qtbot = app, app.scene, folders, chance, qtbot
        self.mixed = self.links = 0

    def act(self) -> str:
        acts = (self.open, self.open, self.beside, self.beside, self.draw, self.draw, self.layout, self.run,
                self.register, self.choose, self.undo, self.close, self.wait, self.activate)  # fmt: skip
        act = self.chance.choice(acts)
        act()
        return act.__name__

    def begin(self) -> None:
        """Two patients beside each other whose frames are joined: what chance alone may not bring about."""
        flow, images = self.app.window.flow, lambda: self.scene.images
        for count, folder in enumerate(self.folders[:2], start=1):
            flow.open_paths([str(folder)], beside=True)
            self.qtbot.waitUntil(
                lambda count=count: len(images()) == count and all(one.arriving is None for one in images()),
                timeout=20_000,
            )
        one, other = images()
        self.app.window.wings["compare"]._comparing.trust_scanner(one.id, other.id)

    def open(self) -> None:
        self.app.window.flow.open_paths([str(self.chance.choice(self.folders))])

    def beside(self) -> None:
        self.app.window.flow.open_paths([str(self.chance.choice(self.folders))], beside=True)

    def draw(self) -> None:
        viewport = self.scene.viewport_in_use
        layer, plane = self.scene.image_in(viewport), view_plane(self.scene, viewport, (300, 300))
        if layer is not None and plane is not None and layer.arriving is None:
            x, y, z = plane.centre_lps
            place = place_of(layer, viewport, plane)
            points = ((x, y, z), (x + 3.0, y, z))
            label = whose(layer)
            self.scene.marks.add(Mark("length", points, (0.0, 0.0, 1.0), place, label, "", "target", 1), "L")

    def layout(self) -> None:
        names = ("view.layout_mpr", "layout.grid_1x2", "layout.grid_2x2", "view.layout_1x1")
        self.app.window.actions_by_id[self.chance.choice(names)].trigger()

    def run(self) -> None:
        if self.scene.active is not None and self.scene.active.arriving is None:
            self.app.window.model.run("dense")

    def register(self) -> None:
        images = [one for one in self.scene.images if one.arriving is None]
        if len(images) > 1:
            one, other = self.chance.sample(images, 2)
            if self.chance.random() < 0.5:
                self.app.window.wings["compare"]._comparing.trust_scanner(one.id, other.id)
            try:
                self.app.window.wings["compare"]._comparing.register(one.id, other.id, "x")
            except MedviewerError:
                return

    def choose(self) -> None:
        entries = list(self.app.studies.entries)
        if entries:
            self.app.window.flow.choose(self.chance.choice(entries), self.scene.viewport_in_use.id)

    def activate(self) -> None:
        if self.scene.images:
            self.scene.activate(self.chance.choice(self.scene.images).id)

    def undo(self) -> None:
        self.chance.choice((self.scene.undo.undo, self.scene.undo.redo))()

    def close(self) -> None:
        if self.chance.random() < 0.4:
            self.app.window.flow.close()

    def wait(self) -> None:
        self.qtbot.wait(self.chance.choice((20, 200, 600)))

    # --- what must be true at every moment ---

    def look(self) -> None:
        scene = self.scene
        for viewport in list(scene.viewports.values()):
            layer = scene.image_in(viewport)
            plane = None if layer is None else view_plane(scene, viewport, (300, 300))
            if layer is None or plane is None:
                continue
            assert {one.mark.label for one in marks_in_view(scene, viewport, plane, 1e6)} <= {whose(layer)}
        for image in scene.images:
            for result in scene.results_of(image.id):
                assert result.provenance.input_series_id == image.image.info.series_id
            assert {mark.label for mark, *_ in material_of(scene, image).marks} <= {whose(image)}
            for other in scene.images:
                if whose(other) != whose(image):
                    assert frame_of(other) != frame_of(image)
        frames = {frame_of(image) for image in scene.images}
        people = {whose(image) for image in scene.images}
        self.mixed += len(people) > 1
        self.links += len(scene.links)
        if not frames:
            assert scene.links == ()
            assert scene.marks.items == ()
        dates = self.app.window.wings["recist"]._dates()
        if scene.active is not None:
            ids = [lesion.mark_id for point in lesion_points(scene, dates) for lesion in point.lesions]
            assert {scene.marks.mark(one).label for one in ids} <= {whose(scene.active)}
        QApplication.processEvents()
        if len(people) == len({whose(image) for image in scene.images}) and people:
            self.app.window.safety.alarm.look()
            assert self.app.window.safety.alarm.band.isVisible() == (len(people) > 1)


@pytest.mark.parametrize("seed", [1])
def test_random_reading_never_mixes_two_patients(the_app, folders, qtbot, seed) -> None:
    reader = Reader(the_app, folders, random.Random(seed), qtbot)
    done = []
    reader.begin()
    reader.look()
    for _ in range(ACTS):
        done.append(reader.act())
        reader.look()
        QApplication.processEvents()
        reader.look()
    qtbot.waitUntil(lambda: all(job.state.is_final for job in the_app.queue.jobs), timeout=60_000)
    reader.look()
    assert {"open", "beside", "draw", "register"} <= set(done)
    assert reader.mixed, "two patients were open together"
    assert reader.links > 0, "two studies were joined"
