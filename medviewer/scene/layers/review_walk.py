"""Going through what models found on the image on screen, one thing after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from medviewer.core.classification import Finding
from medviewer.core.geometry import Vector
from medviewer.scene.layers.anomaly_layer import AnomalyLayer
from medviewer.scene.layers.landmarks_layer import LandmarksLayer
from medviewer.scene.layers.layers import DetectionsLayer, FindingsLayer, LabelLayer, ResultLayer
from medviewer.scene.scene import Scene


@dataclass(frozen=True)
class ReviewItem:
    """One thing to look at. ``find`` gives its place, LPS mm, or None if it has none; it may take a moment.

    ``part`` names it within its layer: the number of a segment, the place in a list.
    """

    layer_id: str
    part: int
    title: str
    find: Callable[[], Vector | None]


def review_items(scene: Scene) -> tuple[ReviewItem, ...]:
    """All of the image on screen that is shown and not settled, else all that is shown.

    Segments in their order, boxes and landmarks by score, positive findings by probability.
    """
    active = scene.active
    layers = () if active is None else scene.results_shown_on(active)
    shown = [layer for layer in layers if layer.visible]
    open_ones = [layer for layer in shown if layer.is_from_model and not layer.review.is_settled]
    return tuple(item for layer in open_ones or shown for item in _items_of(layer))


def next_item(items: tuple[ReviewItem, ...], current: tuple[str, int] | None, step: int) -> ReviewItem | None:
    """The item ``step`` places on, around the end; the first (or last) if the present one is gone."""
    if not items:
        return None
    keys = [(item.layer_id, item.part) for item in items]
    if current not in keys:
        return items[0 if step > 0 else -1]
    return items[(keys.index(current) + step) % len(items)]


def _items_of(layer: ResultLayer) -> list[ReviewItem]:
    if isinstance(layer, LabelLayer):
        return [
            ReviewItem(layer.id, state.number, state.name, _inside(layer, state.number))
            for state in layer.segments
            if state.visible
        ]
    if isinstance(layer, DetectionsLayer):
        boxes = sorted(layer.detections.boxes, key=lambda box: -box.score)
        return [
            ReviewItem(layer.id, n, f"{box.label} {box.score:.0%}", _at(box.centre_lps))
            for n, box in enumerate(boxes)
            if box.score >= layer.threshold
        ]
    if isinstance(layer, LandmarksLayer):
        points = layer.landmarks.points
        return [
            ReviewItem(layer.id, n, point.label, _at(point.point_lps))
            for n, point in enumerate(points)
            if point.score >= layer.threshold
        ]
    if isinstance(layer, AnomalyLayer):
        anomaly = layer.anomaly
        return [ReviewItem(layer.id, 0, f"{layer.name} {anomaly.score:.3g}", lambda: anomaly.peak_lps)]
    if isinstance(layer, FindingsLayer):
        findings = sorted(layer.classification.findings, key=lambda one: -one.probability)
        return [
            ReviewItem(layer.id, n, f"{finding.label} {finding.probability:.0%}", _peak(finding))
            for n, finding in enumerate(findings)
            if finding.is_positive
        ]
    return []


def _at(point_lps: Vector) -> Callable[[], Vector | None]:
    return lambda: point_lps


def _inside(layer: LabelLayer, number: int) -> Callable[[], Vector | None]:
    def find() -> Vector | None:
        point = layer.segmentation.centre_lps(number)
        return None if point is None else (float(point[0]), float(point[1]), float(point[2]))

    return find


def _peak(finding: Finding) -> Callable[[], Vector | None]:
    """Where the first of its heat maps is hottest."""

    def find() -> Vector | None:
        if finding.explanations:
            return finding.explanations[0].peak_lps
        if finding.evidence is None:
            return None
        k, j, i = np.unravel_index(int(finding.evidence.voxels.argmax()), finding.evidence.voxels.shape)
        x, y, z = (float(v) for v in finding.evidence.geometry.index_to_lps((i, j, k)))
        return x, y, z

    return find
