"""An image that a model made of an image: shown in its place, to be turned on and off beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from medviewer.core.volume import Volume, default_window
from medviewer.core.window_level import WindowLevel
from medviewer.scene.layers.layers import FileForm, ResultLayer

if TYPE_CHECKING:
    from medviewer.scene.images.image_layer import ImageLayer
    from medviewer.scene.scene import Scene


@dataclass(eq=False, kw_only=True)
class ImageResultLayer(ResultLayer):
    """A denoised or synthesised image on the grid of its input.

    While it is visible, views show it instead of the input; with an ``opacity`` below 1 the input shines
    through. Turning it off and on compares the two at the same place.

    Parameters
    ----------
    volume
        The image, in its own unit.
    window
        Its own window; None where it holds the same quantity as its input, whose window is then used.
    """

    file_form: ClassVar[FileForm] = "image"

    volume: Volume
    window: WindowLevel | None = None

    def show_window(self, window: WindowLevel) -> None:
        """Takes a window."""
        self.window = window

    @property
    def sample(self) -> Volume:
        """What a window is chosen by."""
        return self.volume

    def reset_window(self) -> None:
        """Back to the window that it came with, else to one that fits its values."""
        self.window = default_window(self.volume)


def shown_image_result(scene: Scene, image: ImageLayer) -> ImageResultLayer | None:
    """The image that is shown in the place of another one now: the newest of those that are visible."""
    for layer in reversed(scene.results_shown_on(image)):
        if isinstance(layer, ImageResultLayer) and layer.visible and layer.opacity > 0:
            return layer
    return None


def windowed(scene: Scene) -> ImageLayer | ImageResultLayer | None:
    """The layer whose window the hand changes: the image on screen, or what is shown in its place."""
    active = scene.active
    if active is None:
        return None
    result = shown_image_result(scene, active)
    return active if result is None or result.window is None else result


def window_of(layer: ImageResultLayer, image: ImageLayer) -> WindowLevel:
    """The window that an image made of another one is shown with."""
    return image.window if layer.window is None else layer.window
