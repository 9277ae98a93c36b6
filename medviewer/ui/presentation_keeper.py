"""Keeps the picture as presentation states say: on while their layer is visible, off when it is not."""

from __future__ import annotations

from PySide6.QtCore import QObject

from medviewer.core.presentation_state import GreyWish
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import Layer
from medviewer.scene.layers.object_layers import PresentationLayer
from medviewer.scene.layers.presentation import (
    apply_state,
    apply_view,
    follow_slice,
    viewport_of_slices,
    withdraw_state,
)
from medviewer.scene.layers.state_in_view import applied_layer
from medviewer.scene.scene import Scene


class PresentationKeeper(QObject):
    """Applies a state when it comes or is shown, and takes it off when it is hidden or closed."""

    def __init__(self, scene: Scene, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self._before: ImageLayer | None = scene.active
        scene.layer_added.connect(self._added)
        scene.layer_removed.connect(self._removed)
        scene.active_changed.connect(self._activated)
        scene.changed.connect(self._follow)
        self._taken: dict[str, GreyWish | None] = {}

    def toggle(self) -> None:
        """Takes the state of the image on screen off, or puts its newest one on."""
        image = self._scene.active
        if image is None:
            return
        layers = [one for one in self._scene.results_of(image.id) if isinstance(one, PresentationLayer)]
        applied = applied_layer(self._scene, image)
        if applied is not None:
            applied.visible = False
        elif layers:
            layers[-1].visible = True

    def _added(self, layer: Layer) -> None:
        if isinstance(layer, PresentationLayer):
            layer.events.visible.connect(lambda visible: self._set(layer, visible))
            self._set(layer, layer.visible)

    def _removed(self, layer: Layer) -> None:
        if isinstance(layer, PresentationLayer) and layer.visible:
            self._set(layer, False)

    def _set(self, layer: PresentationLayer, visible: bool) -> None:
        if not any(image.id == layer.image_id for image in self._scene.images):
            return
        self._taken.pop(layer.id, None)
        if visible:
            apply_state(self._scene, layer)
        else:
            withdraw_state(self._scene, layer)

    def _activated(self, now: ImageLayer | None) -> None:
        """Views are shared by all images: turning and area are those of the image that comes."""
        before, self._before = self._before, now
        if now is None:
            return
        layer = applied_layer(self._scene, now)
        if layer is not None:
            apply_view(self._scene, layer)
        elif before is not None and before in self._scene.images and applied_layer(self._scene, before):
            viewport_of_slices(self._scene, now).reset()

    def _follow(self) -> None:
        """Another slice may have another window."""
        image = self._scene.active
        layer = None if image is None else applied_layer(self._scene, image)
        if layer is not None and len(layer.state.greys) > 1:
            taken = self._taken.get(layer.id)
            self._taken[layer.id] = follow_slice(self._scene, layer, taken)
