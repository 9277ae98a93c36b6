"""The words beside marks: where they stand so that they cover nothing, and their pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

_GAP = 10.0
_PADDING = 4.0
_PLATE = 110
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

    def picture(self, lines: tuple[str, ...], colour: str, font: QFont, ratio: float) -> QPixmap:
        """The picture of some lines in a colour."""
        key = (lines, colour, font.pixelSize(), ratio)
        found = self._pictures.get(key)
        if found is None:
            if len(self._pictures) >= _MOST_PICTURES:
                self._pictures.clear()
            found = self._pictures[key] = _drawn(lines, colour, font, ratio)
        return found


def label_size(lines: Sequence[str], metrics: QFontMetricsF) -> QSizeF:
    """How much room some lines take."""
    wide = max(metrics.horizontalAdvance(line) for line in lines)
    return QSizeF(wide + 2 * _PADDING, len(lines) * metrics.height() + _PADDING)


def free_place(
    size: QSizeF,
    around: QRectF,
    ends: Sequence[QPointF],
    taken: Sequence[QRectF],
    marks: Sequence[QRectF],
    view: QRectF,
) -> QRectF:
    """Where words stand: beside what they speak of, inside the view, on nothing else if there is room.

    Parameters
    ----------
    around
        The box of what is measured.
    ends
        Its handles: the words of something larger than the view stand beside one of them.
    taken, marks
        Where other words and other marks are: never on the ones, on the others if there is no better place.
    """
    middle = around.center()
    wide, high = size.width(), size.height()
    corners = [
        QPointF(around.right() + _GAP, middle.y() - high / 2),
        QPointF(around.left() - _GAP - wide, middle.y() - high / 2),
        QPointF(middle.x() - wide / 2, around.bottom() + _GAP),
        QPointF(middle.x() - wide / 2, around.top() - _GAP - high),
    ]
    for end in ends:
        corners.append(QPointF(end.x() + _GAP, end.y() - high / 2))
        corners.append(QPointF(end.x() - _GAP - wide, end.y() - high / 2))
    boxes = [QRectF(corner, size) for corner in corners]
    inside = [box for box in boxes if view.contains(box)]
    free = [box for box in inside if not any(box.intersects(other) for other in taken)]
    clear = (box for box in free if not any(box.intersects(other) for other in marks if other != around))
    best = next(clear, free[0] if free else None)
    if best is not None:
        return best
    box = (inside or boxes)[0]
    box.moveLeft(min(max(box.left(), view.left()), view.right() - wide))
    box.moveTop(min(max(box.top(), view.top()), view.bottom() - high))
    for other in sorted(taken, key=lambda one: one.top()):
        if box.intersects(other) and other.bottom() + high <= view.bottom():
            box.moveTop(other.bottom())
    return box


def _drawn(lines: tuple[str, ...], colour: str, font: QFont, ratio: float) -> QPixmap:
    metrics = QFontMetricsF(font)
    size = label_size(lines, metrics)
    picture = QPixmap(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
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
