"""What a detector found: a row for each box."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout

from medviewer.api.explainable import StatedPlace
from medviewer.core.detections import Box
from medviewer.core.geometry import Vector
from medviewer.scene.layers.layers import DetectionsLayer
from medviewer.ui.panels.probability_bar import ProbabilityBar
from medviewer.ui.parts.plain_label import PlainLabel

_MOST = 50  # a list of hundreds helps nobody; the boxes are all in the picture and in the file


def add_detection_rows(
    column: QVBoxLayout,
    layer: DetectionsLayer,
    go_to: Callable[[Vector], None],
    explain: Callable[[str, str, str, StatedPlace], None],
) -> tuple[QToolButton, ...]:
    """Adds the boxes of a detector, most certain first; gives the buttons that go to them.

    ``explain`` gets the layer's id, the label, the method and the place of a box.
    """
    boxes = sorted(layer.detections.boxes, key=lambda box: -box.score)
    buttons = []
    for box in boxes[:_MOST]:
        button, row = _add_row(column, box, layer.threshold)
        if layer.is_from_model:
            row.addWidget(_explain_button(layer.id, box, explain))
        button.clicked.connect(lambda _checked=False, place=box.centre_lps: go_to(place))
        buttons.append(button)
    if len(boxes) > _MOST:
        text = _tr("%1 more, less certain").replace("%1", str(len(boxes) - _MOST))
        column.addWidget(PlainLabel(text, role="muted"))
    if not boxes:
        column.addWidget(PlainLabel(_tr("Nothing was found."), role="muted"))
    return tuple(buttons)


def _add_row(column: QVBoxLayout, box: Box, threshold: float) -> tuple[QToolButton, QHBoxLayout]:
    words = QHBoxLayout()
    words.addWidget(PlainLabel(box.label), 1)
    words.addWidget(PlainLabel(f"{max(box.size_lps):.0f} mm  {box.score:.1%}"))
    column.addLayout(words)
    row = QHBoxLayout()
    row.addWidget(ProbabilityBar(box.score, threshold), 1)
    button = QToolButton()
    button.setText(_tr("Go to"))
    button.setToolTip(_tr("Put the crosshair on the middle of this box"))
    row.addWidget(button)
    column.addLayout(row)
    return button, row


def _explain_button(
    layer_id: str, box: Box, explain: Callable[[str, str, str, StatedPlace], None]
) -> QToolButton:
    from medviewer.ui.explain.explain_section import explain_button  # not needed for the first picture

    place = StatedPlace(box.label, box.centre_lps, box.size_lps)
    return explain_button(lambda method: explain(layer_id, box.label, method, place))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DetectionRows", text)
