"""The pictures of a report as plans: the key images, else the view in use as it is on screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from medviewer.core.mark import KeyImage, Mark
from medviewer.report.names import series_name
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.box_outline import BoxOutline, box_outlines
from medviewer.scene.layers.landmarks_layer import LandmarkMark, LandmarksLayer, landmark_marks
from medviewer.scene.layers.layers import DetectionsLayer, ResultLayer
from medviewer.scene.marks.key_images import plan_of_key_image
from medviewer.scene.marks.key_look import layers_over, marks_over
from medviewer.scene.marks.mark_place import belongs_to
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import plan_slice
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
    ``letters`` are the orientation letters of the left, right, top and bottom edge. ``boxes`` and ``points``
    are what models found there; ``has_result`` says whether anything that a model made is drawn over it.
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
    boxes: tuple[BoxOutline, ...] = ()
    points: tuple[LandmarkMark, ...] = ()
    has_result: bool = False


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
    """A key image as it was seen when it was kept; None while it is being read."""
    plan = plan_of_key_image(scene, layer, key, SIZE_PX)
    if plan is None:
        return None
    there = dict(_marks_in(scene, layer, key.place.slice_number, images))
    seen = {mark.id for mark in marks_over(key, there.values())}
    marks = tuple((number, mark) for number, mark in there.items() if mark.id in seen)
    layers = layers_over(scene, layer, key)
    shot = _shot(plan, layer, key.note, True, marks, layers)
    return replace(shot, instance_uid=key.place.instance_uid, frame=key.place.frame)


def _view_shot(scene: Scene, image: ImageLayer, images: Sequence[ImageLayer]) -> Shot | None:
    found = _view_of(scene, image)
    if found is None:
        return None
    viewport, plan = found
    frame = viewport.frame if image.is_flat else None
    marks = tuple(one for one in _marks_in(scene, image, frame, images) if one[1].visible)
    return _shot(plan, image, "", False, marks, scene.results_shown_on(image))


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
    plan: SlicePlan,
    layer: ImageLayer,
    note: str,
    is_key: bool,
    marks: tuple[NumberedMark, ...],
    layers: Iterable[ResultLayer],
) -> Shot:
    """A shot with the boxes and points of the visible ones among ``layers``."""
    shown = [one for one in layers if one.visible]
    half_mm = _half_slice_mm(plan)
    detected = (one for one in shown if isinstance(one, DetectionsLayer))
    points = (
        point
        for one in shown
        if isinstance(one, LandmarksLayer)
        for point in landmark_marks(one, plan.plane, 2.0 * half_mm, layer.is_flat)
        if point.is_in_slice
    )
    return Shot(
        plan=plan,
        series=series_name(layer),
        note=note,
        window=(plan.window.width, plan.window.level),
        is_key_image=is_key,
        marks=marks,
        letters=plan.plane.letters() if plan.image.has_orientation else ("", "", "", ""),
        half_mm=half_mm,
        boxes=tuple(box for one in detected for box in box_outlines(one, plan.plane)),
        points=tuple(points),
        has_result=any(one.is_from_model for one in shown),
    )


def _marks_in(
    scene: Scene, layer: ImageLayer, slice_number: int | None, images: Sequence[ImageLayer]
) -> tuple[NumberedMark, ...]:
    """The marks of an image, on this slice of a stack, with the numbers of the report's table."""
    return tuple(
        (number, mark)
        for number, (mark, _home) in enumerate(study_marks(scene, images), 1)
        if belongs_to(mark.place, layer) and slice_number in (None, mark.place.slice_number)
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
