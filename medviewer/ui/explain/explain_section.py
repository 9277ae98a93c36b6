"""Below a finding: the choice of a method to explain it, and the heat maps that were made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout

from medviewer.core.classification import Finding
from medviewer.core.heat_map import HeatMapMethod
from medviewer.scene.layers.heat_layer import METHOD_NAMES, HeatLayer
from medviewer.scene.layers.layers import FindingsLayer
from medviewer.scene.scene import Scene
from medviewer.ui.explain.heat_card import HeatCard
from medviewer.ui.parts.said import said

ExplainWanted = Callable[[str, str, HeatMapMethod], None]
"""Called with the layer's id, the label and the method."""


def explain_button(layer: FindingsLayer, finding: Finding, wanted: ExplainWanted) -> QToolButton:
    """A button with a menu of all methods."""
    button = QToolButton()
    button.setText(_tr("Explain…"))
    button.setToolTip(_tr("Make a heat map of what this statement rests on, and test it"))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    for method, name in METHOD_NAMES.items():
        action = menu.addAction(said(name))
        action.setToolTip(_tr(_HELP[method]))
        action.triggered.connect(
            lambda _checked=False, chosen=method: wanted(layer.id, finding.label, chosen)
        )
    menu.setToolTipsVisible(True)
    button.setMenu(menu)
    return button


def add_heat_cards(
    column: QVBoxLayout, scene: Scene, layer: FindingsLayer, finding: Finding
) -> tuple[HeatCard, ...]:
    """Adds a card for each heat map of a finding, in the order in which they were made."""
    cards = []
    for heat in scene.results_of(layer.image_id):
        if isinstance(heat, HeatLayer) and heat.heat_map is not None and heat.explains(layer, finding.label):
            card = HeatCard(scene, heat, heat.heat_map)
            column.addWidget(card)
            cards.append(card)
    return tuple(cards)


_HELP: dict[HeatMapMethod, str] = {
    "gradcam": "Which of the network's own maps speak for it; fast and coarse",
    "gradcam++": "As Grad-CAM, better with several places; fast and coarse",
    "occlusion": "What is lost when a part of the image is covered; slow, works with every model",
    "integrated_gradients": "Which voxels the probability grew from, from a blurred image to this one",
    "gradient_shap": "As integrated gradients, averaged over several references",
    "kernel_shap": "What each part of the image is worth to the statement; slow, works with every model",
    "lime": "A simple model of parts shown and hidden; slow, works with every model",
    "attention": "Where a transformer looked, whatever it stated",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExplainSection", text)
