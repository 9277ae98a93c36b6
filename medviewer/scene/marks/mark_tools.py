"""Drawing, snapping, copying and finding marks, in the words of a scene."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray
from medviewer.core.mark import Mark, MarkKind, new_mark_id
from medviewer.core.measure_shape import centre_lps, is_spanning
from medviewer.core.volume import Stack
from medviewer.scene.marks.mark_edit import moved_by, vectors
from medviewer.scene.marks.mark_place import go_to_place, image_of, nearest_parallel_frame, place_of
from medviewer.scene.marks.mark_view import HANDLE_PX, SeenMark
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport

if TYPE_CHECKING:
    from medviewer.scene.scene import Scene

MARK_KINDS: tuple[MarkKind, ...] = get_args(MarkKind)
_SAME_PLANE_MM = 1e-3
_ASIDE_PX = 16.0
_EIGHTH = np.pi / 4.0
Point = tuple[float, float]


def snapped(at: Point, seen: Sequence[SeenMark], without: str = "") -> Point:
    """The nearest handle of another mark within 6 px of a place in a view, else the place itself."""
    best, nearest = at, HANDLE_PX
    for one in seen:
        if one.mark.id == without or not len(one.handles):
            continue
        distances = np.hypot(*(one.handles - at).T)
        number = int(distances.argmin())
        if distances[number] <= nearest:
            x, y = one.handles[number].tolist()
            best, nearest = (x, y), float(distances[number])
    return best


def straightened(at: Point, start: Point, boxed: bool = False) -> Point:
    """A place moved so that the line from ``start`` is level, upright or at 45 degrees in the picture.

    ``boxed``: so that the two are corners of a square.
    """
    dx, dy = at[0] - start[0], at[1] - start[1]
    if boxed:
        side = max(abs(dx), abs(dy))
        return start[0] + np.copysign(side, dx), start[1] + np.copysign(side, dy)
    turn = round(float(np.arctan2(dy, dx)) / _EIGHTH) * _EIGHTH
    along = np.array([np.cos(turn), np.sin(turn)])
    x, y = (np.array(start) + along * float(along @ [dx, dy])).tolist()
    return x, y


def at_depth(plane: PlaneView, pixel_xy: Point, of_lps: npt.ArrayLike) -> FloatArray:
    """The world point under a screen pixel that lies as far from the plane as another point does."""
    return plane.pixel_to_lps(pixel_xy) + plane.distance_mm(of_lps) * plane.normal_lps


def pasted(mark: Mark, scene: Scene, viewport: Viewport, plane: PlaneView) -> Mark | None:
    """A copy of a mark on the slice that a view shows; None where it shows no image.

    From a parallel plane it goes straight across; from another one into the middle of the picture, seen
    from the same side. On its own slice the copy lies a little aside. What lies over several slices keeps
    its shape: its middle goes there.
    """
    layer = scene.image_in(viewport)
    if layer is None or (layer.is_flat and (mark.kind == "ball" or is_spanning(mark))):
        return None
    place = place_of(layer, viewport, plane)
    normal, old = plane.normal_lps, np.array(mark.normal_lps)
    points = np.asarray(mark.points_lps, np.float64)
    is_same = mark.place.series_id == place.series_id or (
        place.frame_of_reference_uid != ""
        and mark.place.frame_of_reference_uid == place.frame_of_reference_uid
    )
    if mark.kind == "ball" or (is_same and abs(float(old @ normal)) > 0.999):
        copy = moved_by(mark, -plane.distance_mm(centre_lps(mark)) * normal)
    elif is_spanning(mark):
        copy = moved_by(replace(mark, label_lps=None), np.array(plane.centre_lps) - points.mean(axis=0))
    else:
        across = np.cross(old, np.eye(3)[int(np.abs(old).argmin())])
        across = across / np.linalg.norm(across)
        flat = (points - points.mean(axis=0)) @ np.stack([across, np.cross(old, across)], axis=1)
        there = np.array(plane.centre_lps) + flat @ np.array([plane.right_lps, plane.down_lps])
        copy = replace(mark, points_lps=vectors(there), label_lps=None)
    moved = np.abs(np.asarray(copy.points_lps) - points).max() > _SAME_PLANE_MM
    on_same_slice = not moved and place.slice_number == mark.place.slice_number
    if on_same_slice and place.time_point == mark.place.time_point:
        aside = _ASIDE_PX * plane.mm_per_pixel * (np.array(plane.right_lps) + np.array(plane.down_lps))
        copy = moved_by(copy, aside)
    return replace(
        copy, id=new_mark_id(), place=place, label="", known_mm=0.0, role="", lesion=0,
        normal_lps=mark.normal_lps if is_spanning(mark) else vectors([normal])[0],
    )  # fmt: skip


def jump_to_mark(scene: Scene, mark: Mark) -> bool:
    """Shows the image, time point and slice of a mark and selects it; False if its image is not open."""
    layer = image_of(scene, mark.place)
    if layer is None:
        return False
    number = mark.place.slice_number
    if number is None and isinstance(layer.shown, Stack):
        number = nearest_parallel_frame(mark, layer)
    go_to_place(scene, layer, mark.place, number, centre_lps(mark))
    if not mark.visible:
        scene.marks.change(replace(mark, visible=True), "Show a measurement")
    scene.marks.selected = frozenset({mark.id})
    return True
