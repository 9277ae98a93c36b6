"""The crop box by numbers: where it begins and ends along each axis of the volume, for keys."""

from __future__ import annotations

from itertools import product

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QSpinBox, QWidget

from medviewer.core.geometry import edge_letters
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.volume.volume_change import box_of, set_box
from medviewer.scene.volume.volume_look import whole_box
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import BORDER, PANEL


class VolumeCropNumbers(QWidget):
    """Six numbers, in voxels from 1, and a button that shows all again. Esc closes it."""

    def __init__(self, scene: Scene, layer: ImageLayer, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._scene = scene
        self._layer = layer
        self.setObjectName("crop_numbers")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(f"#crop_numbers {{ background: {PANEL}; border: 1px solid {BORDER}; }}")
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setSpacing(8)
        self.fields: dict[tuple[int, int], QSpinBox] = {}
        for axis, end in product(range(3), (0, 1)):
            if end == 0:
                grid.addWidget(PlainLabel(self._axis_name(axis)), axis, 0)
            field = QSpinBox()
            field.setRange(1, layer.geometry.shape_ijk[axis])
            field.setKeyboardTracking(False)
            name = self.tr("First voxel") if end == 0 else self.tr("Last voxel")
            field.setToolTip(name)
            field.setAccessibleName(f"{self._axis_name(axis)}, {name}")
            field.valueChanged.connect(lambda _value, axis=axis, end=end: self._set(axis, end))
            self.fields[axis, end] = field
            grid.addWidget(field, axis, 1 + end)
        self.reset_button = QPushButton(self.tr("Whole volume"))
        self.reset_button.clicked.connect(self._reset)
        grid.addWidget(self.reset_button, 3, 0, 1, 3)
        self._show()

    def open_in(self, view: QWidget) -> None:
        """Opens over a view, at its top left corner."""
        self.move(view.mapToGlobal(view.rect().topLeft()) + self.rect().topLeft())
        self.show()
        self.fields[0, 0].setFocus()

    def _axis_name(self, axis: int) -> str:
        """From which side of the patient to which: "R to L"."""
        grid = self._layer.geometry
        ahead = grid.axes_lps[axis]
        behind = tuple(-part for part in ahead)
        return self.tr("%1 to %2").replace("%1", edge_letters(behind)).replace("%2", edge_letters(ahead))

    def _set(self, axis: int, end: int) -> None:
        value = self.fields[axis, end].value()
        edge = value - 1.5 if end == 0 else value - 0.5
        box = box_of(self._layer).moved(self._layer.geometry, axis, end, edge)
        set_box(self._scene, self._layer, box)
        self._show()

    def _reset(self) -> None:
        set_box(self._scene, self._layer, whole_box(self._layer.geometry))
        self._show()

    def _show(self) -> None:
        box = box_of(self._layer)
        for (axis, end), field in self.fields.items():
            edge = (box.low_ijk, box.high_ijk)[end][axis]
            field.blockSignals(True)
            field.setValue(round(edge + 1.5) if end == 0 else round(edge + 0.5))
            field.blockSignals(False)
