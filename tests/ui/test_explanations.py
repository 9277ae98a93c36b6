"""Heat maps of statements in the window: made by a click, shown one at a time, with legend and verdict."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QToolButton

from medviewer.core.classification import Classification, Finding
from medviewer.core.detections import Box, Detections
from medviewer.core.geometry import Geometry
from medviewer.core.heat_map import HeatMap, Trust
from medviewer.core.provenance import Provenance
from medviewer.core.volume import Volume
from medviewer.scene.layers.heat_layer import METHOD_NAMES, HeatLayer
from medviewer.ui.explain.heat_legend import legends_of
from medviewer.ui.explain.probability_text import probability_text
from medviewer.ui.explain.trust_plot import TrustPlot
from medviewer.ui.parts.plain_label import PlainLabel

MADE = Provenance("chest", model_name="Chest X-ray", input_fingerprint="f", input_series_id="series-1")


def a_heat_map(volume: Volume, method: str = "gradcam", trusted: bool = True) -> HeatMap:
    grid = Geometry((10, 10, 10), (-27.0, -22.5, -18.0), (6.0, 5.0, 4.0))
    values = np.zeros(grid.shape_kji, np.float32)
    values[7, 3, 8] = 1.0
    falling = tuple(np.linspace(0.9, 0.1, 17).tolist())
    trust = Trust(
        0.2, 0.8, 0.5, 0.5, 0.1, trusted, "Can be trusted." if trusted else "Not to be trusted: why.",
        falling, falling[::-1], falling, falling,
    )  # fmt: skip
    x, y, z = grid.index_to_lps((8, 3, 7))
    made = replace(MADE, parameters=(("method", method),))
    return HeatMap("opacity", method, Volume(values, grid, provenance=made), (x, y, z), trust)  # type: ignore[arg-type]


@pytest.fixture
def an_app_with_a_statement(an_app_with_ct, a_ct_volume):
    findings = (Finding("opacity", 0.8, 0.5), Finding("effusion", 0.1, 0.4))
    scene = an_app_with_ct.scene
    scene.add_result(Classification(findings, "Chest", MADE), scene.active.id)
    QApplication.processEvents()
    return an_app_with_ct


def test_a_method_is_chosen_below_a_finding_and_asked_of_the_model_host(an_app_with_a_statement, monkeypatch):
    app = an_app_with_a_statement
    asked = []
    monkeypatch.setattr(
        app.session.explanations, "explain", lambda *given, **_named: asked.append(given[1:3])
    )
    button = next(one for key, one in app.window.panels.findings.explain_buttons.items() if "opacity" in key)
    names = [action.text() for action in button.menu().actions()]
    assert names == list(METHOD_NAMES.values())
    button.menu().actions()[2].trigger()
    assert asked == [("opacity", "occlusion")]


def test_of_several_heat_maps_one_is_shown_with_its_legend_and_verdict(an_app_with_a_statement, a_ct_volume):
    app = an_app_with_a_statement
    scene, panel = app.scene, app.window.panels.findings
    first = scene.add_result(a_heat_map(a_ct_volume, "gradcam"), scene.active.id)
    second = scene.add_result(a_heat_map(a_ct_volume, "lime", trusted=False), scene.active.id)
    QApplication.processEvents()
    cards = {card.layer.caption: card for card in panel.heat_cards}
    assert list(cards) == ["Grad-CAM", "LIME"]
    second.visible = False
    cards["LIME"].show_button.click()
    assert (first.visible, second.visible) == (False, True)
    cards["Grad-CAM"].show_button.click()
    assert (first.visible, second.visible) == (True, False)
    QApplication.processEvents()
    legend = legends_of(scene, scene.active)[0]
    assert (legend.caption, legend.top, legend.threshold) == ("Grad-CAM", "1", 0.2)
    texts = [label.text() for label in cards["LIME"].findChildren(PlainLabel)]
    assert "not trusted" in texts
    assert "Not to be trusted: why." in texts
    assert cards["Grad-CAM"].findChildren(TrustPlot)


def test_go_to_peak_puts_the_crosshair_there_and_rings_it(an_app_with_a_statement, a_ct_volume):
    app = an_app_with_a_statement
    heat = a_heat_map(a_ct_volume)
    app.scene.add_result(heat, app.scene.active.id)
    QApplication.processEvents()
    app.window.panels.findings.heat_cards[0].peak_button.click()
    assert np.allclose(app.scene.cursor_lps, heat.peak_lps, atol=0.01)
    QApplication.processEvents()
    view = next(v for v in app.window.grid.findChildren(type(app.window.grid.view_in_use)) if v.isVisible())
    before = view.grab().toImage()
    app.window.panels.findings.heat_cards[0].show_button.click()
    QApplication.processEvents()
    assert view.grab().toImage() != before


def test_the_cards_are_not_wider_than_the_panel(an_app_with_a_statement, a_ct_volume):
    app = an_app_with_a_statement
    for method in ("integrated_gradients", "gradient_shap"):
        heat = a_heat_map(a_ct_volume, method, trusted=False)
        app.scene.add_result(heat, app.scene.active.id)
    QApplication.processEvents()
    panels = app.window.panels
    room = panels.right.width() - 44  # strip, margins and scroll bar
    assert max(card.minimumSizeHint().width() for card in panels.findings.heat_cards) <= room
    assert panels.findings.minimumSizeHint().width() <= room


def test_a_removed_heat_map_takes_its_card_along(an_app_with_a_statement, a_ct_volume):
    app = an_app_with_a_statement
    app.scene.add_result(a_heat_map(a_ct_volume), app.scene.active.id)
    QApplication.processEvents()
    app.window.panels.findings.heat_cards[0].close_button.click()
    QApplication.processEvents()
    assert app.window.panels.findings.heat_cards == ()
    assert not any(isinstance(layer, HeatLayer) for layer in app.scene.layers)


def test_a_heat_map_that_comes_is_shown_only_if_the_image_is_the_same(an_app_with_a_statement, a_ct_volume):
    app = an_app_with_a_statement
    told = []
    app.session.refused.connect(told.append)
    stated = next(layer for layer in app.scene.layers if layer.name == "Chest")
    heat = a_heat_map(a_ct_volume)
    other = replace(heat.values, provenance=replace(MADE, input_fingerprint="another"))
    app.session.explanations._show(replace(heat, values=other), stated, lambda _layer: None)
    assert "has changed" in told[-1]
    app.session.explanations._show(heat, stated, lambda _layer: None)
    app.session.explanations._show(heat, stated, lambda _layer: None)
    assert sum(isinstance(layer, HeatLayer) for layer in app.scene.layers) == 1


def test_a_model_that_is_gone_says_so(an_app_with_a_statement):
    app = an_app_with_a_statement
    told = []
    app.session.refused.connect(told.append)
    stated = next(layer for layer in app.scene.layers if layer.name == "Chest")
    app.session.explanations.explain(stated.id, "opacity", "gradcam", "Explain")
    assert "not installed" in told[-1]


def test_a_probability_says_its_calibration_and_its_operating_point():
    finding = Finding(
        "opacity", 0.83, 0.31, calibration="calibrated, ECE 0.03 on 400 cases",
        operating_point="screening", sensitivity=0.95, specificity=0.8,
    )  # fmt: skip
    assert probability_text(finding) == (
        "0.83 (calibrated, ECE 0.03 on 400 cases); "
        "operating point screening 0.31: sensitivity 0.95 specificity 0.80"
    )
    assert probability_text(Finding("opacity", 0.5)) == "0.50 (not calibrated); threshold 0.50"


def test_several_heat_maps_are_drawn_each_in_its_own_colours(an_app_with_a_statement, a_ct_volume):
    app = an_app_with_a_statement
    scene = app.scene
    for method in ("gradcam", "lime", "occlusion"):
        scene.add_result(a_heat_map(a_ct_volume, method), scene.active.id).visible = False
    QApplication.processEvents()
    first, second, third = app.window.panels.findings.heat_cards
    assert not second.beside_button.isEnabled()  # there is nothing yet that it could lie beside
    first.show_button.click()
    second.beside_button.click()
    third.beside_button.click()
    legends = legends_of(scene, scene.active)
    assert [(one.caption, one.colors, one.lines) for one in legends] == [
        ("Occlusion", "moss", True),
        ("LIME", "ice", True),
        ("Grad-CAM", "inferno", False),
    ]
    assert second.beside_button.isChecked()
    second.beside_button.click()
    assert [one.caption for one in legends_of(scene, scene.active)] == ["Occlusion", "Grad-CAM"]
    third.show_button.click()  # alone, as a cover again
    (only,) = legends_of(scene, scene.active)
    assert (only.caption, only.colors, only.lines) == ("Occlusion", "inferno", False)
    assert third.layer.opacity == 0.5


def test_a_key_turns_from_heat_map_to_heat_map(an_app_with_a_statement, a_ct_volume):
    app = an_app_with_a_statement
    turn = app.window.actions_by_id["review.next_heat"]
    back = app.window.actions_by_id["review.previous_heat"]
    turn.trigger()  # nothing to turn to is no error
    for method in ("gradcam", "lime"):
        layer = app.scene.add_result(a_heat_map(a_ct_volume, method), app.scene.active.id)
        layer.visible = False

    def shown():
        return [one.caption for one in legends_of(app.scene, app.scene.active)]

    seen = []
    for action in (turn, turn, turn, back):
        action.trigger()
        seen += shown()
    assert seen == ["Grad-CAM", "LIME", "Grad-CAM", "LIME"]


def test_a_segment_is_explained_from_its_menu(an_app_with_ct, a_segmentation, monkeypatch, qtbot):
    app = an_app_with_ct
    asked = []
    monkeypatch.setattr(
        app.session.explanations, "explain", lambda *given, **named: asked.append((given, named))
    )
    layer = app.scene.add_result(a_segmentation, app.scene.active.id)
    QApplication.processEvents()
    rows = app.window.panels.segments.lists[layer.id]
    rows.choose(1)
    rows.fill_menu()
    (inner,) = [one.menu() for one in rows.menu_button.menu().actions() if "Explain" in one.text()]
    assert [action.text() for action in inner.actions()] == list(METHOD_NAMES.values())
    inner.actions()[2].trigger()
    qtbot.waitUntil(lambda: bool(asked))
    (given, named) = asked[0]
    assert given[:3] == (layer.id, "Left lung", "occlusion")
    assert a_segmentation.labels[tuple(
        round(float(n)) for n in a_segmentation.geometry.lps_to_index(named["place"].centre_lps)[::-1]
    )] == 1  # fmt: skip
    rows.choose(2)
    rows.fill_menu()
    (inner,) = [one.menu() for one in rows.menu_button.menu().actions() if "Explain" in one.text()]
    inner.actions()[0].trigger()  # it has no voxels
    qtbot.wait(50)
    assert len(asked) == 1


def test_a_box_is_explained_by_itself_and_its_map_has_a_card(an_app_with_ct, a_ct_volume, monkeypatch):
    app = an_app_with_ct
    asked = []
    monkeypatch.setattr(
        app.session.explanations, "explain", lambda *given, **named: asked.append((given, named))
    )
    boxes = (
        Box("Nodule", 0.9, (1.0, 2.0, 3.0), (4.0, 4.0, 4.0)),
        Box("Nodule", 0.6, (9.0, 2.0, 3.0), (4.0, 4.0, 4.0)),
    )
    layer = app.scene.add_result(Detections(boxes, "Nodules", MADE), app.scene.active.id)
    QApplication.processEvents()
    panel = app.window.panels.findings
    menus = [one.menu() for one in panel.findChildren(QToolButton) if one.text() == "Explain…"]
    assert len(menus) == 2
    menus[1].actions()[0].trigger()
    (given, named) = asked[0]
    assert given[:3] == (layer.id, "Nodule", "gradcam")
    assert named["place"].centre_lps == boxes[1].centre_lps
    heat = replace(a_heat_map(a_ct_volume), label="Nodule", place_lps=boxes[1].centre_lps)
    shown = app.scene.add_result(heat, app.scene.active.id)
    QApplication.processEvents()
    assert [card.layer for card in panel.heat_cards] == [shown]
    assert shown.explains(layer, "Nodule", boxes[1].centre_lps)
    assert not shown.explains(layer, "Nodule", boxes[0].centre_lps)
