"""Landmarks that a model found: a row for each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout

from medviewer.core.geometry import Vector
from medviewer.core.landmarks import Landmark
from medviewer.scene.layers.landmarks_layer import LandmarksLayer
from medviewer.ui.parts.elided_label import ElidedLabel
from medviewer.ui.parts.plain_label import PlainLabel


def add_landmark_rows(
    column: QVBoxLayout, layer: LandmarksLayer, go_to: Callable[[Vector], None]
) -> tuple[QToolButton, ...]:
    """Adds the landmarks in the model's own order; gives the buttons that go to them."""
    buttons = []
    for point in layer.landmarks.points:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(ElidedLabel(point.label), 1)
        certainty = PlainLabel(_certainty(point), role="muted")
        certainty.setToolTip(_tr("Score of the model, and how widely its heat map spreads (one sigma)"))
        row.addWidget(certainty)
        button = QToolButton()
        button.setText(_tr("Go to"))
        button.setToolTip(_tr("Put the crosshair on this landmark"))
        button.setAccessibleName(_tr("Go to %1").replace("%1", point.label))
        button.clicked.connect(lambda _checked=False, place=point.point_lps: go_to(place))
        row.addWidget(button)
        column.addLayout(row)
        buttons.append(button)
    if not layer.landmarks.points:
        column.addWidget(PlainLabel(_tr("No landmark was found."), role="muted"))
    return tuple(buttons)


def _certainty(point: Landmark) -> str:
    spread = "" if point.spread_mm is None else f"  ±{point.spread_mm:.1f} mm"
    return f"{point.score:.0%}{spread}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("LandmarkRows", text)
