"""Turning the planes of the scene with the hand: handles on the crosshair, and what they do."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from medviewer.core.geometry import FloatArray
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.frame_link import frame_of, joined
from medviewer.scene.views.grid_views import own_viewports
from medviewer.scene.views.oblique import Tilt, snapped, tilted_plane, turned_about
from medviewer.scene.views.plan_slice import SLAB_LIMIT_MM, shown_slab_mm, tilt_of, view_plane
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.planes import standard_plane
from medviewer.scene.views.slice_range import slice_range
from medviewer.scene.views.viewport import PlaneKind, Viewport

PLANES: tuple[PlaneKind, ...] = ("axial", "sagittal", "coronal")
_TURN_NAME = "Oblique planes"
_ANY_SIZE = (64, 64)
_FAR, _NEAR, _EDGE = 0.36, 0.14, 44.0
_LEAST_PX = 36.0

Grip = Literal["turn", "slab"]


@dataclass(frozen=True)
class PlaneLine:
    """Where another plane cuts a picture.

    Parameters
    ----------
    kind
        The other plane.
    through_px
        The crosshair in the picture, in the pixels of its `PlaneView`.
    direction_px
        Unit vector along the line, in the picture.
    """

    kind: PlaneKind
    through_px: tuple[float, float]
    direction_px: tuple[float, float]


@dataclass(frozen=True)
class Handle:
    """A place on a line of the crosshair to take hold of.

    ``grip`` "turn" turns the two other planes; "slab" sets how thick the plane of the line is.
    """

    grip: Grip
    kind: PlaneKind
    at_px: tuple[float, float]


def plane_lines(scene: Scene, viewport: Viewport, plane: PlaneView) -> tuple[PlaneLine, ...]:
    """The lines in which the two other planes cut the picture of a view of the three planes.

    They lie where those planes are, which is on a slice of the volume unless they are oblique.
    """
    active = scene.image_in(viewport)
    if active is None or active.is_flat or viewport.kind not in PLANES:
        return ()
    meeting = np.array(scene.cursor_of(active))
    right, down = np.array(plane.right_lps), np.array(plane.down_lps)
    directions: dict[PlaneKind, tuple[float, float]] = {}
    for kind in PLANES:
        if kind == viewport.kind:
            continue
        normal, place = _plane_through_cursor(scene, viewport, active, kind)
        meeting = meeting - normal * float((meeting - place) @ normal)
        # The product of the two normals, in the axes of the picture.
        directions[kind] = (-float(normal @ down), float(normal @ right))
    through = _pair(plane.lps_to_pixel(meeting))
    return tuple(
        PlaneLine(kind, through, (x / length, y / length))
        for kind, (x, y) in directions.items()
        if (length := math.hypot(x, y)) > 1e-6
    )


def _plane_through_cursor(
    scene: Scene, viewport: Viewport, image: ImageLayer, kind: PlaneKind
) -> tuple[FloatArray, FloatArray]:
    """Normal and a point of another plane of the image in a view, as its own view would show it."""
    cursor = np.array(scene.cursor_of(image))
    shown = None if viewport.has_own_image else view_plane(scene, scene.viewport(kind), _ANY_SIZE)
    if shown is not None:
        return shown.normal_lps, np.array(shown.centre_lps)
    axes, tilt = standard_plane(image.geometry, kind, scene.aligned), tilt_of(scene, image)
    slices = slice_range(image.geometry, kind, *axes)
    if tilt is None or not tilt.turns(*axes):
        return np.cross(*axes), slices.on_slice(cursor, slices.number_of(cursor))
    return np.cross(*tilted_plane(*axes, tilt)), cursor


def view_of_line(scene: Scene, viewport: Viewport, kind: PlaneKind) -> Viewport | None:
    """The view whose plane a line in a picture stands for; None where no view shows that plane."""
    if not viewport.has_own_image:
        return scene.viewport(kind)
    views = (one for one in own_viewports(scene) if one.image_id == viewport.image_id)
    return next((one for one in views if one.kind == kind), None)


def slab_of_line(scene: Scene, viewport: Viewport, kind: PlaneKind) -> float:
    """How thick the plane is that a line in a picture stands for, mm."""
    other = view_of_line(scene, viewport, kind)
    return 0.0 if other is None else shown_slab_mm(scene, other)


def handles(scene: Scene, viewport: Viewport, plane: PlaneView, ratio: float) -> tuple[Handle, ...]:
    """What can be taken hold of in the picture of a view; ``ratio`` screen pixels make one logical one.

    A plane that no view shows can be turned, but not be made thick.
    """
    if not scene.crosshair_visible:
        return ()
    found: list[Handle] = []
    side = min(plane.size_px)
    for line in plane_lines(scene, viewport, plane):
        through, direction = np.array(line.through_px), np.array(line.direction_px)
        half_px = slab_of_line(scene, viewport, line.kind) / 2.0 / plane.mm_per_pixel
        has_view = view_of_line(scene, viewport, line.kind) is not None
        for sign in (1.0, -1.0):
            reach = _reach(through, direction * sign, plane.size_px, _EDGE * ratio)
            if reach < _LEAST_PX * ratio:
                continue
            far = through + direction * sign * min(reach, max(_FAR * side, _LEAST_PX * ratio))
            found.append(Handle("turn", line.kind, _pair(far)))
            near = through + direction * sign * min(0.5 * reach, _NEAR * side)
            across = np.array([-direction[1], direction[0]]) * sign
            if has_view:
                found.append(Handle("slab", line.kind, _pair(near + across * half_px)))
    return tuple(found)


def handle_at(found: tuple[Handle, ...], at_px: tuple[float, float], within_px: float) -> Handle | None:
    """The handle nearest to a place in the picture, None if all are farther than ``within_px``."""

    def away(handle: Handle) -> float:
        return float(np.hypot(handle.at_px[0] - at_px[0], handle.at_px[1] - at_px[1]))

    nearest = min(found, key=away, default=None)
    return nearest if nearest is not None and away(nearest) <= within_px else None


def turn_planes(
    scene: Scene, image: ImageLayer, plane: PlaneView, start: Tilt | None, from_px: tuple[float, float],
    to_px: tuple[float, float], snaps: bool = False,
) -> None:  # fmt: skip
    """Turns the two other planes about the normal of the picture, as the hand went about the crosshair.

    Parameters
    ----------
    image, plane
        What the picture shows, and where.
    start
        The tilt when the hand took hold.
    from_px, to_px
        Where the hand took hold, and where it is.
    snaps
        Only whole multiples of 5 degrees.
    """
    centre = plane.lps_to_pixel(scene.cursor_of(image))
    begun, now = np.array(from_px) - centre, np.array(to_px) - centre
    degrees = float(np.degrees(np.arctan2(now[1], now[0]) - np.arctan2(begun[1], begun[0])))
    degrees = (degrees + 180.0) % 360.0 - 180.0
    # Right to down is a right-hand turn about right x down.
    tilt = turned_about(start, plane.normal_lps, snapped(degrees) if snaps else degrees)
    _write_tilt(scene, image, tilt, _TURN_NAME, merge=_TURN_NAME)


def straighten(scene: Scene) -> None:
    """The planes of the active image are straight again; nothing happens if they are."""
    if scene.active is not None:
        _write_tilt(scene, scene.active, None, "Straight planes")


def _write_tilt(scene: Scene, image: ImageLayer, tilt: Tilt | None, name: str, merge: str = "") -> None:
    """Turns the planes of an image's frame of reference, and of the frames joined with it, as much."""
    frame = frame_of(image)
    turned = {frame: tilt}
    for other, matrix in joined(scene.links, frame).items():
        turned[other] = None if tilt is None else tilt.seen_from(np.array(matrix)[:3, :3])
    tilts = {one: kept for one, kept in scene.aids.tilts.items() if one not in turned}
    tilts.update({one: new for one, new in turned.items() if new is not None})
    scene.undo.write(name, (scene.aids, "tilts", tilts), merge=merge)


