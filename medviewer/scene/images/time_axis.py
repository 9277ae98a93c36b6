"""What can be played: the time points of a 4D image, the frames of a cine, the slices of a view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from medviewer.core.volume import Stack
from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import flat_viewport
from medviewer.scene.views.navigate import go_to_slice, slice_number
from medviewer.scene.views.viewport import Viewport

AxisKind = Literal["time", "frames", "slices"]
Way = Literal["loop", "yo-yo"]

_USUAL_PER_SECOND = 10.0


@dataclass(frozen=True)
class TimeAxis:
    """A row of pictures, one of which is on screen.

    Parameters
    ----------
    kind
        ``"time"``: time points; ``"frames"``: of a cine; ``"slices"``: of a volume or a stack.
    at, count
        The picture on screen, from 0, and how many there are.
    time, unit, what
        Its time in ``unit`` as the file gives it, and what that is; ``unit`` is "" where none is known.
    per_second
        The speed that the file asks for, else a usual one.
    """

    kind: AxisKind
    at: int
    count: int
    time: float = 0.0
    unit: str = ""
    what: str = ""
    per_second: float = _USUAL_PER_SECOND


def own_axis(scene: Scene) -> TimeAxis | None:
    """The axis that the image on screen has of its own: time points or the frames of a cine."""
    active = scene.active
    if active is None:
        return None
    series, shown = active.time_series, active.shown
    if series is not None:
        at = active.time_point
        return TimeAxis("time", at, len(series), series.times[at], series.time_unit, series.what)
    if not isinstance(shown, Stack) or shown.frame_time_ms is None or len(shown) < 2:
        return None
    at = min(max(flat_viewport(scene).frame, 0), len(shown) - 1)
    if shown.frame_time_ms <= 0:
        return TimeAxis("frames", at, len(shown))
    real = 1000.0 / shown.frame_time_ms
    # What took minutes to acquire is not looked at for minutes.
    per_second = real if real >= 1.0 else _USUAL_PER_SECOND
    return TimeAxis("frames", at, len(shown), at * shown.frame_time_ms, "ms", "frame", per_second)


def slice_axis(scene: Scene, viewport: Viewport) -> TimeAxis | None:
    """The slices of a view, None where there are not two."""
    place = slice_number(scene, viewport)
    if place is None or place[1] < 2:
        return None
    return TimeAxis("slices", place[0] - 1, place[1])


def go_to(scene: Scene, axis: TimeAxis, number: int, viewport: Viewport) -> None:
    """Shows picture ``number`` (from 0, clamped) of an axis; ``viewport`` is whose slices they are."""
    active = scene.active
    if active is None:
        return
    number = min(max(number, 0), axis.count - 1)
    if axis.kind == "time":
        go_to_time(scene, number)
    elif axis.kind == "frames":
        flat_viewport(scene).frame = number
    else:
        go_to_slice(scene, viewport, number + 1)


def go_to_time(scene: Scene, time_point: int) -> None:
    """Shows a time point of the image on screen, from 0, clamped; nothing without a time axis."""
    active = scene.active
    if active is not None and active.time_series is not None:
        active.time_point = min(max(time_point, 0), len(active.time_series) - 1)


def step(scene: Scene, steps: int) -> None:
    """Goes ``steps`` pictures on along the image's own axis, round at its ends."""
    axis = own_axis(scene)
    if axis is not None:
        go_to(scene, axis, (axis.at + steps) % axis.count, flat_viewport(scene))


def picture_at(phase: int, count: int, way: Way) -> int:
    """Which of ``count`` pictures is shown after ``phase`` steps from the first, round or to and fro."""
    if way == "loop" or count < 2:
        return phase % max(count, 1)
    there_and_back = phase % (2 * (count - 1))
    return min(there_and_back, 2 * (count - 1) - there_and_back)
