"""The regions of every structure set over the image on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from medviewer.scene.layers.object_layers import ContourLayer
from medviewer.scene.scene import Scene
from medviewer.ui.language.retranslate import mark_as_data
from medviewer.ui.parts.clear_layout import clear_layout
from medviewer.ui.parts.elided_label import ElidedLabel
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said

if TYPE_CHECKING:
    from medviewer.ui.panels.roi_row import RoiRow


class ContoursPanel(QWidget):
    """For each structure set a row for each region. ``is_used`` says whether there is any."""

    is_used = Signal(bool)

    def __init__(self, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.rows: dict[tuple[str, int], RoiRow] = {}
        self._shown: list[ContourLayer] = []
        for signal in (scene.layer_added, scene.layer_removed, scene.active_changed):
            signal.connect(self.rebuild)
        self.rebuild()

    def rebuild(self, *_: object) -> None:
        """Shows the structure sets of the active image."""
        active = self._scene.active
        results = () if active is None else self._scene.results_of(active.id)
        wanted = [layer for layer in results if isinstance(layer, ContourLayer)]
        if wanted == self._shown:
            return
        for layer in self._shown:
            layer.events.rois.disconnect(self._refresh)
        clear_layout(self._column)
        self.rows = {}
        self._shown = wanted
        for layer in wanted:
            layer.events.rois.connect(self._refresh)
            self._add_layer(layer)
        self.is_used.emit(bool(wanted))

    def _refresh(self, *_: object) -> None:
        for layer in self._shown:
            for place, state in enumerate(layer.rois):
                self.rows[layer.id, place].refresh(state)

    def _add_layer(self, layer: ContourLayer) -> None:
        from medviewer.ui.panels.roi_row import RoiRow  # not needed for the first picture

        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(mark_as_data(ElidedLabel(layer.name)), 1)
        for text, tip, visible in (
            (self.tr("All"), self.tr("Show every region"), True),
            (self.tr("None"), self.tr("Hide every region"), False),
        ):
            button = QToolButton()
            button.setText(text)
            button.setToolTip(tip)
            button.clicked.connect(lambda _checked=False, on=visible, of=layer: of.show_all(on))
            head.addWidget(button)
        self._column.addLayout(head)
        for problem in layer.structure_set.problems:
            self._column.addWidget(PlainLabel(said(problem.message), role="warning", wrap=True))
        for place, (roi, state) in enumerate(zip(layer.structure_set.rois, layer.rois, strict=True)):
            row = RoiRow(place, roi, state)
            row.shown.connect(lambda at, on, of=layer: of.set_roi_visible(of.rois[at].number, on))
            row.jump_wanted.connect(lambda at, of=layer: self._jump_to(of, at))
            self.rows[layer.id, place] = row
            self._column.addWidget(row)

    def _jump_to(self, layer: ContourLayer, place: int) -> None:
        centre_lps = layer.structure_set.rois[place].centre_lps
        if centre_lps is not None:
            from medviewer.scene.images.go_to_instance import go_to_point

            go_to_point(self._scene, centre_lps)
