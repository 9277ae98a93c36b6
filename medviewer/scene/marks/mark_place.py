"""To which image a mark belongs, and on which of its slices it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.measure_shape import centre_lps, is_spanning
from medviewer.core.volume import Stack, Volume
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.images.shown_instance import shown_instance
from medviewer.scene.views.grid_views import flat_viewport
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport

if TYPE_CHECKING:
    from medviewer.scene.scene import Scene

_PARALLEL = 0.9999


def place_of(layer: ImageLayer, viewport: Viewport, plane: PlaneView) -> MarkPlace:
    """The place of a mark that is drawn in a view now.

    The true slices of a resampled volume lie in the world as the volume does; those of a stack and an
    X-ray are each a world of their own, so a mark on them names its slice.
    """
    info, shown = layer.image.info, shown_instance(layer, viewport, plane)
    is_world = not layer.is_flat or layer.acquired is not None
    return MarkPlace(
        series_id=info.series_id,
        study_uid=info.study.study_uid,
        series_uid=info.series_uid,
        frame_of_reference_uid=info.frame_of_reference_uid,
        instance_uid="" if shown is None else shown.instance_uid,
        frame=1 if shown is None else shown.frame,
        slice_number=None if is_world else _frame_number(layer, viewport),
        time_point=None if layer.time_series is None else layer.time_point,
    )


def belongs_to(place: MarkPlace, layer: ImageLayer) -> bool:
    """Whether marks of a place may be shown on an image: of the same series, or of the same study and frame.

    A mark that lies on one slice of a stack belongs to that series alone.
    """
    info = layer.image.info
    if place.series_id == info.series_id:
        return True
    shares = (place.frame_of_reference_uid, place.study_uid)
    same = shares == (info.frame_of_reference_uid, info.study.study_uid)
    return same and all(shares) and place.slice_number is None


def is_on_frame(mark: Mark, layer: ImageLayer, viewport: Viewport) -> bool:
    """Whether a mark is to be looked for on the slice and the time point that a view shows."""
    place = mark.place
    if (
        place.time_point is not None
        and layer.time_series is not None
        and place.time_point != layer.time_point
    ):
        return place.series_id != layer.image.info.series_id
    if place.slice_number is not None:
        return layer.is_flat and place.slice_number == _frame_number(layer, viewport)
    if is_spanning(mark):
        return True
    if isinstance(layer.shown, Stack):
        return nearest_parallel_frame(mark, layer) == _frame_number(layer, viewport)
    return True


def go_to_place(
    scene: Scene, layer: ImageLayer, place: MarkPlace, frame: int | None, point_lps: npt.ArrayLike
) -> None:
    """Shows an image at the time point of a place, at a frame where it is flat, else at a point."""
    scene.activate(layer.id)
    if place.time_point is not None and layer.time_series is not None:
        layer.time_point = min(place.time_point, len(layer.time_series) - 1)
    if frame is not None and layer.is_flat:
        flat_viewport(scene, layer).frame = min(frame, layer.frame_count - 1)
    else:
        scene.set_cursor(point_lps, layer)


def image_of(scene: Scene, place: MarkPlace) -> ImageLayer | None:
    """The image on screen that a mark was drawn on, else one that it lies in; None if there is none."""
    own = [one for one in scene.images if one.image.info.series_id == place.series_id]
    others = [one for one in scene.images if belongs_to(place, one)]
    return next(iter((*own, *others)), None)


def measured_volume(mark: Mark, layer: ImageLayer) -> Volume | None:
    """The volume, or the frame of a stack, whose values a mark encloses; None if it has none there."""
    place = mark.place
    if layer.time_series is not None:
        return layer.time_series.volumes[min(place.time_point or 0, len(layer.time_series) - 1)]
    if place.slice_number is not None:
        return layer.frame(place.slice_number) if place.slice_number < layer.frame_count else None
    if not isinstance(layer.shown, Stack):
        return layer.shown
    number = nearest_parallel_frame(mark, layer)
    if number is not None:
        return layer.frame(number)
    return layer.image if isinstance(layer.image, Volume) else None


def nearest_parallel_frame(mark: Mark, layer: ImageLayer) -> int | None:
    """The true slice nearest to a mark among those that it lies along, None where it lies along none."""
    centre, normal = np.array(centre_lps(mark)), np.array(mark.normal_lps)
    found: list[tuple[float, int]] = []
    for number, frame in enumerate(layer.frames):
        own = np.array(frame.geometry.axes_lps[2])
        if mark.kind != "ball" and abs(float(own @ normal)) < _PARALLEL:
            continue
        found.append((abs(float((centre - np.array(frame.geometry.origin_lps)) @ own)), number))
    return min(found)[1] if found else None


def _frame_number(layer: ImageLayer, viewport: Viewport) -> int:
    return min(max(viewport.frame, 0), layer.frame_count - 1) if isinstance(layer.shown, Stack) else 0
