"""How the file itself asks to be shown: its lookup tables, then its windows."""

from __future__ import annotations

from medviewer.core.voi_lut import VoiLut
from medviewer.core.window_level import WindowLevel
from medviewer.scene.images.image_layer import ImageLayer

FileLook = VoiLut | WindowLevel


def file_looks(layer: ImageLayer) -> tuple[FileLook, ...]:
    """All that the file of an image asks for, first one first."""
    return (*layer.image.voi_luts, *layer.image.windows)


def show_look(layer: ImageLayer, look: FileLook) -> None:
    """Shows an image with one of them."""
    if isinstance(look, WindowLevel):
        layer.show_window(look)
    else:
        layer.voi_lut = look


def present_look(layer: ImageLayer) -> FileLook:
    """What the image is shown with now."""
    return layer.voi_lut or layer.window
