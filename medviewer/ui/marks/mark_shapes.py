"""The lines that marks are drawn with: many short ones in one go are what Qt draws fastest."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QLineF

from medviewer.core.geometry import FloatArray
from medviewer.scene.marks.mark_view import SeenMark

_TICK = 4.0
_HEAD = 9.0
_ARC = 18.0


def shape_lines(seen: SeenMark) -> list[QLineF]:
    """All lines of a mark in a view, logical pixels; a text has none."""
    kind = seen.mark.kind
    if kind == "text":
        return []
    if kind == "point":
        return _cross(seen.handles[0], 3.0, 8.0)
    found: list[QLineF] = []
    for line in seen.lines:
        found += _polyline(line)
    if kind in ("length", "cobb", "bidirectional"):
        for line in seen.lines:
            found += _ticks(line)
    elif kind == "arrow":
        found += _head(seen.lines[0])
    elif kind == "angle" and len(seen.handles) == 3:
        found += _arc(seen.handles)
    elif kind == "ball":
        found += _cross(seen.handles[0], 0.0, 4.0)
    return found


def _polyline(points: FloatArray) -> list[QLineF]:
    return [QLineF(*pair) for pair in np.concatenate([points[:-1], points[1:]], axis=1).tolist()]


def _cross(at: FloatArray, inner: float, outer: float) -> list[QLineF]:
    x, y = at.tolist()
    ways = ((1, 0), (-1, 0), (0, 1), (0, -1))
    return [QLineF(x + dx * inner, y + dy * inner, x + dx * outer, y + dy * outer) for dx, dy in ways]


def _ticks(line: FloatArray) -> list[QLineF]:
    (x0, y0), (x1, y1) = line[0].tolist(), line[-1].tolist()
    length = math.hypot(x1 - x0, y1 - y0)
    if length < 1e-6:
        return []
    dx, dy = -(y1 - y0) / length * _TICK, (x1 - x0) / length * _TICK
    return [QLineF(x - dx, y - dy, x + dx, y + dy) for x, y in ((x0, y0), (x1, y1))]


def _head(line: FloatArray) -> list[QLineF]:
    """The head of an arrow at the first point."""
    (x0, y0), (x1, y1) = line[0].tolist(), line[-1].tolist()
    turn = math.atan2(y1 - y0, x1 - x0)
    sides = (turn - 0.45, turn + 0.45)
    return [QLineF(x0, y0, x0 + _HEAD * math.cos(one), y0 + _HEAD * math.sin(one)) for one in sides]


def _arc(handles: FloatArray) -> list[QLineF]:
    legs = handles[[0, 2]] - handles[1]
    radius = min(_ARC, float(np.hypot(*legs.T).min()) / 2)
    first, second = (math.atan2(y, x) for x, y in legs.tolist())
    sweep = (second - first + math.pi) % (2 * math.pi) - math.pi
    turns = first + sweep * np.linspace(0.0, 1.0, 13)
    return _polyline(handles[1] + radius * np.stack([np.cos(turns), np.sin(turns)], axis=1))
