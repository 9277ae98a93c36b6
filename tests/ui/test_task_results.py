"""What landmark, anomaly, image and slice-by-slice models found, in the real window."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from medviewer.core.anomaly import AnomalyMap
from medviewer.core.classification import Classification, Finding
from medviewer.core.detections import Box, Detections
from medviewer.core.geometry import Geometry
from medviewer.core.landmarks import Landmark, Landmarks
from medviewer.core.provenance import Provenance
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Stack, Volume
from medviewer.scene.layers.image_result_layer import ImageResultLayer
from medviewer.scene.views.plan_slice import plan_slice
from medviewer.ui.panels.slice_curve import SliceCurve
from medviewer.ui.parts.plain_label import PlainLabel

MADE = Provenance(model_id="m", model_name="Model", input_series_id="series-1")


def add(app, result):
    layer = app.scene.add_result(replace(result, provenance=MADE), app.scene.active.id)
    QApplication.processEvents()
    return layer


def texts_of(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(PlainLabel)]


def coloured_pixels(app, kind="axial") -> int:
    view = (
        app.window.grab().toImage()
        if kind == "window"
        else app.window.grid.slice_views[kind].grab().toImage()
    )
    view = view.convertToFormat(view.Format.Format_RGB32)
    words = np.frombuffer(view.constBits(), np.uint8).reshape(view.height(), -1, 4)[..., :3].astype(int)
    return int((np.ptp(words, axis=-1) > 60).sum())


@pytest.fixture
def a_calm_app(an_app_with_ct):
    """Without a crosshair, whose lines are coloured."""
    an_app_with_ct.scene.crosshair_visible = False
    return an_app_with_ct


def test_landmarks_are_listed_gone_to_and_drawn(a_calm_app):
    scene, panel = a_calm_app.scene, a_calm_app.window.panels.findings
    points = (Landmark("carina", 0.91, (5.0, -3.0, 4.0), 2.5), Landmark("apex", 0.4, (-12.0, 7.0, -10.0)))
    add(a_calm_app, Landmarks(points))
    assert "91%  ±2.5 mm" in texts_of(panel)
    scene.set_cursor((0.0, 0.0, 16.0))
    without = coloured_pixels(a_calm_app)
    panel.place_buttons[0].click()
    assert scene.cursor_lps == pytest.approx((5.0, -3.0, 4.0))
    assert coloured_pixels(a_calm_app) > without + 20


def test_the_score_of_an_anomaly_is_told_with_its_threshold_and_its_peak_gone_to(a_calm_app, a_ct_volume):
    error = np.zeros(a_ct_volume.geometry.shape_kji, np.float32)
    error[12, 30, 40] = 9.0
    layer = add(a_calm_app, AnomalyMap(Volume(error, a_ct_volume.geometry), 6.5, 9.0, 5.0))
    panel = a_calm_app.window.panels.findings
    assert "6.5  abnormal" in texts_of(panel)
    panel.place_buttons[0].click()
    assert a_ct_volume.geometry.nearest_index(a_calm_app.scene.cursor_lps) == (40, 30, 12)
    hot = coloured_pixels(a_calm_app)
    layer.visible = False
    assert hot > coloured_pixels(a_calm_app)


def test_a_denoised_image_is_compared_by_turning_it_off_and_on(a_calm_app, a_ct_volume):
    scene, view = a_calm_app.scene, a_calm_app.window.grid.slice_views["axial"]
    made = Volume(np.full(a_ct_volume.geometry.shape_kji, 700.0, np.float32), a_ct_volume.geometry, "HU")
    layer = add(a_calm_app, made)
    assert isinstance(layer, ImageResultLayer)
    row = next(row for row in a_calm_app.window.panels.layers.rows if row.layer is layer)
    row.visible_box.setChecked(False)
    before = view.picture().copy()
    row.visible_box.setChecked(True)
    assert view.picture() != before
    row.visible_box.setChecked(False)
    assert view.picture() == before
    assert scene.unsaved == (layer,)


def test_the_mouse_changes_the_window_of_a_synthesised_image_and_not_that_of_its_input(
    a_calm_app, a_ct_volume, mouse_on
):
    scene, view = a_calm_app.scene, a_calm_app.window.grid.slice_views["axial"]
    values = np.linspace(0.0, 1.0, a_ct_volume.voxels.size, dtype=np.float32)
    made = Volume(values.reshape(a_ct_volume.geometry.shape_kji), a_ct_volume.geometry, "")
    layer, before = add(a_calm_app, made), scene.active.window
    made_window, width = layer.window, layer.window.width
    a_calm_app.window.tools.pick("window")
    mouse_on(view).drag((100, 100), (160, 100), Qt.MouseButton.LeftButton)
    assert layer.window.width > width * 1.1
    assert scene.active.window == before
    a_calm_app.window.actions_by_id["view.reset"].trigger()
    assert layer.window == made_window


def test_a_slice_curve_goes_to_the_slice_that_is_clicked(qtbot, a_calm_app):
    values = tuple(0.95 if k == 13 else 0.1 for k in range(20))
    finding = Finding("bleeding", 0.95, 0.5, per_slice=values)
    add(a_calm_app, Classification((finding,)))
    (curve,) = a_calm_app.window.panels.findings.curves.values()
    assert isinstance(curve, SliceCurve)
    a_calm_app.scene.set_cursor((3.0, -4.0, 0.0))
    x = next(x for x in range(curve.width()) if curve.slice_at(x) == 13)
    qtbot.mouseClick(curve, Qt.MouseButton.LeftButton, pos=QPoint(x + 1, 10))
    assert a_calm_app.scene.cursor_lps == pytest.approx((3.0, -4.0, -20.0 + 13 * 2.0))
    assert curve.shown == 13
    qtbot.keyClick(curve, Qt.Key.Key_Right)
    assert curve.shown == 14
    assert curve.grab().toImage().width() > 0


def test_a_slice_curve_of_other_directions_goes_to_the_places_of_its_slices(a_calm_app):
    places = tuple((float(x), 0.0, 0.0) for x in range(-20, 21, 10))
    finding = Finding("shift", 0.9, per_slice=(0.1, 0.2, 0.9, 0.2, 0.1), slice_places=places)
    add(a_calm_app, Classification((finding,)))
    (curve,) = a_calm_app.window.panels.findings.curves.values()
    a_calm_app.scene.set_cursor((-28.0, 5.0, 6.0))
    curve._go_to(3)
    assert a_calm_app.scene.cursor_lps == pytest.approx((10.0, 5.0, 6.0))
    assert curve.shown == 3


def test_panels_of_closed_results_listen_no_more(a_calm_app):
    finding = Finding("bleeding", 0.95, 0.5, per_slice=(0.1, 0.9))
    layer = add(a_calm_app, Classification((finding,)))
    a_calm_app.scene.remove_layer(layer.id)
    QApplication.processEvents()
    a_calm_app.scene.set_cursor((1.0, 1.0, 1.0))  # a curve that still listened would be a deleted widget
    assert a_calm_app.window.panels.findings.curves == {}


def test_boxes_are_drawn_from_the_score_that_the_slider_says(a_calm_app):
    boxes = (
        Box("nodule", 0.4, (5.0, 0.0, 0.0), (9.0, 9.0, 9.0)),
        Box("nodule", 0.9, (-9.0, 5.0, 0.0), (9.0, 9.0, 9.0)),
    )
    layer = add(a_calm_app, Detections(boxes, threshold=0.3))
    a_calm_app.scene.set_cursor((0.0, 0.0, 0.0))
    (row,) = (row for row in a_calm_app.window.panels.layers.rows if row.layer is layer)
    assert row.threshold.slider.value() == 30
    both = coloured_pixels(a_calm_app)
    row.threshold.slider.setValue(60)
    assert layer.threshold == 0.6
    one = coloured_pixels(a_calm_app)
    row.threshold.slider.setValue(95)
    assert both > one > coloured_pixels(a_calm_app)
    layer.threshold = 0.25
    assert row.threshold.slider.value() == 25


def test_a_radiograph_that_is_a_stack_of_one_shows_the_image_made_of_it(an_app):
    plane = Geometry((1, 50, 60), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    values = np.arange(3000, dtype=np.int16).reshape(1, 50, 60)
    an_app.scene.add_volume(Stack(values, (plane,), info=SeriesInfo("series-1", modality="DX")))
    layer = add(an_app, Volume(np.full((1, 50, 60), 7.0, np.float32), plane))
    assert isinstance(layer, ImageResultLayer)
    plan = plan_slice(an_app.scene, an_app.scene.viewports["stack"], (60, 50))
    assert plan.over.volume is layer.volume