def drag_slab(
    scene: Scene, viewport: Viewport, plane: PlaneView, kind: PlaneKind, to_px: tuple[float, float]
) -> None:
    """Makes another plane so thick that its edge lies where the hand is; to whole millimetres."""
    thick_view = view_of_line(scene, viewport, kind)
    for line in plane_lines(scene, viewport, plane):
        if line.kind == kind and thick_view is not None:
            away = np.array(to_px) - np.array(line.through_px)
            across = np.array([-line.direction_px[1], line.direction_px[0]])
            thick = 2.0 * abs(float(away @ across)) * plane.mm_per_pixel
            set_slab(thick_view, round(thick))


def set_slab(viewport: Viewport, thick_mm: float) -> None:
    """Gives a view a thickness, mm, clamped to what is allowed."""
    viewport.slab_mm = float(min(max(thick_mm, 0.0), SLAB_LIMIT_MM))


def _reach(start: FloatArray, direction: FloatArray, size: tuple[int, int], edge: float) -> float:
    """How far one can go from a point until an inner margin of the picture; 0 if it lies outside."""
    reach = np.inf
    for axis in (0, 1):
        low, high = edge, size[axis] - edge
        if not low <= start[axis] <= high:
            return 0.0
        if abs(direction[axis]) > 1e-9:
            reach = min(reach, ((high if direction[axis] > 0 else low) - start[axis]) / direction[axis])
    return float(reach)


def _pair(point: FloatArray) -> tuple[float, float]:
    return float(point[0]), float(point[1])
