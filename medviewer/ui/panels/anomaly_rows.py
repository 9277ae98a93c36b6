"""What an anomaly map says as a whole: its score, its threshold, and where it is highest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout

from medviewer.core.anomaly import AnomalyMap
from medviewer.core.geometry import Vector
from medviewer.scene.layers.anomaly_layer import AnomalyLayer
from medviewer.ui.panels.probability_bar import ProbabilityBar
from medviewer.ui.parts.plain_label import PlainLabel


def add_anomaly_rows(
    column: QVBoxLayout, layer: AnomalyLayer, go_to: Callable[[Vector], None]
) -> tuple[QToolButton, ...]:
    """Adds the score with a bar up to twice the threshold; gives the button that goes to the peak."""
    anomaly = layer.anomaly
    words = QHBoxLayout()
    words.addWidget(PlainLabel(_tr("Anomaly score")), 1)
    words.addWidget(PlainLabel(score_text(anomaly)))
    column.addLayout(words)
    row = QHBoxLayout()
    if anomaly.threshold is None or anomaly.threshold <= 0:
        row.addWidget(PlainLabel(_tr("The model names no threshold."), role="muted", wrap=True), 1)
    else:
        share = min(max(anomaly.score / (2.0 * anomaly.threshold), 0.0), 1.0)
        bar = ProbabilityBar(share, 0.5)
        bar.setToolTip(_tr("Abnormal from %1").replace("%1", f"{anomaly.threshold:.4g}"))
        bar.setAccessibleName(score_text(anomaly))
        row.addWidget(bar, 1)
    button = QToolButton()
    button.setText(_tr("Go to peak"))
    button.setToolTip(_tr("Put the crosshair where the image is most unlike what the model knows"))
    button.clicked.connect(lambda _checked=False: go_to(anomaly.peak_lps))
    row.addWidget(button)
    column.addLayout(row)
    return (button,)


def score_text(anomaly: AnomalyMap) -> str:
    """The score and, if there is a threshold, what it means."""
    if anomaly.is_abnormal is None:
        return f"{anomaly.score:.4g}"
    verdict = _tr("abnormal") if anomaly.is_abnormal else _tr("not abnormal")
    return f"{anomaly.score:.4g}  {verdict}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("AnomalyRows", text)
