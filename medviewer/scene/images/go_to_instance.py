"""Going to the slice that an object refers to."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray
from medviewer.core.image_reference import ImageReference
from medviewer.core.volume import Stack
from medviewer.scene.images.acquired import nearest_frame
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.images.shown_instance import frame_numbers, instance_uids
from medviewer.scene.layers.presentation import viewport_of_slices
from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import flat_viewport
from medviewer.scene.views.planes import standard_plane
from medviewer.scene.views.slice_range import slice_range


def place_of(scene: Scene, layer: ImageLayer, image: ImageReference) -> int | None:
    """The number, from 1 and as the views count, of an instance in an image; None if it is not in it."""
    number = _slice_of(layer, image)
    if number is None:
        return None
    if isinstance(layer.shown, Stack):
        return number + 1
    kind = viewport_of_slices(scene, layer).kind
    if kind not in ("axial", "sagittal", "coronal"):
        return number + 1
    slices = slice_range(layer.geometry, kind, *standard_plane(layer.geometry, kind))
    return slices.number_of(_point_of(layer, number)) + 1


def go_to_instance(scene: Scene, layer: ImageLayer, image: ImageReference) -> bool:
    """Shows an instance of the image on screen; False if it does not hold it."""
    time_point = layer.time_point_of((image.instance_uid,))
    if time_point is not None:
        layer.time_point = time_point
    number = _slice_of(layer, image)
    if number is None:
        return False
    if isinstance(layer.shown, Stack):
        flat_viewport(scene, layer).frame = number
    else:
        normal = np.array(layer.geometry.axes_lps[2])
        cursor = np.array(scene.cursor_lps)
        scene.set_cursor(cursor + normal * float((_point_of(layer, number) - cursor) @ normal))
    return True


def go_to_point(scene: Scene, point_lps: npt.ArrayLike) -> None:
    """Puts the crosshair on a world point, and shows the nearest slice where slices are shown one by one."""
    active = scene.active
    if active is None:
        return
    if isinstance(active.shown, Stack):
        flat_viewport(scene, active).frame = nearest_frame(active.frames, point_lps)
    scene.set_cursor(point_lps)


def _slice_of(layer: ImageLayer, image: ImageReference) -> int | None:
    """The slice that an instance is; of a resampled volume, the true slice that it was made from."""
    uids, frames = instance_uids(layer), frame_numbers(layer)
    if not uids and layer.acquired is not None:
        uids = layer.acquired.instance_uids
        frames = layer.acquired.frame_numbers or (1,) * len(uids)
    places = zip(uids, frames, strict=False)
    return next((n for n, (uid, frame) in enumerate(places) if image.means(uid, frame)), None)


def _point_of(layer: ImageLayer, number: int) -> FloatArray:
    """The middle of a slice of a volume, or of the true slice that it was resampled from."""
    if layer.acquired is not None:
        return layer.acquired.planes[number].centre_lps
    grid = layer.geometry
    index = (np.array(grid.shape_ijk) - 1.0) / 2.0
    index[2] = number
    return grid.index_to_lps(index)
