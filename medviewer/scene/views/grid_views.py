"""Which series the views of a grid show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.views.planes import reading_plane
from medviewer.scene.views.viewport import ViewKind, Viewport

if TYPE_CHECKING:
    from medviewer.scene.scene import Scene


def put_in_view(viewport: Viewport, image: ImageLayer | None, plane: ViewKind | Literal[""] = "") -> None:
    """Shows an image in a view of a grid, whole; None empties the view.

    Parameters
    ----------
    plane
        What to see of it; "" for the plane that it is read in.
    """
    viewport.reset()
    viewport.awaits = ""
    viewport.plane_wanted = plane
    viewport.image_id = "" if image is None else image.id
    arriving = None if image is None else image.arriving
    viewport.frame = 0 if arriving is None else arriving.arrival.first
    if image is not None:
        take_own_plane(viewport, image)


def await_series(viewport: Viewport, series_id: str, plane: ViewKind | Literal[""] = "") -> None:
    """Empties a view for a series that is being read: another picture in its place would mislead."""
    put_in_view(viewport, None, plane)
    viewport.awaits = series_id


def take_own_plane(viewport: Viewport, image: ImageLayer) -> None:
    """Turns a view to the plane that is wanted in it, else to the one that its image is read in.

    One that is flat is shown as acquired anyway.
    """
    wanted = viewport.plane_wanted or reading_plane(image.geometry)
    viewport.kind = "axial" if image.is_flat else wanted


def choose_plane(scene: Scene, viewport: Viewport, plane: ViewKind) -> None:
    """Cuts the image of a view that is its own in another plane, or shows it in 3D."""
    image = scene.image_in(viewport)
    if not viewport.has_own_image or image is None or image.is_flat:
        return
    viewport.plane_wanted = plane
    viewport.reset()
    take_own_plane(viewport, image)


def grid_viewports(scene: Scene) -> tuple[Viewport, ...]:
    """The viewports of the grid on screen, row by row; none in other layouts."""
    layout = scene.shown_layout
    return tuple(scene.viewport(cell.view) for cell in layout.cells) if layout.is_grid else ()


def own_viewports(scene: Scene) -> tuple[Viewport, ...]:
    """All viewports on screen that show an image of their own: of the grid and of other windows."""
    apart = (scene.viewport(view_id) for view_id in scene.apart)
    return (*grid_viewports(scene), *(one for one in apart if one.has_own_image))


def is_empty(scene: Scene, viewport: Viewport) -> bool:
    """Whether a view has a place for a series that nothing was put into."""
    return viewport.has_own_image and not viewport.awaits and scene.image_in(viewport) is None


def take_in(scene: Scene, image: ImageLayer) -> None:
    """Puts a new image into the views that wait for it; if none does, it becomes the active one.

    It becomes active also if the reader looks at one of these views, or nothing else is on screen.
    """
    series_id = image.image.info.series_id
    waiting = [one for one in scene.viewports.values() if one.awaits and one.awaits == series_id]
    for viewport in waiting:
        put_in_view(viewport, image, viewport.plane_wanted)
    is_used = scene.view_in_use in [one.id for one in waiting]
    if not waiting or is_used or scene.active is None:
        scene.activate(image.id)
    if not waiting and image.is_flat and image.arriving is not None:
        flat_viewport(scene, image).frame = image.arriving.arrival.first


def show_in_grid(scene: Scene, image: ImageLayer) -> None:
    """Puts an image where the reader looks, unless a view shows it already.

    An empty view is taken before another image has to go, the view in use before any other one, and one
    that waits for its series last.
    """
    viewports = grid_viewports(scene)
    if not viewports or any(one.image_id == image.id for one in own_viewports(scene)):
        return
    wanted = _free_view(scene, viewports)
    put_in_view(wanted, image)
    scene.view_in_use = wanted.id


def _free_view(scene: Scene, viewports: tuple[Viewport, ...]) -> Viewport:
    in_use = [one for one in viewports if one.id == scene.view_in_use]
    empty = [one for one in (*in_use, *viewports) if is_empty(scene, one)]
    settled = [one for one in viewports if not one.awaits]
    return (*empty, *in_use, *settled, *viewports)[0]


def keep_active_in_grid(scene: Scene, *_: object) -> None:
    """In a grid the active image stays on screen, unless all views wait for what was asked for."""
    if scene.active is not None and not all(one.awaits for one in grid_viewports(scene)):
        show_in_grid(scene, scene.active)


def leave_views(scene: Scene, image_id: str) -> None:
    """An image was closed: the views that showed it are empty."""
    for viewport in scene.viewports.values():
        if viewport.image_id == image_id:
            viewport.image_id = ""


def next_on_screen(scene: Scene) -> str:
    """The id of the image to go on with after one was closed: one that a view shows, else the newest."""
    images = [image.id for image in scene.images]
    shown = [one.image_id for one in own_viewports(scene) if one.image_id in images]
    return next((name for name in (*shown, *reversed(images)) if name), "")


def use_view(scene: Scene, viewport: Viewport, picks: bool) -> None:
    """The keys act on a view from now on; ``picks``: the reader put a hand on it, not just the mouse over it.

    In a grid the mouse alone changes nothing (it passes over views on its way to a panel), and the image of
    the view that was picked becomes the active one.
    """
    if viewport.has_own_image and not picks:
        return
    scene.view_in_use = viewport.id
    if scene.image_in(viewport) is not None and viewport.image_id:
        scene.activate(viewport.image_id)


def flat_viewport(scene: Scene, image: ImageLayer | None = None) -> Viewport:
    """The view whose frame is that of a stack or an X-ray (of the active image, if none is given)."""
    wanted = scene.active if image is None else image
    shown = [one for one in own_viewports(scene) if wanted is not None and one.image_id == wanted.id]
    return next(
        (one for one in shown if one.id == scene.view_in_use), shown[0] if shown else scene.viewport("stack")
    )


def place_for(scene: Scene, series_id: str, image: ImageLayer | None, view_id: str = "") -> Viewport | None:
    """The view that a chosen series goes into; None where views show the active image.

    Parameters
    ----------
    series_id
        The series; a view that waits for it is its place.
    image
        The same, if it is read already: the view that shows it is as good as any, but an empty one in
        use is better.
    view_id
        The view that was asked for, "" for none.
    """
    if view_id:
        asked = scene.viewport(view_id)
        return asked if asked.has_own_image else None
    in_use = scene.viewport_in_use
    if is_empty(scene, in_use):
        return in_use
    own = own_viewports(scene)
    shown = [
        one for one in own if series_id == one.awaits or (image is not None and one.image_id == image.id)
    ]
    if shown:
        return in_use if in_use in shown else shown[0]
    if in_use.has_own_image and in_use.id in scene.apart:
        return in_use
    viewports = grid_viewports(scene)
    return _free_view(scene, viewports) if viewports else None


def show_chosen(scene: Scene, viewport: Viewport, image: ImageLayer) -> None:
    """Puts a chosen image into a view, as it is if it is there already, and looks at it."""
    if viewport.image_id != image.id:
        put_in_view(viewport, image)
    scene.view_in_use = viewport.id
    scene.activate(image.id)


def wait_for_chosen(scene: Scene, viewport: Viewport, series_id: str) -> None:
    """Looks at the view that a chosen series goes into when it is read."""
    scene.view_in_use = viewport.id
    if viewport.awaits != series_id:
        await_series(viewport, series_id)


def keep_in_front(scene: Scene, image: ImageLayer, chosen_id: str) -> None:
    """What was chosen last is in front, whatever comes first; views of grids have what they wait for.

    Parameters
    ----------
    image
        The image that has just come.
    chosen_id
        The one that was chosen last, "" if it is not there.
    """
    if any(one.image_id == image.id for one in own_viewports(scene)):
        return
    is_chosen = image.id == chosen_id
    if (is_chosen or scene.active is image) and any(one.id == chosen_id for one in scene.images):
        scene.activate(chosen_id)


def stop_waiting(scene: Scene, series_id: str = "") -> None:
    """No view waits for a series any more ("" for any): it could not be read, or all is closed."""
    for viewport in scene.viewports.values():
        if viewport.awaits and series_id in ("", viewport.awaits):
            viewport.awaits = ""
            viewport.plane_wanted = ""
