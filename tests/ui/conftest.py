"""The real window, off screen, on small images; nothing is read from files unless a test says so."""

from __future__ import annotations

import gc
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from medviewer.core.classification import Classification, Finding
from medviewer.core.geometry import Geometry
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Stack, Volume
from medviewer.core.window_level import WindowLevel
from medviewer.scene.views.navigate import slice_number
from medviewer.ui.parts.theme import apply_theme
from medviewer.ui.views.overlay_facts import overlay_of

sys.path.insert(0, str(Path(__file__).resolve().parent))

from window_hands import close_app, open_app


@dataclass
class ScriptedQuestions:
    """Answers for the dialogs; counts how often it was asked about unsaved work."""

    folder: str = ""
    files: list[str] = field(default_factory=list)
    labels: str = ""
    target: str = ""
    unsaved: str = "cancel"
    asked: list[list[str]] = field(default_factory=list)

    def folder_to_open(self):
        return self.folder

    def files_to_open(self):
        return self.files

    def labels_to_open(self):
        return self.labels

    def segmentation_target(self, suggestion):
        return self.target

    findings_target = image_target = picture_target = report_target = segmentation_target
    keys_target = bundle_target = segmentation_target

    def keys_to_import(self):
        return self.target

    def session_target(self, suggestion):
        return self.target

    def about_unsaved(self, names):
        self.asked.append(list(names))
        return self.unsaved


@pytest.fixture
def a_ct_volume() -> Volume:
    """Values grow by 20 along i, 10 along j, 1 along k, in LPS order; 60 x 50 x 40 mm."""
    k, j, i = np.meshgrid(np.arange(20), np.arange(50), np.arange(60), indexing="ij")
    study = StudyInfo("王小东 (Wang Xiaodong)", "MV7351846", birth_date="19700102", study_uid="1.2.3")
    info = SeriesInfo("series-1", modality="CT", description="Thorax 5 mm", number="3", study=study)
    return Volume(
        voxels=(i * 20 + j * 10 + k).astype(np.int16) - 800,
        geometry=Geometry((20, 50, 60), (-30.0, -25.0, -20.0), (1.0, 1.0, 2.0)),
        unit="HU",
        info=info,
        windows=(WindowLevel(400, 40), WindowLevel(1500, -600)),
    )


@pytest.fixture
def a_stack(a_ct_volume) -> Stack:
    planes = tuple(
        Geometry((1, 50, 60), (-30.0, -25.0, float(z)), (1.0, 1.0, 1.0)) for z in (0.0, 3.0, 4.0, 11.0)
    )
    info = SeriesInfo("series-2", modality="CT", description="Uneven")
    return Stack(frames=a_ct_volume.voxels[:4].copy(), planes=planes, unit="HU", info=info)


@pytest.fixture
def a_segmentation(a_ct_volume) -> Segmentation:
    """A left lung of 100 voxels (0.2 ml) and an empty right one, made by a model."""
    labels = np.zeros(a_ct_volume.geometry.shape_kji, np.uint8)
    labels[5, 10:20, 10:20] = 1
    segments = (Segment(1, "Left lung", (86, 180, 233)), Segment(2, "Right lung", (230, 159, 0)))
    origin = Provenance(model_id="lung", model_name="Lungs", model_version="1.0.0")
    return Segmentation(labels, a_ct_volume.geometry, segments, "Lungs", origin)


@pytest.fixture
def a_classification(a_ct_volume) -> Classification:
    heat = Volume(np.ones(a_ct_volume.geometry.shape_kji, np.float32), a_ct_volume.geometry)
    findings = (Finding("opacity", 0.8, 0.5, heat), Finding("effusion", 0.1, 0.4, heat))
    return Classification(findings, "Chest", Provenance(model_id="chest", model_name="Chest X-ray"))


@pytest.fixture
def questions() -> ScriptedQuestions:
    return ScriptedQuestions()


@pytest.fixture(scope="session")
def a_fast_collector():
    """What is imported by now is not looked through again: closed windows are found soon, at little cost."""
    gc.collect()
    gc.freeze()
    gc.collect()
    yield
    gc.unfreeze()


