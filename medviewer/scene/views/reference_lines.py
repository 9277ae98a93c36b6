"""Where the slice in use cuts the pictures of other views."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from medviewer.core.geometry import FloatArray, Geometry
from medviewer.core.volume import Stack
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.navigate import slice_number, slices_of
from medviewer.scene.views.over_image import matrix_between
from medviewer.scene.views.plan_slice import base_axes, is_tilted, shown_volume
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport

_LEAST_MM = 1e-6
_CORNERS = ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))


@dataclass(frozen=True)
class ReferenceLine:
    """A slice of another view as a line in this one.

    Parameters
    ----------
    start_px, end_px
        Its ends in the pixels of the picture's plane: the slice's own edges.
    number
        Which slice it is, from 1.
    is_present
        Whether it is the slice on screen; else the first or the last one.
    """

    start_px: tuple[float, float]
    end_px: tuple[float, float]
    number: int
    is_present: bool


def reference_lines(scene: Scene, viewport: Viewport, plane: PlaneView) -> tuple[ReferenceLine, ...]:
    """The slice of the view in use, and the first and last of its series, in the picture of a view of a grid.

    There are none in the view in use itself, in planes that are parallel, and where nothing joins the two
    frames of reference.
    """
    source, image = scene.viewport_in_use, scene.image_in(viewport)
    shown, place = scene.image_in(source), slice_number(scene, source)
    if source is viewport or not viewport.has_own_image or not scene.aids.reference_lines:
        return ()
    if image is None or shown is None or place is None or not _knows_where(image, shown):
        return ()
    number, count = place
    lines = []
    for which in dict.fromkeys((1, count, number)):
        rectangle = _in_frame(scene, _rectangle(scene, source, shown, which), shown, image)
        ends = None if rectangle is None else _cut(rectangle, plane)
        if ends is not None:
            lines.append(ReferenceLine(*ends, which, which == number))
    return tuple(lines)


def _knows_where(*images: ImageLayer) -> bool:
    """Whether files say how these lie, and in which frame of reference."""
    return all(one.image.has_orientation and one.image.info.frame_of_reference_uid for one in images)


def _rectangle(scene: Scene, viewport: Viewport, image: ImageLayer, number: int) -> FloatArray | None:
    """The corners (4, 3) of a slice of a view, LPS mm: the outer edges of its pixels."""
    if isinstance(image.shown, Stack):
        return _corners_of(image.frame(number - 1).geometry)
    slices, axes = slices_of(scene, viewport), base_axes(scene, viewport)
    if slices is None or axes is None:
        return _corners_of(shown_volume(image, viewport).geometry)
    grid = image.geometry
    centre = slices.on_slice(grid.centre_lps, number - 1)
    if is_tilted(scene, viewport) and slice_number(scene, viewport) == (number, slices.count):
        centre = slices.through(grid.centre_lps, scene.cursor_of(image))  # where it is, between two steps
    extents = np.array(grid.axes_lps) * (np.array(grid.spacing_ijk) * np.array(grid.shape_ijk))[:, None]
    spans = [float(np.abs(extents @ np.array(axis)).sum()) * np.array(axis) for axis in axes]
    return np.array([centre + a * spans[0] + b * spans[1] for a, b in _CORNERS])


def _corners_of(grid: Geometry) -> FloatArray:
    """Of a single slice."""
    across, down = (np.array(grid.axes_lps[n]) * grid.spacing_ijk[n] * grid.shape_ijk[n] for n in (0, 1))
    return np.array([grid.centre_lps + a * across + b * down for a, b in _CORNERS])


def _in_frame(
    scene: Scene, points: FloatArray | None, image: ImageLayer, target: ImageLayer
) -> FloatArray | None:
    """Points of one image's frame of reference in that of another one; None if nothing joins them."""
    joined = matrix_between(scene, image, target)
    if points is None or joined is None:
        return None
    matrix = np.array(joined)
    return np.asarray(points @ matrix[:3, :3].T + matrix[:3, 3])


def _cut(rectangle: FloatArray, plane: PlaneView) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The two places, in pixels, where the edges of a rectangle go through a plane."""
    away = (rectangle - np.array(plane.centre_lps)) @ plane.normal_lps
    found: list[FloatArray] = []
    for start in range(4):
        end = (start + 1) % 4
        if abs(away[start] - away[end]) > _LEAST_MM and away[start] * away[end] <= 0:
            part = away[start] / (away[start] - away[end])
            point = rectangle[start] + part * (rectangle[end] - rectangle[start])
            if all(np.linalg.norm(point - one) > _LEAST_MM for one in found):
                found.append(point)
    if len(found) != 2:
        return None
    first, last = (plane.lps_to_pixel(point) for point in found)
    return (float(first[0]), float(first[1])), (float(last[0]), float(last[1]))
