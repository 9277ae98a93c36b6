"""What a report calls an image and its study."""

from __future__ import annotations

from medviewer.scene.images.image_layer import ImageLayer


def series_name(layer: ImageLayer) -> str:
    """``CT 3 Thorax``, in the file's own words."""
    info = layer.image.info
    return " ".join(part for part in (info.modality, info.number, info.description) if part) or layer.name
