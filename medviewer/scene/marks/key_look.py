"""What lay over a key image when it was kept: noted from a view, found again among what is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar, cast, get_args

from medviewer.core.key_look import KeyLook, LayerLook, OverLook
from medviewer.core.mark import KeyImage, Mark
from medviewer.core.palette import is_palette
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.anomaly_layer import AnomalyLayer
from medviewer.scene.layers.heat_layer import HeatLayer
from medviewer.scene.layers.image_result_layer import ImageResultLayer, window_of
from medviewer.scene.layers.landmarks_layer import LandmarksLayer
from medviewer.scene.layers.layers import DetectionsLayer, FindingsLayer, LabelLayer, ResultLayer
from medviewer.scene.marks.mark_view import marks_in_view
from medviewer.scene.scene import Scene
from medviewer.scene.views.over_image import FusionPlan, fusion_plan
from medviewer.scene.views.over_look import OverImage, OverWay
from medviewer.scene.views.plan_slice import SLAB_LIMIT_MM, heat_plans, label_plans, shown_slab_mm
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import OverPlan, SlabMode, SlicePlan
from medviewer.scene.views.viewport import Viewport

_Drawn = LabelLayer | FindingsLayer | DetectionsLayer | LandmarksLayer | HeatLayer | AnomalyLayer
_WithThreshold = (FindingsLayer, DetectionsLayer, LandmarksLayer, HeatLayer, AnomalyLayer)
_DRAWN = (*get_args(_Drawn), ImageResultLayer)
_Layer = TypeVar("_Layer", bound=ResultLayer)


def look_of(scene: Scene, viewport: Viewport, layer: ImageLayer, plane: PlaneView) -> KeyLook:
    """What a view shows over the slice of an image now."""
    return KeyLook(
        mm_across=plane.mm_per_pixel * plane.size_px[0],
        inverted=layer.inverted,
        palette=layer.palette,
        slab_mm=shown_slab_mm(scene, viewport),
        slab_mode=viewport.slab_mode,
        has_lut=layer.voi_lut is not None,
        layers=tuple(_noted(one) for one in scene.results_shown_on(layer) if _is_drawn(one)),
        marks=tuple(one.mark.id for one in marks_in_view(scene, viewport, plane, 1.0)),
        over=_noted_over(scene, layer.over),
    )


def layers_over(scene: Scene, layer: ImageLayer, key: KeyImage) -> tuple[ResultLayer, ...]:
    """The results over a key image as they lay there; as they lie there now where nobody noted it.

    What was rejected or closed since is not among them.
    """
    there = tuple(
        one
        for one in scene.results_of(layer.id)
        if one.time_point in (None, key.place.time_point) and one.review.state != "rejected"
    )
    if key.look is None:
        return tuple(one for one in there if one.visible)
    left, found = list(there), []
    for look in key.look.layers:
        match = next((one for one in left if one.id == look.layer_id), None)
        match = match or next((one for one in left if one.name == look.name), None)
        if match is not None:
            left.remove(match)
            found.append(_as_noted(match, look))
    return tuple(found)


def marks_over(key: KeyImage, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Those of some marks that a key image shows: the visible ones where nobody noted it."""
    if key.look is None:
        return tuple(one for one in marks if one.visible)
    seen = frozenset(key.look.marks)
    return tuple(one for one in marks if one.id in seen)


def with_look(
    scene: Scene, layer: ImageLayer, key: KeyImage, plan: SlicePlan, layers: tuple[ResultLayer, ...]
) -> SlicePlan:
    """The plan of a key image with what lay over it; ``layers`` are those of `layers_over`."""
    images = [one for one in layers if isinstance(one, ImageResultLayer) and one.visible and one.opacity > 0]
    over = OverPlan(images[-1].volume, window_of(images[-1], layer), images[-1].opacity) if images else None
    plan = replace(plan, labels=label_plans(layers), heats=heat_plans(layers), over=over)
    look = key.look
    if look is None:
        return replace(plan, inverted=layer.inverted)
    luts = layer.sample.voi_luts if look.has_lut else ()
    return replace(
        plan,
        inverted=look.inverted,
        palette=look.palette if is_palette(look.palette) else plan.palette,
        slab_mm=0.0 if layer.is_flat else min(max(look.slab_mm, 0.0), SLAB_LIMIT_MM),
        slab_mode=cast(SlabMode, look.slab_mode) if look.slab_mode in get_args(SlabMode) else plan.slab_mode,
        voi_lut=luts[0] if luts else None,
        fusion=_fusion(scene, layer, look.over),
    )


def _is_drawn(layer: ResultLayer) -> bool:
    return isinstance(layer, _DRAWN) and layer.visible and layer.opacity > 0


def _noted(layer: ResultLayer) -> LayerLook:
    look = LayerLook(layer.id, layer.name, layer.opacity)
    if isinstance(layer, LabelLayer):
        seen = tuple(one.number for one in layer.segments if one.visible and one.opacity > 0)
        return replace(look, segments=seen, fill=layer.fill, outline=layer.outline)
    if isinstance(layer, _WithThreshold):
        look = replace(look, threshold=layer.threshold)
    return replace(look, shown=layer.shown) if isinstance(layer, FindingsLayer) else look


def _as_noted(layer: _Layer, look: LayerLook) -> _Layer:
    """A copy of a result, shown as it was; nobody listens to it."""
    changes: dict[str, Any] = {}
    if isinstance(layer, LabelLayer):
        seen = frozenset(look.segments)
        segments = tuple(replace(one, visible=one.number in seen) for one in layer.segments)
        changes = {"segments": segments, "fill": look.fill, "outline": look.outline}
    if isinstance(layer, _WithThreshold):
        changes["threshold"] = look.threshold
    if isinstance(layer, FindingsLayer):
        changes["shown"] = look.shown
    return replace(layer, visible=True, opacity=look.opacity, **changes)


def _noted_over(scene: Scene, over: OverImage | None) -> OverLook | None:
    other = None if over is None else scene.image(over.image_id)
    if over is None or other is None:
        return None
    return OverLook(other.image.info.series_id, over.way, over.opacity, over.split)


def _fusion(scene: Scene, layer: ImageLayer, look: OverLook | None) -> FusionPlan | None:
    other = None if look is None else scene.image_of_series(look.series_id)
    if look is None or other is None or look.way not in get_args(OverWay):
        return None
    way = cast(OverWay, look.way)
    return fusion_plan(scene, layer, OverImage(other.id, way, look.opacity, look.split))
