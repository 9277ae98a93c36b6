"""What a report calls an image and its study."""

from __future__ import annotations

from medviewer.core.series import SeriesInfo
from medviewer.scene.image_layer import ImageLayer


def series_name(layer: ImageLayer) -> str:
    """``CT 3 Thorax``, in the file's own words."""
    info = layer.image.info
    return " ".join(part for part in (info.modality, info.number, info.description) if part) or layer.name


def study_key(info: SeriesInfo) -> str:
    """What names the study of a series: its UID, else the series itself."""
    return info.study.study_uid or info.series_id
