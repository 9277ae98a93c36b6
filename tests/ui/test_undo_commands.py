"""Undo and redo for everything that changes the study's marks or how it is arranged, with names."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.uncertainty import Uncertainty
from medviewer.core.voi_lut import VoiLut
from medviewer.core.volume import Volume


def a_mark(label: str = "") -> Mark:
    points = ((0.0, 0.0, 0.0), (10.0, 0.0, 0.0))
    return Mark("length", points, (0.0, 0.0, 1.0), MarkPlace("series-1"), label=label)


@pytest.fixture
def actions(an_app_with_ct):
    return an_app_with_ct.window.actions_by_id


def test_the_menu_names_what_would_be_taken_back(an_app_with_ct, actions) -> None:
    assert (actions["edit.undo"].text(), actions["edit.undo"].isEnabled()) == ("Undo", False)
    an_app_with_ct.scene.marks.add(a_mark(), "Length")
    assert (actions["edit.undo"].text(), actions["edit.undo"].isEnabled()) == ("Undo: Length", True)
    actions["edit.undo"].trigger()
    assert (actions["edit.undo"].text(), actions["edit.redo"].text()) == ("Undo", "Redo: Length")
    QApplication.processEvents()
    assert (actions["edit.undo"].isEnabled(), actions["edit.redo"].isEnabled()) == (False, True)
    assert "Taken back: Length" in an_app_with_ct.window.status.currentMessage()


def test_both_have_their_keys_and_buttons(an_app_with_ct, actions, qtbot) -> None:
    window = an_app_with_ct.window
    assert {actions["edit.undo"], actions["edit.redo"]} <= set(window.tool_bar.actions())
    an_app_with_ct.scene.marks.add(a_mark(), "Length")
    QApplication.processEvents()
    window.activateWindow()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, control)
    assert an_app_with_ct.scene.marks.items == ()
    QApplication.processEvents()
    qtbot.keyClick(window, Qt.Key.Key_Z, control | shift)
    assert len(an_app_with_ct.scene.marks.items) == 1


@pytest.mark.parametrize(
    ("action", "read"),
    [
        ("view.layout_2x2", lambda scene: scene.layout),
        ("view.flip", lambda scene: scene.viewports["axial"].flipped),
        ("view.mirror", lambda scene: scene.viewports["axial"].mirrored),
        ("view.turn_left", lambda scene: scene.viewports["axial"].quarter_turns),
        ("view.align", lambda scene: scene.aligned),
        ("window.auto", lambda scene: scene.active.window),
        ("window.file_2", lambda scene: scene.active.window),
        ("window.lung", lambda scene: scene.active.window),
        ("window.invert", lambda scene: scene.active.inverted),
    ],
)
def test_one_command_is_one_step(an_app_with_ct, actions, action, read) -> None:
    scene = an_app_with_ct.scene
    before = read(scene)
    actions[action].trigger()
    after = read(scene)
    assert before != after
    scene.undo.undo()
    assert read(scene) == before
    assert scene.undo.undo_name == ""
    scene.undo.redo()
    assert read(scene) == after


def test_a_reset_brings_back_turning_zoom_window_and_lookup_table(an_app_with_ct, actions) -> None:
    scene, layer = an_app_with_ct.scene, an_app_with_ct.scene.active
    viewport = scene.viewport_in_use
    table = VoiLut(0.0, np.arange(256, dtype=np.uint16), 8)
    viewport.zoom, viewport.quarter_turns, layer.inverted = 3.0, 1, True
    layer.voi_lut = table
    window = layer.window
    actions["view.reset"].trigger()
    assert (viewport.zoom, viewport.quarter_turns, layer.inverted, layer.voi_lut) == (1.0, 0, False, None)
    scene.undo.undo()
    assert (viewport.zoom, viewport.quarter_turns, layer.inverted) == (3.0, 1, True)
    assert (layer.window, layer.voi_lut) == (window, table)


def test_reviews_are_steps_from_the_key_and_from_the_row(an_app_with_ct, actions, a_segmentation) -> None:
    scene = an_app_with_ct.scene
    layer = scene.add_result(a_segmentation, scene.active.id)
    QApplication.processEvents()
    actions["review.accept"].trigger()
    row = an_app_with_ct.window.panels.layers.rows[0]
    row.review_bar.undo_button.click()
    row.review_bar.reason.setText("leak")
    row.review_bar.reason.returnPressed.emit()
    told = []
    for _ in range(3):
        told.append((scene.undo.undo_name, layer.review.state))
        actions["edit.undo"].trigger()
    assert told == [
        ("Reject result", "rejected"), ("Review again", "unreviewed"), ("Accept result", "accepted")
    ]  # fmt: skip
    assert (layer.review.state, layer.visible) == ("unreviewed", True)


def test_a_closed_result_comes_back_as_the_same_with_its_maps_and_its_place(
    an_app_with_ct, a_ct_volume, a_segmentation
) -> None:
    scene, image_id = an_app_with_ct.scene, an_app_with_ct.scene.active.id
    entropy = Volume(np.ones(a_ct_volume.geometry.shape_kji, np.float32), a_ct_volume.geometry)
    unsure = Segmentation(
        a_segmentation.labels, a_segmentation.geometry, (Segment(1, "A"),), "Unsure",
        a_segmentation.provenance, uncertainty=Uncertainty(entropy, "tta", 4),
    )  # fmt: skip
    layer = scene.add_result(unsure, image_id)
    scene.add_result(a_segmentation, image_id)
    before = scene.layers
    assert len(before) == 4
    an_app_with_ct.window.close_layer(layer.id)
    assert len(scene.layers) == 2
    scene.undo.undo()
    assert scene.layers == before
    scene.undo.redo()
    assert len(scene.layers) == 2
    assert scene.undo.undo_name == "Close result"


def test_steps_inside_a_step_are_part_of_it(an_app_with_ct) -> None:
    scene = an_app_with_ct.scene
    with scene.undo.recording("Both", (scene, "interpolation")):
        scene.undo.write("Inner", (scene, "aligned", "patient"))
        scene.interpolation = "nearest"
    assert scene.undo.undo_name == "Both"
    scene.undo.undo()
    assert (scene.aligned, scene.interpolation, scene.undo.undo_name) == ("volume", "linear", "")


def test_dragging_the_window_is_no_step(an_app_with_ct, mouse_on) -> None:
    an_app_with_ct.window.tools.pick("window")
    view = an_app_with_ct.window.grid.slice_views["axial"]
    before = an_app_with_ct.scene.active.window
    mouse_on(view).drag((50, 50), (90, 90), Qt.MouseButton.LeftButton)
    assert an_app_with_ct.scene.active.window != before
    assert an_app_with_ct.scene.undo.undo_name == ""


def test_the_next_patient_begins_with_nothing_to_take_back(an_app_with_ct) -> None:
    an_app_with_ct.scene.marks.add(a_mark(), "Length")
    an_app_with_ct.scene.clear()
    assert an_app_with_ct.window.actions_by_id["edit.undo"].text() == "Undo"
