"""From which score or value on a result is drawn."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from medviewer.scene.layers.anomaly_layer import AnomalyLayer
from medviewer.scene.layers.heat_layer import HeatLayer
from medviewer.scene.layers.landmarks_layer import LandmarksLayer
from medviewer.scene.layers.layers import DetectionsLayer, ResultLayer
from medviewer.ui.parts.plain_label import PlainLabel

Thresholded = DetectionsLayer | LandmarksLayer | AnomalyLayer | HeatLayer


class ThresholdSlider(QWidget):
    """Writes a layer's ``threshold``, 0..1 in hundredths."""

    def __init__(self, layer: Thresholded, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer = layer
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._text = PlainLabel(role="muted")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        is_score = isinstance(layer, (DetectionsLayer, LandmarksLayer))
        tip = (
            self.tr("Drawn from this score on")
            if is_score
            else self.tr("Drawn from this part of the scale on")
        )
        self.slider.setToolTip(tip)
        self.slider.setAccessibleName(tip)
        self.slider.valueChanged.connect(self._set)
        row.addWidget(self._text)
        row.addWidget(self.slider, 1)
        self.refresh()

    def refresh(self) -> None:
        """Shows the present threshold."""
        percent = round(self._layer.threshold * 100)
        self.slider.setValue(percent)
        self._text.setText(self.tr("from %1 %").replace("%1", str(percent)))

    def _set(self, percent: int) -> None:
        if round(self._layer.threshold * 100) != percent:
            self._layer.threshold = percent / 100.0


def threshold_slider_of(layer: ResultLayer) -> ThresholdSlider | None:
    """A slider for a layer that is drawn from a threshold on."""
    return ThresholdSlider(layer) if isinstance(layer, Thresholded) else None
