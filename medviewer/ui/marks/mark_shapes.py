"""The lines that marks are drawn with: many short ones in one go are what Qt draws fastest."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QLineF

from medviewer.core.geometry import FloatArray
from medviewer.core.measure_shape import is_spanning
from medviewer.scene.marks.mark_view import SeenMark

_TICK = 4.0
_HEAD = 9.0
_ARC = 18.0
_PIERCES_PX = 3.0


def shape_lines(seen: SeenMark) -> list[QLineF]:
    """All lines of a mark in a view, logical pixels; a text has none."""
    kind = seen.mark.kind
    if kind == "text":
        return []
    if kind == "point":
        return _cross(seen.handles[0], 3.0, 8.0)
    found: list[QLineF] = []
    for line in seen.lines:
        found += polyline(line)
    if kind in ("length", "cobb", "bidirectional"):
        for line in seen.lines:
            found += _ticks(line, seen.handles if seen.faint else None)
            if is_spanning(seen.mark) and np.ptp(line, axis=0).max() < _PIERCES_PX:
                found += _cross(line.mean(axis=0), 0.0, 5.0)  # it comes straight through the plane
    elif kind == "arrow":
        found += head_lines(seen.lines[0])
    elif kind == "angle" and len(seen.handles) == 3 and not seen.faint:
        found += _arc(seen.handles)
    elif kind == "ball":
        found += _cross(seen.handles[0], 0.0, 4.0)
    return found


def polyline(points: FloatArray) -> list[QLineF]:
    """The lines between points in turn."""
    return [QLineF(*pair) for pair in np.concatenate([points[:-1], points[1:]], axis=1).tolist()]


def _cross(at: FloatArray, inner: float, outer: float) -> list[QLineF]:
    x, y = at.tolist()
    ways = ((1, 0), (-1, 0), (0, 1), (0, -1))
    return [QLineF(x + dx * inner, y + dy * inner, x + dx * outer, y + dy * outer) for dx, dy in ways]


def _ticks(line: FloatArray, ends: FloatArray | None) -> list[QLineF]:
    """Strokes across both ends of a line; where it goes on off the plane only across its true ends."""
    (x0, y0), (x1, y1) = line[0].tolist(), line[-1].tolist()
    length = math.hypot(x1 - x0, y1 - y0)
    if length < 1e-6:
        return []
    dx, dy = -(y1 - y0) / length * _TICK, (x1 - x0) / length * _TICK
    return [
        QLineF(x - dx, y - dy, x + dx, y + dy)
        for x, y in ((x0, y0), (x1, y1))
        if ends is None or (np.abs(ends - (x, y)) < 0.5).all(axis=1).any()
    ]


def head_lines(line: FloatArray, length_px: float = _HEAD) -> list[QLineF]:
    """The head of an arrow at the first point."""
    (x0, y0), (x1, y1) = line[0].tolist(), line[-1].tolist()
    turn = math.atan2(y1 - y0, x1 - x0)
    sides = (turn - 0.45, turn + 0.45)
    return [QLineF(x0, y0, x0 + length_px * math.cos(one), y0 + length_px * math.sin(one)) for one in sides]


def _arc(handles: FloatArray) -> list[QLineF]:
    legs = handles[[0, 2]] - handles[1]
    radius = min(_ARC, float(np.hypot(*legs.T).min()) / 2)
    first, second = (math.atan2(y, x) for x, y in legs.tolist())
    sweep = (second - first + math.pi) % (2 * math.pi) - math.pi
    turns = first + sweep * np.linspace(0.0, 1.0, 13)
    return polyline(handles[1] + radius * np.stack([np.cos(turns), np.sin(turns)], axis=1))
