"""Checklist: one undo and redo for everything that a reader changes, in the real window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window_hands import draw, press, view_of

from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segment, Segmentation

LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def a_result(app):
    image = app.scene.active
    labels = np.zeros(image.geometry.shape_kji, np.uint8)
    labels[8:12, 10:30, 10:30] = 1
    made = Provenance(model_id="lung", model_name="Lungs", model_version="1.0.0")
    layer = app.scene.add_result(
        Segmentation(labels, image.geometry, (Segment(1, "Left lung"),), "Lungs", made), image.id
    )
    QApplication.processEvents()
    return layer


def state_of(app):
    scene, view = app.scene, app.scene.viewports["axial"]
    return (
        scene.marks.items, scene.marks.key_images, scene.layout, scene.aligned,
        (view.mirrored, view.flipped, view.quarter_turns, view.slab_mm), scene.active.window,
        scene.active.inverted,
        scene.active.palette, tuple((layer.id, getattr(layer, "review", None)) for layer in scene.layers),
    )  # fmt: skip


@pytest.mark.parametrize(
    "command",
    [
        "mark.delete", "mark.paste", "keys.toggle", "review.accept", "window.lung", "window.auto",
        "window.file_2", "window.invert", "view.flip", "view.mirror", "view.turn_left", "view.turn_right",
        "view.align", "view.reset", "view.layout_2x2", "layout.grid_1x2", "viewing.slab_max",
        "viewing.palette_hot_iron",
    ],
)  # fmt: skip
def test_undo_is_in_all_tools_and_says_what_it_takes_back(an_app_with_ct, mouse_on, command) -> None:
    app = an_app_with_ct
    actions = app.window.actions_by_id
    draw(app, mouse_on, "length", (-20.0, -10.0), (10.0, 6.0))
    if command == "view.reset":
        actions["view.flip"].trigger()
    if command == "mark.paste":
        actions["mark.copy"].trigger()
    if command == "review.accept":
        a_result(app)
    before = state_of(app)
    actions[command].trigger()
    QApplication.processEvents()
    after = state_of(app)
    assert after != before
    assert actions["edit.undo"].text().startswith("Undo: ")
    press(app, Qt.Key.Key_Z, CONTROL)
    assert state_of(app) == before
    press(app, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert state_of(app) == after


@pytest.mark.parametrize("tool", ["length", "ellipse", "rectangle", "ball", "bidirectional"])
def test_undo_takes_back_what_was_drawn_with_any_tool(an_app_with_ct, mouse_on, tool) -> None:
    app = an_app_with_ct
    if tool == "bidirectional":
        app.window.actions_by_id["tool.bidirectional"].trigger()
        view = view_of(app)
        z = view.plane().centre_lps[2]
        a, b, c = (
            tuple(view.plane().lps_to_pixel((x, y, z)).tolist()) for x, y in ((-15, 0), (15, 0), (5, 8))
        )
        mouse_on(view).drag(a, b, LEFT)
        mouse_on(view).drag(c, c, LEFT, steps=1)
    else:
        draw(app, mouse_on, tool, (-12.0, -10.0), (8.0, 9.0))
    assert len(app.scene.marks.items) == 1
    press(app, Qt.Key.Key_Z, CONTROL)
    assert app.scene.marks.items == ()
