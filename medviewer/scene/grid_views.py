"""Which series the views of a grid show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medviewer.scene.image_layer import ImageLayer
from medviewer.scene.planes import reading_plane
from medviewer.scene.viewport import PlaneKind, Viewport

if TYPE_CHECKING:
    from medviewer.scene.scene import Scene


def put_in_view(viewport: Viewport, image: ImageLayer | None) -> None:
    """Shows an image in a view of a grid, whole and from its own side; None empties the view."""
    viewport.reset()
    viewport.frame = 0
    viewport.image_id = "" if image is None else image.id
    if image is not None:
        take_own_plane(viewport, image)


def take_own_plane(viewport: Viewport, image: ImageLayer) -> None:
    """Turns a view to the plane that an image is read in; one that is flat is shown as acquired anyway."""
    kind: PlaneKind = "axial" if image.is_flat else reading_plane(image.geometry)
    viewport.kind = kind


def grid_viewports(scene: Scene) -> tuple[Viewport, ...]:
    """The viewports of the grid on screen, row by row; none in other layouts."""
    layout = scene.shown_layout
    return tuple(scene.viewport(cell.view) for cell in layout.cells) if layout.is_grid else ()


def show_in_grid(scene: Scene, image: ImageLayer) -> None:
    """Puts an image where the reader looks, unless one of the views of the grid shows it already.

    An empty view is taken before another image has to go, the view in use before any other one.
    """
    viewports = grid_viewports(scene)
    if not viewports or any(one.image_id == image.id for one in viewports):
        return
    in_use = [one for one in viewports if one.id == scene.view_in_use]
    empty = [one for one in (*in_use, *viewports) if not one.image_id]
    wanted = (*empty, *in_use, *viewports)[0]
    put_in_view(wanted, image)
    scene.view_in_use = wanted.id


def use_view(scene: Scene, viewport: Viewport, picks: bool) -> None:
    """The keys act on a view from now on; ``picks``: the reader put a hand on it, not just the mouse over it.

    In a grid the mouse alone changes nothing (it passes over views on its way to a panel), and the image of
    the view that was picked becomes the active one.
    """
    if viewport.has_own_image and not picks:
        return
    scene.view_in_use = viewport.id
    if viewport.has_own_image and viewport.image_id:
        scene.activate(viewport.image_id)


def flat_viewport(scene: Scene, image: ImageLayer | None = None) -> Viewport:
    """The view whose frame is that of a stack or an X-ray (of the active image, if none is given)."""
    wanted = scene.active if image is None else image
    shown = [one for one in grid_viewports(scene) if wanted is not None and one.image_id == wanted.id]
    return next(
        (one for one in shown if one.id == scene.view_in_use), shown[0] if shown else scene.viewport("stack")
    )
