"""What a layer of an object holds, in a few words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medviewer.scene.layers.heat_layer import HeatLayer
from medviewer.scene.layers.layers import ResultLayer
from medviewer.scene.layers.object_layers import ContourLayer, KeyImagesLayer, PresentationLayer
from medviewer.scene.layers.overlay_layer import OverlayLayer
from medviewer.ui.parts.said import said


def object_text(layer: ResultLayer) -> str:
    """A line for the list of layers; "" for what a model or the user made."""
    if isinstance(layer, ContourLayer):
        found = layer.structure_set
        return (
            _tr("Structure set  ·  %1 regions, %2 contours")
            .replace("%1", str(len(found.rois)))
            .replace("%2", str(found.contour_count))
        )
    if isinstance(layer, HeatLayer):
        return _tr("Heat map; can be made again")
    if isinstance(layer, PresentationLayer):
        state = layer.state
        parts = (_tr("Presentation state"), state.description, state.creator, state.created)
        told = "  ·  ".join(part for part in parts if part)
        return "\n".join((told, *(said(problem.message) for problem in state.problems)))
    if isinstance(layer, OverlayLayer):
        what = _tr("Region of the file") if layer.kind == "R" else _tr("Drawing of the file")
        return "  ·  ".join(part for part in (what, layer.description) if part)
    if isinstance(layer, KeyImagesLayer):
        return _tr("Key images  ·  %1").replace("%1", str(len(layer.document.references)))
    return ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ObjectText", text)
