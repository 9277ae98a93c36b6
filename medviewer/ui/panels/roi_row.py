"""One region of a structure set: shown or not, its colour, what it is for, where."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QToolButton, QWidget

from medviewer.core.contours import Roi
from medviewer.scene.layers.object_layers import RoiState
from medviewer.ui.language.retranslate import mark_name_as_data
from medviewer.ui.parts.plain_label import PlainLabel


class RoiRow(QWidget):
    """A line for a region. ``jump_wanted`` and ``shown`` carry its place in the list."""

    jump_wanted = Signal(int)
    shown = Signal(int, bool)

    def __init__(self, place: int, roi: Roi, state: RoiState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.visible_box = QCheckBox()
        self.visible_box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.visible_box.setToolTip(self.tr("Show or hide"))
        self.visible_box.setAccessibleName(roi.name)
        mark_name_as_data(self.visible_box)
        self.visible_box.toggled.connect(lambda visible: self.shown.emit(place, visible))
        color = QLabel()
        color.setFixedSize(12, 12)
        red, green, blue = state.color
        color.setStyleSheet(f"background: rgb({red}, {green}, {blue}); border-radius: 3px;")
        self.name_button = QToolButton()
        self.name_button.setStyleSheet("QToolButton { padding: 2px 0; border: 0; text-align: left; }")
        metrics = self.name_button.fontMetrics()
        shown = metrics.elidedText(roi.name, Qt.TextElideMode.ElideRight, 132)
        self.name_button.setText(shown.replace("&", "&&"))
        self.name_button.setToolTip(self.tr("Jump to this region"))
        self.name_button.clicked.connect(lambda: self.jump_wanted.emit(place))
        for widget in (self.visible_box, color, self.name_button):
            row.addWidget(widget)
        row.addStretch(1)
        count = len(roi.contours)
        text = roi.interpreted_type.capitalize().replace("_", " ")
        if roi.interpreted_type in ("GTV", "CTV", "PTV", "ITV"):
            text = roi.interpreted_type
        if not count:
            text = self.tr("no contours")
            self.visible_box.setEnabled(False)
            self.name_button.setEnabled(False)
        facts = PlainLabel(text, role="muted")
        facts.setToolTip(self.tr("1 contour") if count == 1 else self.tr("%n contours", "", count))
        row.addWidget(facts)
        self.refresh(state)

    def refresh(self, state: RoiState) -> None:
        """Shows the present state of the region."""
        self.visible_box.setChecked(state.visible)
