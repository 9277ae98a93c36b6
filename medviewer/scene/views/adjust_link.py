"""Moving a registration by hand: shifts, turns about the crosshair, and back to what was reckoned."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Vector, vector_of
from medviewer.core.registration import motion_between, moved_over, turn_about
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.frame_link import BY_HAND, FrameLink, frame_of, with_link
from medviewer.scene.views.grid_views import own_viewports
from medviewer.scene.views.over_image import link_between
from medviewer.scene.views.plan_slice import view_plane

_ANY_SIZE = (64, 64)


def shift_over(scene: Scene, image: ImageLayer, other: ImageLayer, by_mm: Vector) -> None:
    """Moves the second image over the first, LPS mm of the first; steps that follow each other are one."""
    motion = np.eye(4)
    motion[:3, 3] = by_mm
    _move(scene, image, other, motion)


def turn_over(
    scene: Scene, image: ImageLayer, other: ImageLayer, axis_lps: npt.ArrayLike, degrees: float
) -> None:
    """Turns the second image over the first about an axis through the crosshair of the first, which stays.

    By the right-hand rule: clockwise in a picture whose normal into the screen is the axis.
    """
    _move(scene, image, other, turn_about(axis_lps, degrees, scene.cursor_of(image)))


def reset_link(scene: Scene, image: ImageLayer, other: ImageLayer) -> None:
    """Takes back all that was moved by hand: the link as it was reckoned."""
    link = link_between(scene, image, other)
    if link is not None and link.computed is not None:
        before = FrameLink(link.first, link.second, link.computed, link.computed_name)
        scene.undo.write("Reset registration", (scene, "links", with_link(scene.links, before)))


def moved_by_hand(scene: Scene, image: ImageLayer, other: ImageLayer) -> tuple[float, float] | None:
    """By how many degrees and, in the middle, mm a link was moved by hand; None without a way back."""
    link = link_between(scene, image, other)
    if link is not None and link.first != frame_of(image):
        link = link.turned_round()
    if link is None or link.computed is None:
        return None
    return motion_between(link.computed, link.matrix, vector_of(image.geometry.centre_lps))


def turning_axis(scene: Scene, image: ImageLayer) -> FloatArray | None:
    """The normal, into the screen, of the view in use if it shows an image, else of one that does."""
    views = (scene.viewport_in_use, *own_viewports(scene), scene.viewport("axial"))
    planes = (view_plane(scene, one, _ANY_SIZE) for one in views if scene.image_in(one) is image)
    return next((plane.normal_lps for plane in planes if plane is not None), None)


def _move(scene: Scene, image: ImageLayer, other: ImageLayer, motion: FloatArray) -> None:
    link = link_between(scene, image, other)
    if link is None:
        return
    link = link if link.first == frame_of(image) else link.turned_round()
    before = (link.computed, link.computed_name) if link.name == BY_HAND else (link.matrix, link.name)
    moved = FrameLink(link.first, link.second, moved_over(link.matrix, motion), BY_HAND, *before)
    links, key = with_link(scene.links, moved), f"adjust {image.id} {other.id}"
    scene.undo.write("Adjust registration", (scene, "links", links), merge=key)
