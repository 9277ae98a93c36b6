"""Key images of views: made from what a view shows, found again, gone to, drawn small."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from medviewer.core.geometry import Vector, vector_of
from medviewer.core.mark import KeyImage, MarkPlace
from medviewer.core.mark_slices import slices_of
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.marks.key_look import layers_over, look_of, with_look
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
        look=look_of(scene, viewport, layer, plane),
    )


def kept_anew(scene: Scene, viewport: Viewport, plane: PlaneView, known: KeyImage) -> KeyImage | None:
    """A key image as a view shows it now, with its note; None where the view does not show its slice."""
    if key_in_view(scene, viewport, plane) != known:
        return None
    made = key_image_of(scene, viewport, plane)
    return None if made is None else replace(made, id=known.id, note=known.note)


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


def plan_of_key_image(
    scene: Scene, layer: ImageLayer, key: KeyImage, size_px: tuple[int, int]
) -> SlicePlan | None:
    """A picture of a key image as it was seen (see `KeyLook`); None while its image is not all here.

    Parameters
    ----------
    layer
        The image that it is of.
    size_px
        Of the picture: all that was seen fits into it.
    """
    if layer.arriving is not None:
        return None
    image = layer.image_at(key.place.time_point)
    volume = image if isinstance(image, Volume) else layer.frame(key.place.slice_number or 0)
    window = WindowLevel(key.width, key.level, layer.window.function)
    plan = SlicePlan(volume, _plane_of(key, volume, size_px), window, interpolation=scene.interpolation)
    return with_look(scene, layer, key, plan, layers_over(scene, layer, key))


def _plane_of(key: KeyImage, volume: Volume, size_px: tuple[int, int]) -> PlaneView:
    """The plane of a key image; one that does not say how large it was shows the whole slice."""
    width, height = size_px
    right, down, grid = np.array(key.right_lps), np.array(key.down_lps), volume.geometry
    edges = np.array(grid.axes_lps) * (np.array(grid.spacing_ijk) * np.array(grid.shape_ijk))[:, None]
    across, along = (float(np.abs(edges @ axis).sum()) for axis in (right, down))
    whole = max(across / width, along / height)
    seen = max(key.mm_per_view / height, (0.0 if key.look is None else key.look.mm_across) / width)
    if key.mm_per_view <= 0 or seen >= whole:
        normal = np.cross(right, down)
        depth = float((np.array(key.point_lps) - grid.centre_lps) @ normal)
        centre = vector_of(grid.centre_lps + depth * normal)
        return PlaneView(centre, key.right_lps, key.down_lps, whole, size_px)
    return PlaneView(key.point_lps, key.right_lps, key.down_lps, seen, size_px)


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
