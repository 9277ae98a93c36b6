"""Looks up how far segments reach, for the position bars of the views."""

from __future__ import annotations

from medviewer.jobs.in_background import InBackground
from medviewer.scene.layers.layers import LabelLayer, Layer
from medviewer.scene.scene import Scene
from medviewer.scene.volume.segment_boxes import SegmentBoxes, segment_boxes


class SegmentWatch:
    """Counts on a worker thread whenever labels come or change, and writes to `ViewAids.segment_boxes`."""

    def __init__(self, scene: Scene, in_background: InBackground) -> None:
        self._scene = scene
        self._in_background = in_background
        scene.layer_added.connect(self._watch)
        scene.layer_removed.connect(self._forget)

    def _watch(self, layer: Layer) -> None:
        if isinstance(layer, LabelLayer):
            layer.events.segmentation.connect(lambda *_: self._look_up(layer))
            self._look_up(layer)

    def _look_up(self, layer: LabelLayer) -> None:
        """An answer for labels that were changed meanwhile is dropped."""
        segmentation = layer.segmentation

        def keep(boxes: SegmentBoxes) -> None:
            if any(one is layer for one in self._scene.layers) and layer.segmentation is boxes.segmentation:
                self._scene.aids.segment_boxes = {**self._scene.aids.segment_boxes, layer.id: boxes}

        self._in_background(lambda: segment_boxes(segmentation), keep)

    def _forget(self, layer: Layer) -> None:
        boxes = self._scene.aids.segment_boxes
        if layer.id in boxes:
            self._scene.aids.segment_boxes = {key: one for key, one in boxes.items() if key != layer.id}
