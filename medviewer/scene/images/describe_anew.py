"""An image on screen is described anew: its text was read with another character set."""

from __future__ import annotations

from dataclasses import replace

from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Stack, Volume
from medviewer.scene.images.image_layer import ImageLayer


def describe_anew(layer: ImageLayer, info: SeriesInfo) -> None:
    """Puts other words to an image; its voxels, its place and its results stay."""
    if layer.time_series is not None:
        volumes = tuple(_described(volume, info) for volume in layer.time_series.volumes)
        layer.time_series = replace(layer.time_series, volumes=volumes)
        layer.image = volumes[layer.time_point]
    elif isinstance(layer.image, Volume):
        layer.image = _described(layer.image, info)
    else:
        layer.image = replace(layer.image, info=info)
    layer.name = info.description or info.modality or layer.name


def _described(volume: Volume, info: SeriesInfo) -> Volume:
    acquired: Stack | None = volume.acquired
    return replace(volume, info=info, acquired=None if acquired is None else replace(acquired, info=info))
