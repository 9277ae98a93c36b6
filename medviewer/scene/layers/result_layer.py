"""Which layer shows which kind of result."""

from __future__ import annotations

import numpy as np

from medviewer.core.anomaly import AnomalyMap
from medviewer.core.classification import Classification
from medviewer.core.contours import StructureSet
from medviewer.core.detections import Detections
from medviewer.core.document import Document
from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.heat_map import HeatMap
from medviewer.core.landmarks import Landmarks
from medviewer.core.presentation_state import PresentationState
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Stack, Volume, default_window
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.anomaly_layer import AnomalyLayer
from medviewer.scene.layers.heat_layer import heat_layer_of
from medviewer.scene.layers.image_result_layer import ImageResultLayer
from medviewer.scene.layers.landmarks_layer import LandmarksLayer
from medviewer.scene.layers.layers import DetectionsLayer, FindingsLayer, LabelLayer, ResultLayer
from medviewer.scene.layers.object_layers import ContourLayer, KeyImagesLayer, PresentationLayer

ModelResult = Segmentation | Classification | Detections | Volume | Landmarks | AnomalyMap
Result = ModelResult | HeatMap | StructureSet | PresentationState | Document


def layer_of_result(
    result: Result, image: ImageLayer, provenance: Provenance | None = None, saved: bool = False
) -> ResultLayer:
    """A layer for a result of an image.

    A `Volume` is an image that was made of the image, and is shown in its place.

    Raises
    ------
    GeometryError
        If the provenance names another series or the result lies elsewhere.
    """
    if isinstance(result, (StructureSet, PresentationState, Document)):
        return _layer_of_object(result, image)
    if isinstance(result, HeatMap):
        return _heat_layer(result, image)
    provenance = provenance or result.provenance
    _check_series(provenance, image)
    if isinstance(result, (Segmentation, Volume)):
        _check_place(result.geometry, image)
    elif isinstance(result, AnomalyMap):
        _check_place(result.error.geometry, image)
    match result:
        case Segmentation():
            return LabelLayer(image.id, result.name, provenance, saved=saved, segmentation=result)
        case Classification():
            return FindingsLayer(image.id, result.name, provenance, saved=saved, classification=result)
        case Detections():
            boxes = DetectionsLayer(image.id, result.name, provenance, saved=saved, detections=result)
            boxes.threshold = result.threshold
            return boxes
        case Landmarks():
            return LandmarksLayer(image.id, result.name, provenance, saved=saved, landmarks=result)
        case AnomalyMap():
            return AnomalyLayer(image.id, result.name, provenance, saved=saved, anomaly=result)
        case Volume():
            return _image_result(result, image, provenance, saved)


def _image_result(
    result: Volume, image: ImageLayer, provenance: Provenance | None, saved: bool
) -> ImageResultLayer:
    """With the window of its input if it holds the same quantity, else with one of its own."""
    is_same = result.unit == image.image.unit and not result.windows
    window = None if is_same else default_window(result)
    name = (provenance.model_name if provenance is not None else "") or result.info.description or "Image"
    return ImageResultLayer(image.id, name, provenance, saved=saved, volume=result, window=window)


def _layer_of_object(result: StructureSet | PresentationState | Document, image: ImageLayer) -> ResultLayer:
    """Objects come from files, so they count as saved."""
    match result:
        case StructureSet():
            return ContourLayer(image.id, result.name or "Structure set", saved=True, structure_set=result)
        case PresentationState():
            return PresentationLayer(image.id, result.name or "Presentation state", saved=True, state=result)
        case Document():
            return KeyImagesLayer(image.id, result.title or "Key images", saved=True, document=result)


def _check_series(provenance: Provenance | None, image: ImageLayer) -> None:
    series_id = image.image.info.series_id
    if provenance is not None and provenance.input_series_id not in ("", series_id):
        raise GeometryError("The result was made from another series and is not shown on this one.")


def _heat_layer(result: HeatMap, image: ImageLayer) -> ResultLayer:
    _check_series(result.values.provenance, image)
    _check_heat_place(result.values.geometry, image)
    return heat_layer_of(result, image.id)


def _check_heat_place(grid: Geometry, image: ImageLayer) -> None:
    """A heat map may lie over one picture of a stack: an X-ray is a stack of one."""
    if not isinstance(image.image, Stack):
        _check_place(grid, image)
    elif not any(plane.nearest_index(grid.centre_lps) is not None for plane in image.image.planes):
        raise GeometryError("The heat map lies outside the picture in the world, so it is not shown on it.")


def _check_place(grid: Geometry, image: ImageLayer) -> None:
    if isinstance(image.image, Stack) and len(image.image) > 1:
        raise GeometryError("A stack is not a volume, so a result with a grid cannot be laid over it.")
    corners = image.geometry.lps_to_index(grid.corners_lps())
    outside = (corners.max(axis=0) < -0.5) | (corners.min(axis=0) > np.array(image.geometry.shape_ijk) - 0.5)
    if outside.any():
        raise GeometryError("The result lies outside the image in the world, so it is not shown on it.")
