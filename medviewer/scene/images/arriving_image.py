"""ArrivingImage: one image from its first slice on screen to its last."""

from __future__ import annotations

import time

from medviewer.core.arrival import Arrival
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.scene.images.arriving_slices import ArrivingSlices
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import flat_viewport, take_own_plane

_SHORTEST_INTERVAL_S = 0.1


class ArrivingImage:
    """Puts an image on screen while it is read, and the whole in its place at the end.

    Cursor, zoom and what the user chose meanwhile stay as they are.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._layer: ImageLayer | None = None
        self._has_begun = False
        self._looked = 0.0

    def show(self, arrival: Arrival) -> ImageLayer | None:
        """Shows the first slice; again if the reader had to begin anew. None if the user closed it."""
        if not self._has_begun:
            self._has_begun = True
            self._layer = self._scene.add_arriving(ArrivingSlices(arrival))
            return self._layer
        layer = self._open_layer()
        if layer is not None:
            layer.restart(ArrivingSlices(arrival))
        return layer

    def look(self) -> None:
        """Takes note of what has come, at most ten times a second."""
        layer, now = self._open_layer(), time.monotonic()
        if layer is not None and layer.arriving is not None and now - self._looked >= _SHORTEST_INTERVAL_S:
            self._looked = now
            layer.arrived = layer.arriving.arrival.count

    def complete(self, image: Volume | Stack | TimeSeries) -> ImageLayer | None:
        """Shows the whole image; None if the user closed it meanwhile."""
        if not self._has_begun:
            return self._scene.add_volume(image)
        layer = self._open_layer()
        if layer is None:
            return None
        was_flat, on_screen = layer.is_flat, layer.frame(flat_viewport(self._scene, layer).frame)
        layer.complete(image)
        self._scene.add_overlays(layer)
        for viewport in self._scene.viewports.values():
            if viewport.image_id == layer.id:
                take_own_plane(viewport, layer)
        if was_flat and not layer.is_flat and self._scene.active is layer:
            # Slices became a volume when all were there: its planes meet in the slice on screen.
            self._scene.set_cursor(on_screen.geometry.centre_lps)
        return layer

    def withdraw(self) -> None:
        """Takes the image off the screen: it could not be read to its end."""
        layer = self._open_layer()
        if layer is not None:
            self._scene.remove_layer(layer.id)
        self._layer = None

    @property
    def was_closed(self) -> bool:
        """Whether the user closed it before all was there."""
        return self._has_begun and self._open_layer() is None

    def _open_layer(self) -> ImageLayer | None:
        return self._layer if self._layer is not None and self._layer in self._scene.images else None
