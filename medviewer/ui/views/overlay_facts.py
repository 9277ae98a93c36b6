"""From the scene to the overlay of one slice view."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import side_of_origin
from medviewer.core.volume import Volume
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.images.time_axis import own_axis
from medviewer.scene.layers.box_outline import box_outlines
from medviewer.scene.layers.image_result_layer import shown_image_result
from medviewer.scene.layers.landmarks_layer import LandmarksLayer, landmark_marks
from medviewer.scene.layers.layers import DetectionsLayer
from medviewer.scene.marks.mark_figures import calibration_in
from medviewer.scene.scene import Scene
from medviewer.scene.views.navigate import probe, slice_number
from medviewer.scene.views.oblique_views import plane_lines
from medviewer.scene.views.plan_slice import shown_volume
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.true_size import is_true_size
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.compare.over_badge import over_badges
from medviewer.ui.explain.heat_legend import legends_of
from medviewer.ui.panels.object_badges import object_badges
from medviewer.ui.views.badges import Badge, image_badges, reading_badge, result_badges, view_badges
from medviewer.ui.views.corner_text import Corners, ViewFacts, corners
from medviewer.ui.views.landmark_overlay import PointDrawing
from medviewer.ui.views.palette_legend import palette_legend_of
from medviewer.ui.views.reference_overlay import reference_drawings
from medviewer.ui.views.slice_overlay import BoxDrawing, CrosshairLine, Overlay

_GAP_PX = 14.0
Region = tuple[float, float, float, float]


def overlay_of(
    scene: Scene,
    viewport: Viewport,
    tools: ToolState,
    plane: PlaneView,
    ratio: float,
    hover_lps: npt.NDArray[np.float64] | None,
    region: Region | None,
    screen_mm: float = 0.0,
) -> Overlay:
    """Everything that is drawn over a view of an image.

    ``plane`` is where the view lies, in screen pixels, of which ``ratio`` make one logical pixel;
    ``hover_lps`` the world point under the mouse, if it is in this view; ``region`` a rectangle that is
    being drawn, logical pixels; ``screen_mm`` the size of a pixel of the screen, 0 if it is not known.
    """
    active = scene.image_in(viewport)
    if active is None:
        return Overlay(viewport.kind)
    image = shown_volume(active, viewport)
    by_hand = calibration_in(scene, viewport)
    shows_marks, true_mm = tools.information != "off", screen_mm / (by_hand or 1.0)
    return Overlay(
        kind="stack" if active.is_flat else viewport.kind,
        letters=plane.letters() if image.has_orientation else None,
        corners=_corners(scene, viewport, tools, plane, active, hover_lps, is_true_size(plane, true_mm)),
        badges=_badges(scene, viewport, plane, active, shows_marks),
        ai_badges=result_badges(scene, active),
        crosshair=_crosshair(scene, active, viewport, plane, ratio),
        boxes=_boxes(scene, active, plane, ratio),
        points=_points(scene, active, plane, ratio),
        mm_per_pixel=plane.mm_per_pixel * ratio * (by_hand or 1.0) if shows_marks else 0.0,
        scale_unit="px" if image.spacing_source == "unknown" and by_hand is None else "mm",
        is_in_use=scene.view_in_use == viewport.id and len(scene.shown_layout.cells) > 1,
        region=region,
        legends=legends_of(scene, active, plane, ratio),
        palette=palette_legend_of(scene, active) if shows_marks else None,
        references=reference_drawings(scene, viewport, plane, ratio),
    )


def _badges(
    scene: Scene, viewport: Viewport, plane: PlaneView, active: ImageLayer, shows_marks: bool
) -> tuple[Badge, ...]:
    """How the image was read (while it is being read, how far, in any case), and how it is shown."""
    if active.arriving is not None:
        read: tuple[Badge, ...] = (reading_badge(active.arriving),)
    else:
        read = image_badges(active, calibration_in(scene, viewport) is not None) if shows_marks else ()
    shown = (*view_badges(scene, viewport), *over_badges(scene, active))
    return (*read, *shown, *object_badges(scene, viewport, plane))


def zoom_percent(layer: ImageLayer, viewport: Viewport, plane: PlaneView) -> float:
    """Screen pixels for a hundred voxels across."""
    grid = shown_volume(layer, viewport).geometry
    across = grid.nearest_axis(plane.right_lps)
    return 100.0 * grid.spacing_ijk[across] / plane.mm_per_pixel


def _corners(
    scene: Scene,
    viewport: Viewport,
    tools: ToolState,
    plane: PlaneView,
    active: ImageLayer,
    hover_lps: npt.NDArray[np.float64] | None,
    is_life_size: bool,
) -> Corners:
    image, own = shown_volume(active, viewport), shown_image_result(scene, active)
    by_hand = calibration_in(scene, viewport)
    facts = ViewFacts(
        info=active.image.info,
        window=active.window if own is None else own.window or active.window,
        unit=image.unit if own is None else own.volume.unit,
        zoom_percent=zoom_percent(active, viewport, plane),
        place=slice_number(scene, viewport),
        location_mm=side_of_origin(plane.normal_lps, plane.centre_lps) if image.has_orientation else None,
        probe=None if hover_lps is None else probe(scene, hover_lps, viewport),
        axis=own_axis(scene),
        voi_lut=active.voi_lut if own is None else None,
        spacing_source=image.spacing_source if by_hand is None else "by hand",
        pixel_mm=image.geometry.spacing_ijk[0] * (by_hand or 1.0),
        is_as_acquired=_lies_along(image, plane),
        is_true_size=is_life_size,
    )
    return corners(facts, tools.information)


def _lies_along(image: Volume, plane: PlaneView) -> bool:
    return abs(float(np.array(image.geometry.axes_lps[2]) @ plane.normal_lps)) > 0.999


def _boxes(scene: Scene, active: ImageLayer, plane: PlaneView, ratio: float) -> tuple[BoxDrawing, ...]:
    layers = (layer for layer in scene.results_shown_on(active) if isinstance(layer, DetectionsLayer))
    return tuple(
        BoxDrawing(tuple((x / ratio, y / ratio) for x, y in box.points_px), f"{box.label} {box.score:.0%}")
        for layer in layers
        for box in box_outlines(layer, plane)
    )


def _points(scene: Scene, active: ImageLayer, plane: PlaneView, ratio: float) -> tuple[PointDrawing, ...]:
    layers = (layer for layer in scene.results_shown_on(active) if isinstance(layer, LandmarksLayer))
    grid = active.geometry
    slice_mm = grid.spacing_ijk[grid.nearest_axis(plane.normal_lps)]
    return tuple(
        PointDrawing((mark.point_px[0] / ratio, mark.point_px[1] / ratio), mark.label, mark.is_in_slice)
        for layer in layers
        for mark in landmark_marks(layer, plane, slice_mm, active.is_flat)
    )


def _crosshair(
    scene: Scene, image: ImageLayer, viewport: Viewport, plane: PlaneView, ratio: float
) -> tuple[CrosshairLine, ...]:
    """The other planes as lines in this one, with a gap around the cursor so that it hides nothing."""
    if not scene.crosshair_visible or image.is_flat:
        return ()
    lines = []
    for line in plane_lines(scene, viewport, plane):
        centre = np.array(line.through_px)
        reach = float(sum(plane.size_px)) + float(np.abs(centre).max())
        for sign in (1.0, -1.0):
            step = np.array(line.direction_px) * sign
            start, end = (centre + step * _GAP_PX * ratio) / ratio, (centre + step * reach) / ratio
            lines.append(CrosshairLine(line.kind, _pair(start), _pair(end)))
    return tuple(lines)


def _pair(point: npt.NDArray[np.float64]) -> tuple[float, float]:
    return float(point[0]), float(point[1])
