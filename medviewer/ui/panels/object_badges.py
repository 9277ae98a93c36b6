"""Badges of what objects of the study say about the picture in a view."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medviewer.scene.images.shown_instance import shown_instance
from medviewer.scene.layers.object_layers import KeyImagesLayer
from medviewer.scene.layers.state_in_view import applied_state
from medviewer.scene.marks.key_images import key_in_view
from medviewer.scene.scene import Scene
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.parts.said import said
from medviewer.ui.views.badges import Badge


def object_badges(scene: Scene, viewport: Viewport, plane: PlaneView) -> tuple[Badge, ...]:
    """Whether a presentation state is applied, and whether the slice is a key image."""
    active = scene.image_in(viewport)
    if active is None or viewport.kind == "3d":
        return ()
    badges = []
    state = applied_state(scene, active)
    shown = shown_instance(active, viewport, plane)
    if state is not None and shown is not None:
        parts = (state.name, state.description, state.creator, state.created)
        told = "  ·  ".join(part for part in parts if part)
        lines = [told, *(said(problem.message) for problem in state.problems)]
        text = "  ".join(part for part in (_tr("PRESENTATION STATE"), state.name) if part)
        if not state.is_about(shown.instance_uid, shown.frame):
            lines.append(_tr("It is about other images of this series; only its window is used here."))
            text = _tr("%1 (of other images)").replace("%1", text)
        lines.append(_tr("Click to take it off."))
        badges.append(Badge(text, "presentation", "\n".join(line for line in lines if line)))
    layers = [
        one for one in scene.results_shown_on(active) if isinstance(one, KeyImagesLayer) and one.visible
    ]
    own_key = key_in_view(scene, viewport, plane)
    if own_key is not None:
        badges.append(Badge(_tr("KEY IMAGE"), "", own_key.note))
    elif shown is not None:
        marking = [layer.name for layer in layers if layer.marks(shown.instance_uid, shown.frame)]
        if marking:
            badges.append(Badge(_tr("KEY IMAGE"), "", "\n".join(marking)))
    return tuple(badges)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ObjectBadges", text)
