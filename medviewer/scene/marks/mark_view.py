"""Which marks lie in a view, where in its picture, and which one is under the mouse.

Positions are logical pixels from the top left corner.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray
from medviewer.core.mark import Mark
from medviewer.core.measure_shape import ROI_KINDS, is_spanning
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.marks.mark_place import belongs_to, is_on_frame
from medviewer.scene.views.plan_slice import shown_volume
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport

if TYPE_CHECKING:
    from medviewer.scene.scene import Scene

HANDLE_PX = 6.0
LINE_PX = 4.0
_PARALLEL = 0.999
_MOST_HANDLES = 12
_MANY_POINTS = 2_000
_SLICES_BEYOND = 2
_MOST_BEYOND_MM = 10.0
_TURN = np.linspace(0.0, 2.0 * np.pi, 49)
ROUND: FloatArray = np.stack([np.cos(_TURN), np.sin(_TURN)], axis=1)
"""A circle of radius 1 as a line."""
Point = tuple[float, float]


@dataclass(frozen=True, eq=False)
class SeenMark:
    """A mark as a view shows it.

    Parameters
    ----------
    handles
        Where it can be taken, (n, 2).
    handle_numbers
        Which of the mark's points each handle is.
    lines
        What is drawn: one or two lines, each (m, 2); an outline ends where it began. Of a mark over several
        slices only the parts that lie in the plane; there may be none.
    faint
        The other parts of such a mark, projected onto the plane.
    """

    mark: Mark
    handles: FloatArray
    handle_numbers: tuple[int, ...]
    lines: tuple[FloatArray, ...]
    faint: tuple[FloatArray, ...] = ()

    @property
    def all_lines(self) -> tuple[FloatArray, ...]:
        """What lies in the plane, then what is projected."""
        return (*self.lines, *self.faint)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of all that is drawn."""
        lines = self.all_lines
        points = lines[0] if len(lines) == 1 else np.concatenate(lines)
        (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        return left, top, right, bottom


def marks_in_view(scene: Scene, viewport: Viewport, plane: PlaneView, ratio: float) -> tuple[SeenMark, ...]:
    """The visible marks that lie in the plane of a view, in the order in which they were drawn.

    A mark lies in a plane if all its points are at most half a slice from it; one that encloses an area
    must lie along it as well. A ball is seen in every plane that it reaches, and a length or an angle over
    several slices in every plane between its ends and up to two slices beyond.
    """
    layer = scene.image_in(viewport)
    if layer is None or not layer.visible or not scene.marks.items:
        return ()
    there = [
        mark
        for mark in scene.marks.items
        if mark.visible and belongs_to(mark.place, layer) and is_on_frame(mark, layer, viewport)
    ]
    return seen_marks(there, plane, half_slice_mm(layer, viewport, plane), ratio)


def seen_marks(marks: Iterable[Mark], plane: PlaneView, half_mm: float, ratio: float) -> tuple[SeenMark, ...]:
    """Those of some marks that lie within ``half_mm`` of a plane, as it shows them."""
    normal = plane.normal_lps
    nx, ny, nz = normal.tolist()
    offset = float(normal @ np.array(plane.centre_lps))
    there: list[Mark] = []
    spanning: list[SeenMark] = []
    for mark in marks:
        x, y, z = mark.normal_lps
        if mark.kind == "ball":
            there.append(mark)
            continue
        if mark.kind in ROI_KINDS and abs(x * nx + y * ny + z * nz) < _PARALLEL:
            continue
        near = half_mm if mark.place.slice_number is None else float("inf")  # else the slice says it all
        if all(abs(x * nx + y * ny + z * nz - offset) <= near for x, y, z in mark.points_lps):
            there.append(mark)
        elif is_spanning(mark):
            spanning += seen_spanning(mark, plane, half_mm, ratio)
    if not there:
        return tuple(spanning)
    pixels = plane.lps_to_pixel([point for mark in there for point in mark.points_lps]) / ratio
    ends = np.cumsum([len(mark.points_lps) for mark in there]).tolist()
    starts = [0, *ends[:-1]]
    seen = (
        _seen_ball(mark, pixels[start:end], plane, ratio)
        if mark.kind == "ball"
        else seen_whole(mark, pixels[start:end])
        for mark, start, end in zip(there, starts, ends, strict=True)
    )
    return (*spanning, *(one for one in seen if one is not None))


def seen_spanning(mark: Mark, plane: PlaneView, half_mm: float, ratio: float) -> tuple[SeenMark, ...]:
    """A mark over several slices, projected along the normal of a plane; none where it is too far off.

    Its parts within ``half_mm`` of the plane are lines, and its points there handles; the rest is faint.
    """
    points = np.asarray(mark.points_lps, np.float64)
    away = (points - np.array(plane.centre_lps)) @ plane.normal_lps
    beyond = half_mm + min(2.0 * half_mm * _SLICES_BEYOND, _MOST_BEYOND_MM)
    if away.min() > beyond or away.max() < -beyond:
        return ()
    pixels = plane.lps_to_pixel(points) / ratio
    lines: list[FloatArray] = []
    faint: list[FloatArray] = []
    for start in range(len(points) - 1):
        ends = pixels[start : start + 2]
        enters, leaves = _within(float(away[start]), float(away[start + 1]), half_mm)
        cuts = ends[0] + np.array([[0.0], [enters], [leaves], [1.0]]) * (ends[1] - ends[0])
        lines += [cuts[1:3]] if enters < leaves else []
        faint += [part for part in (cuts[0:2], cuts[2:4]) if (part[0] != part[1]).any()]
    if not lines and not faint:
        return ()
    held = tuple(np.flatnonzero(np.abs(away) <= half_mm).tolist())
    return (SeenMark(mark, pixels[list(held)], held, tuple(lines), tuple(faint)),)


def _within(first_mm: float, last_mm: float, half_mm: float) -> tuple[float, float]:
    """Which part of a line, 0 to 1, is within a distance of a plane that its ends lie off by so much."""
    run = last_mm - first_mm
    if abs(run) < 1e-9:
        return (0.0, 1.0) if abs(first_mm) <= half_mm else (0.0, 0.0)
    one, other = sorted(((-half_mm - first_mm) / run, (half_mm - first_mm) / run))
    return (max(one, 0.0), min(other, 1.0)) if one < 1.0 and other > 0.0 else (0.0, 0.0)


def half_slice_mm(layer: ImageLayer, viewport: Viewport, plane: PlaneView) -> float:
    """How far from its plane a view shows marks: half a slice, or half of the slab that is projected."""
    if layer.is_flat:
        positions = layer.image.report.positions
        step = 0.0 if positions is None else positions.step_mm
        return max(shown_volume(layer, viewport).geometry.spacing_ijk[2], step) / 2.0
    grid = shown_volume(layer, viewport).geometry
    nearest = grid.nearest_axis(plane.normal_lps)
    return max(grid.spacing_ijk[nearest], viewport.slab_mm) / 2.0 * (1.0 - 1e-9)


def handle_at(seen: Sequence[SeenMark], at: Point, selected: frozenset[str]) -> tuple[SeenMark, int] | None:
    """The handle under the mouse, and the number of its point; handles of selected marks go first."""
    best: tuple[bool, float, SeenMark, int] | None = None
    for one in seen:
        distance = np.hypot(*(one.handles - at).T)
        if not len(distance):
            continue
        nearest = int(distance.argmin())
        key = (one.mark.id not in selected, float(distance[nearest]))
        if distance[nearest] <= HANDLE_PX and (best is None or key < best[:2]):
            best = (*key, one, one.handle_numbers[nearest])
    return None if best is None else (best[2], best[3])


def mark_at(seen: Sequence[SeenMark], at: Point) -> SeenMark | None:
    """The mark whose line is under the mouse, the last one drawn first."""
    for one in reversed(seen):
        if any(_distance(line, at) <= LINE_PX for line in one.all_lines if len(line) > 1):
            return one
    return None


def seen_whole(mark: Mark, points: FloatArray) -> SeenMark:
    """A mark other than a ball whose points all lie in a picture, at these pixels."""
    numbers = handle_numbers(mark)
    if mark.kind == "ellipse":
        # A parallel projection keeps conjugate diameters what they are.
        centre = points.mean(axis=0)
        halves = np.stack([points[1] - points[0], points[3] - points[2]]) / 2.0
        lines: tuple[FloatArray, ...] = (centre + ROUND @ halves,)
    elif mark.kind in ROI_KINDS:
        lines = (_closed(points if len(points) <= _MANY_POINTS else _apart(points)),)
    elif mark.kind in ("cobb", "bidirectional"):
        lines = (points[:2], points[2:])
    else:
        lines = (points,)
    handles = points if len(numbers) == len(points) else points[list(numbers)]
    return SeenMark(mark, handles, numbers, lines)


def handle_numbers(mark: Mark) -> tuple[int, ...]:
    """Which points of a mark may be taken: all, of a freehand outline some."""
    count = len(mark.points_lps)
    if mark.kind != "freehand" or count <= _MOST_HANDLES:
        return tuple(range(count))
    return tuple(count * n // _MOST_HANDLES for n in range(_MOST_HANDLES))


def _seen_ball(mark: Mark, points: FloatArray, plane: PlaneView, ratio: float) -> SeenMark | None:
    """The circle in which a plane cuts a ball; the handle of its size lies where the plane meets the line.

    ``points`` are its centre and a point of its surface in logical pixels.
    """
    centre, surface = mark.points_lps
    radius, away = math.dist(centre, surface), plane.distance_mm(centre)
    if abs(away) >= radius:
        return None
    cut = math.sqrt(radius**2 - away**2) / plane.mm_per_pixel / ratio
    (x, y), (surface_x, surface_y) = points.tolist()
    length = math.hypot(surface_x - x, surface_y - y)
    along = ((surface_x - x) / length, (surface_y - y) / length) if length > 1e-6 else (1.0, 0.0)
    handles = np.array([(x, y), (x + along[0] * cut, y + along[1] * cut)])
    return SeenMark(mark, handles, (0, 1), (points[0] + cut * ROUND,))


def _apart(points: FloatArray) -> FloatArray:
    """Points of a long outline without those that a picture shows at the same place as the one before."""
    places = np.round(points * 2.0)
    return np.asarray(points[np.concatenate([[True], (places[1:] != places[:-1]).any(axis=1)])])


def _closed(points: FloatArray) -> FloatArray:
    return np.concatenate([points, points[:1]])


def _distance(line: FloatArray, at: Point) -> float:
    """Distance of a point from a line through points, pixels."""
    start, along = line[:-1], np.diff(line, axis=0)
    squared = np.maximum((along**2).sum(axis=1), 1e-12)
    part = np.clip(((np.array(at) - start) * along).sum(axis=1) / squared, 0.0, 1.0)
    away: npt.NDArray[np.float64] = start + along * part[:, None] - np.array(at)
    return float(np.hypot(*away.T).min())
