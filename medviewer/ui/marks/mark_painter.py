"""Marks painted over a slice: thin lines with a dark rim, handles, and words that cover nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from medviewer.core.geometry import FloatArray
from medviewer.core.mark import Mark
from medviewer.core.measure_shape import ROI_KINDS
from medviewer.scene.mark_view import SeenMark
from medviewer.scene.plane_view import PlaneView
from medviewer.ui.marks.mark_labels import LabelPictures, PlacedLabel, free_place, label_size
from medviewer.ui.parts.theme import WARNING
from medviewer.ui.views.slice_overlay import overlay_font

COLOUR = "#ffedb0"
SELECTED = "#7cc4f5"
_HANDLE = 3.5
_TICK = 4.0
_HEAD = 9.0
_ARC = 18.0
_FAR = 24.0
_MARGIN = 4.0

WordsOf = Callable[[Mark], tuple[str, ...]]


@dataclass(frozen=True)
class PaintedMark:
    """A mark in a view with its looks."""

    seen: SeenMark
    is_selected: bool = False
    is_hovered: bool = False
    is_draft: bool = False

    @property
    def colour(self) -> str:
        mark = self.seen.mark
        if self.is_selected or self.is_draft:
            return SELECTED
        if mark.color is not None:
            return QColor(*mark.color).name()
        return WARNING if mark.known_mm > 0 else COLOUR


class MarkPainter:
    """Paints the marks of one view; remembers where their words stand."""

    def __init__(self) -> None:
        self._pictures = LabelPictures()
        self.labels: tuple[PlacedLabel, ...] = ()

    def paint(
        self, painter: QPainter, marks: Sequence[PaintedMark], words_of: WordsOf, plane: PlaneView,
        ratio: float, size: tuple[float, float],
    ) -> None:  # fmt: skip
        """Draws marks into a view of ``size`` logical pixels."""
        if not marks:
            self.labels = ()
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        _paint_lines(painter, marks)
        _paint_joins(painter, marks)
        for one in marks:
            if one.is_selected or one.is_hovered or one.is_draft:
                _paint_handles(painter, one)
        font = overlay_font(painter.font(), *size)
        self._paint_words(painter, marks, words_of, plane, ratio, size, font)
        painter.restore()

    def label_at(self, at: QPointF) -> PlacedLabel | None:
        """The words under the mouse."""
        return next((label for label in reversed(self.labels) if label.box.contains(at)), None)

    def _paint_words(
        self, painter: QPainter, marks: Sequence[PaintedMark], words_of: WordsOf, plane: PlaneView,
        ratio: float, size: tuple[float, float], font: QFont,
    ) -> None:  # fmt: skip
        metrics = QFontMetricsF(font)
        view = QRectF(_MARGIN, _MARGIN, size[0] - 2 * _MARGIN, size[1] - 2 * _MARGIN)
        placed: list[PlacedLabel] = []
        taken: list[QRectF] = []
        boxes = [_box(one.seen) for one in marks]
        for one, around in zip(marks, boxes, strict=True):
            lines = words_of(one.seen.mark) if around.intersects(view) else ()
            if not lines:
                continue
            room = label_size(lines, metrics)
            box = self._box_of(one.seen, room, around, (taken, boxes), view, plane, ratio)
            taken.append(box)
            placed.append(PlacedLabel(one.seen.mark.id, lines, box, one.colour))
            _paint_leader(painter, one, box)
            picture = self._pictures.picture(lines, one.colour, font, ratio)
            painter.drawPixmap(QPointF(round(box.left()), round(box.top())), picture)
        self.labels = tuple(placed)

    def _box_of(
        self, seen: SeenMark, room: QSizeF, around: QRectF, taken: tuple[list[QRectF], list[QRectF]],
        view: QRectF, plane: PlaneView, ratio: float,
    ) -> QRectF:  # fmt: skip
        mark = seen.mark
        if mark.label_lps is not None:
            x, y = (plane.lps_to_pixel(mark.label_lps) / ratio).tolist()
            return QRectF(QPointF(x, y), room)
        if mark.kind == "text":
            x, y = seen.handles[0].tolist()
            return QRectF(QPointF(x, y - room.height() / 2), room)
        is_area = mark.kind in ROI_KINDS or mark.kind == "ball"
        ends = [] if is_area else [QPointF(x, y) for x, y in seen.handles.tolist()]
        if mark.kind == "arrow":
            return free_place(room, QRectF(ends[-1], QSizeF(0.1, 0.1)), ends[-1:], *taken, view)
        return free_place(room, around, ends, *taken, view)


def _box(seen: SeenMark) -> QRectF:
    left, top, right, bottom = seen.box
    return QRectF(left, top, max(right - left, 0.1), max(bottom - top, 0.1))


def _paint_lines(painter: QPainter, marks: Sequence[PaintedMark]) -> None:
    """All marks of one colour in one go: a rim below all of them, the lines above."""
    paths: dict[str, QPainterPath] = {}
    for one in marks:
        _add_shape(paths.setdefault(one.colour, QPainterPath()), one.seen)
    for path in paths.values():
        painter.setPen(_pen(QColor(0, 0, 0, 150), 3.0))
        painter.drawPath(path)
    for colour, path in paths.items():
        painter.setPen(_pen(QColor(colour), 1.3))
        painter.drawPath(path)


def _paint_joins(painter: QPainter, marks: Sequence[PaintedMark]) -> None:
    """The two lines of a Cobb angle belong together: a dotted line joins their middles."""
    for one in marks:
        if one.seen.mark.kind == "cobb":
            first, second = (line.mean(axis=0).tolist() for line in one.seen.lines)
            painter.setPen(QPen(QColor(one.colour), 1.0, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(*first), QPointF(*second))


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    return pen


def _add_shape(path: QPainterPath, seen: SeenMark) -> None:
    kind = seen.mark.kind
    if kind == "point":
        _add_cross(path, seen.handles[0], 3.0, 8.0)
        return
    if kind == "text":
        return
    for line in seen.lines:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in line.tolist()]))
    if kind in ("length", "cobb", "bidirectional"):
        for line in seen.lines:
            _add_ticks(path, line)
    if kind == "arrow":
        _add_head(path, seen.lines[0])
    elif kind == "angle" and len(seen.handles) == 3:
        _add_arc(path, seen.handles)
    elif kind == "ball":
        _add_cross(path, seen.handles[0], 0.0, 4.0)


def _add_cross(path: QPainterPath, at: FloatArray, inner: float, outer: float) -> None:
    x, y = at.tolist()
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        path.moveTo(x + dx * inner, y + dy * inner)
        path.lineTo(x + dx * outer, y + dy * outer)


def _add_ticks(path: QPainterPath, line: FloatArray) -> None:
    (x0, y0), (x1, y1) = line[0].tolist(), line[-1].tolist()
    length = math.hypot(x1 - x0, y1 - y0)
    if length < 1e-6:
        return
    dx, dy = -(y1 - y0) / length * _TICK, (x1 - x0) / length * _TICK
    for x, y in ((x0, y0), (x1, y1)):
        path.moveTo(x - dx, y - dy)
        path.lineTo(x + dx, y + dy)


def _add_head(path: QPainterPath, line: FloatArray) -> None:
    """The head of an arrow at the first point."""
    (x0, y0), (x1, y1) = line[0].tolist(), line[-1].tolist()
    turn = math.atan2(y1 - y0, x1 - x0)
    for side in (-0.45, 0.45):
        path.moveTo(x0, y0)
        path.lineTo(x0 + _HEAD * math.cos(turn + side), y0 + _HEAD * math.sin(turn + side))


def _add_arc(path: QPainterPath, handles: FloatArray) -> None:
    legs = handles[[0, 2]] - handles[1]
    radius = min(_ARC, float(np.hypot(*legs.T).min()) / 2)
    first, second = (math.atan2(y, x) for x, y in legs.tolist())
    sweep = (second - first + math.pi) % (2 * math.pi) - math.pi
    turns = first + sweep * np.linspace(0.0, 1.0, 17)
    arc = handles[1] + radius * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in arc.tolist()]))


def _paint_handles(painter: QPainter, one: PaintedMark) -> None:
    painter.setPen(QPen(QColor(0, 0, 0, 200), 1.0))
    painter.setBrush(QColor(one.colour))
    for x, y in one.seen.handles.tolist():
        painter.drawRect(QRectF(x - _HANDLE, y - _HANDLE, 2 * _HANDLE, 2 * _HANDLE))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_leader(painter: QPainter, one: PaintedMark, box: QRectF) -> None:
    """A dotted line from words that stand far off to the nearest point of what they speak of."""
    if one.seen.mark.kind == "text":
        return
    points = one.seen.handles if one.seen.mark.kind not in (*ROI_KINDS, "ball") else one.seen.lines[0]
    x = np.clip(points[:, 0], box.left(), box.right())
    y = np.clip(points[:, 1], box.top(), box.bottom())
    away = np.hypot(points[:, 0] - x, points[:, 1] - y)
    nearest = int(away.argmin())
    if away[nearest] < _FAR:
        return
    pen = QPen(QColor(one.colour), 1.0, Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.drawLine(QPointF(*points[nearest].tolist()), QPointF(float(x[nearest]), float(y[nearest])))
