"""The pictures of a report as plans: the key images, else the view in use as it is on screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from medviewer.core.geometry import Vector
from medviewer.core.mark import KeyImage, Mark
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.report.names import series_name
from medviewer.scene.image_layer import ImageLayer
from medviewer.scene.plan_slice import plan_slice
from medviewer.scene.plane_view import PlaneView
from medviewer.scene.scene import Scene
from medviewer.scene.slice_plan import SlicePlan

SIZE_PX = (960, 720)
"""Sharp at half a page's width with 300 dots per inch."""
MOST_SHOTS = 24


@dataclass(frozen=True, eq=False)
class Shot:
    """One picture to be drawn: its plan, the marks that lie in it, and what is said of it.

    ``letters`` are the orientation letters of the left, right, top and bottom edge.
    """

    plan: SlicePlan
    series: str
    note: str = ""
    window: tuple[float, float] | None = None
    is_key_image: bool = True
    marks: tuple[Mark, ...] = ()
    letters: tuple[str, str, str, str] = ("", "", "", "")


def shots_of(scene: Scene, image: ImageLayer, images: Sequence[ImageLayer]) -> tuple[Shot, ...]:
    """The key images of a study; where there are none, what the view in use shows of ``image``."""
    by_series = {layer.image.info.series_id: layer for layer in images}
    shots = [
        shot
        for key in scene.marks.key_images
        if (layer := by_series.get(key.place.series_id)) is not None
        if (shot := key_shot(scene, layer, key)) is not None
    ]
    if shots:
        return tuple(shots[:MOST_SHOTS])
    shown = _view_shot(scene, image)
    return () if shown is None else (shown,)


def key_shot(scene: Scene, layer: ImageLayer, key: KeyImage) -> Shot | None:
    """A key image as it was seen, with the results that are shown now; None while it is being read."""
    volume = _volume_of(layer, key)
    if volume is None:
        return None
    plane = _plane_of(key, volume)
    window = WindowLevel(key.width, key.level)
    plan = SlicePlan(volume, plane, window, inverted=layer.inverted, interpolation=scene.interpolation)
    over = _plan_of_scene(scene, layer)
    if over is not None:
        plan = replace(plan, labels=over.labels, heats=over.heats)
    return _shot(scene, plan, layer, key.note, True, key.place.slice_number)


def _view_shot(scene: Scene, image: ImageLayer) -> Shot | None:
    plan = _plan_of_scene(scene, image)
    return None if plan is None else _shot(scene, plan, image, "", False, None)


def _plan_of_scene(scene: Scene, image: ImageLayer) -> SlicePlan | None:
    """What the view in use shows, or the first one that shows this image."""
    if image.arriving is not None:
        return None
    ids = [scene.view_in_use, *(cell.view for cell in scene.shown_layout.cells)]
    for view_id in ids:
        viewport = scene.viewport(view_id)
        if viewport.kind != "3d" and scene.image_in(viewport) is image:
            plan = plan_slice(scene, viewport, SIZE_PX)
            if plan is not None:
                return plan
    return None


def _shot(
    scene: Scene, plan: SlicePlan, layer: ImageLayer, note: str, is_key: bool, slice_number: int | None
) -> Shot:
    has_orientation = plan.image.has_orientation
    return Shot(
        plan,
        series_name(layer),
        note,
        (plan.window.width, plan.window.level),
        is_key,
        _marks_in(scene, plan.plane, layer, slice_number),
        plan.plane.letters() if has_orientation else ("", "", "", ""),
    )


def _volume_of(layer: ImageLayer, key: KeyImage) -> Volume | None:
    if layer.arriving is not None:
        return None
    found = layer.image_at(key.place.time_point)
    return found if isinstance(found, Volume) else layer.frame(key.place.slice_number or 0)


def _plane_of(key: KeyImage, volume: Volume) -> PlaneView:
    """The plane of a key image; one that does not say how large it was shows the whole slice."""
    width, height = SIZE_PX
    right, down = np.array(key.right_lps), np.array(key.down_lps)
    edges = np.array(volume.geometry.axes_lps) * (
        np.array(volume.geometry.spacing_ijk) * np.array(volume.geometry.shape_ijk)
    )[:, None]  # fmt: skip
    across, along = (float(np.abs(edges @ axis).sum()) for axis in (right, down))
    whole = max(across / width, along / height)
    if key.mm_per_view <= 0 or key.mm_per_view / height >= whole:
        centre = volume.geometry.centre_lps
        normal = np.cross(right, down)
        depth = float((np.array(key.point_lps) - centre) @ normal)
        return PlaneView(_vector(centre + depth * normal), key.right_lps, key.down_lps, whole, SIZE_PX)
    return PlaneView(key.point_lps, key.right_lps, key.down_lps, key.mm_per_view / height, SIZE_PX)


def _marks_in(
    scene: Scene, plane: PlaneView, layer: ImageLayer, slice_number: int | None
) -> tuple[Mark, ...]:
    """The marks of this series that lie in the plane, within half a millimetre."""
    found = []
    for mark in scene.marks.items:
        if not mark.visible or mark.place.series_id != layer.image.info.series_id:
            continue
        if mark.place.slice_number is not None and slice_number not in (None, mark.place.slice_number):
            continue
        if all(abs(plane.distance_mm(point)) <= 0.5 for point in mark.points_lps):
            found.append(mark)
    return tuple(found)


def _vector(values: object) -> Vector:
    x, y, z = (float(value) for value in values)  # type: ignore[attr-defined]
    return (x, y, z)
