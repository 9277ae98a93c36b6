"""Views of a grid that zoom, move and window together, and frames of reference joined by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from medviewer.core.geometry import Vector, vector_of
from medviewer.core.volume import Stack
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.frame_link import (
    BY_HAND,
    Matrix,
    frame_of,
    joined,
    moved_by,
    shift_link,
    with_link,
)
from medviewer.scene.views.grid_views import grid_viewports
from medviewer.scene.views.navigate import ZOOM_LIMITS
from medviewer.scene.views.over_image import matrix_between
from medviewer.scene.views.plan_slice import SizePx, base_axes, shown_volume, view_plane
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport

_LINK_NAME = "Link at these slices"
_UNLINK_NAME = "Unlink"
_LIKE_PLANES = 0.9
_SAME_MM = 1e-3


class ViewSync:
    """Carries zoom, place and window from the view in use to the others that go with it.

    They go with it while `ViewAids.views_linked`: views of the same grid whose images share a frame of
    reference or are joined by a link. Zoom goes over as millimetres per pixel and the place as a world
    point, so that series of other sizes show the same. The window goes over where values mean the same:
    between images of one modality and unit.

    Parameters
    ----------
    size_of
        The size of a view on screen in screen pixels, by its id; None for one that is not on screen.
    """

    def __init__(self, scene: Scene, size_of: Callable[[str], SizePx | None]) -> None:
        self._scene = scene
        self._size_of = size_of
        self._seen: tuple[object, ...] = ()
        self._is_at_work = False
        scene.changed.connect(self.follow)

    def follow(self) -> None:
        """Brings the other views in line, if the one in use has changed."""
        scene = self._scene
        if not scene.aids.views_linked or self._is_at_work:
            return
        source = scene.viewport_in_use
        image = scene.image_in(source)
        if image is None or not source.has_own_image:
            return
        seen = (source.id, image.id, source.zoom, source.pan_mm, source.fit_mm, image.window, image.inverted)
        if seen == self._seen:
            return
        before, self._seen = self._seen, seen
        self._is_at_work = True
        try:
            for viewport, other in self._others(source, image):
                self._carry_place(source, viewport)
                if before[:2] == seen[:2] and before[5:] != seen[5:]:
                    _carry_window(image, other)
        finally:
            self._is_at_work = False

    def _others(self, source: Viewport, image: ImageLayer) -> Iterator[tuple[Viewport, ImageLayer]]:
        for viewport in grid_viewports(self._scene):
            other = self._scene.image_in(viewport)
            if viewport is not source and other is not None and go_together(self._scene, image, other):
                yield viewport, other

    def _carry_place(self, source: Viewport, target: Viewport) -> None:
        plane, other = self._plane(source), self._plane(target)
        axes = base_axes(self._scene, target)
        if plane is None or other is None or axes is None:
            return
        if abs(float(plane.normal_lps @ other.normal_lps)) < _LIKE_PLANES:
            return  # seen from another side, the same place and scale say nothing
        zoom = target.zoom * other.mm_per_pixel / plane.mm_per_pixel
        target.zoom = float(np.clip(zoom, *ZOOM_LIMITS))
        image, shown = self._scene.image_in(source), self._scene.image_in(target)
        if image is None or shown is None:
            return
        x, y, z = (float(v) for v in plane.centre_lps)
        matrix = matrix_between(self._scene, image, shown)
        centre = (x, y, z) if matrix is None else moved_by(matrix, (x, y, z))
        away = np.array(centre) - shown_volume(shown, target).geometry.centre_lps
        right, down = (float(np.array(axis) @ away) for axis in axes)
        target.pan_mm = (right, down)

    def _plane(self, viewport: Viewport) -> PlaneView | None:
        size = self._size_of(viewport.id)
        return None if size is None else view_plane(self._scene, viewport, size)


def go_together(scene: Scene, image: ImageLayer, other: ImageLayer) -> bool:
    """Whether two images share a frame of reference or lie in frames that are joined."""
    return matrix_between(scene, image, other) is not None


def _carry_window(image: ImageLayer, other: ImageLayer) -> None:
    """Where values mean the same: one modality, and a unit that says what they are."""
    shown, as_well = image.image, other.image
    if shown.unit and shown.unit == as_well.unit and shown.info.modality == as_well.info.modality:
        other.window = image.window
        other.inverted = image.inverted


def link_here(scene: Scene) -> int:
    """Joins the frame of the active image with all others in the grid at their present crosshairs.

    From then on what is shown side by side now stays side by side. Links by hand between two frames take
    the place of earlier ones; what goes along already, over other links, is left as it is. Gives how many
    frames are joined now.
    """
    active = scene.active
    if active is None:
        return 0
    frame, images = frame_of(active), _images(scene)
    places = {frame_of(image): _place(scene, image) for image in reversed(images)}
    here = np.array(places.setdefault(frame, _place(scene, active)))
    links = tuple(one for one in scene.links if one.name != BY_HAND or not one.other(frame))
    for other, place in places.items():
        if other == frame or _lies_so(joined(links, frame).get(other), places[frame], place):
            continue
        x, y, z = (float(v) for v in np.array(place) - here)
        links = with_link(links, shift_link(frame, other, (x, y, z), BY_HAND))
    scene.move_alone(places[frame])  # of a stack that nobody scrolled the crosshair is not on its slice yet
    scene.other_cursors = {**scene.other_cursors, **{one: at for one, at in places.items() if one != frame}}
    scene.undo.write(_LINK_NAME, (scene, "links", links))
    return sum(1 for other in joined(links, frame) if other in places)


def _lies_so(matrix: Matrix | None, here: Vector, there: Vector) -> bool:
    """Whether a link has two places lie on each other already."""
    return matrix is not None and float(np.abs(np.subtract(moved_by(matrix, here), there)).max()) < _SAME_MM


def unlink(scene: Scene) -> None:
    """Takes away the links of the active image's frame that were made by hand."""
    if scene.active is not None:
        frame = frame_of(scene.active)
        kept = tuple(one for one in scene.links if one.name != BY_HAND or not one.other(frame))
        scene.undo.write(_UNLINK_NAME, (scene, "links", kept))


def hand_links(scene: Scene, image: ImageLayer) -> int:
    """With how many frames an image is joined by hand."""
    return sum(1 for one in scene.links if one.name == BY_HAND and one.other(frame_of(image)))


def _images(scene: Scene) -> tuple[ImageLayer, ...]:
    shown = (scene.image_in(viewport) for viewport in grid_viewports(scene))
    return tuple(dict.fromkeys(one for one in shown if one is not None))


def _place(scene: Scene, image: ImageLayer) -> Vector:
    """What an image shows now: the crosshair, of a stack on its slice."""
    if not isinstance(image.shown, Stack):
        return scene.cursor_of(image)
    from medviewer.scene.views.stack_place import on_slice_of  # not before the first picture

    viewport = next(one for one in grid_viewports(scene) if scene.image_in(one) is image)
    middle = vector_of(shown_volume(image, viewport).geometry.centre_lps)
    return on_slice_of(image, viewport.frame, middle)
