"""The 3D view, with a renderer that does as the test says."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from medviewer.core.errors import MedviewerError
from medviewer.core.mark import Mark, MarkPlace
from medviewer.scene.scene import Scene
from medviewer.scene.volume.volume_look import VolumeLook
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.views.volume_view import VolumeView

LEFT = Qt.MouseButton.LeftButton


class SlowPainter:
    """Needs three steps for a picture of one grey; fails with a sentence if told to."""

    def __init__(self):
        self.plans = []
        self.trouble = ""
        self.fault = None

    def render_in_steps(self, plan):
        self.plans.append(plan)
        yield None
        if self.fault is not None:
            raise self.fault
        if self.trouble:
            raise MedviewerError(self.trouble)
        yield None
        width, height = plan.size_px
        yield np.full((height, width, 3), 50 if plan.draft else 200, np.uint8)


@pytest.fixture
def a_painter() -> SlowPainter:
    return SlowPainter()


@pytest.fixture
def a_volume_view(qtbot, a_ct_volume, a_painter) -> VolumeView:
    scene = Scene()
    view = VolumeView(scene, scene.viewports["3d"], lambda: a_painter, ToolState())
    view.test_scene = scene
    qtbot.addWidget(view)
    view.resize(200, 150)
    view.show()
    qtbot.waitExposed(view)
    scene.add_volume(a_ct_volume)
    qtbot.waitUntil(lambda: view.is_settled and not view.picture().isNull())
    return view


def _grey(view) -> int:
    return view.grab().toImage().pixelColor(60, 60).red()


def test_the_full_picture_comes_when_the_scene_is_at_rest(a_volume_view, a_painter) -> None:
    assert _grey(a_volume_view) == 200
    assert [plan.draft for plan in a_painter.plans] == [False]


def test_turning_shows_drafts_then_the_full_picture(a_volume_view, a_painter, mouse_on, qtbot) -> None:
    mouse_on(a_volume_view).drag((50, 50), (90, 50), LEFT)
    QApplication.processEvents()
    assert a_volume_view.viewport.camera.azimuth != 0
    assert _grey(a_volume_view) == 50
    qtbot.waitUntil(lambda: a_volume_view.is_settled)
    assert _grey(a_volume_view) == 200
    assert not a_painter.plans[-1].draft


def test_a_picture_of_the_last_patient_is_never_left_standing(a_volume_view, a_ct_volume) -> None:
    from dataclasses import replace

    a_volume_view.test_scene.add_volume(replace(a_ct_volume))
    assert _grey(a_volume_view) == 0


def test_where_nothing_can_be_drawn_a_sentence_says_so(a_volume_view, a_painter, qtbot) -> None:
    a_painter.trouble = "There is no way to draw here."
    a_volume_view.viewport.reset()
    layer = a_volume_view.test_scene.active
    layer.volume_look = VolumeLook("mr")
    qtbot.waitUntil(lambda: a_volume_view._picture.trouble != "")
    assert a_volume_view.is_settled
    a_painter.trouble = ""
    layer.volume_look = VolumeLook()
    qtbot.waitUntil(lambda: a_volume_view._picture.trouble == "" and a_volume_view.is_settled)
    assert _grey(a_volume_view) == 200


def test_a_fault_that_nobody_thought_of_is_told_once_and_ends_the_work(
    a_volume_view, a_painter, qtbot
) -> None:
    a_painter.fault = ZeroDivisionError("a fault")
    with qtbot.captureExceptions() as told:
        a_volume_view.test_scene.active.volume_look = VolumeLook("mr")
        qtbot.waitUntil(lambda: len(told) > 0)
        qtbot.wait(100)
    assert [kind for kind, *_ in told] == [ZeroDivisionError]
    assert a_volume_view.is_settled
    a_painter.fault = None
    a_volume_view.test_scene.active.volume_look = VolumeLook("mip")
    qtbot.waitUntil(lambda: a_volume_view.is_settled and a_painter.plans[-1].preset == "mip", timeout=5000)
    assert _grey(a_volume_view) == 200


def test_the_renderer_lets_go_of_the_volume_when_it_is_closed(a_volume_view) -> None:
    a_volume_view.test_scene.clear()
    assert a_volume_view._picture.plan is None
    assert _grey(a_volume_view) == 0


def test_marks_are_painted_over_the_picture_and_can_be_switched_off(a_volume_view) -> None:
    scene, view = a_volume_view.test_scene, a_volume_view
    plain = view.grab().toImage()
    a, b = scene.active.geometry.centre_lps - 8.0, scene.active.geometry.centre_lps + 8.0
    points = (tuple(map(float, a)), tuple(map(float, b)))
    place = MarkPlace(scene.active.image.info.series_id)
    scene.marks.items = (Mark("length", points, (0.0, 0.0, 1.0), place),)
    assert view.grab().toImage() != plain
    scene.aids.marks_in_3d = False
    assert view.grab().toImage() == plain
