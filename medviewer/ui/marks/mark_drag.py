"""Taking a mark by a handle, its line or its words, and moving it: one step of undo for each movement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from PySide6.QtCore import QPointF, Qt

from medviewer.core.geometry import FloatArray
from medviewer.core.mark import Mark, new_mark_id
from medviewer.core.measure_shape import ROI_KINDS, is_spanning
from medviewer.scene.marks.mark_edit import moved_by, vectors, with_handle
from medviewer.scene.marks.mark_tools import Point, at_depth, snapped, straightened
from medviewer.scene.marks.mark_view import SeenMark, handle_at, mark_at
from medviewer.scene.marks.marks import Marks
from medviewer.scene.views.plane_view import PlaneView
from medviewer.ui.marks.mark_labels import PlacedLabel

CLICK_PX = 4.0
Part = Literal["handle", "line", "label"]
_NEIGHBOUR: dict[str, dict[int, int]] = {
    "length": {0: 1, 1: 0},
    "arrow": {0: 1, 1: 0},
    "angle": {0: 1, 1: 0, 2: 1},
    "cobb": {0: 1, 1: 0, 2: 3, 3: 2},
    "bidirectional": {0: 1, 1: 0},
}
"""The point from which the line to a handle runs, for lines that shall be level or upright."""


@dataclass(frozen=True)
class Grip:
    """What was taken: a part of a mark; of handles their number, of words where in them."""

    mark_id: str
    part: Part
    number: int = 0
    inside: QPointF | None = None


def grip_at(
    seen: Sequence[SeenMark], labels: PlacedLabel | None, at: QPointF, selected: frozenset[str], draws: bool
) -> Grip | None:
    """What would be taken at a place; while a drawing tool is in hand only what is selected."""
    if draws:
        seen = [one for one in seen if one.mark.id in selected]
    place = (at.x(), at.y())
    handle = handle_at(seen, place, selected)
    if handle is not None:
        return Grip(handle[0].mark.id, "handle", handle[1])
    line = mark_at(seen, place)
    if line is not None:
        return Grip(line.mark.id, "line")
    if labels is not None and (not draws or labels.mark_id in selected):
        return Grip(labels.mark_id, "label", inside=at - labels.box.topLeft())
    return None


class MarkDrag:
    """One movement of one grip. Nothing is changed before the mouse has moved a little.

    ``along`` are the selected marks of the view: who takes one of them by its line moves them all.
    """

    def __init__(
        self, marks: Marks, grip: Grip, at: QPointF, plane: PlaneView, ratio: float,
        along: Sequence[Mark] = (),
    ) -> None:  # fmt: skip
        self._marks = marks
        self.grip = grip
        self._start = at
        self._from_lps = plane.pixel_to_lps((at.x() * ratio, at.y() * ratio))
        self._before = marks.mark(grip.mark_id)
        self._merge = f"mark {new_mark_id()}"
        self._has_moved = False
        is_one = grip.mark_id in {mark.id for mark in along}
        self._along = [mark for mark in along if mark.id != grip.mark_id] if is_one else []

    def move(
        self, at: QPointF, plane: PlaneView, ratio: float, seen: Sequence[SeenMark],
        modifiers: Qt.KeyboardModifier,
    ) -> None:  # fmt: skip
        """The mouse is somewhere else."""
        moved = at - self._start
        if self._before is None or not (self._has_moved or abs(moved.x()) + abs(moved.y()) > CLICK_PX):
            return
        self._has_moved = True
        if self.grip.part == "line" and self._along:
            shift = self._shift(at, plane, ratio)
            moved_all = (moved_by(mark, shift) for mark in (self._before, *self._along))
            self._marks.change_all(moved_all, "Move measurements", self._merge)
            return
        mark = self._moved(self._before, at, plane, ratio, seen, modifiers)
        name = "Move figures" if self.grip.part == "label" else "Change measurement"
        self._marks.change(mark, name, self._merge)

    def end(self) -> bool:
        """The button is up. False if nothing was moved."""
        self._marks.undo.seal()
        return self._has_moved

    def _shift(self, at: QPointF, plane: PlaneView, ratio: float) -> FloatArray:
        return plane.pixel_to_lps((at.x() * ratio, at.y() * ratio)) - self._from_lps

    def _moved(
        self, mark: Mark, at: QPointF, plane: PlaneView, ratio: float, seen: Sequence[SeenMark],
        modifiers: Qt.KeyboardModifier,
    ) -> Mark:  # fmt: skip
        if self.grip.part == "label" and self.grip.inside is not None:
            corner = at - self.grip.inside
            label = plane.pixel_to_lps((corner.x() * ratio, corner.y() * ratio))
            return replace(mark, label_lps=vectors(label[None])[0])
        if self.grip.part == "line":
            return moved_by(mark, self._shift(at, plane, ratio))
        return self._with_handle(mark, at, plane, ratio, seen, modifiers)

    def _with_handle(
        self, mark: Mark, at: QPointF, plane: PlaneView, ratio: float, seen: Sequence[SeenMark],
        modifiers: Qt.KeyboardModifier,
    ) -> Mark:  # fmt: skip
        number = self.grip.number
        place: Point = snapped((at.x(), at.y()), seen, without=mark.id)
        neighbour = _NEIGHBOUR.get(mark.kind, {}).get(number)
        if modifiers & Qt.KeyboardModifier.ShiftModifier and neighbour is not None:
            x, y = (plane.lps_to_pixel(mark.points_lps[neighbour]) / ratio).tolist()
            place = straightened(place, (x, y))
        to = self._target(mark, number, (place[0] * ratio, place[1] * ratio), plane)
        changed = with_handle(mark, number, to)
        is_other_plane = abs(float(np.dot(plane.normal_lps, mark.normal_lps))) < 0.999
        if is_other_plane and mark.kind not in (*ROI_KINDS, "ball") and not is_spanning(mark):
            changed = replace(changed, normal_lps=vectors(plane.normal_lps[None])[0])
        return changed

    def _target(self, mark: Mark, number: int, pixel: Point, plane: PlaneView) -> FloatArray:
        if mark.kind == "ball" and number == 1:
            return plane.pixel_to_lps(pixel)  # on the circle that the plane cuts
        return at_depth(plane, pixel, mark.points_lps[number])
