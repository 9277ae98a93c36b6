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
from medviewer.scene.views.curved_path import CurvedPath, CurveRows, CurveSlab
from medviewer.scene.views.frame_link import frame_of
from medviewer.scene.views.plan_slice import label_plans, shown_volume
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import Interpolation, LabelPlan
from medviewer.scene.views.viewport import Viewport

CURVE_SLAB_LIMIT_MM = 40.0
SECTION_MM = 80.0
"""The smaller side of a section at right angles to the path."""

_NAME = "Path"
_MARGIN = 0.02


@dataclass(frozen=True)
class CurvedPlan:
    """A straightened picture: columns are lengths along a path, rows lie across it.

    Or a section at right angles to the path: columns lie across it as well.

    Parameters
    ----------
    start_mm
        The length along the path at the left edge of the picture.
    mm_per_pixel
        Size of a (square) screen pixel, mm: lengths along the path and across it are true.
    size_px
        Width and height in screen pixels; the path runs along the middle row (section: middle).
    labels
        Segmentations over it.
    section_mm
        The length along the path at which a section lies; None for a straightened picture.
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
    labels: tuple[LabelPlan, ...] = ()
    section_mm: float | None = None

    def lines(self) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Of each column its place in the middle row, and unit vectors down and out of it, [w, 3]."""
        across = (np.arange(self.size_px[0]) + 0.5) * self.mm_per_pixel
        if self.section_mm is None:
            along = self.start_mm + across
            down = self.path.row_axis_at(along)
            return self.path.at_mm(along), down, np.cross(self.path.tangent_at(along), down)
        middle, right, down = self._section_axes(self.section_mm)
        width_mm = self.size_px[0] * self.mm_per_pixel
        places = middle + (across - width_mm / 2.0)[:, None] * right
        deep = np.broadcast_to(self.path.tangent_at(self.section_mm), places.shape)
        return places, np.broadcast_to(down, places.shape), deep

    def _section_axes(self, along_mm: float) -> tuple[FloatArray, FloatArray, FloatArray]:
        """The middle of a section, and unit vectors to the right and down in it."""
        down = self.path.row_axis_at(along_mm)
        return self.path.at_mm(along_mm), np.cross(self.path.tangent_at(along_mm), down), down

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
        if self.section_mm is not None:
            middle, right, down = self._section_axes(self.section_mm)
            right_mm = (pixel_xy[0] - self.size_px[0] / 2.0) * self.mm_per_pixel
            return np.asarray(middle + right_mm * right + down_mm * down)
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
        label_plans(scene.results_shown_on(image)),
    )  # fmt: skip


def plan_section(scene: Scene, size_px: tuple[int, int]) -> CurvedPlan | None:
    """The section at right angles to the path where the crosshair is nearest to it."""
    plan = plan_curve(scene, size_px)
    if plan is None:
        return None
    along, _ = plan.path.nearest_mm(scene.cursor_lps)
    mm_per_pixel = SECTION_MM / min(size_px)
    return replace(plan, path=replace(plan.path, slab_mm=0.0), mm_per_pixel=mm_per_pixel, section_mm=along)


def go_along(scene: Scene, step_mm: float) -> None:
    """Takes the crosshair along the path, onto it."""
    path = path_in(scene, scene.active)
    if path is None or not path.is_drawn:
        return
    along, _ = path.nearest_mm(scene.cursor_lps)
    scene.set_cursor(path.at_mm(min(max(along + step_mm, 0.0), path.length_mm)))


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
        scene.undo.write(_NAME, (scene.aids, "curve", replace(scene.aids.curve, rows=rows)))


def set_curve_slab(scene: Scene, thick_mm: float, mode: CurveSlab | None = None) -> None:
    """Puts a thickness together in the straightened picture, mm, clamped to what is allowed."""
    if (path := scene.aids.curve) is not None:
        thick = float(min(max(thick_mm, 0.0), CURVE_SLAB_LIMIT_MM))
        changed = replace(path, slab_mm=thick, slab_mode=mode or path.slab_mode)
        scene.undo.write(_NAME, (scene.aids, "curve", changed), merge="path_slab")
