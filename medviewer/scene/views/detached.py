"""Views in windows of their own, as state of the scene."""

from __future__ import annotations

from itertools import count

from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import is_empty, put_in_view
from medviewer.scene.views.viewport import Viewport

_LOOKS = (
    "kind", "zoom", "pan_mm", "fit_mm", "quarter_turns", "mirrored", "flipped", "frame", "slab_mm",
    "slab_mode", "camera",
)  # fmt: skip


def detach_view(scene: Scene, viewport: Viewport) -> Viewport:
    """A viewport for another window that looks as one of the window does.

    A series of a grid moves there and leaves its view empty; of an image in its planes the other window
    shows one plane, whichever image is active.
    """
    name = next(f"float {n}" for n in count(1) if f"float {n}" not in scene.apart)
    apart = scene.viewport(name)
    put_in_view(apart, None, viewport.plane_wanted)
    apart.image_id = viewport.image_id
    _take_looks(apart, viewport)
    if viewport.has_own_image:
        put_in_view(viewport, None)
    scene.apart = (*scene.apart, name)
    scene.view_in_use = name
    return apart


def attach_view(scene: Scene, apart: Viewport, home: Viewport) -> None:
    """The window of a viewport was closed: its series goes back to its place, if that is still empty."""
    scene.apart = tuple(name for name in scene.apart if name != apart.id)
    image = scene.image_in(apart)
    if apart.has_own_image and image is not None and is_empty(scene, home):
        put_in_view(home, image, apart.plane_wanted)
        _take_looks(home, apart)
    put_in_view(apart, None)
    if scene.view_in_use == apart.id:
        scene.view_in_use = home.id


def planes_apart(scene: Scene) -> frozenset[str]:
    """The planes of the active image that other windows show."""
    apart = (scene.viewport(name) for name in scene.apart)
    return frozenset(one.kind for one in apart if not one.has_own_image)


def _take_looks(viewport: Viewport, other: Viewport) -> None:
    for field in _LOOKS:
        setattr(viewport, field, getattr(other, field))
