"""One layer in the list: shown or not, how strongly, reviewed or not, saved or not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import FindingsLayer, Layer, ResultLayer, StatementsLayer
from medviewer.scene.layers.object_layers import KeyImagesLayer, PresentationLayer
from medviewer.scene.undo import UndoStack
from medviewer.ui.language.retranslate import mark_as_data
from medviewer.ui.models.review_bar import ReviewBar
from medviewer.ui.panels.object_text import object_text
from medviewer.ui.panels.threshold_slider import threshold_slider_of
from medviewer.ui.parts.elided_label import ElidedLabel
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.text_button import text_button


class LayerRow(QFrame):
    """A card for a layer. It writes the layer and asks for the rest by signals that carry the layer's id."""

    save_wanted = Signal(str)
    close_wanted = Signal(str)
    time_wanted = Signal(str)

    def __init__(self, layer: Layer, undo: UndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer = layer
        self._undo = undo
        self.setProperty("role", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 4, 4, 4)
        self._column.setSpacing(4)
        self.visible_box = QCheckBox()
        self.visible_box.setToolTip(self.tr("Show or hide"))
        self.visible_box.setAccessibleName(self.tr("Show or hide"))
        self.visible_box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.visible_box.toggled.connect(self._set_visible)
        self.name_label = ElidedLabel(layer.name)
        mark_as_data(self.name_label)
        self.close_button = text_button("✕", self.tr("Close this layer"))
        self.close_button.clicked.connect(lambda: self.close_wanted.emit(self.layer.id))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.visible_box)
        head.addWidget(self.name_label, 1)
        head.addWidget(self.close_button)
        self._column.addLayout(head)
        if isinstance(layer, ResultLayer):
            self._add_result_parts(layer)
        layer.events.connect(self.refresh)
        self.refresh()

    def retranslate(self) -> None:
        """Says the state in the language of the window."""
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Shows the present state of the layer."""
        layer = self.layer
        self.visible_box.setChecked(layer.visible)
        if isinstance(layer, ImageLayer):
            return
        self._opacity.setValue(round(layer.opacity * 100))
        self._state.setText(self._state_text(layer))
        self.review_bar.refresh()
        if self.threshold is not None:
            self.threshold.refresh()
        self._badge.setVisible(layer.is_from_model)

    def detach(self) -> None:
        """Stops listening to the layer."""
        self.layer.events.disconnect(self.refresh)

    def _add_result_parts(self, layer: ResultLayer) -> None:
        self._opacity = QSlider(Qt.Orientation.Horizontal)
        self._opacity.setRange(0, 100)
        self._opacity.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._opacity.setToolTip(self.tr("Opacity"))
        self._opacity.setAccessibleName(self.tr("Opacity"))
        self._opacity.valueChanged.connect(self._set_opacity)
        self._badge = PlainLabel(self.tr("AI"), role="badge")
        self._badge.setToolTip(self._origin_text(layer))
        self._state = PlainLabel(role="muted", wrap=True)
        self.review_bar = ReviewBar(layer, self._undo)
        self.review_bar.setVisible(layer.is_from_model)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._badge)
        words.addWidget(self._state, 1)
        self._column.addLayout(words)
        if _has_opacity(layer):
            self._column.addWidget(self._opacity)
        self.threshold = threshold_slider_of(layer)
        if self.threshold is not None:
            self._column.addWidget(self.threshold)
        self._column.addWidget(self.review_bar)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        if layer.time_point is not None:
            text = self.tr("Time %1").replace("%1", str(layer.time_point + 1))
            tip = self.tr("Go to the time point that it was made from; it is shown only there")
            self.time_button = text_button(text, tip)
            self.time_button.clicked.connect(lambda: self.time_wanted.emit(self.layer.id))
            buttons.addWidget(self.time_button)
        buttons.addStretch(1)
        if layer.file_form:
            save = text_button(self.tr("Save…"), self.tr("Save this result to a file"))
            save.clicked.connect(lambda: self.save_wanted.emit(self.layer.id))
            buttons.addWidget(save)
        self._column.addLayout(buttons)

    def _set_visible(self, visible: bool) -> None:
        self.layer.visible = visible

    def _set_opacity(self, percent: int) -> None:
        if isinstance(self.layer, ResultLayer) and round(self.layer.opacity * 100) != percent:
            self.layer.opacity = percent / 100.0

    def _state_text(self, layer: ResultLayer) -> str:
        reviewed = {
            "unreviewed": self.tr("not yet reviewed") if layer.is_from_model else "",
            "accepted": self.tr("accepted"),
            "to_edit": self.tr("to be edited"),
            "edited": self.tr("edited"),
            "rejected": self.tr("rejected"),
        }[layer.review.state]
        if layer.review.reason:
            reviewed = f"{reviewed}: {layer.review.reason}"
        told = object_text(layer)
        if told:
            return told
        saved = self.tr("saved") if layer.saved else self.tr("not saved")
        return "  ·  ".join(part for part in (reviewed, saved) if part)

    def _origin_text(self, layer: ResultLayer) -> str:
        origin = layer.provenance
        if origin is None:
            return ""
        lines = (
            f"{origin.model_name or origin.model_id} {origin.model_version}",
            self.tr("Weights %1").replace("%1", origin.weights_sha256[:12]) if origin.weights_sha256 else "",
            self.tr("On %1").replace("%1", origin.device) if origin.device else "",
            origin.ended,
        )
        return "\n".join(line for line in lines if line.strip())


def _has_opacity(layer: ResultLayer) -> bool:
    """Whether there is something to see through; what is drawn as lines and points is on or off."""
    if isinstance(layer, FindingsLayer):
        return any(finding.evidence for finding in layer.classification.findings)
    return not isinstance(layer, (PresentationLayer, KeyImagesLayer, StatementsLayer))
