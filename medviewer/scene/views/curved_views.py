"""Drawing a path in the views, and the straightened picture along it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from medviewer.core.geometry import FloatArray
from medviewer.core.palette import GREY, is_palette
from medviewer.core.voi_lut import VoiLut
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.curved_path import CurvedPath, CurveRows
from medviewer.scene.views.frame_link import frame_of
from medviewer.scene.views.plan_slice import shown_volume
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import Interpolation
from medviewer.scene.views.viewport import Viewport

CURVE_SLAB_LIMIT_MM = 40.0
_NAME = "Path"
_MARGIN = 0.02


@dataclass(frozen=True)
class CurvedPlan:
    """A straightened picture: columns are lengths along a path, rows lie across it.

    Parameters
    ----------
    start_mm
        The length along the path at the left edge of the picture.
    mm_per_pixel
        Size of a (square) screen pixel, mm: lengths along the path and across it are true.
    size_px
        Width and height in screen pixels; the path runs along the middle row.
    """

    image: Volume
    path: CurvedPath
    start_mm: float
    mm_per_pixel: float
    size_px: tuple[int, int]
    window: WindowLevel
    voi_lut: VoiLut | None = None
    inverted: bool = False
    interpolation: Interpolation = "linear"
    palette: str = GREY

    def column_of(self, along_mm: float) -> float:
        """The picture's x (continuous pixels) at a length along the path."""
        return (along_mm - self.start_mm) / self.mm_per_pixel

    def place_of(self, pixel_xy: tuple[float, float]) -> tuple[float, float]:
        """Length along the path and distance below it, mm, of a place in the picture."""
        down_mm = (pixel_xy[1] - self.size_px[1] / 2.0) * self.mm_per_pixel
        return self.start_mm + pixel_xy[0] * self.mm_per_pixel, down_mm

    def to_lps(self, pixel_xy: tuple[float, float]) -> FloatArray:
        """The world point that is shown at a place in the picture."""
        along_mm, down_mm = self.place_of(pixel_xy)
        return np.asarray(self.path.at_mm(along_mm) + down_mm * self.path.row_axis_at(along_mm))


def path_in(scene: Scene, image: ImageLayer | None) -> CurvedPath | None:
    """The path that is drawn in the frame of reference of an image."""
    path = scene.aids.curve
    return path if path is not None and image is not None and path.frame == frame_of(image) else None


def plan_curve(scene: Scene, size_px: tuple[int, int]) -> CurvedPlan | None:
    """The straightened picture of the active image in a size, all of the path fitting into its width."""
    image = scene.active
    path = path_in(scene, image)
    if image is None or path is None or not path.is_drawn or image.is_flat or min(size_px) < 2:
        return None
    volume = shown_volume(image, scene.viewport("axial"))
    length = path.length_mm
    mm_per_pixel = length * (1.0 + 2.0 * _MARGIN) / size_px[0]
    return CurvedPlan(
        volume, path, -_MARGIN * length, mm_per_pixel, size_px, image.window, image.voi_lut, image.inverted,
        scene.interpolation, image.palette if volume.rgb is None and is_palette(image.palette) else GREY,
    )  # fmt: skip


def add_point(scene: Scene, viewport: Viewport, plane: PlaneView, pixel_xy: tuple[float, float]) -> int:
    """Adds a point at the end of the path, which begins in this plane; gives its number, -1 for none."""
    image = scene.image_in(viewport)
    if image is None or image.is_flat:
        return -1
    path = path_in(scene, image)
    if path is None:
        x, y, z = (float(v) for v in plane.normal_lps)
        path = CurvedPath((), (x, y, z), frame_of(image))
    longer = path.with_point(plane.pixel_to_lps(pixel_xy))
    scene.undo.write(_NAME, (scene.aids, "curve", longer))
    return len(longer.points_lps) - 1


def point_at(
    scene: Scene, viewport: Viewport, plane: PlaneView, pixel_xy: tuple[float, float], within_px: float
) -> int | None:
    """The number of the path's point under a place in a view; one far behind the plane is not there."""
    path = path_in(scene, scene.image_in(viewport))
    if path is None or not path.points_lps:
        return None
    at = plane.lps_to_pixel(np.array(path.points_lps))
    away = np.hypot(*(at - np.array(pixel_xy)).T)
    number = int(away.argmin())
    reach_mm = max(3.0, within_px * plane.mm_per_pixel)
    is_near = abs(plane.distance_mm(path.points_lps[number])) <= reach_mm
    return number if away[number] <= within_px and is_near else None


def move_point(scene: Scene, number: int, plane: PlaneView, pixel_xy: tuple[float, float]) -> None:
    """Takes a point of the path elsewhere in a view; its distance from the view's plane stays."""
    path = scene.aids.curve
    if path is None or not 0 <= number < len(path.points_lps):
        return
    to = plane.pixel_to_lps(pixel_xy) + plane.distance_mm(path.points_lps[number]) * plane.normal_lps
    scene.undo.write(_NAME, (scene.aids, "curve", path.moved(number, to)), merge=f"path {number}")


def remove_point(scene: Scene, number: int) -> None:
    """Takes a point out of the path; the last one takes the path with it."""
    path = scene.aids.curve
    if path is not None and 0 <= number < len(path.points_lps):
        rest = path.without(number)
        scene.undo.write(_NAME, (scene.aids, "curve", rest if rest.points_lps else None))


def remove_path(scene: Scene) -> None:
    """Takes the path away."""
    scene.undo.write(_NAME, (scene.aids, "curve", None))


def show_rows(scene: Scene, rows: CurveRows) -> None:
    """Chooses what the rows of the straightened picture follow."""
    if scene.aids.curve is not None:
        scene.aids.curve = replace(scene.aids.curve, rows=rows)


def set_curve_slab(scene: Scene, thick_mm: float) -> None:
    """Puts a thickness together in the straightened picture, mm, clamped to what is allowed."""
    if scene.aids.curve is not None:
        thick = float(min(max(thick_mm, 0.0), CURVE_SLAB_LIMIT_MM))
        scene.aids.curve = replace(scene.aids.curve, slab_mm=thick)
