"""From wish to plan: what a view of the scene shows, frozen for a renderer."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from medviewer.core.geometry import FloatArray, Geometry, Vector
from medviewer.core.palette import GREY, is_palette
from medviewer.core.presentation_state import PresentationState
from medviewer.core.volume import Stack, Volume
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.images.neurological import faces_the_reader, other_way
from medviewer.scene.layers.anomaly_layer import AnomalyLayer
from medviewer.scene.layers.heat_layer import HeatLayer, heat_plan_of
from medviewer.scene.layers.image_result_layer import shown_image_result, window_of
from medviewer.scene.layers.layers import FindingsLayer, LabelLayer, ResultLayer
from medviewer.scene.layers.overlay_layer import OverlayLayer
from medviewer.scene.layers.state_in_view import interpolation_with, state_in_view
from medviewer.scene.scene import Scene
from medviewer.scene.views.frame_link import frame_of
from medviewer.scene.views.oblique import Tilt, tilted_plane
from medviewer.scene.views.over_image import fusion_plan
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.planes import acquired_plane, standard_plane, turned
from medviewer.scene.views.slice_plan import (
    HeatPlan,
    LabelPlan,
    OverPlan,
    SegmentStyle,
    SlicePlan,
)
from medviewer.scene.views.slice_range import slice_range
from medviewer.scene.views.viewport import Viewport

SizePx = tuple[int, int]
SLAB_LIMIT_MM = 100.0
"""The thickest slab."""


def plan_slice(
    scene: Scene, viewport: Viewport, size_px: SizePx, device_pixel_ratio: float = 1.0
) -> SlicePlan | None:
    """What a 2D view shows, or None where there is nothing to show in it.

    Parameters
    ----------
    size_px
        Width and height of the view in the toolkit's (logical) pixels.
    device_pixel_ratio
        Screen pixels per logical pixel: the picture has ``round(size_px * device_pixel_ratio)``
        pixels, and the plan's plane speaks of those.
    """
    plane = view_plane(scene, viewport, size_px, device_pixel_ratio)
    active = scene.image_in(viewport)
    if plane is None or active is None or not active.visible:
        return None
    if (image := drawn_volume(active, viewport, plane)) is None:
        return None
    results = scene.results_shown_on(active)
    shown = state_in_view(scene, viewport, plane)
    state = None if shown is None else shown[0]
    return SlicePlan(
        image=image,
        plane=plane,
        window=active.window,
        voi_lut=active.voi_lut,
        inverted=active.inverted,
        interpolation=scene.interpolation if state is None else interpolation_with(state, scene, active),
        slab_mm=shown_slab_mm(scene, viewport),
        slab_mode=viewport.slab_mode,
        labels=(*label_plans(results), *_drawings(scene, active, viewport, plane, state)),
        heats=heat_plans(results),
        modality=None if state is None else state.modality,
        presentation_lut=None if state is None else state.presentation_lut,
        shutter=None if state is None else state.shutter,
        over=_over_plan(scene, active),
        palette=active.palette if is_palette(active.palette) else GREY,
        fusion=fusion_plan(scene, active),
    )


def view_plane(
    scene: Scene, viewport: Viewport, size_px: SizePx, device_pixel_ratio: float = 1.0
) -> PlaneView | None:
    """Where the picture of a 2D view lies in the world; None without an image or for the 3D view.

    The whole slice fits at zoom 1 with square pixels. Along its normal the plane lies on the
    nearest slice of the volume, so that aligned views show voxels as they were acquired.
    """
    active = scene.image_in(viewport)
    axes = base_axes(scene, viewport)
    if active is None or axes is None or min(size_px) < 1:
        return None
    right, down = axes
    grid = shown_volume(active, viewport).geometry
    centre = grid.centre_lps + viewport.pan_mm[0] * np.array(right) + viewport.pan_mm[1] * np.array(down)
    if viewport.kind in ("axial", "sagittal", "coronal") and not active.is_flat:
        slices, cursor_lps = slice_range(grid, viewport.kind, right, down), scene.cursor_of(active)
        if is_tilted(scene, viewport):
            centre = slices.through(centre, cursor_lps)  # no slice to keep to: exactly where the lines are
        else:
            centre = slices.on_slice(centre, slices.number_of(cursor_lps))
    size = device_size(size_px, device_pixel_ratio)
    x, y, z = (float(v) for v in centre)
    # Turning the planes changes no scale: what counts is how the straight plane would fit.
    straight = turned(*(_straight_axes(scene, viewport) or axes), viewport)
    fit_mm = _fit_mm(grid, *straight, size, viewport.fit_mm)
    if is_neurological(scene, viewport):
        right = other_way(right)
    return PlaneView((x, y, z), *turned(right, down, viewport), fit_mm / viewport.zoom, size)


def is_neurological(scene: Scene, viewport: Viewport) -> bool:
    """Whether a view shows the patient's left on the left because the reader wants it so."""
    active = scene.image_in(viewport)
    axes = _straight_axes(scene, viewport) if scene.aids.neurological else None
    return active is not None and axes is not None and faces_the_reader(axes[0], active)


def base_axes(scene: Scene, viewport: Viewport) -> tuple[Vector, Vector] | None:
    """Right and down of a 2D view before any turning or flipping; None where it shows nothing."""
    axes, active = _straight_axes(scene, viewport), scene.image_in(viewport)
    if axes is None or active is None or not is_tilted(scene, viewport):
        return axes
    return tilted_plane(*axes, tilt_of(scene, active))


