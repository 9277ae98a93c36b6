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
from medviewer.ui.language.retranslate import mark_as_data
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said

ExplainWanted = Callable[[HeatMapMethod], None]


def explain_button(wanted: ExplainWanted) -> QToolButton:
    """A button with a menu of all methods."""
    button = QToolButton()
    button.setText(_tr("Explain…"))
    button.setToolTip(_tr("Make a heat map of what this statement rests on, and test it"))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    fill_with_methods(menu, wanted)
    button.setMenu(menu)
    return button


def fill_with_methods(menu: QMenu, wanted: ExplainWanted) -> None:
    """A row for each method, with what it is good for."""
    for method, name in METHOD_NAMES.items():
        action = menu.addAction(said(name))
        action.setToolTip(_tr(_HELP[method]))
        action.triggered.connect(lambda _checked=False, chosen=method: wanted(chosen))
    menu.setToolTipsVisible(True)


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


def add_other_heat_cards(
    column: QVBoxLayout, scene: Scene, cards: tuple[HeatCard, ...]
) -> tuple[HeatCard, ...]:
    """Adds a card for each heat map of the active image that has none: those of boxes and segments."""
    active = scene.active
    there = {card.layer.id for card in cards}
    added = []
    for heat in () if active is None else scene.results_of(active.id):
        if isinstance(heat, HeatLayer) and heat.heat_map is not None and heat.id not in there:
            column.addWidget(mark_as_data(PlainLabel(heat.heat_map.label, role="muted", wrap=True)))
            added.append(HeatCard(scene, heat, heat.heat_map))
            column.addWidget(added[-1])
    return tuple(added)


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
