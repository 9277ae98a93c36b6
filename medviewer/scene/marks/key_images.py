"""Key images of views: made from what a view shows, found again, gone to, drawn small."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from medviewer.core.geometry import Vector
from medviewer.core.mark import KeyImage, MarkPlace
from medviewer.core.mark_slices import slices_of
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.marks.mark_place import go_to_place, image_of, place_of
from medviewer.scene.scene import Scene
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import SlicePlan
from medviewer.scene.views.viewport import Viewport

_PARALLEL = 0.9999
_HALF_A_SLICE = 0.5


def key_image_of(scene: Scene, viewport: Viewport, plane: PlaneView) -> KeyImage | None:
    """What a view shows as a key image; None where it shows no slice."""
    layer = scene.image_in(viewport)
    if layer is None or viewport.kind == "3d" or layer.arriving is not None:
        return None
    return KeyImage(
        place=_with_nearest_slice(place_of(layer, viewport, plane), layer, plane.centre_lps),
        point_lps=plane.centre_lps,
        right_lps=plane.right_lps,
        down_lps=plane.down_lps,
        width=layer.window.width,
        level=layer.window.level,
        mm_per_view=plane.mm_per_pixel * plane.size_px[1],
        created=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def key_in_view(scene: Scene, viewport: Viewport, plane: PlaneView) -> KeyImage | None:
    """The key image of the slice that a view shows, whatever its window and zoom."""
    layer = scene.image_in(viewport)
    if layer is None or viewport.kind == "3d" or not scene.marks.key_images:
        return None
    here = place_of(layer, viewport, plane)
    for key in scene.marks.key_images:
        told = (key.place.series_id, key.place.slice_number, key.place.time_point)
        if told == (here.series_id, here.slice_number, here.time_point) and (
            here.slice_number is not None or _lies_in(key, layer, plane)
        ):
            return key
    return None


def go_to_key_image(scene: Scene, key: KeyImage) -> bool:
    """Shows the image, time point and slice of a key image in its window; False if it is not open."""
    layer = image_of(scene, key.place)
    if layer is None:
        return False
    go_to_place(scene, layer, key.place, key.place.slice_number, key.point_lps)
    layer.show_window(WindowLevel(key.width, key.level, layer.window.function))
    return True


def small_plan(scene: Scene, key: KeyImage, size_px: tuple[int, int]) -> SlicePlan | None:
    """A small picture of a key image as it was seen; None while its image is not all here."""
    layer = image_of(scene, key.place)
    if layer is None or layer.arriving is not None:
        return None
    image = layer.image_at(key.place.time_point)
    volume = image if isinstance(image, Volume) else layer.frame(key.place.slice_number or 0)
    whole_mm = _whole_mm(volume, key)
    height_mm = min(key.mm_per_view, whole_mm) if key.mm_per_view > 0 else whole_mm
    plane = PlaneView(key.point_lps, key.right_lps, key.down_lps, height_mm / size_px[1], size_px)
    window = WindowLevel(key.width, key.level, layer.window.function)
    return SlicePlan(volume, plane, window, inverted=layer.inverted)


def _whole_mm(volume: Volume, key: KeyImage) -> float:
    grid = volume.geometry
    edges = np.array(grid.axes_lps) * (np.array(grid.spacing_ijk) * np.array(grid.shape_ijk))[:, None]
    return max(float(np.abs(edges @ np.array(axis)).sum()) for axis in (key.right_lps, key.down_lps))


def _lies_in(key: KeyImage, layer: ImageLayer, plane: PlaneView) -> bool:
    """Whether a key image is of the plane of a view, within half a slice."""
    normal = np.cross(key.right_lps, key.down_lps)
    if abs(float(normal @ plane.normal_lps)) < _PARALLEL:
        return False
    grid = layer.geometry
    nearest = grid.nearest_axis(plane.normal_lps)
    return abs(plane.distance_mm(key.point_lps)) < _HALF_A_SLICE * grid.spacing_ijk[nearest]


def _with_nearest_slice(place: MarkPlace, layer: ImageLayer, point_lps: Vector) -> MarkPlace:
    """The place with the instance of the slice nearest to the picture, where it names none."""
    if place.instance_uid:
        return place
    slices = slices_of(layer.image)
    if not slices:
        return place
    off = [abs(float(one.grid.lps_to_index(point_lps)[2]) - one.k) for one in slices]
    nearest = slices[int(np.argmin(off))]
    return replace(place, instance_uid=nearest.instance_uid, frame=nearest.frame)
