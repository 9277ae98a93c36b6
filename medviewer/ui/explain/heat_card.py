"""One heat map of a statement: shown or not, where it is hottest, whether it can be trusted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from medviewer.core.heat_map import HeatMap
from medviewer.scene.images.time_axis import go_to_time
from medviewer.scene.layers.heat_layer import HeatLayer, show_beside, show_only
from medviewer.scene.scene import Scene
from medviewer.ui.explain.heat_swatch import HeatSwatch
from medviewer.ui.explain.trust_plot import TrustPlot
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.plain_tip import plain_tip
from medviewer.ui.parts.said import said
from medviewer.ui.parts.text_button import text_button


class HeatCard(QFrame):
    """A card for a layer that explains a statement; shown alone, or as lines besides others."""

    def __init__(
        self, scene: Scene, layer: HeatLayer, heat_map: HeatMap, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.layer = layer
        self._scene = scene
        self.setProperty("role", "card")
        self.swatch = HeatSwatch(layer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 4, 4)
        row.setSpacing(4)
        row.addWidget(self.swatch)
        column = QVBoxLayout()
        column.setSpacing(4)
        row.addLayout(column, 1)
        self.show_button = text_button(said(layer.caption), self.tr("Show this heat map, and no other"))
        self.beside_button = text_button("+", self.tr("Show it besides the others, as lines"))
        self.peak_button = text_button(self.tr("Peak"), self.tr("Put the crosshair where it is hottest"))
        self.peak_button.clicked.connect(lambda _checked=False: self._go_to_peak(heat_map))
        self.close_button = text_button("✕", self.tr("Remove this heat map"))
        self.close_button.clicked.connect(lambda _checked=False: scene.remove_layer(layer.id))
        column.addLayout(self._head(heat_map))
        self._body = QWidget()
        column.addWidget(self._body)
        self._fill_body(heat_map)
        self._watched = self._heats()  # whether there is something that it can lie beside
        for one in self._watched:
            one.events.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Follows the layer: the details are there while it is shown."""
        others = [one for one in self._heats() if one.visible and one is not self.layer]
        self.show_button.setChecked(self.layer.visible and not others)
        self.beside_button.setChecked(self.layer.visible and bool(others))
        self.beside_button.setEnabled(bool(others))
        self.swatch.setVisible(self.layer.visible)
        self.swatch.update()
        self._body.setVisible(self.layer.visible)

    def detach(self) -> None:
        """Stops listening to the layers."""
        for one in self._watched:
            one.events.disconnect(self.refresh)

    def _head(self, heat_map: HeatMap) -> QHBoxLayout:
        self.show_button.setCheckable(True)
        self.show_button.setMinimumWidth(96)  # a longer name is shortened before the panel grows
        self.show_button.clicked.connect(self._show)
        self.beside_button.setCheckable(True)
        self.beside_button.setFixedWidth(20)
        self.beside_button.clicked.connect(self._show_beside)
        self.close_button.setFixedWidth(20)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.show_button)
        head.addWidget(self.beside_button)
        head.addStretch(1)
        trust = heat_map.trust
        if trust is not None:
            words = self.tr("trusted") if trust.is_trusted else self.tr("not trusted")
            verdict = PlainLabel(words, role="good" if trust.is_trusted else "warning")
            verdict.setToolTip(plain_tip(trust.sentence))
            head.addWidget(verdict)
        head.addWidget(self.close_button)
        return head

    def _fill_body(self, heat_map: HeatMap) -> None:
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 4, 0)
        body.setSpacing(4)
        sliders = QHBoxLayout()
        sliders.setSpacing(4)
        for text, tip, field in (
            (self.tr("Opacity"), self.tr("How strongly it covers the image"), "opacity"),
            (self.tr("From"), self.tr("The least heat that is drawn"), "threshold"),
        ):
            sliders.addWidget(PlainLabel(text, role="muted"))
            sliders.addWidget(self._slider(tip, field), 1)
        sliders.addWidget(self.peak_button)
        body.addLayout(sliders)
        if heat_map.trust is not None:
            body.addWidget(TrustPlot(heat_map.trust))
            role = "muted" if heat_map.trust.is_trusted else "warning"
            self.sentence = PlainLabel(heat_map.trust.sentence, role=role, wrap=True)
            body.addWidget(self.sentence)
        if heat_map.note:
            body.addWidget(PlainLabel(said(heat_map.note), role="muted", wrap=True))

    def _slider(self, tip: str, field: str) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, 100)
        slider.setMinimumWidth(12)
        slider.setValue(round(float(getattr(self.layer, field)) * 100))
        slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        slider.setToolTip(tip)
        slider.setAccessibleName(tip)
        slider.valueChanged.connect(lambda percent: setattr(self.layer, field, percent / 100.0))
        return slider

    def _show(self, checked: bool) -> None:
        if checked:
            show_only(self.layer, self._scene.results_of(self.layer.image_id))
        else:
            self.layer.visible = False

    def _show_beside(self, checked: bool) -> None:
        if checked:
            show_beside(self.layer, self._scene.results_of(self.layer.image_id))
        else:
            self.layer.visible = False

    def _heats(self) -> list[HeatLayer]:
        results = self._scene.results_of(self.layer.image_id)
        return [one for one in results if isinstance(one, HeatLayer)]

    def _go_to_peak(self, heat_map: HeatMap) -> None:
        if not self.layer.visible:
            self._show(True)
        if self.layer.time_point is not None:
            go_to_time(self._scene, self.layer.time_point)
        self._scene.set_cursor(heat_map.peak_lps)
