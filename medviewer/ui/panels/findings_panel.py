"""What models state of the image: probability, threshold, evidence; boxes and where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from medviewer.core.classification import Finding
from medviewer.core.geometry import Vector
from medviewer.scene.layers.anomaly_layer import AnomalyLayer
from medviewer.scene.layers.heat_layer import HeatLayer
from medviewer.scene.layers.landmarks_layer import LandmarksLayer
from medviewer.scene.layers.layers import DetectionsLayer, FindingsLayer, StatementsLayer
from medviewer.scene.scene import Scene
from medviewer.ui.language.retranslate import mark_as_data
from medviewer.ui.parts.clear_layout import clear_layout
from medviewer.ui.parts.plain_label import PlainLabel

if TYPE_CHECKING:
    from medviewer.ui.explain.heat_card import HeatCard
    from medviewer.ui.panels.slice_curve import SliceCurve


class FindingsPanel(QWidget):
    """All findings of the active image, most probable first, with what they rest on.

    ``explain_wanted`` carries the layer's id, the label, the method and the `StatedPlace` of a box, or None.
    """

    explain_wanted = Signal(str, str, str, object)

    def __init__(self, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.evidence_buttons: dict[str, QToolButton] = {}
        self.box_buttons: tuple[QToolButton, ...] = ()
        self.place_buttons: tuple[QToolButton, ...] = ()
        self.curves: dict[str, SliceCurve] = {}
        self.explain_buttons: dict[str, QToolButton] = {}
        self.heat_cards: tuple[HeatCard, ...] = ()
        self._followed: list[FindingsLayer] = []
        for signal in (scene.layer_added, scene.layer_removed, scene.active_changed):
            signal.connect(self.rebuild)
        self.rebuild()

    def retranslate(self) -> None:
        """Says everything in the language of the window."""
        self.rebuild()

    def rebuild(self, *_: object) -> None:
        """Shows the findings of the active image."""
        for curve in self.curves.values():
            curve.detach()
        for card in self.heat_cards:
            card.detach()
        for followed in self._followed:
            followed.events.shown.disconnect(self._follow_shown)
        clear_layout(self._column)
        self.evidence_buttons = {}
        self.curves = {}
        self.explain_buttons = {}
        self.heat_cards = ()
        self._followed = []
        self.box_buttons = self.place_buttons = ()
        active = self._scene.active
        layers = () if active is None else self._scene.results_of(active.id)
        shown = [layer for layer in layers if isinstance(layer, (StatementsLayer, AnomalyLayer))]
        for layer in shown:
            self._add_layer(layer)
        if any(isinstance(layer, HeatLayer) for layer in layers):
            from medviewer.ui.explain.explain_section import add_other_heat_cards  # not before there is one

            self.heat_cards += add_other_heat_cards(self._column, self._scene, self.heat_cards)
        if not shown and not self.heat_cards:
            self._column.addWidget(PlainLabel(self.tr("No findings."), role="muted"))

    def _add_layer(self, layer: StatementsLayer | AnomalyLayer) -> None:
        # Not needed for the first picture.
        from medviewer.ui.panels.anomaly_rows import add_anomaly_rows
        from medviewer.ui.panels.detection_rows import add_detection_rows
        from medviewer.ui.panels.landmark_rows import add_landmark_rows

        head = QHBoxLayout()
        head.addWidget(mark_as_data(PlainLabel(layer.name, wrap=True)), 1)
        if layer.is_from_model:
            head.addWidget(PlainLabel(self.tr("AI"), role="badge"))
        self._column.addLayout(head)
        if isinstance(layer, DetectionsLayer):
            self.box_buttons += add_detection_rows(self._column, layer, self._go_to, self.explain_wanted.emit)
        elif isinstance(layer, LandmarksLayer):
            self.place_buttons += add_landmark_rows(self._column, layer, self._go_to)
        elif isinstance(layer, AnomalyLayer):
            self.place_buttons += add_anomaly_rows(self._column, layer, self._go_to)
        elif isinstance(layer, FindingsLayer):
            layer.events.shown.connect(self._follow_shown)
            self._followed.append(layer)
            for finding in sorted(layer.classification.findings, key=lambda one: -one.probability):
                self._add_finding(layer, finding)
        if layer.provenance is not None and layer.provenance.model_id:
            text = self.tr("%1 %2").replace("%1", layer.provenance.model_name or layer.provenance.model_id)
            self._column.addWidget(
                PlainLabel(text.replace("%2", layer.provenance.model_version), role="muted")
            )

    def _go_to(self, point_lps: Vector) -> None:
        self._scene.set_cursor(point_lps)

    def _add_finding(self, layer: FindingsLayer, finding: Finding) -> None:
        # Not needed for the first picture.
        from medviewer.ui.explain.explain_section import add_heat_cards, explain_button
        from medviewer.ui.explain.probability_text import probability_text
        from medviewer.ui.panels.probability_bar import ProbabilityBar
        from medviewer.ui.panels.slice_curve import SliceCurve

        words = QHBoxLayout()
        words.addWidget(mark_as_data(PlainLabel(finding.label)), 1)
        verdict = self.tr("positive") if finding.is_positive else self.tr("negative")
        words.addWidget(PlainLabel(f"{finding.probability:.1%}  {verdict}"))
        self._column.addLayout(words)
        row = QHBoxLayout()
        row.addWidget(ProbabilityBar(finding.probability, finding.threshold), 1)
        if finding.evidence is not None:
            row.addWidget(self._evidence_button(layer, finding))
        if layer.is_from_model:
            wanted = self.explain_wanted.emit
            button = explain_button(lambda method: wanted(layer.id, finding.label, method, None))
            self.explain_buttons[f"{layer.id}/{finding.label}"] = button
            row.addWidget(button)
        self._column.addLayout(row)
        self._column.addWidget(PlainLabel(probability_text(finding), role="muted", wrap=True))
        if len(finding.per_slice) > 1:
            curve = SliceCurve(finding, self._scene)
            self.curves[f"{layer.id}/{finding.label}"] = curve
            self._column.addWidget(curve)
        self.heat_cards += add_heat_cards(self._column, self._scene, layer, finding)

    def _evidence_button(self, layer: FindingsLayer, finding: Finding) -> QToolButton:
        button = QToolButton()
        button.setText(self.tr("Evidence"))
        button.setToolTip(self.tr("Show where in the image this rests on"))
        button.setCheckable(True)
        button.setChecked(layer.shown == finding.label)

        def show(checked: bool) -> None:
            for heat in self._scene.results_of(layer.image_id):
                if checked and isinstance(heat, HeatLayer):
                    heat.visible = False  # two maps would mix their colours
            layer.shown = finding.label if checked else ""

        button.clicked.connect(show)
        self.evidence_buttons[f"{layer.id}/{finding.label}"] = button
        return button

    def _follow_shown(self, *_: object) -> None:
        for layer in self._followed:
            for finding in layer.classification.findings:
                known = self.evidence_buttons.get(f"{layer.id}/{finding.label}")
                if known is not None:
                    known.setChecked(finding.label == layer.shown)