def tilt_of(scene: Scene, image: ImageLayer) -> Tilt | None:
    """How the three planes are turned in the frame of reference of an image; None: they are straight."""
    return scene.aids.tilts.get(frame_of(image))


def is_tilted(scene: Scene, viewport: Viewport) -> bool:
    """Whether a view shows an oblique plane: those of stacks and of X-rays never do, there is nothing to cut.

    The view about whose normal the others were turned is still straight.
    """
    active = scene.image_in(viewport)
    if viewport.kind not in ("axial", "sagittal", "coronal"):
        return False
    tilt = None if active is None or active.is_flat else tilt_of(scene, active)
    if active is None or tilt is None:
        return False
    return tilt.turns(*standard_plane(active.geometry, viewport.kind, scene.aligned))


def _straight_axes(scene: Scene, viewport: Viewport) -> tuple[Vector, Vector] | None:
    active = scene.image_in(viewport)
    if active is None or viewport.kind == "3d":
        return None
    if active.is_flat:
        image = shown_volume(active, viewport)
        return acquired_plane(image.geometry, bool(image.instance_uids) or not image.has_orientation)
    if viewport.kind == "stack":
        return None
    return standard_plane(active.geometry, viewport.kind, scene.aligned)


def shown_slab_mm(scene: Scene, viewport: Viewport) -> float:
    """The thickness that a view puts together: 0 for single pictures and what is still being read."""
    active = scene.image_in(viewport)
    if active is None or active.is_flat or active.arriving is not None:
        return 0.0
    return min(max(viewport.slab_mm, 0.0), SLAB_LIMIT_MM)


def shown_volume(layer: ImageLayer, viewport: Viewport) -> Volume:
    """The volume that a view cuts: of a stack, its present frame."""
    return layer.frame(viewport.frame if isinstance(layer.shown, Stack) else 0)


def drawn_volume(layer: ImageLayer, viewport: Viewport, plane: PlaneView) -> Volume | None:
    """What a 2D view may draw: of an image that is still being read, only a slice that is there."""
    if layer.arriving is None:
        return shown_volume(layer, viewport)
    if isinstance(layer.image, Stack):
        return layer.arriving.slice(min(max(viewport.frame, 0), layer.frame_count - 1))
    return layer.arriving.slice_in(plane)


def device_size(size_px: SizePx, device_pixel_ratio: float) -> SizePx:
    """Size in screen pixels of a view of ``size_px`` logical pixels."""
    width, height = size_px
    return max(1, round(width * device_pixel_ratio)), max(1, round(height * device_pixel_ratio))


def _fit_mm(
    grid: Geometry, right: Vector, down: Vector, size: SizePx, of_slices: tuple[float, float] | None
) -> float:
    """Millimetres per pixel with which the box of all voxels, or a part of its slices, just fits."""
    extents = np.array(grid.spacing_ijk) * np.array(grid.shape_ijk)
    if of_slices is not None:
        extents[:2] = of_slices
    edges: FloatArray = np.array(grid.axes_lps) * extents[:, None]
    across = float(np.abs(edges @ np.array(right)).sum()) / size[0]
    along = float(np.abs(edges @ np.array(down)).sum()) / size[1]
    return max(across, along)


def label_plans(layers: Iterable[ResultLayer]) -> tuple[LabelPlan, ...]:
    """The visible segmentations among some results, as they lie over a picture."""
    plans = []
    for layer in layers:
        if not isinstance(layer, LabelLayer) or not layer.visible or layer.opacity <= 0:
            continue
        styles = tuple(
            SegmentStyle(s.number, s.color, s.opacity * layer.opacity if s.visible else 0.0)
            for s in layer.segments
        )
        if any(style.opacity > 0 for style in styles):
            plans.append(LabelPlan(layer.segmentation, styles, layer.fill, layer.outline))
    return tuple(plans)


def _drawings(
    scene: Scene, image: ImageLayer, viewport: Viewport, plane: PlaneView, state: PresentationState | None
) -> tuple[LabelPlan, ...]:
    """What the files of the image draw over the slice in a view."""
    layers = (one for one in scene.results_shown_on(image) if isinstance(one, OverlayLayer) and one.visible)
    withheld = () if state is None else state.withheld_overlays
    plans = (one.plan(image, viewport, plane) for one in layers if one.group not in withheld)
    return tuple(plan for plan in plans if plan is not None)


def heat_plans(layers: Iterable[ResultLayer]) -> tuple[HeatPlan, ...]:
    """The visible maps among some results, as they lie over a picture."""
    plans = []
    for layer in layers:
        if not layer.visible:
            continue
        if isinstance(layer, HeatLayer):
            plans.append(heat_plan_of(layer))
        elif isinstance(layer, AnomalyLayer):
            error, scale = layer.anomaly.error, layer.anomaly.full_scale
            plans.append(HeatPlan(error, layer.opacity, layer.threshold, scale))
        elif isinstance(layer, FindingsLayer) and layer.evidence is not None:
            plans.append(HeatPlan(layer.evidence, layer.opacity, layer.threshold))
    return tuple(plans)


def _over_plan(scene: Scene, image: ImageLayer) -> OverPlan | None:
    layer = shown_image_result(scene, image)
    return None if layer is None else OverPlan(layer.volume, window_of(layer, image), layer.opacity)
