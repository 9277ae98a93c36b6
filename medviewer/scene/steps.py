"""The fields that the commands of one step change, and closing a result as a step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.heat_layer import HeatLayer
from medviewer.scene.layers.image_result_layer import ImageResultLayer
from medviewer.scene.layers.layers import FindingsLayer, LabelLayer, ResultLayer
from medviewer.scene.scene import Scene
from medviewer.scene.undo import Step
from medviewer.scene.views.viewport import Viewport

Fields = tuple[tuple[object, str], ...]

_NOT_OF_THE_LOOK = frozenset({"id", "kind", "image_id", "frame", "plane_wanted"})


def grey_fields(*layers: ImageLayer | ImageResultLayer | None) -> Fields:
    """What says which values become which grey."""
    found: list[tuple[object, str]] = []
    for layer in layers:
        if isinstance(layer, ImageLayer):
            # The window first: setting it leaves a lookup table.
            found += [(layer, "window"), (layer, "voi_lut"), (layer, "inverted")]
        elif layer is not None:
            found.append((layer, "window"))
    return tuple(dict.fromkeys(found))


def view_fields(viewport: Viewport) -> Fields:
    """How a view is turned, moved and zoomed, whatever it shows."""
    return tuple((viewport, field.name) for field in fields(viewport) if field.name not in _NOT_OF_THE_LOOK)


def close_result(scene: Scene, layer: ResultLayer, name: str = "Close result") -> None:
    """Takes a result off the screen as one step, with the maps that came with it; undo brings them back."""
    gone = [layer, *_came_with(scene, layer)]
    places = [(scene.layers.index(one), one) for one in gone]

    def close() -> None:
        for one in gone:
            scene.remove_layer(one.id)

    def bring_back() -> None:
        for place, one in sorted(places, key=lambda pair: pair[0]):
            scene.put_back(one, place)

    image = scene.layer(layer.image_id)
    close()
    scene.undo.push(Step(name, undo=bring_back, redo=close, concerns=(image, *gone)))


def _came_with(scene: Scene, layer: ResultLayer) -> Iterator[HeatLayer]:
    """The maps of uncertainty and the explanations that are part of a result."""
    own: list[object] = []
    if isinstance(layer, LabelLayer) and layer.segmentation.uncertainty is not None:
        own.append(layer.segmentation.uncertainty.entropy)
    elif isinstance(layer, FindingsLayer):
        findings = layer.classification.findings
        own += [heat.values for finding in findings for heat in finding.explanations]
    for other in scene.results_of(layer.image_id):
        if isinstance(other, HeatLayer) and any(other.volume is one for one in own):
            yield other
