"""What is sent to the hosts: the image that a model gets, the segmentation that is written."""

from __future__ import annotations

from dataclasses import replace

from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Stack, Volume
from medviewer.scene.layers import LabelLayer, ResultLayer


def without_slices(image: Volume | Stack) -> Volume | Stack:
    """What a model is given: the volume, without the slices that it was resampled from."""
    return replace(image, acquired=None) if isinstance(image, Volume) and image.acquired else image


def as_shown(layer: LabelLayer) -> Segmentation:
    """The segmentation with the names and colours that the reader sees."""
    shown = {state.number: state for state in layer.segments}
    segments = tuple(
        replace(part, name=shown[part.number].name, color=shown[part.number].color)
        for part in layer.segmentation.segments
    )
    return replace(layer.segmentation, segments=segments, provenance=reviewed_provenance(layer))


def reviewed_provenance(layer: ResultLayer) -> Provenance | None:
    """Where the result comes from, with what the reader says of it now."""
    return None if layer.provenance is None else replace(layer.provenance, review=layer.review)
