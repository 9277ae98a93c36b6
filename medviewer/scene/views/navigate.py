"""Moving through the scene: scrolling, panning, zooming, the crosshair and the value under it.

Pixels are screen pixels of the plane that is given, continuous, (0, 0) at the top left corner.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Vector
from medviewer.core.volume import Stack, Volume
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.image_result_layer import shown_image_result
from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import flat_viewport
from medviewer.scene.views.plan_slice import base_axes, shown_slab_mm, shown_volume
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import SlabMode
from medviewer.scene.views.slice_range import SliceRange, slice_range
from medviewer.scene.views.viewport import Viewport

ZOOM_LIMITS = (0.1, 50.0)
_PROJECTED: dict[SlabMode, Callable[[npt.NDArray[np.float64]], float]] = {
    "max": lambda values: float(np.nanmax(values)),
    "min": lambda values: float(np.nanmin(values)),
    "mean": lambda values: float(np.nanmean(values)),
}


@dataclass(frozen=True)
class Probe:
    """What is at a point: the nearest voxel's true value, its unit and its index.

    ``rgb`` are its red, green and blue, 0..255, in a colour image; ``value`` is then the luminance.
    ``is_padding``: nothing was measured there, and the value only says so.
    """

    value: float
    unit: str
    index_ijk: tuple[int, int, int]
    rgb: tuple[int, int, int] | None = None
    is_padding: bool = False


def slice_number(scene: Scene, viewport: Viewport) -> tuple[int, int] | None:
    """The image on screen and how many there are, both from 1; None where there is nothing to count.

    Images count as they are read: axial from head to feet, coronal from front to back, sagittal
    from the patient's right to the left; a stack as it is ordered.
    """
    active = scene.image_in(viewport)
    if active is None or viewport.kind == "3d":
        return None
    if active.is_flat:
        return min(max(viewport.frame, 0), active.frame_count - 1) + 1, active.frame_count
    slices = slices_of(scene, viewport)
    return None if slices is None else (slices.number_of(scene.cursor_of(active)) + 1, slices.count)


def go_to_slice(scene: Scene, viewport: Viewport, number: int) -> None:
    """Shows image ``number``, from 1, clamped: moves the shared cursor along the normal only."""
    active = scene.image_in(viewport)
    if active is None:
        return
    if active.is_flat:
        viewport.frame = min(max(number - 1, 0), active.frame_count - 1)
        if isinstance(active.shown, Stack) and viewport.has_own_image:  # other series scroll along
            from medviewer.scene.views.stack_place import on_slice_of  # not before the first picture

            place = on_slice_of(active, viewport.frame, scene.cursor_of(active))
            scene.place_cursor(active, place)
        return
    slices = slices_of(scene, viewport)
    if slices is not None:
        x, y, z = (float(v) for v in slices.on_slice(scene.cursor_of(active), number - 1))
        scene.place_cursor(active, (x, y, z))


def scroll(scene: Scene, viewport: Viewport, steps: int) -> None:
    """Goes ``steps`` images on in the order of reading (negative: back), stopping at the ends."""
    place = slice_number(scene, viewport)
    if place is not None:
        go_to_slice(scene, viewport, place[0] + steps)


def zoom_about(
    scene: Scene, viewport: Viewport, plane: PlaneView, pixel_xy: tuple[float, float], factor: float
) -> None:
    """Zooms by a factor; the world point under the pixel stays where it is."""
    axes = base_axes(scene, viewport)
    if axes is None or factor <= 0:
        return
    zoom = float(np.clip(viewport.zoom * factor, *ZOOM_LIMITS))
    centre = np.array(plane.centre_lps)
    held = plane.pixel_to_lps(pixel_xy)
    _move_centre(viewport, axes, (held - centre) * (1.0 - viewport.zoom / zoom))
    viewport.zoom = zoom


def pan_by(scene: Scene, viewport: Viewport, plane: PlaneView, moved_px: tuple[float, float]) -> None:
    """Moves the picture with the hand: what was under the mouse stays under it."""
    axes = base_axes(scene, viewport)
    if axes is not None:
        shift = np.array([plane.right_lps, plane.down_lps]).T @ np.array(moved_px) * plane.mm_per_pixel
        _move_centre(viewport, axes, -shift)


def turn_camera(viewport: Viewport, moved_px: tuple[float, float], degrees_per_px: float = 0.5) -> None:
    """Turns the 3D picture with the hand: dragging right turns the patient's front to the right."""
    camera = viewport.camera
    azimuth = (camera.azimuth - moved_px[0] * degrees_per_px + 180.0) % 360.0 - 180.0
    elevation = float(np.clip(camera.elevation + moved_px[1] * degrees_per_px, -89.0, 89.0))
    viewport.camera = replace(camera, azimuth=azimuth, elevation=elevation)


