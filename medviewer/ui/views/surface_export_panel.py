"""Which surfaces are exported, into how many files, and whether the crop box cuts them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QPushButton, QWidget

from medviewer.scene.layers.layers import LabelLayer
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import BORDER, PANEL


@dataclass(frozen=True)
class SurfaceWish:
    """What is to be exported: segmentations with the numbers of their segments."""

    parts: tuple[tuple[LabelLayer, tuple[int, ...]], ...]
    each: bool
    cropped: bool


class SurfaceExportPanel(QWidget):
    """``wanted`` carries a `SurfaceWish`; Esc closes the panel and exports nothing."""

    wanted = Signal(object)

    def __init__(
        self, parts: tuple[tuple[LabelLayer, tuple[int, ...]], ...], has_crop: bool, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._parts = parts
        self.setObjectName("surface_export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(f"#surface_export {{ background: {PANEL}; border: 1px solid {BORDER}; }}")
        self.layer_box = QComboBox()
        if len(parts) > 1:
            self.layer_box.addItem(self.tr("All that are visible"))
        self.layer_box.addItems([one.name for one, _ in parts])
        self.files_box = QComboBox()
        self.files_box.addItems([self.tr("One file with all"), self.tr("A file for each segment")])
        self.crop_box = QCheckBox(self.tr("Only inside the crop box, closed where it cuts"))
        self.crop_box.setEnabled(has_crop)
        self.crop_box.setChecked(has_crop)
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.clicked.connect(self._export)
        self._build()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setSpacing(8)
        rows = ((self.tr("Segmentation"), self.layer_box), (self.tr("Files"), self.files_box))
        for row, (title, box) in enumerate(rows):
            box.setAccessibleName(title)
            grid.addWidget(PlainLabel(title), row, 0)
            grid.addWidget(box, row, 1)
        grid.addWidget(self.crop_box, 2, 0, 1, 2)
        note = PlainLabel(
            self.tr("Visible segments, in LPS millimetres. OBJ and PLY keep names and colours, STL does not.")
        )
        note.setWordWrap(True)
        grid.addWidget(note, 3, 0, 1, 2)
        grid.addWidget(self.export_button, 4, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)
        self.setFixedWidth(400)

    def open_in(self, view: QWidget) -> None:
        """Opens over a view, at its top left corner."""
        self.move(view.mapToGlobal(view.rect().topLeft()))
        self.show()
        self.layer_box.setFocus()

    def _export(self) -> None:
        chosen = self.layer_box.currentIndex() - (1 if len(self._parts) > 1 else 0)
        parts = self._parts if chosen < 0 else (self._parts[chosen],)
        wish = SurfaceWish(parts, self.files_box.currentIndex() == 1, self.crop_box.isChecked())
        self.close()
        self.wanted.emit(wish)
