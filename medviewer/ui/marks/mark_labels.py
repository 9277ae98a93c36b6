"""The words beside marks: where they stand so that they cover nothing, and their pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from medviewer.core.geometry import FloatArray

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, logical pixels."""
_GAP = 10.0
_PADDING = 4.0
_PLATE = 130
_MOST_PICTURES = 400


@dataclass(frozen=True)
class PlacedLabel:
    """Words of a mark and where they stand, logical pixels."""

    mark_id: str
    lines: tuple[str, ...]
    box: QRectF
    colour: str


class LabelPictures:
    """Words with a dark rim as pictures: letters are drawn once, not in every frame."""

    def __init__(self) -> None:
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        self._sizes: dict[tuple[object, ...], tuple[float, float]] = {}

    def picture(self, lines: tuple[str, ...], colour: str, font: QFont, ratio: float) -> QPixmap:
        """The picture of some lines in a colour."""
        key = (lines, colour, font.pixelSize(), ratio)
        found = self._pictures.get(key)
        if found is None:
            if len(self._pictures) >= _MOST_PICTURES:
                self._pictures.clear()
            found = self._pictures[key] = _drawn(lines, colour, font, ratio)
        return found

    def size(self, lines: tuple[str, ...], font: QFont) -> tuple[float, float]:
        """How much room some lines take: width and height."""
        key = (lines, font.pixelSize())
        found = self._sizes.get(key)
        if found is None:
            if len(self._sizes) >= _MOST_PICTURES:
                self._sizes.clear()
            size = _size(lines, QFontMetricsF(font))
            found = self._sizes[key] = (size.width(), size.height())
        return found


def free_place(
    size: tuple[float, float],
    around: Box,
    ends: Sequence[tuple[float, float]],
    blocked: FloatArray,
    words: int,
    view: Box,
) -> tuple[float, float]:
    """Left and top of words: beside what they speak of, inside the view, on nothing else if there is room.

    Parameters
    ----------
    around
        The box of what is measured.
    ends
        Its handles: the words of something larger than the view stand beside one of them.
    blocked
        Left, top, right and bottom (4, n) of other words (the first ``words`` of them), where none may
        stand, and of marks, where they stand only if there is no better place.
    """
    wide, high = size
    places = _places(size, around, ends)
    left_px, top_px = np.array(places).T[:, :, None]
    inside = ((left_px >= view[0]) & (top_px >= view[1]))[:, 0]
    inside &= ((left_px + wide <= view[2]) & (top_px + high <= view[3]))[:, 0]
    meets = (left_px < blocked[2]) & (left_px + wide > blocked[0])
    meets &= (top_px < blocked[3]) & (top_px + high > blocked[1])
    on_words = meets[:, :words].any(axis=1)
    on_marks = meets[:, words:].any(axis=1)
    for good in (inside & ~on_words & ~on_marks, inside & ~on_words, inside):
        if good.any():
            return places[int(good.argmax())]
    return (
        min(max(places[0][0], view[0]), view[2] - wide),
        min(max(places[0][1], view[1]), view[3] - high),
    )


def _places(
    size: tuple[float, float], around: Box, ends: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Right, left, below and above what is measured, then beside its ends."""
    wide, high = size
    left, top, right, bottom = around
    x, y = (left + right) / 2, (top + bottom) / 2
    places = [
        (right + _GAP, y - high / 2),
        (left - _GAP - wide, y - high / 2),
        (x - wide / 2, bottom + _GAP),
        (x - wide / 2, top - _GAP - high),
    ]
    for end_x, end_y in ends:
        places += [(end_x + _GAP, end_y - high / 2), (end_x - _GAP - wide, end_y - high / 2)]
    return places


def _size(lines: Sequence[str], metrics: QFontMetricsF) -> QSizeF:
    wide = max(metrics.horizontalAdvance(line) for line in lines)
    return QSizeF(wide + 2 * _PADDING, len(lines) * metrics.height() + _PADDING)


def _drawn(lines: tuple[str, ...], colour: str, font: QFont, ratio: float) -> QPixmap:
    metrics = QFontMetricsF(font)
    size = _size(lines, metrics)
    picture = QPixmap(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.TextAntialiasing | QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, _PLATE))
    painter.drawRoundedRect(QRectF(QPointF(0, 0), size), 3, 3)  # legible on white, hardly seen on black
    for number, line in enumerate(lines):
        baseline = _PADDING / 2 + number * metrics.height() + metrics.ascent()
        painter.setPen(QColor(0, 0, 0, 210))
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1), (1, 1), (-1, 1)):
            painter.drawText(QPointF(_PADDING + dx, baseline + dy), line)
        painter.setPen(QColor(colour))
        painter.drawText(QPointF(_PADDING, baseline), line)
    painter.end()
    return picture
