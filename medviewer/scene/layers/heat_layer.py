"""Heat maps over their image: explanations of statements, uncertainty of segmentations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from medviewer.core.geometry import Vector
from medviewer.core.heat_map import HeatMap, HeatMapMethod
from medviewer.core.uncertainty import Uncertainty, UncertaintyMethod
from medviewer.core.volume import Volume
from medviewer.scene.layers.layers import FindingsLayer, LabelLayer, ResultLayer
from medviewer.scene.views.slice_plan import HeatPlan

METHOD_NAMES: dict[HeatMapMethod, str] = {
    "gradcam": "Grad-CAM",
    "gradcam++": "Grad-CAM++",
    "occlusion": "Occlusion",
    "integrated_gradients": "Integrated gradients",
    "gradient_shap": "SHAP (gradient)",
    "kernel_shap": "SHAP (kernel)",
    "lime": "LIME",
    "attention": "Attention",
}
UNCERTAINTY_NAMES: dict[UncertaintyMethod, str] = {
    "tta": "test-time augmentation",
    "mc_dropout": "dropout",
    "folds": "folds",
}

HEAT_COLORS = ("inferno", "ice", "moss", "rose")
"""Tables of colours, in the order in which maps that are seen together are given them."""
_COVER_OPACITY, _LINE_OPACITY = 0.5, 0.9


@dataclass(eq=False, kw_only=True)
class HeatLayer(ResultLayer):
    """A map of values over its image. It can be made again, so nobody is asked to save it.

    Parameters
    ----------
    volume
        The values, on a grid of their own.
    caption
        What the legend calls it.
    threshold, full_scale
        The range of the colours: drawn from ``threshold`` times ``full_scale``, the hottest colour from
        ``full_scale`` on.
    heat_map
        The explanation that it shows, with its tests; None for other maps.
    colors, lines
        One of `HEAT_COLORS`; whether it is drawn as lines of equal heat, which leave room for another map
        below them. In 3D it is always a cover.
    """

    volume: Volume
    caption: str = ""
    opacity: float = _COVER_OPACITY
    threshold: float = 0.2
    full_scale: float = 1.0
    heat_map: HeatMap | None = None
    colors: str = "inferno"
    lines: bool = False

    @property
    def peak_lps(self) -> Vector | None:
        """The place of the highest value of an explanation, mm."""
        return None if self.heat_map is None else self.heat_map.peak_lps

    def explains(self, layer: ResultLayer, label: str, place_lps: Vector | None = None) -> bool:
        """Whether it is the explanation of one statement, box or segment of a layer."""
        if self.heat_map is None or self.heat_map.label != label or self.image_id != layer.image_id:
            return False
        if self.heat_map.place_lps != place_lps:
            return False
        made, stated = self.heat_map.values.provenance, layer.provenance
        return made is None or stated is None or made.model_id == stated.model_id


def heat_layer_of(found: HeatMap | Uncertainty, image_id: str) -> HeatLayer:
    """The layer that shows an explanation or an uncertainty."""
    if isinstance(found, HeatMap):
        method = METHOD_NAMES[found.method]
        name = f"{found.label}: {method}"
        return HeatLayer(image_id, name, volume=found.values, caption=method, heat_map=found)
    source = UNCERTAINTY_NAMES[found.method]
    name = f"Uncertainty ({found.samples} predictions, {source})"
    return HeatLayer(image_id, name, volume=found.entropy, caption="Uncertainty", threshold=0.1)


def companions(layer: ResultLayer) -> Iterator[HeatLayer]:
    """The maps that a result brings with it; hidden at first."""
    found: list[HeatMap | Uncertainty] = []
    if isinstance(layer, LabelLayer) and layer.segmentation.uncertainty is not None:
        found.append(layer.segmentation.uncertainty)
    elif isinstance(layer, FindingsLayer):
        found.extend(heat for finding in layer.classification.findings for heat in finding.explanations)
    for one in found:
        heat = heat_layer_of(one, layer.image_id)
        heat.visible, heat.time_point = False, layer.time_point
        yield heat


def heat_plan_of(layer: HeatLayer) -> HeatPlan:
    """How a heat map is drawn."""
    return HeatPlan(layer.volume, layer.opacity, layer.threshold, layer.full_scale, layer.colors, layer.lines)


def show_only(layer: HeatLayer, among: Iterable[ResultLayer]) -> None:
    """Shows one heat map as a cover, and hides the others."""
    for other in among:
        if isinstance(other, HeatLayer) and other is not layer:
            other.visible = False
        elif isinstance(other, FindingsLayer):
            other.shown = ""
    if layer.lines:
        layer.lines, layer.opacity = False, _COVER_OPACITY
    layer.colors = HEAT_COLORS[0]
    layer.visible = True


def show_beside(layer: HeatLayer, among: Sequence[ResultLayer]) -> None:
    """Shows one heat map besides those that are shown: as lines, in colours that none of them has.

    Covers of two maps would mix to colours that are in no legend, and mostly where both are hottest.
    """
    shown = [
        other for other in among if isinstance(other, HeatLayer) and other.visible and other is not layer
    ]
    if not shown:
        show_only(layer, among)
        return
    taken = [other.colors for other in shown]
    layer.colors = next((colors for colors in HEAT_COLORS if colors not in taken), HEAT_COLORS[-1])
    if any(not other.lines for other in shown) and not layer.lines:
        layer.lines, layer.opacity = True, _LINE_OPACITY
    layer.visible = True


def next_heat(layers: Sequence[HeatLayer], step: int) -> HeatLayer | None:
    """The explanation after (``step`` 1) or before (-1) the first one that is shown, round and round."""
    if not layers:
        return None
    at = next((n for n, layer in enumerate(layers) if layer.visible), -1 if step > 0 else 0)
    return layers[(at + step) % len(layers)]
