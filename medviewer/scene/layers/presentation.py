"""Showing an image as a presentation state says, and as before again."""

from __future__ import annotations

import numpy as np

from medviewer.core.presentation_state import DisplayedArea, GreyWish, PresentationState
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.images.shown_instance import instance_uids, shown_instance
from medviewer.scene.layers.object_layers import PresentationLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import flat_viewport
from medviewer.scene.views.plan_slice import base_axes, shown_volume, view_plane
from medviewer.scene.views.planes import standard_plane
from medviewer.scene.views.viewport import PlaneKind, Viewport

_PLANES: tuple[PlaneKind, ...] = ("axial", "sagittal", "coronal")


def apply_state(scene: Scene, layer: PresentationLayer) -> None:
    """Takes window, table, turning and area from a state; another state of the image gives way to it."""
    image = scene.layer(layer.image_id)
    if not isinstance(image, ImageLayer):
        return
    for other in scene.results_of(image.id):
        if isinstance(other, PresentationLayer) and other is not layer and other.visible:
            other.visible = False
    state = layer.state
    uid, frame = _first_image(image, state)
    take_grey(image, state.grey_of(uid, frame))
    image.inverted = state.inverted
    apply_view(scene, layer)


def apply_view(scene: Scene, layer: PresentationLayer) -> None:
    """Turns the slices and shows the area as a state says, if its image is on screen."""
    image, state = scene.layer(layer.image_id), layer.state
    if not isinstance(image, ImageLayer) or image is not scene.active:
        return
    uid, frame = _first_image(image, state)
    viewport = viewport_of_slices(scene, image)
    viewport.reset()
    viewport.quarter_turns = state.quarter_turns
    viewport.mirrored = state.mirrored
    area = state.area_of(uid, frame)
    if area is not None:
        show_area(scene, viewport, area)


def withdraw_state(scene: Scene, layer: PresentationLayer) -> None:
    """Shows the image as its own file asks."""
    image = scene.layer(layer.image_id)
    if isinstance(image, ImageLayer):
        image.reset_window()
        viewport_of_slices(scene, image).reset()


def take_grey(image: ImageLayer, wish: GreyWish | None) -> None:
    """Sets the window or the table that a state asks for."""
    if wish is None:
        return
    if wish.window is not None:
        image.show_window(wish.window)
    if wish.voi_lut is not None:
        image.voi_lut = wish.voi_lut


def follow_slice(scene: Scene, layer: PresentationLayer, taken: GreyWish | None) -> GreyWish | None:
    """Takes the grey that a state asks for on the slice in view, where it asks for several.

    ``taken`` is the wish that was followed last; a window that the user set since stays. Gives the wish
    that is followed now.
    """
    image, state = scene.active, layer.state
    if image is None or image.id != layer.image_id or len(state.greys) < 2:
        return taken
    viewport = viewport_of_slices(scene, image)
    plane = view_plane(scene, viewport, (16, 16))
    shown = None if plane is None else shown_instance(image, viewport, plane)
    wish = None if shown is None else state.grey_of(shown.instance_uid, shown.frame)
    if wish is None or wish is taken or not _is_followed(image, taken, state):
        return taken
    take_grey(image, wish)
    return wish


def _is_followed(image: ImageLayer, taken: GreyWish | None, state: PresentationState) -> bool:
    """Whether the image still has the grey of the state and not one of the user's."""
    wishes = state.greys if taken is None else (taken,)
    return any(
        image.voi_lut is wish.voi_lut and (wish.window is None or image.window == wish.window)
        for wish in wishes
    )


def viewport_of_slices(scene: Scene, image: ImageLayer) -> Viewport:
    """The view in which the slices of an image are seen as they were acquired."""
    if image.is_flat:
        return flat_viewport(scene, image)
    normal = np.array(image.geometry.axes_lps[2])

    def likeness(kind: PlaneKind) -> float:
        return abs(float(np.cross(*standard_plane(image.geometry, kind)) @ normal))

    nearest: PlaneKind = max(_PLANES, key=likeness)
    return scene.viewports[nearest]


def show_area(scene: Scene, viewport: Viewport, area: DisplayedArea) -> None:
    """Fits a part of the slices of the active image into their view (DICOM PS3.3 C.10.4)."""
    image, axes = scene.active, base_axes(scene, viewport)
    width, height = area.right - area.left, area.bottom - area.top
    if image is None or axes is None or width <= 0 or height <= 0:
        return
    grid = shown_volume(image, viewport).geometry
    columns, rows, _ = grid.shape_ijk
    i_mm = ((area.left + area.right) / 2.0 - columns / 2.0) * grid.spacing_ijk[0]
    j_mm = ((area.top + area.bottom) / 2.0 - rows / 2.0) * grid.spacing_ijk[1]
    shift_lps = i_mm * np.array(grid.axes_lps[0]) + j_mm * np.array(grid.axes_lps[1])
    right_mm, down_mm = np.array(axes) @ shift_lps
    viewport.pan_mm = (float(right_mm), float(down_mm))
    viewport.fit_mm = (width * grid.spacing_ijk[0], height * grid.spacing_ijk[1])


def _first_image(image: ImageLayer, state: PresentationState) -> tuple[str, int]:
    """The first slice that the state is about, else the first that it names."""
    uids = instance_uids(image)
    for reference in state.images:
        if reference.instance_uid in uids:
            return reference.instance_uid, (reference.frames or (1,))[0]
    return state.images[0].instance_uid, (state.images[0].frames or (1,))[0]
