"""Draws the pictures of a report: the slice, the marks in it, and the letters at its edges."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from medviewer.core.report import ReportPicture
from medviewer.report.shots import Shot
from medviewer.scene.layers.box_outline import BoxOutline
from medviewer.scene.layers.landmarks_layer import LandmarkMark
from medviewer.scene.marks.mark_view import SeenMark, seen_marks
from medviewer.ui.marks.mark_shapes import head_lines
from medviewer.ui.report.fonts import FAMILY
from medviewer.ui.views.slice_picture import PictureMaker

_LETTER_PX = 34
_MARGIN = 10.0
_LINE_PX = 3.5
_HEAD_PX = 24.0
_MARK = QColor("#ffd54a")
_LETTER = QColor("#e8edf2")
_FOUND = QColor("#5ec8f2")
"""Boxes and points of models: on white paper amber would be too near to what the reader drew."""
_RIM = QColor(0, 0, 0, 170)
_LEFT = Qt.AlignmentFlag.AlignLeft


class PictureDrawer:
    """Turns shots into PNG files; for one worker thread at a time."""

    def __init__(self, make_renderer: Callable[[], PictureMaker]) -> None:
        self._make_renderer = make_renderer
        self._renderer: PictureMaker | None = None

    def __call__(self, shot: Shot) -> ReportPicture:
        if self._renderer is None:
            self._renderer = self._make_renderer()
        words = self._renderer.render_words(shot.plan)
        height, width = words.shape
        picture = QImage(words.data, width, height, words.strides[0], QImage.Format.Format_RGB32).copy()
        painter = QPainter(picture)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        numbers = {mark.id: number for number, mark in shot.marks}
        marks = [mark for _, mark in shot.marks]
        for seen in seen_marks(marks, shot.plan.plane, shot.half_mm, 1.0):
            _paint_mark(painter, seen, numbers[seen.mark.id])
        names: list[QRectF] = []
        for box in shot.boxes:
            names.append(_paint_box(painter, box, names))
        for point in shot.points:
            _paint_point(painter, point)
        _paint_letters(painter, shot, width, height)
        painter.end()
        return ReportPicture(
            png=_png(picture),
            size_px=(width, height),
            series=shot.series,
            note=shot.note,
            window=shot.window,
            has_result=shot.has_result,
            is_key_image=shot.is_key_image,
            instance_uid=shot.instance_uid,
            frame=shot.frame,
        )

    def let_go(self) -> None:
        """Forgets the volumes that were drawn."""
        self._renderer = None


def _paint_mark(painter: QPainter, seen: SeenMark, number: int) -> None:
    """Its lines over a dark rim, and its number in the table beside its first point."""
    for color, width in ((_RIM, _LINE_PX + 2.0), (_color_of(seen), _LINE_PX)):
        painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in seen.lines:
            points = [QPointF(float(x), float(y)) for x, y in line]
            if len(points) == 1:
                painter.drawEllipse(points[0], 3.0, 3.0)
            else:
                painter.drawPolyline(points)
        if seen.mark.kind == "arrow":
            painter.drawLines(head_lines(seen.lines[0], _HEAD_PX))
        painter.setPen(QPen(color, width, Qt.PenStyle.DashLine, Qt.PenCapStyle.FlatCap))
        for part in seen.faint:  # what lies before or behind the slice
            painter.drawPolyline([QPointF(float(x), float(y)) for x, y in part])
    x, y = (float(value) for value in (seen.handles if len(seen.handles) else seen.all_lines[0])[0])
    _paint_text(
        painter, QRectF(x + 8, y - 44, 400, 44), Qt.AlignmentFlag.AlignLeft, str(number), _color_of(seen)
    )


def _paint_box(painter: QPainter, box: BoxOutline, names: list[QRectF]) -> QRectF:
    """What a detector found, with its name and score where no other ``names`` are; gives that place."""
    corners = [QPointF(x, y) for x, y in (*box.points_px, box.points_px[0])]
    for color, width in ((_RIM, _LINE_PX + 2.0), (_FOUND, _LINE_PX)):
        painter.setPen(QPen(color, width))
        painter.drawPolyline(corners)
    text = f"{box.label} {box.score:.0%}"
    left, top = (min(point[axis] for point in box.points_px) for axis in (0, 1))
    bottom = max(point[1] for point in box.points_px)
    size = QSizeF(_width_of(painter, text), _LETTER_PX + 10.0)
    places = [QRectF(QPointF(left, y), size) for y in (top - 46.0, bottom + 2.0, top - 90.0, bottom + 46.0)]
    free = (place for place in places if not any(place.intersects(other) for other in names))
    place = next(free, places[0])
    _paint_text(painter, place, _LEFT, text, _FOUND)
    return place


def _paint_point(painter: QPainter, point: LandmarkMark) -> None:
    """A named point: a ring that hides nothing."""
    at = QPointF(*point.point_px)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((_RIM, _LINE_PX + 2.0), (_FOUND, _LINE_PX)):
        painter.setPen(QPen(color, width))
        painter.drawEllipse(at, 10.0, 10.0)
    _paint_text(painter, QRectF(at.x() + 16, at.y() - 22, 800, 44), _LEFT, point.label, _FOUND)


def _color_of(seen: SeenMark) -> QColor:
    return _MARK if seen.mark.color is None else QColor(*seen.mark.color)


def _width_of(painter: QPainter, text: str) -> float:
    painter.setFont(_letters(painter))
    return painter.fontMetrics().horizontalAdvance(text) + 4.0


def _letters(painter: QPainter) -> QFont:
    font = painter.font()
    font.setFamily(FAMILY)
    font.setPixelSize(_LETTER_PX)
    return font


def _paint_text(painter: QPainter, where: QRectF, flags: Qt.AlignmentFlag, text: str, color: QColor) -> None:
    painter.setFont(_letters(painter))
    painter.setPen(_RIM)
    painter.drawText(where.translated(1.5, 1.5), flags, text)
    painter.setPen(color)
    painter.drawText(where, flags, text)


def _paint_letters(painter: QPainter, shot: Shot, width: int, height: int) -> None:
    left, right, top, bottom = shot.letters
    middle = Qt.AlignmentFlag.AlignVCenter
    centre = Qt.AlignmentFlag.AlignHCenter
    inside = QRectF(_MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN)
    for text, where in (
        (left, Qt.AlignmentFlag.AlignLeft | middle),
        (right, Qt.AlignmentFlag.AlignRight | middle),
        (top, Qt.AlignmentFlag.AlignTop | centre),
        (bottom, Qt.AlignmentFlag.AlignBottom | centre),
    ):
        _paint_text(painter, inside, where, text, _LETTER)


def _png(picture: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())
