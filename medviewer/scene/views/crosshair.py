"""The crosshair: one place in each frame of reference; linked frames move together."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Vector
from medviewer.core.volume import Stack
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.views.frame_link import frame_of, joined, moved_by

if TYPE_CHECKING:
    from medviewer.scene.scene import Scene


def cursor_of(scene: Scene, image: ImageLayer) -> Vector:
    """The crosshair in the frame of an image, LPS mm; the middle of one that was never looked at."""
    frame, active = frame_of(image), scene.active
    if active is not None and frame == frame_of(active):
        return scene.cursor_lps
    return scene.other_cursors.get(frame) or central_voxel_lps(image)


def place_cursor(scene: Scene, image: ImageLayer, point_lps: Vector) -> None:
    """Moves the crosshair in the frame of an image, and in those that are linked with it."""
    frame, active = frame_of(image), scene.active
    present = "" if active is None else frame_of(active)
    moved = {frame: point_lps, **carried(scene, frame, point_lps)}
    here = moved.get(present)
    others = {other: point for other, point in moved.items() if other != present}
    if others:
        scene.other_cursors = {**scene.other_cursors, **others}
    if here is not None:
        scene.move_alone(here)
    _take_stacks_along(scene, moved, image)


def follow_links(scene: Scene) -> None:
    """The crosshair of the active image has moved: so do those of the frames that are joined with its own."""
    if scene.active is not None:
        frame = frame_of(scene.active)
        moved = carried(scene, frame, scene.cursor_lps)
        if moved:
            scene.other_cursors = {**scene.other_cursors, **moved}
        _take_stacks_along(scene, {frame, *moved}, scene.active)


def _take_stacks_along(scene: Scene, frames: Collection[str], source: ImageLayer) -> None:
    from medviewer.scene.views.stack_place import stacks_follow  # not before the first picture

    stacks_follow(scene, frames, source)


def carried(scene: Scene, frame: str, point_lps: Vector) -> dict[str, Vector]:
    """Where a point of a frame lies in the frames that are joined with it, over however many links."""
    return {other: moved_by(matrix, point_lps) for other, matrix in joined(scene.links, frame).items()}


def clamped(image: ImageLayer, point_lps: npt.ArrayLike) -> Vector:
    """A world point, moved into a volume if it lies outside; a stack has no inside."""
    x, y, z = (float(v) for v in np.asarray(point_lps, dtype=np.float64))
    if not isinstance(image.shown, Stack):
        grid = image.geometry
        index = grid.lps_to_index((x, y, z))
        inside = np.clip(index, 0.0, np.array(grid.shape_ijk) - 1.0)
        if np.abs(inside - index).max() > 1e-9:
            x, y, z = (float(v) for v in grid.index_to_lps(inside))
    return (x, y, z)


def central_voxel_lps(image: ImageLayer) -> Vector:
    """The middle voxel of an image, LPS mm."""
    grid = image.geometry
    x, y, z = (float(v) for v in grid.index_to_lps(np.array(grid.shape_ijk) // 2))
    return (x, y, z)
