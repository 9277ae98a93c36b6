"""A mark while it is being drawn: the places that were clicked, and what they make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Vector, vector_of
from medviewer.core.mark import Mark, MarkKind, MarkPlace
from medviewer.scene.marks.mark_edit import across, vectors
from medviewer.scene.views.plane_view import PlaneView

_CLICKS: dict[MarkKind, int] = {
    "length": 2, "angle": 3, "cobb": 4, "bidirectional": 3, "ellipse": 2, "rectangle": 2, "point": 1,
    "arrow": 2, "text": 1, "ball": 2,
}  # fmt: skip
_FIRST_SHORT_AXIS = 0.5


@dataclass(frozen=True)
class Draft:
    """Clicks so far, LPS mm, on the plane of a view; ``hover`` is where the mouse is.

    A polygon takes any number of clicks and a freehand outline the whole way of the mouse; both are closed
    by `finished` when their tool says so.
    """

    kind: MarkKind
    plane: PlaneView
    place: MarkPlace
    clicks: tuple[Vector, ...]
    hover: Vector

    @property
    def is_complete(self) -> bool:
        """Whether no more clicks are wanted."""
        return len(self.clicks) >= _CLICKS.get(self.kind, 1_000_000)

    @property
    def may_close(self) -> bool:
        """Whether an outline has three corners or more."""
        return self.kind in ("polygon", "freehand") and len(self.clicks) >= 3

    def clicked(self, point_lps: npt.ArrayLike) -> Draft:
        """With one more click; a second one at the same place is none."""
        point = vector_of(point_lps)
        if self.kind == "polygon" and self.clicks and np.allclose(point, self.clicks[-1], atol=1e-6):
            return self
        return replace(self, clicks=(*self.clicks, point), hover=point)

    def hovered(self, point_lps: npt.ArrayLike) -> Draft:
        """With the mouse at another place; a freehand outline goes there."""
        point = vector_of(point_lps)
        if self.kind == "freehand":
            return replace(self, clicks=(*self.clicks, point), hover=point)
        return replace(self, hover=point)

    def preview(self) -> Mark | None:
        """The mark as it would be with a click where the mouse is; what is not a whole one yet is a line."""
        given = self.clicks if self.kind == "freehand" else (*self.clicks, self.hover)
        kind: MarkKind = self.kind
        if kind in ("angle", "bidirectional", "cobb") and len(given) < 3:
            kind = "arrow" if kind == "cobb" else "length"
        elif kind == "cobb" and len(given) == 3:
            given = (*given, given[2])
        elif kind in ("polygon", "freehand") and len(given) < 3:
            kind = "arrow"
        points = shape_points(kind, np.array(given), self.plane)
        return None if points is None else self._mark(kind, points)

    def finished(self) -> Mark | None:
        """The mark that the clicks make, None if they make none (a line without length)."""
        points = shape_points(self.kind, np.array(self.clicks), self.plane)
        if points is None or (len(points) > 1 and np.ptp(points, axis=0).max() < 1e-6):
            return None
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        return replace(self._mark(self.kind, points), created=now)

    def _mark(self, kind: MarkKind, points: FloatArray) -> Mark:
        normal = vectors([self.plane.normal_lps])[0]
        return Mark(kind, vectors(points), normal, self.place)


def shape_points(kind: MarkKind, clicks: FloatArray, plane: PlaneView) -> FloatArray | None:
    """Handles of a mark from clicks (n, 3): of boxes and ellipses two opposite corners along the picture."""
    if len(clicks) < min(_CLICKS.get(kind, 2), 2):
        return None
    if kind in ("ellipse", "rectangle"):
        return _from_corners(kind, clicks[0], clicks[-1], plane)
    if kind == "bidirectional":
        return _with_short_axis(clicks, plane)
    return clicks


def _from_corners(kind: MarkKind, first: FloatArray, last: FloatArray, plane: PlaneView) -> FloatArray:
    right, down = np.array(plane.right_lps), np.array(plane.down_lps)
    wide, high = ((last - first) @ right) * right, ((last - first) @ down) * down
    if kind == "rectangle":
        return np.stack([first, first + wide, first + wide + high, first + high])
    centre = first + (wide + high) / 2.0
    return np.stack([centre - wide / 2.0, centre + wide / 2.0, centre - high / 2.0, centre + high / 2.0])


def _with_short_axis(clicks: FloatArray, plane: PlaneView) -> FloatArray:
    """Long axis from two clicks; the third says where the short one crosses it and how far it reaches."""
    start, end = clicks[0], clicks[1]
    axis, side = end - start, across(start, end, plane.normal_lps)
    squared = float(axis @ axis)
    if len(clicks) < 3 or squared < 1e-12:
        foot, reach = (start + end) / 2.0, _FIRST_SHORT_AXIS * float(np.sqrt(squared)) / 2.0
    else:
        part = min(max(float((clicks[2] - start) @ axis) / squared, 0.0), 1.0)
        foot, reach = start + part * axis, float((clicks[2] - start) @ side)
    return np.stack([start, end, foot - reach * side, foot + reach * side])
