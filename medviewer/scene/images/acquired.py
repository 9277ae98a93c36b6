"""Going to the true slices of a resampled volume, and back, without losing the place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from medviewer.core.volume import Volume
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import flat_viewport


def show_acquired(scene: Scene, layer: ImageLayer, wanted: bool) -> None:
    """Shows the true slices of a layer, or its volume again, at the nearest place.

    Nothing happens for an image that was not resampled.
    """
    if layer.acquired is None or layer.shows_acquired == wanted:
        return
    viewport = flat_viewport(scene, layer)
    if wanted:
        layer.shows_acquired = True
        viewport.reset()
        viewport.frame = nearest_frame(layer.frames, scene.cursor_lps)
        return
    frame = layer.frame(viewport.frame)
    moved = nearest_frame(layer.frames, scene.cursor_lps) != viewport.frame
    layer.shows_acquired = False
    if moved:
        scene.set_cursor(_on_frame(frame, scene.cursor_lps))


def nearest_frame(frames: Sequence[Volume], point_lps: npt.ArrayLike) -> int:
    """Number of the slice whose plane is nearest to a world point."""
    return int(np.argmin([abs(_distance_mm(frame, point_lps)) for frame in frames]))


def _distance_mm(frame: Volume, point_lps: npt.ArrayLike) -> float:
    """How far a point lies along the normal of a slice."""
    to_point = np.asarray(point_lps, dtype=np.float64) - np.array(frame.geometry.origin_lps)
    return float(to_point @ np.array(frame.geometry.axes_lps[2]))


def _on_frame(frame: Volume, point_lps: npt.ArrayLike) -> npt.NDArray[np.float64]:
    point = np.asarray(point_lps, dtype=np.float64)
    return np.asarray(point - _distance_mm(frame, point) * np.array(frame.geometry.axes_lps[2]))
