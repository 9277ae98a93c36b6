"""The pictures of a report as plans: the key images, else the view in use as it is on screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from medviewer.core.geometry import vector_of
from medviewer.core.mark import KeyImage, Mark
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.report.names import series_name
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.marks.mark_place import belongs_to
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import plan_slice
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import SlicePlan
from medviewer.scene.views.viewport import Viewport

SIZE_PX = (960, 720)
"""Sharp at half a page's width with 300 dots per inch."""
MOST_SHOTS = 24
NumberedMark = tuple[int, Mark]


@dataclass(frozen=True, eq=False)
class Shot:
    """One picture to be drawn: its plan, the marks that lie in it, and what is said of it.

    ``marks`` may lie in it: those within ``half_mm`` of its plane do.
    ``letters`` are the orientation letters of the left, right, top and bottom edge.
    """

    plan: SlicePlan
    series: str
    note: str = ""
    window: tuple[float, float] | None = None
    is_key_image: bool = True
    marks: tuple[NumberedMark, ...] = ()
    letters: tuple[str, str, str, str] = ("", "", "", "")
    half_mm: float = 0.5
    instance_uid: str = ""
    frame: int = 1


def shots_of(scene: Scene, image: ImageLayer, images: Sequence[ImageLayer]) -> tuple[Shot, ...]:
    """The key images of a study; where there are none, what the view in use shows of ``image``."""
    by_series = {layer.image.info.series_id: layer for layer in images}
    shots = [
        shot
        for key in scene.marks.key_images
        if (layer := by_series.get(key.place.series_id)) is not None
        if (shot := _key_shot(scene, layer, key, images)) is not None
    ]
    if shots:
        return tuple(shots[:MOST_SHOTS])
    shown = _view_shot(scene, image, images)
    return () if shown is None else (shown,)


def _key_shot(scene: Scene, layer: ImageLayer, key: KeyImage, images: Sequence[ImageLayer]) -> Shot | None:
    """A key image as it was seen, with the results that are shown now; None while it is being read."""
    volume = _volume_of(layer, key)
    if volume is None:
        return None
    plane = _plane_of(key, volume)
    window = WindowLevel(key.width, key.level)
    plan = SlicePlan(volume, plane, window, inverted=layer.inverted, interpolation=scene.interpolation)
    shown = _view_of(scene, layer)
    if shown is not None:
        plan = replace(plan, labels=shown[1].labels, heats=shown[1].heats)
    marks = _marks_in(scene, layer, key.place.slice_number, images)
    shot = _shot(plan, layer, key.note, True, marks)
    return replace(shot, instance_uid=key.place.instance_uid, frame=key.place.frame)


def _view_shot(scene: Scene, image: ImageLayer, images: Sequence[ImageLayer]) -> Shot | None:
    found = _view_of(scene, image)
    if found is None:
        return None
    viewport, plan = found
    frame = viewport.frame if image.is_flat else None
    return _shot(plan, image, "", False, _marks_in(scene, image, frame, images))


def _view_of(scene: Scene, image: ImageLayer) -> tuple[Viewport, SlicePlan] | None:
    """The view in use with its plan, or the first one that shows this image."""
    if image.arriving is not None:
        return None
    ids = [scene.view_in_use, *(cell.view for cell in scene.shown_layout.cells)]
    for view_id in ids:
        viewport = scene.viewport(view_id)
        if viewport.kind != "3d" and scene.image_in(viewport) is image:
            plan = plan_slice(scene, viewport, SIZE_PX)
            if plan is not None:
                return viewport, plan
    return None


def _shot(
    plan: SlicePlan, layer: ImageLayer, note: str, is_key: bool, marks: tuple[NumberedMark, ...]
) -> Shot:
    letters = plan.plane.letters() if plan.image.has_orientation else ("", "", "", "")
    window = (plan.window.width, plan.window.level)
    return Shot(plan, series_name(layer), note, window, is_key, marks, letters, _half_slice_mm(plan))


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
        return PlaneView(vector_of(centre + depth * normal), key.right_lps, key.down_lps, whole, SIZE_PX)
    return PlaneView(key.point_lps, key.right_lps, key.down_lps, key.mm_per_view / height, SIZE_PX)


def _marks_in(
    scene: Scene, layer: ImageLayer, slice_number: int | None, images: Sequence[ImageLayer]
) -> tuple[NumberedMark, ...]:
    """The visible marks of an image, on this slice of a stack, with the numbers of the report's table."""
    return tuple(
        (number, mark)
        for number, (mark, _home) in enumerate(study_marks(scene, images), 1)
        if mark.visible and belongs_to(mark.place, layer) and slice_number in (None, mark.place.slice_number)
    )


def study_marks(scene: Scene, images: Sequence[ImageLayer]) -> tuple[tuple[Mark, ImageLayer], ...]:
    """The marks on some images in the order in which they were drawn, each once, with its image.

    That is the series it was drawn on, else one of the same study and frame of reference.
    """
    found = []
    for mark in scene.marks.items:
        homes = [layer for layer in images if belongs_to(mark.place, layer)]
        own = (layer for layer in homes if layer.image.info.series_id == mark.place.series_id)
        home = next(own, homes[0] if homes else None)
        if home is not None:
            found.append((mark, home))
    return tuple(found)


def _half_slice_mm(plan: SlicePlan) -> float:
    """How far from the plane a mark may lie: half a slice along the picture's normal."""
    grid = plan.image.geometry
    nearest = grid.nearest_axis(plan.plane.normal_lps)
    return max(grid.spacing_ijk[nearest], plan.slab_mm) / 2.0
