"""Where marks lie in a 3D picture: projected in parallel by the camera that made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from medviewer.core.geometry import FloatArray, vector_of
from medviewer.core.mark import Mark
from medviewer.core.measure_shape import centre_lps, length_mm
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.marks.mark_place import belongs_to
from medviewer.scene.marks.mark_view import ROUND, SeenMark, seen_whole
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import VolumePlan
from medviewer.scene.volume.camera_axes import camera_axes
from medviewer.scene.volume.volume_frame import volume_frame

if TYPE_CHECKING:
    from medviewer.scene.scene import Scene


@dataclass(frozen=True, eq=False)
class MarkInVolume:
    """A mark in a 3D picture, logical pixels; ``depth`` is 0 at the front of the volume and 1 at its back."""

    seen: SeenMark
    depth: float


def picture_plane(plan: VolumePlan, size_px: tuple[int, int]) -> PlaneView:
    """The plane of a 3D picture of ``size_px`` through the point that the camera looks at."""
    focus_lps, height_mm = volume_frame(plan.image.geometry, plan.camera, size_px)
    right, up, _ = camera_axes(plan.camera)
    return PlaneView(
        vector_of(focus_lps), vector_of(right), vector_of(-up), height_mm / size_px[1], size_px
    )  # fmt: skip


def marks_in_volume(
    scene: Scene, layer: ImageLayer, plan: VolumePlan, size_px: tuple[int, int]
) -> tuple[MarkInVolume, ...]:
    """The visible marks of an image in a 3D picture of it, those at the back first.

    What lies before a mark does not hide it. Marks of single slices that lie in no world are not shown.
    """
    if not scene.aids.marks_in_3d:
        return ()
    plane = picture_plane(plan, size_px)
    there = [mark for mark in scene.marks.items if mark.visible and _lies_in(mark, layer)]
    grid = plan.image.geometry
    towards_eye = camera_axes(plan.camera).towards_eye_lps
    reach = float(np.abs((grid.corners_lps() - grid.centre_lps) @ towards_eye).max()) or 1.0
    found = []
    for mark in there:
        off = float((np.array(centre_lps(mark)) - grid.centre_lps) @ towards_eye)
        found.append(MarkInVolume(_projected(mark, plane), min(max(0.5 - off / reach / 2.0, 0.0), 1.0)))
    return tuple(sorted(found, key=lambda one: -one.depth))


def _lies_in(mark: Mark, layer: ImageLayer) -> bool:
    place = mark.place
    if place.slice_number is not None or not belongs_to(place, layer):
        return False
    return place.time_point is None or layer.time_series is None or place.time_point == layer.time_point


def _projected(mark: Mark, plane: PlaneView) -> SeenMark:
    pixels: FloatArray = plane.lps_to_pixel(mark.points_lps)
    if mark.kind == "ball":
        radius = length_mm(*mark.points_lps) / plane.mm_per_pixel
        return SeenMark(mark, pixels[:1], (0,), (pixels[0] + radius * ROUND,))
    return seen_whole(mark, pixels)
