"""Views of a grid that zoom, move and window together, and frames of reference joined by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from medviewer.core.volume import Stack
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.frame_link import frame_of, shift_link
from medviewer.scene.views.grid_views import grid_viewports
from medviewer.scene.views.navigate import ZOOM_LIMITS
from medviewer.scene.views.plan_slice import base_axes, shown_volume, view_plane
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport

SizePx = tuple[int, int]
BY_HAND = "by hand"
_LINK_NAME = "Link at these slices"
_UNLINK_NAME = "Unlink"
_LIKE_PLANES = 0.9


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
        start, end = frame_of(image), frame_of(shown)
        link = next((one for one in self._scene.links if one.other(start) == end), None)
        centre = (x, y, z) if link is None or start == end else link.carry((x, y, z), start)
        away = np.array(centre) - shown_volume(shown, target).geometry.centre_lps
        right, down = (float(np.array(axis) @ away) for axis in axes)
        target.pan_mm = (right, down)

    def _plane(self, viewport: Viewport) -> PlaneView | None:
        size = self._size_of(viewport.id)
        return None if size is None else view_plane(self._scene, viewport, size)


def go_together(scene: Scene, image: ImageLayer, other: ImageLayer) -> bool:
    """Whether two images share a frame of reference or lie in frames that are linked."""
    start, end = frame_of(image), frame_of(other)
    return start == end or any(link.other(start) == end for link in scene.links)


def _carry_window(image: ImageLayer, other: ImageLayer) -> None:
    """Where values mean the same: one modality, and a unit that says what they are."""
    shown, as_well = image.image, other.image
    if shown.unit and shown.unit == as_well.unit and shown.info.modality == as_well.info.modality:
        other.window = image.window
        other.inverted = image.inverted


def link_here(scene: Scene) -> int:
    """Joins the frame of the active image with all others in the grid at their present crosshairs.

    From then on what is shown side by side now stays side by side. Links by hand between two frames take
    the place of earlier ones; gives how many were made.
    """
    active = scene.active
    if active is None:
        return 0
    frame, here = frame_of(active), np.array(_place(scene, active))
    links = scene.links
    made = 0
    for other in dict.fromkeys(frame_of(one) for one in _images(scene)):
        if other == frame:
            continue
        image = next(one for one in _images(scene) if frame_of(one) == other)
        x, y, z = (float(v) for v in np.array(_place(scene, image)) - here)
        kept = tuple(one for one in links if one.other(frame) != other)
        links = (*kept, shift_link(frame, other, (x, y, z), BY_HAND))
        made += 1
    scene.undo.write(_LINK_NAME, (scene, "links", links))
    return made


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


def _place(scene: Scene, image: ImageLayer) -> tuple[float, float, float]:
    """What an image shows now: the crosshair, of a stack the middle of its slice."""
    if not isinstance(image.shown, Stack):
        return scene.cursor_of(image)
    viewport = next(one for one in grid_viewports(scene) if scene.image_in(one) is image)
    x, y, z = (float(v) for v in shown_volume(image, viewport).geometry.centre_lps)
    return (x, y, z)
