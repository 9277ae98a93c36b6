"""The segments of every segmentation over the image on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from medviewer.jobs.in_background import InBackground
from medviewer.scene.layers.layers import LabelLayer
from medviewer.scene.scene import Scene
from medviewer.ui.language.retranslate import mark_as_data
from medviewer.ui.parts.clear_layout import clear_layout
from medviewer.ui.parts.elided_label import ElidedLabel
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said

if TYPE_CHECKING:
    from medviewer.ui.panels.segment_list import SegmentList


class SegmentsPanel(QWidget):
    """For each segmentation its fill and outline, and the list of its segments.

    ``in_background`` counts voxels on a worker thread; large label maps take a while. ``explain_wanted``
    carries the layer's id, the number of a segment and a method.
    """

    jump_wanted = Signal(str, int)
    explain_wanted = Signal(str, int, str)

    def __init__(self, scene: Scene, in_background: InBackground, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self._in_background = in_background
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.lists: dict[str, SegmentList] = {}
        self._volumes: dict[str, dict[int, float]] = {}
        self._shown: list[LabelLayer] = []
        for signal in (scene.layer_added, scene.layer_removed, scene.active_changed):
            signal.connect(self.rebuild)
        self.rebuild(force=True)

    def rebuild(self, *_: object, force: bool = False) -> None:
        """Shows the segmentations of the active image."""
        active = self._scene.active
        results = () if active is None else self._scene.results_of(active.id)
        wanted = [layer for layer in results if isinstance(layer, LabelLayer)]
        if wanted == self._shown and not force:
            return
        for shown in self.lists.values():
            shown.detach()
        clear_layout(self._column)
        self.lists = {}
        self._shown = wanted
        for layer in wanted:
            self._add_layer(layer)
        if not wanted:
            self._column.addWidget(PlainLabel(self.tr("No segmentation."), role="muted"))

    def _add_layer(self, layer: LabelLayer) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(mark_as_data(ElidedLabel(layer.name)), 1)
        outline = QCheckBox(self.tr("Outline"))
        outline.setToolTip(self.tr("Draw the edge of each segment"))
        outline.setChecked(layer.outline)
        outline.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        outline.toggled.connect(lambda on: setattr(layer, "outline", on))
        head.addWidget(outline)
        fill = QSlider(Qt.Orientation.Horizontal)
        fill.setRange(0, 100)
        fill.setValue(round(layer.fill * 100))
        fill.setFixedWidth(56)
        fill.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        fill.setToolTip(self.tr("How strongly areas are filled"))
        fill.setAccessibleName(self.tr("How strongly areas are filled"))
        fill.valueChanged.connect(lambda percent: setattr(layer, "fill", percent / 100.0))
        head.addWidget(fill)
        self._column.addLayout(head)
        for problem in layer.segmentation.problems:
            self._column.addWidget(PlainLabel(said(problem.message), role="warning", wrap=True))
        rows = self._new_list(layer)
        rows.jump_wanted.connect(lambda number, layer_id=layer.id: self.jump_wanted.emit(layer_id, number))
        rows.explain_wanted.connect(
            lambda number, method, layer_id=layer.id: self.explain_wanted.emit(layer_id, number, method)
        )
        self.lists[layer.id] = rows
        self._column.addWidget(rows)
        self._count(layer)

    def _new_list(self, layer: LabelLayer) -> SegmentList:
        from medviewer.ui.panels.segment_list import SegmentList  # not needed for the first picture

        return SegmentList(layer)

    def _count(self, layer: LabelLayer) -> None:
        if layer.id in self._volumes:
            self._show_volumes(layer.id, self._volumes[layer.id])
            return
        segmentation = layer.segmentation
        self._in_background(segmentation.volumes_ml, lambda volumes: self._show_volumes(layer.id, volumes))

    def _show_volumes(self, layer_id: str, volumes_ml: dict[int, float]) -> None:
        self._volumes[layer_id] = volumes_ml
        if layer_id in self.lists:
            self.lists[layer_id].table.set_volumes(volumes_ml)
