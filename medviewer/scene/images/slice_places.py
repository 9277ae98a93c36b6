"""Where the picture on screen lies among the slices as they were acquired."""

from __future__ import annotations

import numpy as np

from medviewer.core.geometry import FloatArray, Geometry
from medviewer.core.volume import Stack
from medviewer.scene.images.acquired import nearest_frame
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import flat_viewport
from medviewer.scene.views.plane_view import PlaneView

_NEAR_STEPS = 0.1
_PARALLEL = 0.9999


def present_distance_mm(scene: Scene, layer: ImageLayer) -> float:
    """Distance of the slice on screen from the first one along their normal, mm."""
    first, normal = _first_slice(layer)
    if isinstance(layer.shown, Stack):
        point = layer.frame(flat_viewport(scene, layer).frame).geometry.centre_lps
    else:
        point = np.array(scene.cursor_lps)
    return float((point - first) @ normal)


def go_to_distance(scene: Scene, layer: ImageLayer, distance_mm: float) -> None:
    """Shows the slice at a distance from the first one along their normal, mm."""
    first, normal = _first_slice(layer)
    if isinstance(layer.shown, Stack):
        flat_viewport(scene, layer).frame = nearest_frame(layer.frames, first + distance_mm * normal)
        return
    missing = distance_mm - present_distance_mm(scene, layer)
    scene.set_cursor(np.array(scene.cursor_lps) + missing * normal)


def is_in_gap(layer: ImageLayer, plane: PlaneView) -> bool:
    """Whether a plane lies along the slices where some are missing, so that it shows none of them."""
    positions = layer.image.report.positions
    if positions is None or not positions.gaps_mm or isinstance(layer.shown, Stack):
        return False
    first, normal = _first_slice(layer)
    if abs(float(np.array(plane.normal_lps) @ normal)) < _PARALLEL:
        return False
    distance = float((np.array(plane.centre_lps) - first) @ normal)
    near = _NEAR_STEPS * positions.step_mm
    return any(start + near < distance < end - near for start, end in positions.gaps_mm)


def _first_slice(layer: ImageLayer) -> tuple[FloatArray, FloatArray]:
    """A point of the first slice and the normal along which the slices follow."""
    planes = _planes(layer)
    normal = np.array(planes[0].axes_lps[2])
    first = min(planes, key=lambda plane: float(np.array(plane.origin_lps) @ normal))
    return np.array(first.origin_lps), normal


def _planes(layer: ImageLayer) -> tuple[Geometry, ...]:
    acquired = layer.acquired
    if acquired is not None:
        return acquired.planes
    return layer.image.planes if isinstance(layer.image, Stack) else (layer.image.geometry,)
