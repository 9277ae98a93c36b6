"""One segment: colour, shown or not, how strongly, how large, where."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QColorDialog, QHBoxLayout, QSlider, QToolButton, QWidget

from medviewer.scene.layers import LabelLayer, SegmentState
from medviewer.ui.parts.plain_label import PlainLabel


class SegmentRow(QWidget):
    """A line for a segment of a layer. ``jump_wanted`` carries its number."""

    jump_wanted = Signal(int)

    def __init__(self, layer: LabelLayer, state: SegmentState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer = layer
        self.number = state.number
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.visible_box = QCheckBox()
        self.visible_box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.visible_box.setToolTip(self.tr("Show or hide"))
        self.visible_box.toggled.connect(self._set_visible)
        self.color_button = QToolButton()
        self.color_button.setFixedSize(16, 16)
        self.color_button.setToolTip(self.tr("Colour"))
        self.color_button.clicked.connect(self._pick_color)
        self.name_button = QToolButton()
        self.name_button.setToolTip(self.tr("Jump to this segment"))
        self.name_button.setStyleSheet("QToolButton { padding: 2px 0; border: 0; text-align: left; }")
        self.name_button.clicked.connect(lambda: self.jump_wanted.emit(self.number))
        self.volume_label = PlainLabel(role="muted")
        self.opacity_slider = QSlider(Qt.Orientation.Horizontal)
        self.opacity_slider.setRange(0, 100)
        self.opacity_slider.setFixedWidth(48)
        self.opacity_slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.opacity_slider.setToolTip(self.tr("Opacity"))
        self.opacity_slider.valueChanged.connect(self._set_opacity)
        for widget in (self.visible_box, self.color_button, self.name_button):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.volume_label)
        row.addWidget(self.opacity_slider)
        self.refresh(state)

    def refresh(self, state: SegmentState) -> None:
        """Shows the present state of the segment."""
        self.visible_box.setChecked(state.visible)
        self.visible_box.setAccessibleName(state.name)
        self.name_button.setText(self.name_button.fontMetrics().elidedText(
            state.name.replace("&", "&&"), Qt.TextElideMode.ElideRight, 120
        ))  # fmt: skip
        red, green, blue = state.color
        self.color_button.setStyleSheet(
            f"QToolButton {{ background: rgb({red}, {green}, {blue}); border-radius: 3px; padding: 0; }}"
        )
        self.opacity_slider.setValue(round(state.opacity * 100))

    def set_volume(self, volume_ml: float | None) -> None:
        """Shows the segment's size; None while it is being counted."""
        if volume_ml is None:
            self.volume_label.setText("…")
            return
        digits = 0 if volume_ml >= 100 else 1 if volume_ml >= 1 else 2
        self.volume_label.setText(self.tr("%1 ml").replace("%1", f"{volume_ml:.{digits}f}"))

    def _set_visible(self, visible: bool) -> None:
        if self._layer.segment(self.number).visible != visible:
            self._layer.set_segment_visible(self.number, visible)

    def _set_opacity(self, percent: int) -> None:
        if round(self._layer.segment(self.number).opacity * 100) != percent:
            self._layer.set_segment_opacity(self.number, percent / 100.0)

    def _pick_color(self) -> None:
        before = QColor(*self._layer.segment(self.number).color)
        picked = QColorDialog.getColor(before, self, self.tr("Colour of the segment"))
        if picked.isValid():
            self._layer.set_segment_color(self.number, (picked.red(), picked.green(), picked.blue()))
