"""A registration is moved by hand in the picture and in its panel."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.scene.scene import Scene
from medviewer.scene.views.adjust_link import moved_by_hand
from medviewer.scene.views.frame_link import shift_link
from medviewer.scene.views.over_look import OverImage
from medviewer.scene.views.plan_slice import view_plane
from medviewer.session.comparing import Comparing
from medviewer.ui.compare.compare_panel import ComparePanel
from medviewer.ui.compare.turn_hand import TurnHand
from medviewer.ui.views.hand import Touch

SIZE = (300, 240)
TURNS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def a_pair():
    """The prior lies over the present study; a third series is joined with nothing."""
    grid = Geometry((20, 60, 60))
    scene = Scene()
    for name in ("third", "prior", "now"):
        info = SeriesInfo(name, description=name, frame_of_reference_uid=name)
        scene.add_volume(Volume(np.zeros(grid.shape_kji, np.int16), grid, "", info))
    third, prior, now = scene.images
    scene.links = (shift_link("now", "prior", (3.0, 2.0, 1.0), "registered"),)
    now.over = OverImage(prior.id, "blend")
    return scene, now, prior, third


def touch(scene: Scene, right: float, down: float, modifiers=TURNS) -> Touch:
    plane = view_plane(scene, scene.viewport("axial"), SIZE)
    x, y = np.add(plane.lps_to_pixel(scene.cursor_lps), (right, down))
    return Touch(QPointF(x, y), SIZE, plane, 1.0, LEFT, modifiers)


def test_a_drag_with_ctrl_and_shift_turns_as_far_as_the_hand_went_in_one_step(a_pair) -> None:
    scene, now, prior, _ = a_pair
    hand = TurnHand(scene, scene.viewport("axial"))
    assert hand.press(touch(scene, 80.0, 0.0))
    for degrees in range(2, 31, 2):
        angle = np.radians(degrees)
        hand.move(touch(scene, 80.0 * np.cos(angle), 80.0 * np.sin(angle)))
    hand.move(touch(scene, 1.0, 1.0))  # over the crosshair: no jump
    hand.release(touch(scene, 1.0, 1.0))
    assert moved_by_hand(scene, now, prior)[0] == pytest.approx(30.0, abs=0.05)
    scene.undo.undo()
    assert moved_by_hand(scene, now, prior) is None
    assert scene.undo.undo_name == ""


def test_other_drags_and_pictures_without_another_one_are_not_taken(a_pair) -> None:
    scene, now, _, _ = a_pair
    hand = TurnHand(scene, scene.viewport("axial"))
    assert not hand.press(touch(scene, 80.0, 0.0, Qt.KeyboardModifier.ControlModifier))
    now.over = None
    assert not hand.press(touch(scene, 80.0, 0.0))


def test_the_panel_turns_tells_how_far_and_leads_back(qtbot, a_pair) -> None:
    scene, now, prior, third = a_pair
    panel = ComparePanel(scene, Comparing(scene, None))
    qtbot.addWidget(panel)
    panel.choose_other(prior.id)
    assert not panel.adjusting.isHidden()
    assert panel.adjusting.reset_button.isHidden()
    for _ in range(4):
        panel.adjusting.right_button.click()
    panel.refresh()
    assert moved_by_hand(scene, now, prior)[0] == pytest.approx(2.0)
    assert "2.0°" in panel.adjusting.moved.text()
    panel.adjusting.reset_button.click()
    panel.refresh()
    assert panel.adjusting.moved.isHidden()
    assert scene.links[0].name == "registered"
    scene.links = (*scene.links, shift_link("prior", "third", (0.0, 0.0, 5.0), "registered"))
    panel.choose_other(third.id)
    assert panel.ways["blend"].isEnabled(), "joined over the prior"
    assert panel.adjusting.isHidden(), "what joins them belongs to others"
