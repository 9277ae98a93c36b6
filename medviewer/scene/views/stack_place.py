"""Where the slices of a stack lie, so that stacks scroll with other series."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np

from medviewer.core.geometry import Vector, vector_of
from medviewer.core.volume import Stack
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.views.frame_link import frame_of
from medviewer.scene.views.grid_views import own_viewports

if TYPE_CHECKING:
    from medviewer.scene.scene import Scene

_PARALLEL = 0.999
_AS_NEAR_MM = 1e-3


def on_slice_of(image: ImageLayer, number: int, point_lps: Vector) -> Vector:
    """A point moved along the normal onto a slice of a stack, from 0; without places slices count as 1 mm."""
    if _has_no_places(image):
        return (0.0, 0.0, float(number))
    grid = image.frame(number).geometry
    normal, point = np.array(grid.axes_lps[2]), np.array(point_lps)
    return vector_of(point - float((point - np.array(grid.origin_lps)) @ normal) * normal)


def slice_nearest(image: ImageLayer, point_lps: Vector, present: int) -> int:
    """The slice of a stack that lies nearest to a point, of those parallel to the one on screen.

    Several in one place, as the pictures of a film are, are all as near: then the present one stays.
    """
    if _has_no_places(image):
        return min(max(round(point_lps[2]), 0), image.frame_count - 1)
    present = min(max(present, 0), image.frame_count - 1)
    normal = np.array(image.frame(present).geometry.axes_lps[2])
    away = np.full(image.frame_count, np.inf)
    for number, frame in enumerate(image.frames):
        own = np.array(frame.geometry.axes_lps[2])
        if abs(float(own @ normal)) >= _PARALLEL:
            away[number] = abs(float((np.array(point_lps) - np.array(frame.geometry.origin_lps)) @ own))
    return present if away[present] <= away.min() + _AS_NEAR_MM else int(away.argmin())


def stacks_follow(scene: Scene, frames: Collection[str], source: ImageLayer) -> None:
    """Shows in the views of stacks the slices nearest to the crosshair of frames in which it has moved.

    Not in those of ``source``, where it was moved: two slices of one stack can be looked at side by side.
    """
    for viewport in own_viewports(scene):
        image = scene.image_in(viewport)
        if (
            image is None
            or image is source
            or not isinstance(image.shown, Stack)
            or image.arriving is not None
        ):
            continue
        if frame_of(image) in frames:
            viewport.frame = slice_nearest(image, scene.cursor_of(image), viewport.frame)


def _has_no_places(image: ImageLayer) -> bool:
    """Whether the files say nothing of where the slices lie: then only their order counts."""
    return not image.image.has_orientation and not image.image.info.frame_of_reference_uid
