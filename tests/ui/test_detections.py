"""What a detector found is listed, drawn and can be gone to."""

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from medviewer.core.detections import Box, Detections
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import Problem
from medviewer.ui.parts.plain_label import PlainLabel


@pytest.fixture
def an_app_with_boxes(an_app_with_ct):
    boxes = (
        Box("nodule", 0.4, (20.0, 0.0, 0.0), (6.0, 6.0, 6.0)),
        Box("nodule", 0.9, (-10.0, 5.0, 8.0), (12.0, 12.0, 12.0)),
    )
    scene = an_app_with_ct.scene
    result = Detections(boxes, "Nodules", Provenance(model_id="n", model_name="Nodules"))
    scene.add_result(result, scene.active.id)
    QApplication.processEvents()
    return an_app_with_ct


def labels_of(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(PlainLabel)]


def test_boxes_are_listed_most_certain_first(an_app_with_boxes):
    texts = labels_of(an_app_with_boxes.window.panels.findings)
    assert texts.index("12 mm  90.0%") < texts.index("6 mm  40.0%")


def test_a_box_can_be_gone_to(an_app_with_boxes):
    an_app_with_boxes.window.panels.findings.box_buttons[0].click()
    assert an_app_with_boxes.scene.cursor_lps == pytest.approx((-10.0, 5.0, 8.0))


def test_a_box_is_drawn_over_the_slice_that_cuts_it(an_app_with_boxes):
    scene, view = an_app_with_boxes.scene, an_app_with_boxes.window.grid.slice_views["axial"]
    scene.crosshair_visible = False

    def orange() -> int:
        image = view.grab().toImage().convertToFormat(view.grab().toImage().Format.Format_RGB32)
        words = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4).astype(int)
        return int(((words[..., 2] - words[..., 0]) > 100).sum())

    scene.set_cursor((-10.0, 5.0, 8.0))
    inside = orange()
    scene.set_cursor((-10.0, 5.0, -18.0))
    assert inside > 200 + orange()


def test_what_a_segmentation_had_to_leave_out_is_told(an_app_with_ct, a_ct_volume):
    scene = an_app_with_ct.scene
    labels = np.zeros(a_ct_volume.geometry.shape_kji, np.uint8)
    problem = Problem("OVERLAP", "Two segments overlap; the later one is shown.")
    scene.add_result(
        Segmentation(labels, a_ct_volume.geometry, (Segment(1, "A"),), problems=(problem,)), scene.active.id
    )
    QApplication.processEvents()
    assert problem.message in labels_of(an_app_with_ct.window.panels.segments)
