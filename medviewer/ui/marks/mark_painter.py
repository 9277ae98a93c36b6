"""Marks painted over a slice: thin lines with a dark rim, handles, and words that cover nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from medviewer.core.geometry import FloatArray
from medviewer.core.mark import Mark
from medviewer.core.measure_shape import ROI_KINDS
from medviewer.scene.marks.mark_view import SeenMark
from medviewer.scene.views.plane_view import PlaneView
from medviewer.ui.marks.mark_labels import Box, LabelPictures, PlacedLabel, free_place
from medviewer.ui.marks.mark_shapes import polyline, shape_lines
from medviewer.ui.parts.colours import colours
from medviewer.ui.parts.theme import MEASURED
from medviewer.ui.views.slice_overlay import overlay_font

SELECTED = "#7cc4f5"
_RIM = "#0c0e10"
_HANDLE = 3.5
_FAR = 24.0
_FAINT = 0.8
_MARGIN = 4.0

WordsOf = Callable[[Mark], tuple[str, ...]]


@dataclass(frozen=True)
class PaintedMark:
    """A mark in a view with its looks."""

    seen: SeenMark
    is_selected: bool = False
    is_hovered: bool = False
    is_draft: bool = False
    strength: float = 1.0

    @property
    def colour(self) -> str:
        """Its colour, the darker the weaker it is drawn."""
        if self.strength >= 1.0:
            return self.full_colour
        full = QColor(self.full_colour)
        parts = (round(part * self.strength) for part in (full.red(), full.green(), full.blue()))
        return QColor(*parts).name()

    @property
    def full_colour(self) -> str:
        """Its colour, that of its words too."""
        mark = self.seen.mark
        if self.is_selected or self.is_draft:
            return SELECTED
        if mark.color is not None:
            return QColor(*mark.color).name()
        return colours().warning if mark.known_mm > 0 else MEASURED


class MarkPainter:
    """Paints the marks of one view; remembers where their words stand."""

    def __init__(self) -> None:
        self._pictures = LabelPictures()
        self._placed_for: tuple[object, ...] = ()
        self._lines_for: tuple[object, ...] = ()
        self._lines: dict[str, list[QLineF]] = {}
        self.labels: tuple[PlacedLabel, ...] = ()

    def paint(
        self, painter: QPainter, marks: Sequence[PaintedMark], words_of: WordsOf, plane: PlaneView,
        ratio: float, size: tuple[float, float],
    ) -> None:  # fmt: skip
        """Draws marks into a view of ``size`` logical pixels."""
        if not marks:
            self.forget()
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        key = (plane, ratio, tuple((id(one.seen.mark), one.colour) for one in marks))
        if key != self._lines_for:
            self._lines_for, self._lines = key, _lines_by_colour(marks)
        _paint_faint(painter, marks)
        _paint_lines(painter, self._lines, ratio)
        _paint_joins(painter, marks)
        for one in marks:
            if one.is_selected or one.is_hovered or one.is_draft:
                _paint_handles(painter, one)
        self._paint_words(painter, marks, words_of, plane, ratio, size)
        painter.restore()

    def forget(self) -> None:
        """Nothing is drawn now."""
        self.labels, self._placed_for = (), ()

    def label_at(self, at: QPointF) -> PlacedLabel | None:
        """The words under the mouse."""
        return next((label for label in reversed(self.labels) if label.box.contains(at)), None)

    def _paint_words(
        self, painter: QPainter, marks: Sequence[PaintedMark], words_of: WordsOf, plane: PlaneView,
        ratio: float, size: tuple[float, float],
    ) -> None:  # fmt: skip
        font: QFont = overlay_font(painter.font(), *size)
        # What passes in front of or behind the plane is seen, but not spoken of.
        told = tuple(words_of(one.seen.mark) if one.seen.lines else () for one in marks)
        looks = tuple((one.seen.mark.id, one.colour) for one in marks)
        key = (plane, size, font.pixelSize(), told, looks, tuple(id(one.seen.mark) for one in marks))
        if key != self._placed_for:
            self._placed_for = key
            self.labels = self._placed(marks, told, plane, ratio, size, font)
        labels = {label.mark_id: label for label in self.labels}
        for one in marks:
            label = labels.get(one.seen.mark.id)
            if label is not None:
                _paint_leader(painter, one, label.box)
                picture = self._pictures.picture(label.lines, label.colour, font, ratio)
                painter.drawPixmap(QPointF(round(label.box.left()), round(label.box.top())), picture)

    def _placed(
        self, marks: Sequence[PaintedMark], told: Sequence[tuple[str, ...]], plane: PlaneView, ratio: float,
        size: tuple[float, float], font: QFont,
    ) -> tuple[PlacedLabel, ...]:  # fmt: skip
        """Where the words of all marks stand; found anew only when something has moved."""
        right, bottom = size[0] - _MARGIN, size[1] - _MARGIN
        view = (_MARGIN, _MARGIN, right, bottom)
        placed: list[PlacedLabel] = []
        boxes = [one.seen.box for one in marks]
        blocked = np.zeros((4, 2 * len(marks)))  # words grow from the middle to the left, marks to the right
        blocked[:, len(marks) :] = np.array(boxes).T
        # Only of what was drawn before: a new mark never makes the words of others jump.
        for number, (one, lines, around) in enumerate(zip(marks, told, boxes, strict=True)):
            is_near = around[0] < right and around[1] < bottom and around[2] > _MARGIN and around[3] > _MARGIN
            if not lines or not is_near:
                continue
            room, first = self._pictures.size(lines, font), len(marks) - len(placed)
            x, y = _corner(
                one.seen,
                room,
                around,
                blocked[:, first : len(marks) + number + 1],
                len(placed),
                view,
                plane,
                ratio,
            )
            blocked[:, first - 1] = (x, y, x + room[0], y + room[1])
            box = QRectF(QPointF(x, y), QSizeF(*room))
            placed.append(PlacedLabel(one.seen.mark.id, lines, box, one.full_colour))
        return tuple(placed)


def _corner(
    seen: SeenMark, room: tuple[float, float], around: Box, blocked: FloatArray, words: int, view: Box,
    plane: PlaneView, ratio: float,
) -> tuple[float, float]:  # fmt: skip
    """Left and top of the words of a mark: where the reader put them, else where there is room."""
    mark = seen.mark
    if mark.label_lps is not None:
        x, y = (plane.lps_to_pixel(mark.label_lps) / ratio).tolist()
        return x, y
    if mark.kind == "text":
        x, y = seen.handles[0].tolist()
        return x, y - room[1] / 2
    ends = [] if mark.kind in (*ROI_KINDS, "ball") else [(x, y) for x, y in seen.handles.tolist()]
    if mark.kind == "arrow":
        x, y = ends[-1]
        return free_place(room, (x, y, x, y), ends[-1:], blocked, words, view)
    return free_place(room, around, ends, blocked, words, view)


def _lines_by_colour(marks: Sequence[PaintedMark]) -> dict[str, list[QLineF]]:
    lines: dict[str, list[QLineF]] = {}
    for one in marks:
        lines.setdefault(one.colour, []).extend(shape_lines(one.seen))
    return lines


def _paint_lines(painter: QPainter, lines: dict[str, list[QLineF]], ratio: float) -> None:
    """All marks of one colour in one go: a rim below all of them, the lines above."""
    painter.setPen(_pen(_RIM, 3.0 * ratio))
    for some in lines.values():
        painter.drawLines(some)
    for colour, some in lines.items():
        painter.setPen(_pen(colour, 1.3 * ratio))
        painter.drawLines(some)


def _pen(colour: str, screen_px: float) -> QPen:
    pen = QPen(QColor(colour), screen_px)
    pen.setCosmetic(True)  # many times faster
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    return pen


def _paint_faint(painter: QPainter, marks: Sequence[PaintedMark]) -> None:
    """What of marks over several slices lies off the plane, dashed."""
    for one in marks:
        if one.seen.faint:
            lines = [line for part in one.seen.faint for line in polyline(part)]
            for name, strength, width in ((_RIM, _FAINT / 2.0, 3.0), (one.colour, _FAINT, 1.3)):
                colour = QColor(name)
                colour.setAlphaF(strength)
                pen = QPen(colour, width)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                pen.setDashPattern([6.0 / width, 5.0 / width])
                painter.setPen(pen)
                painter.drawLines(lines)


def _paint_joins(painter: QPainter, marks: Sequence[PaintedMark]) -> None:
    """The two lines of a Cobb angle belong together: a dotted line joins their middles."""
    for one in marks:
        if one.seen.mark.kind == "cobb":
            first, second = (line.mean(axis=0).tolist() for line in one.seen.lines)
            painter.setPen(QPen(QColor(one.colour), 1.0, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(*first), QPointF(*second))


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
    is_line = one.seen.mark.kind not in (*ROI_KINDS, "ball") and len(one.seen.handles) > 0
    points = one.seen.handles if is_line else one.seen.all_lines[0]
    x = np.minimum(np.maximum(points[:, 0], box.left()), box.right())
    y = np.minimum(np.maximum(points[:, 1], box.top()), box.bottom())
    away = np.hypot(points[:, 0] - x, points[:, 1] - y)
    nearest = int(away.argmin())
    if away[nearest] < _FAR:
        return
    painter.setPen(QPen(QColor(one.colour), 1.0, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(*points[nearest].tolist()), QPointF(float(x[nearest]), float(y[nearest])))
