"""The straightened picture in the real window: going along it, measuring in it, what is under the mouse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from window_hands import wheel

from medviewer.scene.views.curved_path import CurvedPath
from medviewer.scene.views.frame_link import frame_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def a_ct_volume(a_ct_volume):
    return replace(a_ct_volume, info=replace(a_ct_volume.info, frame_of_reference_uid="frame a"))


def do(app, action_id):
    app.window.actions_by_id[action_id].trigger()
    QApplication.processEvents()


def test_the_wheel_goes_along_a_path_and_a_drag_with_shift_measures(an_app_with_ct, mouse_on) -> None:
    app = an_app_with_ct
    path = CurvedPath(((-20.0, 0.0, 0.0), (20.0, 0.0, 0.0)), (0.0, 0.0, 1.0), frame_of(app.scene.active))
    app.scene.undo.write("Path", (app.scene.aids, "curve", path))
    QApplication.processEvents()
    panel = app.window.findChild(QWidget, "curved_view")
    app.scene.set_cursor((-5.0, 3.0, 0.0))
    wheel(panel.section, -2)
    np.testing.assert_allclose(app.scene.cursor_lps, (-3.0, 0.0, 0.0), atol=1e-6)
    assert panel.section.plan().section_mm == pytest.approx(17.0)
    QTest.keyClick(panel.picture, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    np.testing.assert_allclose(app.scene.cursor_lps, (-13.0, 0.0, 0.0), atol=1e-6)
    panel.picture.grab()
    plan = panel.picture.plan()
    start, end = (plan.column_of(10.0), 50.0), (plan.column_of(35.0), 50.0)
    mouse_on(panel.picture).drag(start, end, LEFT, Qt.KeyboardModifier.ShiftModifier)
    assert panel.picture.ruler_mm == pytest.approx(25.0, abs=0.1)
    assert app.scene.cursor_lps == pytest.approx((-13.0, 0.0, 0.0)), "measuring moves nothing"
    mouse_on(panel.picture).move((plan.column_of(20.0), plan.size_px[1] / 2.0))
    assert "20.0 mm along, 0.0 mm across:" in panel.length_label.text()
    panel.slab_box.setValue(8)
    panel.picture.grab()
    assert panel.picture.ruler_mm is not None, "another thickness changes no length"
    do(app, "edit.undo")
    app.scene.aids.curve = path.moved(1, (20.0, 9.0, 0.0))
    panel.picture.grab()
    assert panel.picture.ruler_mm is None
