"""Two results side by side, and going through results with one key."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from medviewer.core.classification import Classification, Finding
from medviewer.core.detections import Box, Detections
from medviewer.core.provenance import Provenance
from medviewer.scene.layers.review_walk import next_item, review_items


@pytest.fixture
def two_results(an_app_with_ct, a_segmentation):
    """B is A moved by 5 voxels of 10: Dice 0.5, both 0.2 ml."""
    scene = an_app_with_ct.scene
    labels = np.zeros_like(a_segmentation.labels)
    labels[5, 10:20, 15:25] = 1
    other = replace(
        a_segmentation, labels=labels, name="Other", provenance=Provenance(model_id="o", model_name="O")
    )
    layers = [scene.add_result(one, scene.active.id) for one in (a_segmentation, other)]
    scene.set_cursor(layers[0].segmentation.centre_lps(1))
    QApplication.processEvents()
    return layers


@pytest.fixture
def a_comparison(an_app_with_ct, two_results, qtbot):
    an_app_with_ct.window.actions_by_id["review.compare"].trigger()
    view = an_app_with_ct.window.wings["review"].compare_view
    qtbot.waitUntil(lambda: view.table.rowCount() == 3)
    QApplication.processEvents()
    return view


def _texts(table, row) -> list[str]:
    return [table.item(row, column).text() for column in range(table.columnCount())]


def test_the_table_gives_dice_and_volumes(a_comparison) -> None:
    assert _texts(a_comparison.table, 0) == ["Left lung", "0.500", "0.20", "0.20", "+0.00", "+0.0 %"]
    assert _texts(a_comparison.table, 1) == ["Right lung", "–", "0.00", "0.00", "+0.00", "–"]


def test_each_side_shows_its_own_result_and_the_third_where_they_differ(
    an_app_with_ct, two_results, a_comparison, qtbot
) -> None:
    pictures = []
    qtbot.waitUntil(lambda: a_comparison._difference is not None)
    for view in a_comparison.views:
        assert view.viewport is an_app_with_ct.scene.viewports["axial"]
        pictures.append(view.picture().copy())
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]
    two_results[0].visible = two_results[1].visible = False
    assert a_comparison.views[0].picture() == pictures[0]


def test_each_side_carries_the_badge_of_its_own_result(a_comparison) -> None:
    for view in a_comparison.views:
        view.repaint()
    names = [[badge.text for badge in view._overlay.ai_badges] for view in a_comparison.views]
    assert [len(texts) for texts in names] == [1, 1, 2]
    assert names[2] == names[0] + names[1]


def test_one_zoom_moves_all_sides(an_app_with_ct, a_comparison) -> None:
    before = [view.plane().mm_per_pixel for view in a_comparison.views]
    an_app_with_ct.scene.viewports["axial"].zoom = 2.0
    after = [view.plane().mm_per_pixel for view in a_comparison.views]
    assert after == pytest.approx([value / 2 for value in before])


def test_what_was_compared_is_let_go_of_with_the_comparison(
    an_app_with_ct, two_results, a_comparison, qtbot
) -> None:
    qtbot.waitUntil(lambda: a_comparison._difference is not None)
    difference = weakref.ref(a_comparison._difference)
    views = [weakref.ref(view) for view in a_comparison.views]
    an_app_with_ct.window.actions_by_id["review.compare"].trigger()
    assert not a_comparison.isVisible()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert difference() is None
    assert not [view for view in views if view() is not None]
    an_app_with_ct.window.actions_by_id["review.compare"].trigger()
    qtbot.waitUntil(lambda: a_comparison._difference is not None)
    assert len(a_comparison.views) == 3


def test_a_label_of_the_table_is_mapped_alone(a_comparison, qtbot) -> None:
    qtbot.waitUntil(lambda: a_comparison._difference is not None)
    whole = a_comparison._difference
    a_comparison.table.selectRow(1)
    qtbot.waitUntil(lambda: a_comparison._difference is not whole)
    assert not a_comparison._difference.labels.any()


def test_the_comparison_closes_with_its_results_and_gives_the_views_back(
    an_app_with_ct, two_results, a_comparison
) -> None:
    assert not an_app_with_ct.window.grid.isVisible()
    an_app_with_ct.scene.remove_layer(two_results[1].id)
    assert an_app_with_ct.window.grid.isVisible()
    assert not a_comparison.isVisible()
    an_app_with_ct.window.actions_by_id["review.compare"].trigger()
    assert not a_comparison.isVisible()


def test_one_key_goes_through_segments_boxes_and_findings(an_app_with_ct, a_segmentation, qtbot) -> None:
    app = an_app_with_ct
    scene, image_id = app.scene, app.scene.active.id
    layer = scene.add_result(a_segmentation, image_id)
    made = Provenance(model_id="d", model_name="D")
    boxes = (
        Box("low", 0.2, (1.0, 1.0, 0.0), (2.0, 2.0, 2.0)),
        Box("high", 0.9, (5.0, 6.0, 4.0), (2.0, 2.0, 2.0)),
    )
    scene.add_result(Detections(boxes, "Boxes", made), image_id)
    scene.add_result(Classification((Finding("effusion", 0.9), Finding("no", 0.1)), "F", made), image_id)
    titles = [item.title for item in review_items(scene)]
    assert titles == ["Left lung", "Right lung", "high 90%", "effusion 90%"]
    QApplication.processEvents()
    following = app.window.actions_by_id["review.next"]
    assert following.shortcut().toString() == "F"
    following.trigger()
    qtbot.waitUntil(lambda: layer.segmentation.geometry.nearest_index(scene.cursor_lps)[2] == 5)
    following.trigger()
    following.trigger()
    qtbot.waitUntil(lambda: scene.cursor_lps == pytest.approx((5.0, 6.0, 4.0)))
    app.window.actions_by_id["review.previous"].trigger()
    assert app.window.wings["review"]._current == (layer.id, 2)


def test_results_that_were_reviewed_are_passed_over_and_the_end_leads_to_the_start(
    an_app_with_ct, two_results
) -> None:
    window, scene = an_app_with_ct.window, an_app_with_ct.scene
    window.actions_by_id["review.accept"].trigger()
    assert [layer.review.state for layer in two_results] == ["unreviewed", "accepted"]
    items = review_items(scene)
    assert {item.layer_id for item in items} == {two_results[0].id}
    last = items[-1]
    assert next_item(items, (last.layer_id, last.part), 1) is items[0]
    assert next_item(items, None, -1) is last
    assert next_item((), None, 1) is None


def test_the_keys_review_what_is_in_hand(an_app_with_ct, two_results, qtbot) -> None:
    window = an_app_with_ct.window
    window.actions_by_id["review.next"].trigger()
    window.actions_by_id["review.edit_later"].trigger()
    assert two_results[0].review.state == "to_edit"
    window.actions_by_id["review.reject"].trigger()
    bar = next(row for row in window.panels.layers.rows if row.layer is two_results[0]).review_bar
    assert bar.reason.isVisible()


def test_enter_in_the_line_for_the_reason_rejects_and_does_not_maximise_a_view(
    an_app_with_ct, two_results, qtbot
) -> None:
    window = an_app_with_ct.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.actions_by_id["review.next"].trigger()
    maximised = []
    window.actions_by_id["view.maximise"].triggered.connect(lambda: maximised.append(1))
    for key, state in ((Qt.Key.Key_Escape, "unreviewed"), (Qt.Key.Key_Return, "rejected")):
        window.actions_by_id["review.reject"].trigger()
        bar = next(row for row in window.panels.layers.rows if row.layer is two_results[0]).review_bar
        qtbot.keyClicks(bar.reason, "leaks")
        qtbot.keyClick(bar.reason, key)
        assert two_results[0].review.state == state
    assert two_results[0].review.reason == "leaks"
    assert maximised == []


def test_a_result_that_comes_does_not_take_the_reason_that_is_being_written(
    an_app_with_ct, two_results, a_segmentation
) -> None:
    window, scene = an_app_with_ct.window, an_app_with_ct.scene
    bar = next(row for row in window.panels.layers.rows if row.layer is two_results[0]).review_bar
    bar.ask_reason()
    bar.reason.setText("leaks")
    third = scene.add_result(replace(a_segmentation, name="Third"), scene.active.id)
    QApplication.processEvents()
    rows = window.panels.layers.rows
    assert [row.layer for row in rows[:3]] == [third, two_results[1], two_results[0]]
    assert (rows[2].review_bar.reason.text(), rows[2].review_bar.reason.isVisible()) == ("leaks", True)
    assert [rows[n].y() for n in range(4)] == sorted(row.y() for row in rows)


def test_a_label_that_only_one_of_two_models_knows_is_not_called_a_disagreement(
    an_app_with_ct, a_segmentation, qtbot
) -> None:
    app = an_app_with_ct
    known, unknown = a_segmentation.segments
    named = (replace(known, name="Heart"), unknown)
    other = replace(a_segmentation, segments=named, name="Other")
    for one in (a_segmentation, other):
        app.scene.add_result(one, app.scene.active.id)
    QApplication.processEvents()
    app.window.actions_by_id["review.compare"].trigger()
    view = app.window.wings["review"].compare_view
    qtbot.waitUntil(lambda: view.table.rowCount() == 4)
    assert _texts(view.table, 0) == ["Left lung", "–", "0.20", "–", "–", "–"]
    assert _texts(view.table, 2) == ["Heart", "–", "–", "0.20", "–", "–"]
    assert view.table.item(2, 0).toolTip() == "Only B knows this label"
    assert _texts(view.table, 3) == ["All labels together", "1.000", "0.20", "0.20", "+0.00", "+0.0 %"]
