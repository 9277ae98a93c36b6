"""Heat maps over their image: explanations of statements, uncertainty of segmentations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from medviewer.core.geometry import Vector
from medviewer.core.heat_map import HeatMap, HeatMapMethod
from medviewer.core.uncertainty import Uncertainty, UncertaintyMethod
from medviewer.core.volume import Volume
from medviewer.scene.layers.layers import FindingsLayer, LabelLayer, ResultLayer

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
    """

    volume: Volume
    caption: str = ""
    opacity: float = 0.5
    threshold: float = 0.2
    full_scale: float = 1.0
    heat_map: HeatMap | None = None

    @property
    def peak_lps(self) -> Vector | None:
        """The place of the highest value of an explanation, mm."""
        return None if self.heat_map is None else self.heat_map.peak_lps

    def explains(self, layer: FindingsLayer, label: str) -> bool:
        """Whether it is the explanation of one statement of a layer."""
        if self.heat_map is None or self.heat_map.label != label or self.image_id != layer.image_id:
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


def show_only(layer: HeatLayer, among: Iterator[ResultLayer]) -> None:
    """Shows one heat map and hides the others, which would mix their colours with its own."""
    for other in among:
        if isinstance(other, HeatLayer) and other is not layer:
            other.visible = False
        elif isinstance(other, FindingsLayer):
            other.shown = ""
    layer.visible = True