def zoom_camera(viewport: Viewport, factor: float) -> None:
    """Zooms the 3D picture by a factor."""
    zoom = float(np.clip(viewport.camera.zoom * factor, *ZOOM_LIMITS))
    viewport.camera = replace(viewport.camera, zoom=zoom)


def pan_camera(viewport: Viewport, moved_px: tuple[float, float], height_px: int) -> None:
    """Moves the 3D picture with the hand."""
    right, down = viewport.camera.pan
    moved = (right + moved_px[0] / height_px, down + moved_px[1] / height_px)
    viewport.camera = replace(viewport.camera, pan=moved)


def set_cursor_at(scene: Scene, viewport: Viewport, plane: PlaneView, pixel_xy: tuple[float, float]) -> None:
    """Puts the shared crosshair on a pixel of a view, clamped to its volume."""
    scene.set_cursor(plane.pixel_to_lps(pixel_xy), scene.image_in(viewport))


def probe(scene: Scene, point_lps: npt.ArrayLike, viewport: Viewport | None = None) -> Probe | None:
    """The value at a world point, or None outside. A stack needs the viewport whose frame is asked.

    Where an image that a model made is shown in the place of its input, the value is that image's.
    """
    active = scene.active if viewport is None else scene.image_in(viewport)
    if active is None:
        return None
    if isinstance(active.shown, Stack) and viewport is None:
        viewport = flat_viewport(scene, active)
    image = active.frame(0) if viewport is None else shown_volume(active, viewport)
    index = image.geometry.nearest_index(point_lps)
    if index is None or not _is_there(active, viewport, index[2]):
        return None
    result = shown_image_result(scene, active)
    if result is not None and result.volume.geometry.shape_kji == image.geometry.shape_kji:
        return Probe(float(result.volume.voxels[index[::-1]]), result.volume.unit, index)
    value = float(image.voxels[index[::-1]])
    slices = None if viewport is None or image.rgb is not None else slices_of(scene, viewport)
    if viewport is not None and slices is not None and shown_slab_mm(scene, viewport) > 0:
        values = _slab_values(image, slices, shown_slab_mm(scene, viewport), point_lps)
        return Probe(_PROJECTED[viewport.slab_mode](values), image.unit, index)
    is_padding = image.padding is not None and image.padding[0] <= value <= image.padding[1]
    return Probe(value, image.unit, index, image.colour_at(index), is_padding)


def _slab_values(
    image: Volume, slices: SliceRange, slab_mm: float, point_lps: npt.ArrayLike
) -> npt.NDArray[np.float64]:
    """The voxels along the normal of a slab through a world point."""
    half = int(slab_mm / (2.0 * slices.step_mm) + 1e-6)
    away = np.arange(-half, half + 1)[:, None] * slices.step_mm * np.array(slices.direction_lps)
    found = (image.geometry.nearest_index(point) for point in np.asarray(point_lps) + away)
    return np.array([image.voxels[index[::-1]] for index in found if index is not None], dtype=np.float64)


def _is_there(layer: ImageLayer, viewport: Viewport | None, k: int) -> bool:
    """Whether the slice of a voxel has been read."""
    if layer.arriving is None:
        return True
    if isinstance(layer.image, Stack):
        frame = 0 if viewport is None else viewport.frame
        return layer.arriving.arrival.has(min(max(frame, 0), layer.frame_count - 1))
    return layer.arriving.arrival.has(k)


def slices_of(scene: Scene, viewport: Viewport) -> SliceRange | None:
    """All slices that a view of a volume can show, in the order of reading; None for anything else."""
    axes, active = base_axes(scene, viewport), scene.image_in(viewport)
    if axes is None or active is None or viewport.kind not in ("axial", "sagittal", "coronal"):
        return None
    return slice_range(active.geometry, viewport.kind, *axes)


def _move_centre(viewport: Viewport, axes: tuple[Vector, Vector], shift_lps: npt.ArrayLike) -> None:
    right_mm, down_mm = np.array(axes) @ np.asarray(shift_lps, dtype=np.float64)
    viewport.pan_mm = (viewport.pan_mm[0] + float(right_mm), viewport.pan_mm[1] + float(down_mm))
