"""What is sent to the hosts: the image that a model gets, the segmentation that is written."""

from __future__ import annotations

from dataclasses import replace

from medviewer.core.errors import MedviewerError
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Stack, Volume
from medviewer.scene.layers.anomaly_layer import AnomalyLayer
from medviewer.scene.layers.image_result_layer import ImageResultLayer
from medviewer.scene.layers.layers import LabelLayer, ResultLayer, StatementsLayer
from medviewer.scene.layers.result_layer import ModelResult


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


def as_saved(layer: ResultLayer) -> ModelResult:
    """What is written to a file of a layer, with what the reader says of it.

    Raises
    ------
    MedviewerError
        If it has no file form of its own.
    """
    provenance = reviewed_provenance(layer)
    if isinstance(layer, LabelLayer):
        return as_shown(layer)
    if isinstance(layer, StatementsLayer):
        return replace(layer.stated, provenance=provenance)
    if isinstance(layer, AnomalyLayer):
        return replace(layer.anomaly, provenance=provenance)
    if isinstance(layer, ImageResultLayer):
        return replace(layer.volume, provenance=provenance)
    raise MedviewerError("Only what a model made can be saved to a file of its own.")


def reviewed_provenance(layer: ResultLayer) -> Provenance | None:
    """Where the result comes from, with what the reader says of it now."""
    return None if layer.provenance is None else replace(layer.provenance, review=layer.review)
