"""The image on screen and what lies over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medviewer.scene.images.time_axis import go_to_time
from medviewer.scene.layers.layers import Layer, ResultLayer
from medviewer.scene.scene import Scene
from medviewer.ui.parts.plain_label import PlainLabel

if TYPE_CHECKING:
    from medviewer.ui.panels.layer_row import LayerRow


class LayersPanel(QWidget):
    """A row for the active image and for each of its results, the newest on top."""

    save_wanted = Signal(str)
    close_wanted = Signal(str)

    def __init__(self, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.rows: list[LayerRow] = []
        self._empty = PlainLabel(self.tr("No image."), role="muted")
        self._column.addWidget(self._empty)
        for signal in (scene.layer_added, scene.layer_removed, scene.active_changed):
            signal.connect(self.rebuild)
        self.rebuild()

    def rebuild(self, *_: object) -> None:
        """Shows the layers of the active image."""
        active = self._scene.active
        wanted: list[Layer] = []
        if active is not None:
            wanted = [*reversed(self._scene.results_of(active.id)), active]
        if [row.layer for row in self.rows] == wanted:
            return
        for row in self.rows:
            self._column.removeWidget(row)
            if row.layer not in wanted:
                row.detach()
                row.hide()
                row.deleteLater()
        # Rows that stay are kept: somebody may be writing a reason in one of them.
        kept = [row for row in self.rows if row.layer in wanted]
        self.rows = []
        for layer in wanted:
            row = next((row for row in kept if row.layer is layer), None) or self._new_row(layer)
            self._column.addWidget(row)
            self.rows.append(row)
        self._empty.setVisible(not wanted)

    def _new_row(self, layer: Layer) -> LayerRow:
        from medviewer.ui.panels.layer_row import LayerRow  # not needed for the first picture

        row = LayerRow(layer, self._scene.undo)
        row.save_wanted.connect(self.save_wanted)
        row.close_wanted.connect(self.close_wanted)
        row.time_wanted.connect(self._go_to_time_of)
        return row

    def _go_to_time_of(self, layer_id: str) -> None:
        layer = self._scene.layer(layer_id)
        if isinstance(layer, ResultLayer) and layer.time_point is not None:
            go_to_time(self._scene, layer.time_point)