@pytest.fixture
def an_app(qtbot, qapp, tmp_path, questions, a_fast_collector, monkeypatch):
    """The program without any study; its child processes start only when something is read.

    Its doctor tries no part of this machine: each look would start eight processes (`tests/cli` has them).
    """
    monkeypatch.setattr("medviewer.doctor.check_machine._probe", lambda name, environment=None: (True, name))
    apply_theme(qapp)
    app = open_app(tmp_path, questions, qtbot)
    yield app
    close_app(app, questions)


@pytest.fixture
def an_app_with_ct(an_app, a_ct_volume):
    """The program with the small CT in three planes side by side (the 3D view takes its time)."""
    an_app.scene.layout = "1x3"
    an_app.scene.add_volume(a_ct_volume)
    QApplication.processEvents()
    return an_app


class Mouse:
    """Sends real mouse events to a widget, in its own pixels."""

    def __init__(self, widget):
        self.widget = widget

    def _send(self, kind, at, button, buttons, modifiers=Qt.KeyboardModifier.NoModifier):
        local = QPointF(*at)
        glob = QPointF(self.widget.mapToGlobal(QPoint(round(at[0]), round(at[1]))))
        event = QMouseEvent(kind, local, glob, button, buttons, modifiers)
        QApplication.sendEvent(self.widget, event)

    def drag(self, start, end, button, modifiers=Qt.KeyboardModifier.NoModifier, steps=4):
        self._send(QMouseEvent.Type.MouseButtonPress, start, button, button, modifiers)
        for n in range(1, steps + 1):
            at = tuple(a + (b - a) * n / steps for a, b in zip(start, end, strict=True))
            self._send(QMouseEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, button, modifiers)
        self._send(QMouseEvent.Type.MouseButtonRelease, end, button, Qt.MouseButton.NoButton, modifiers)

    def move(self, at, modifiers=Qt.KeyboardModifier.NoModifier):
        none = Qt.MouseButton.NoButton
        self._send(QMouseEvent.Type.MouseMove, at, none, none, modifiers)

    def double_click(self, at):
        left = Qt.MouseButton.LeftButton
        self._send(QMouseEvent.Type.MouseButtonPress, at, left, left)
        self._send(QMouseEvent.Type.MouseButtonRelease, at, left, Qt.MouseButton.NoButton)
        self._send(QMouseEvent.Type.MouseButtonDblClick, at, left, left)
        self._send(QMouseEvent.Type.MouseButtonRelease, at, left, Qt.MouseButton.NoButton)


@pytest.fixture
def mouse_on():
    return Mouse


@pytest.fixture
def the_reader(an_app_with_ct, mouse_on, qtbot):
    """A hand on the keyboard while the mouse rests over the axial view."""
    qtbot.waitUntil(lambda: not an_app_with_ct.window.windowIcon().isNull())  # the tool bar has its size
    return Reader(an_app_with_ct, mouse_on)


class Reader:
    def __init__(self, app, mouse_on):
        self.app, self.scene, self.window = app, app.scene, app.window
        self.view = app.window.grid.slice_views["axial"]
        self.mouse = mouse_on(self.view)
        self.window.activateWindow()
        QApplication.processEvents()
        self.mouse.move((60, 200))

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.window, key, modifiers)
        QApplication.processEvents()

    @property
    def image(self):
        return slice_number(self.scene, self.view.viewport)[0]

    @property
    def grey(self):
        return self.scene.active.window.width, self.scene.active.window.level

    @property
    def letters(self):
        overlay = overlay_of(
            self.scene, self.view.viewport, self.window.tools, self.view.plane(), 1.0, None, None
        )
        return "".join(overlay.letters)

    def place(self, x, y):
        return tuple(self.view.plane().lps_to_pixel((x, y, self.scene.cursor_lps[2])).tolist())

    def draw(self, *places):
        """Presses at the first place, lets go at the second; each further one is a click."""
        self.mouse.drag(self.place(*places[0]), self.place(*places[1]), Qt.MouseButton.LeftButton)
        for place in places[2:]:
            self.mouse.drag(self.place(*place), self.place(*place), Qt.MouseButton.LeftButton, steps=1)
