"""The numbers of one image that can be compared with those of another: marks and segments."""

from __future__ import annotations

from collections.abc import Callable

from medviewer.core.change_table import Quantity
from medviewer.core.mark import Mark
from medviewer.core.measure import Figures
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import LabelLayer
from medviewer.scene.marks.mark_figures import figures_in
from medviewer.scene.marks.mark_place import belongs_to
from medviewer.scene.scene import Scene


def mark_quantities(
    scene: Scene, image: ImageLayer, name_of: Callable[[Mark], str], part_name: Callable[[str], str]
) -> tuple[Quantity, ...]:
    """The main figures of the marks that were drawn on an image.

    Parameters
    ----------
    name_of, part_name
        What the reader calls a mark, and its parts ``"short"``, ``"area"``, ``"volume"`` and ``"mean"``.
    """
    found = []
    for mark in scene.marks.items:
        if mark.place.series_id != image.image.info.series_id or not belongs_to(mark.place, image):
            continue
        figures = figures_in(scene, mark)
        if figures is not None:
            found += quantities_of(mark, figures, name_of(mark), part_name)
    return tuple(found)


def segment_quantities(layers: tuple[LabelLayer, ...]) -> tuple[Quantity, ...]:
    """The volumes of all segments of some layers, ml; rejected results do not count. Takes a while."""
    found = []
    for layer in layers:
        volumes = layer.segmentation.volumes_ml()
        for state in layer.segments:
            key = ("segment", state.name.casefold())
            found.append(Quantity(key, state.name, volumes.get(state.number, 0.0), "ml"))
    return tuple(found)


def label_layers(scene: Scene, image: ImageLayer) -> tuple[LabelLayer, ...]:
    """The segmentations of an image that the reader did not reject."""
    return tuple(
        layer
        for layer in scene.results_of(image.id)
        if isinstance(layer, LabelLayer) and layer.review.state != "rejected"
    )


def quantities_of(mark: Mark, figures: Figures, name: str, part_name: Callable[[str], str]) -> list[Quantity]:
    """The main figures of one mark, by keys that end with its kind and the part (see `mark_quantities`).

    A lesion is the same by its number, any other mark by its name; what has neither stays alone.
    """
    if mark.lesion:
        own: tuple[str, ...] = ("lesion", str(mark.lesion))
    else:
        own = ("named", mark.label.casefold()) if mark.label else ("mark", mark.id)
    numbers = (
        ("", figures.length, figures.length_unit),
        ("short", figures.second_length, figures.length_unit),
        ("", figures.angle_degrees, "°"),
        ("area", figures.area, f"{figures.length_unit}²"),
        ("volume", figures.volume_ml, "ml"),
        ("mean", figures.mean, figures.unit),
    )
    return [
        Quantity((*own, mark.kind, what), f"{name} {part_name(what) if what else ''}".strip(), value, unit)
        for what, value, unit in numbers
        if value is not None
    ]
