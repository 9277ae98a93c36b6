"""How things are shown, as plain values: what the parts of a scene hold beside voxels and results."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from typing import Any

from medviewer.core.work import Looks
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.anomaly_layer import AnomalyLayer
from medviewer.scene.layers.heat_layer import HeatLayer
from medviewer.scene.layers.image_result_layer import ImageResultLayer
from medviewer.scene.layers.landmarks_layer import LandmarksLayer
from medviewer.scene.layers.layers import DetectionsLayer, FindingsLayer, LabelLayer, ResultLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.layout import is_layout
from medviewer.session.plain_values import declared_types, from_plain, to_plain
from medviewer.session.sensible import is_sensible

_OF_IMAGES = frozenset({"image", "id", "name", "time_series", "voi_lut", "arriving", "arrived"})
_OF_RESULTS = frozenset(
    {"id", "image_id", "provenance", "segmentation", "classification", "detections", "landmarks", "anomaly",
     "volume", "heat_map"}
)  # fmt: skip
_OF_VIEWS = frozenset({"id", "image_id", "awaits"})
_OF_SCENE = frozenset({"apart"})  # windows of their own do not come back, so their views must not be missing
_OF_AIDS = frozenset({"segment_boxes", "neurological"})  # how a reader reads is no part of a study


def noun_of(layer: ResultLayer) -> Any:
    """What a model or a file gave that a layer shows; None for what comes again with its image."""
    match layer:
        case LabelLayer():
            return layer.segmentation
        case FindingsLayer():
            return layer.classification
        case DetectionsLayer():
            return layer.detections
        case LandmarksLayer():
            return layer.landmarks
        case AnomalyLayer():
            return layer.anomaly
        case ImageResultLayer():
            return layer.volume
        case HeatLayer():
            return layer.heat_map
    return None


def looks_of_result(layer: ResultLayer) -> Looks:
    """Name, review, colours and the like of a result."""
    return _looks_of(layer, _OF_RESULTS)


def looks_of_image(layer: ImageLayer) -> Looks:
    """Window, time point and the like of an image."""
    # A lookup table of the file comes back with the file; a window would take its place.
    return _looks_of(layer, _OF_IMAGES | {"window"} if layer.voi_lut is not None else _OF_IMAGES)


def looks_of_scene(scene: Scene) -> Looks:
    """Layout, crosshair and the like; ``active`` is the series on screen."""
    looks = dict(_looks_of(scene, _OF_SCENE))
    looks["aids"] = _looks_of(scene.aids, _OF_AIDS)
    return {**looks, "active": "" if scene.active is None else scene.active.image.info.series_id}


def looks_of_views(scene: Scene) -> dict[str, Looks]:
    """How each view looks; ``image`` is the series that a view of a grid shows."""
    series = {layer.id: layer.image.info.series_id for layer in scene.images}
    return {
        name: {**_looks_of(viewport, _OF_VIEWS), "image": series.get(viewport.image_id or "", "")}
        for name, viewport in scene.viewports.items()
    }


def show_result(layer: ResultLayer, looks: Looks) -> None:
    """Shows a result as it was shown."""
    _show(layer, looks, _OF_RESULTS)


def show_image(layer: ImageLayer, looks: Looks) -> None:
    """Shows an image as it was shown."""
    points = 1 if layer.time_series is None else len(layer.time_series.volumes)
    point = looks.get("time_point", 0)
    is_there = isinstance(point, int) and 0 <= point < points
    _show(layer, looks, _OF_IMAGES if is_there else _OF_IMAGES | {"time_point"})


def show_scene(scene: Scene, looks: Looks) -> None:
    """Arranges the scene as it was."""
    layout = looks.get("layout")
    is_known = isinstance(layout, str) and is_layout(layout)
    _show(scene, looks, _OF_SCENE if is_known else _OF_SCENE | {"layout"})
    aids = looks.get("aids")
    if isinstance(aids, Mapping):
        _show(scene.aids, aids, _OF_AIDS)


def show_views(scene: Scene, views: Mapping[str, Looks]) -> None:
    """Shows each view as it was; images that are not open are left out."""
    layers = {layer.image.info.series_id: layer.id for layer in scene.images}
    wanted = {*scene.viewports, *(cell.view for cell in scene.shown_layout.cells)}
    for name, looks in views.items():
        if name in wanted and isinstance(looks, Mapping):
            viewport = scene.viewport(name)
            if viewport.has_own_image and looks.get("image", "") in layers:
                viewport.image_id = layers[looks["image"]]
            _show(viewport, looks, _OF_VIEWS)


def _looks_of(shown: Any, left_out: frozenset[str]) -> Looks:
    looks: dict[str, Any] = {}
    for field in fields(shown):
        if field.name not in left_out:
            with suppress(ValueError):  # what has no plain form is no matter of looks
                looks[field.name] = to_plain(getattr(shown, field.name))
    return looks


def _show(shown: Any, looks: Looks, left_out: frozenset[str]) -> None:
    hints = declared_types(type(shown))
    for name, plain in looks.items():
        if name in hints and name not in left_out:
            with suppress(ValueError, TypeError):  # of another version, or of nobody's
                value = from_plain(hints[name], plain)
                if is_sensible(name, value):
                    setattr(shown, name, value)
