"""Where in a row of slices something lies: what the reader marked, what models found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from medviewer.core.segmentation import Color
from medviewer.core.volume import Stack
from medviewer.scene.images.acquired import nearest_frame
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.landmarks_layer import LandmarksLayer
from medviewer.scene.layers.layers import DetectionsLayer, FindingsLayer, LabelLayer, ResultLayer
from medviewer.scene.marks.mark_place import belongs_to
from medviewer.scene.scene import Scene
from medviewer.scene.views.navigate import slice_number, slices_of
from medviewer.scene.views.viewport import Viewport

PositionKind = Literal["measurement", "key_image", "finding", "segment"]


@dataclass(frozen=True)
class PositionMark:
    """From slice ``first`` to slice ``last`` (from 1) there is something; a segment has its own colour."""

    kind: PositionKind
    first: int
    last: int
    color: Color | None = None


def position_marks(scene: Scene, viewport: Viewport) -> tuple[PositionMark, ...]:
    """Everything that lies in the slices of a view and shows, the most important last."""
    image, place = scene.image_in(viewport), slice_number(scene, viewport)
    if image is None or place is None:
        return ()
    count = _Counter(scene, viewport, image, place[1])
    results = tuple(one for one in scene.results_shown_on(image) if one.visible)
    found = [*_segments(scene, results, count), *_findings(results, count), *_reader(scene, image, count)]
    return tuple(dict.fromkeys(found))


class _Counter:
    """From world points to slice numbers of a view."""

    def __init__(self, scene: Scene, viewport: Viewport, image: ImageLayer, count: int) -> None:
        self._image = image
        self._slices = slices_of(scene, viewport)
        self.count = count

    def span(self, points_lps: Iterable[npt.ArrayLike]) -> tuple[int, int]:
        numbers = [self._number(point) for point in points_lps]
        return min(numbers), max(numbers)

    def _number(self, point_lps: npt.ArrayLike) -> int:
        if self._slices is not None:
            return self._slices.number_of(point_lps) + 1
        if isinstance(self._image.shown, Stack):
            return nearest_frame(self._image.frames, point_lps) + 1
        return 1


def _reader(scene: Scene, image: ImageLayer, count: _Counter) -> Iterator[PositionMark]:
    """What the reader drew and picked out."""
    for mark in scene.marks.items:
        if not mark.visible or not belongs_to(mark.place, image):
            continue
        number = mark.place.slice_number
        span = count.span(mark.points_lps) if number is None else (number + 1, number + 1)
        if mark.kind == "ball":
            centre, edge = (np.array(point) for point in mark.points_lps[:2])
            reach = np.linalg.norm(edge - centre) * np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
            span = count.span([*(centre + reach), *(centre - reach)])
        yield PositionMark("measurement", *span)
    for key in scene.marks.key_images:
        if belongs_to(key.place, image):
            number = key.place.slice_number
            span = count.span([key.point_lps]) if number is None else (number + 1, number + 1)
            yield PositionMark("key_image", *span)


def _findings(results: tuple[ResultLayer, ...], count: _Counter) -> Iterator[PositionMark]:
    """Boxes and points that models found, and the slices that a positive finding speaks of."""
    for layer in results:
        if isinstance(layer, DetectionsLayer):
            for box in layer.detections.boxes:
                if box.score >= layer.threshold:
                    half = np.array(box.size_lps) / 2.0
                    centre = np.array(box.centre_lps)
                    yield PositionMark("finding", *count.span([centre - half, centre + half]))
        elif isinstance(layer, LandmarksLayer):
            for point in layer.shown:
                yield PositionMark("finding", *count.span([point.point_lps]))
        elif isinstance(layer, FindingsLayer):
            for finding in layer.classification.findings:
                if finding.is_positive and finding.slice_places and finding.per_slice:
                    strongest = int(np.argmax(finding.per_slice))
                    yield PositionMark("finding", *count.span([finding.slice_places[strongest]]))


def _segments(scene: Scene, results: tuple[ResultLayer, ...], count: _Counter) -> Iterator[PositionMark]:
    """How far segments reach, as soon as that was looked up."""
    for layer in results:
        boxes = scene.aids.segment_boxes.get(layer.id)
        if not isinstance(layer, LabelLayer) or boxes is None or boxes.segmentation is not layer.segmentation:
            continue
        for number, corners in boxes.corners_lps:
            state = next((one for one in layer.segments if one.number == number), None)
            if state is not None and state.visible:
                yield PositionMark("segment", *count.span(corners), state.color)
