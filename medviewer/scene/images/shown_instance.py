"""Which DICOM instance a view shows as it was acquired."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from medviewer.core.geometry import Geometry
from medviewer.core.volume import Stack, Volume
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport

_ALONG = 0.999
_ON_SLICE = 0.25


class ShownInstance(NamedTuple):
    """An instance, its frame from 1, and the grid whose i and j are its columns and rows."""

    instance_uid: str
    frame: int
    geometry: Geometry


def shown_instance(layer: ImageLayer, viewport: Viewport, plane: PlaneView) -> ShownInstance | None:
    """The instance in a view; None where the view cuts across slices or they have no names."""
    shown = shown_slice(layer, viewport, plane)
    if shown is None:
        return None
    volume, number = shown
    if isinstance(layer.shown, Stack):
        number = min(max(viewport.frame, 0), layer.frame_count - 1)
    return _named(layer, number, volume.geometry)


def shown_slice(layer: ImageLayer, viewport: Viewport, plane: PlaneView) -> tuple[Volume, int] | None:
    """The volume and its slice in a view, of a stack its frame; None where the view cuts across slices."""
    shown = layer.shown
    if isinstance(shown, Stack):
        return layer.frame(viewport.frame), 0
    grid = shown.geometry
    if abs(float(plane.normal_lps @ np.array(grid.axes_lps[2]))) < _ALONG:
        return None
    along = float(grid.lps_to_index(plane.centre_lps)[2])
    number = round(along)
    if abs(along - number) > _ON_SLICE or not 0 <= number < grid.shape_kji[0]:
        return None
    return shown, number


def instance_uids(layer: ImageLayer) -> tuple[str, ...]:
    """The SOP instance UID of each slice that is shown, in order; none where slices are not instances."""
    shown = layer.shown
    if isinstance(shown, Stack):
        return tuple(uid for frame in layer.frames for uid in frame.instance_uids[:1])
    uids = shown.instance_uids
    return uids if shown.acquired is None and len(uids) == shown.geometry.shape_kji[0] else ()


def frame_numbers(layer: ImageLayer) -> tuple[int, ...]:
    """The frame of its instance, from 1, that each slice of `instance_uids` is."""
    shown = layer.shown
    if isinstance(shown, Stack):
        return tuple((frame.frame_numbers or (1,))[0] for frame in layer.frames)
    return shown.frame_numbers or (1,) * shown.geometry.shape_kji[0]


def _named(layer: ImageLayer, number: int, geometry: Geometry) -> ShownInstance | None:
    uids = instance_uids(layer)
    if number >= len(uids) or not uids[number]:
        return None
    return ShownInstance(uids[number], frame_numbers(layer)[number], geometry)
