"""What a reader says of a result."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.provenance import Provenance
from medviewer.core.review import Review
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.volume import Volume
from medviewer.scene.layers.review import set_review
from medviewer.scene.scene import Scene
from medviewer.session.sent import as_shown

_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def a_scene() -> Scene:
    scene = Scene()
    scene.add_volume(
        Volume(np.zeros((2, 3, 4), np.int16), Geometry((2, 3, 4), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)))
    )
    return scene


@pytest.fixture
def a_result(a_scene):
    grid = a_scene.active.geometry
    made = Provenance(model_id="m", model_name="M")
    labels = np.ones(grid.shape_kji, np.uint8)
    return a_scene.add_result(Segmentation(labels, grid, (Segment(1, "A"),), "S", made), a_scene.active.id)


def test_a_rejected_result_is_hidden_has_its_reason_and_is_unsaved(a_scene, a_result) -> None:
    a_result.saved = True
    set_review(a_scene.undo, a_result, "rejected", "  left and\nright exchanged ", _NOON)
    assert a_result.review == Review("rejected", "left and right exchanged", "2026-01-01T12:00:00+00:00")
    assert not a_result.visible
    assert a_scene.unsaved == (a_result,)


def test_only_a_rejection_has_a_reason_and_saying_it_twice_changes_nothing(a_scene, a_result) -> None:
    set_review(a_scene.undo, a_result, "accepted", "nice", _NOON)
    a_result.saved = True
    set_review(a_scene.undo, a_result, "accepted")
    assert a_result.review == Review("accepted", "", "2026-01-01T12:00:00+00:00")
    assert a_result.saved


def test_taking_it_back_leaves_no_trace(a_scene, a_result) -> None:
    set_review(a_scene.undo, a_result, "rejected", "x")
    set_review(a_scene.undo, a_result, "unreviewed")
    assert a_result.review == Review()
    assert a_result.visible


def test_what_is_saved_carries_the_review_and_brings_it_back(a_scene, a_result) -> None:
    set_review(a_scene.undo, a_result, "to_edit", now=_NOON)
    saved = as_shown(a_result)
    assert saved.provenance.review.state == "to_edit"
    again = a_scene.add_result(saved, a_scene.active.id, saved=True)
    assert again.review == a_result.review
    assert again.saved


def test_undo_takes_back_what_was_said_and_whether_it_is_saved(a_scene, a_result) -> None:
    a_result.saved = True
    set_review(a_scene.undo, a_result, "rejected", "x", _NOON)
    assert a_scene.undo.undo_name == "Reject result"
    a_scene.undo.undo()
    assert (a_result.review, a_result.visible, a_result.saved) == (Review(), True, True)
    a_scene.undo.redo()
    assert (a_result.review.reason, a_result.visible, a_result.saved) == ("x", False, False)
    a_result.saved = True  # the rejection was saved
    a_scene.undo.undo()
    assert not a_result.saved


def test_steps_about_an_image_that_was_closed_are_forgotten(a_scene, a_result) -> None:
    a_scene.undo.write("Layout", (a_scene, "layout", "2x2"))
    set_review(a_scene.undo, a_result, "accepted")
    a_scene.remove_layer(a_scene.active.id)
    assert a_scene.undo.undo_name == "Layout"
