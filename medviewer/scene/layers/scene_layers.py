"""The layers of a scene, to be asked for."""

from __future__ import annotations

from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import Layer, ResultLayer
from medviewer.scene.views.viewport import Viewport


class SceneLayers:
    """Images and their results, by id; `Scene` adds and removes them."""

    def __init__(self) -> None:
        self._layers: dict[str, Layer] = {}
        self._active_id = ""

    @property
    def layers(self) -> tuple[Layer, ...]:
        """All layers in the order in which they came."""
        return tuple(self._layers.values())

    @property
    def images(self) -> tuple[ImageLayer, ...]:
        return tuple(layer for layer in self.layers if isinstance(layer, ImageLayer))

    def layer(self, layer_id: str) -> Layer:
        """A layer by its id; KeyError if it is gone."""
        return self._layers[layer_id]

    def image(self, image_id: str) -> ImageLayer | None:
        """An image by its id, None if it is not open."""
        layer = self._layers.get(image_id)
        return layer if isinstance(layer, ImageLayer) else None

    def image_of_series(self, series_id: str) -> ImageLayer | None:
        """The image of a series, None if that is not open."""
        return next((one for one in self.images if one.image.info.series_id == series_id), None)

    def results_of(self, image_id: str) -> tuple[ResultLayer, ...]:
        """The results that belong to an image, in the order in which they came."""
        results = (layer for layer in self.layers if isinstance(layer, ResultLayer))
        return tuple(layer for layer in results if layer.image_id == image_id)

    def results_shown_on(self, image: ImageLayer) -> tuple[ResultLayer, ...]:
        """The results of an image that belong to its present time point, hidden ones too."""
        there = (None, image.time_point)
        return tuple(layer for layer in self.results_of(image.id) if layer.time_point in there)

    @property
    def unsaved(self) -> tuple[ResultLayer, ...]:
        """Results that would be lost if everything were closed now."""
        return tuple(layer for layer in self.layers if isinstance(layer, ResultLayer) and not layer.saved)

    @property
    def active(self) -> ImageLayer | None:
        """The image on screen."""
        return self.image(self._active_id)

    def image_in(self, viewport: Viewport) -> ImageLayer | None:
        """The image that a view shows: its own in a grid, else the active one."""
        if viewport.image_id is None:
            return self.active
        return self.image(viewport.image_id)
