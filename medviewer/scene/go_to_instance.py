"""Going to the slice that an object refers to."""

from __future__ import annotations

import numpy as np

from medviewer.core.image_reference import ImageReference
from medviewer.core.volume import Stack, Volume
from medviewer.scene.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.shown_instance import frame_number, instance_uids


def go_to_instance(scene: Scene, layer: ImageLayer, image: ImageReference) -> bool:
    """Shows an instance of an image that is on screen; False if it does not hold it."""
    time_point = layer.time_point_of((image.instance_uid,))
    if time_point is not None:
        layer.time_point = time_point
    uids = instance_uids(layer)
    if not uids and isinstance(layer.image, Volume):
        return _go_to_acquired(scene, layer, image)
    number = next((n for n in range(len(uids)) if image.means(uids[n], frame_number(uids, n))), None)
    if number is None:
        return False
    if isinstance(layer.shown, Stack):
        scene.viewports["stack"].frame = number
        return True
    grid = layer.shown.geometry
    index = grid.lps_to_index(scene.cursor_lps)
    index[2] = number
    scene.set_cursor(grid.index_to_lps(index))
    return True


def _go_to_acquired(scene: Scene, layer: ImageLayer, image: ImageReference) -> bool:
    """The place of a true slice in the volume that was resampled from it."""
    acquired = layer.acquired
    if acquired is None:
        return False
    uids = acquired.instance_uids
    number = next((n for n in range(len(uids)) if image.means(uids[n], frame_number(uids, n))), None)
    if number is None:
        return False
    plane = acquired.planes[number]
    normal = np.array(plane.axes_lps[2])
    scene.set_cursor(
        np.array(scene.cursor_lps) + normal * float((plane.centre_lps - np.array(scene.cursor_lps)) @ normal)
    )
    return True
