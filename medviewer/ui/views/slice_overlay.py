"""What is drawn over a slice: letters, corners, crosshair, border, badges, scale bar."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from medviewer.ui.explain.heat_legend import HeatLegend, paint_legends
from medviewer.ui.parts.colours import colours
from medviewer.ui.parts.theme import ACCENT, BACKGROUND, MUTED, PLANE_DASHES, TEXT, text_scale
from medviewer.ui.views.badges import Badge
from medviewer.ui.views.corner_text import Corners
from medviewer.ui.views.landmark_overlay import PointDrawing, paint_points
from medviewer.ui.views.palette_legend import PaletteLegend, paint_palette_legend
from medviewer.ui.views.position_bar import REACH
from medviewer.ui.views.reference_overlay import ReferenceDrawing, paint_references
from medviewer.ui.views.scale_bar import scale_bar_length_mm

_MARGIN = 8.0
_ROWS_AT_ONCE = 32.0
_INSET = 30.0  # the crosshair ends before the letters


@dataclass(frozen=True)
class CrosshairLine:
    """One arm of the crosshair, in logical pixels: where another plane cuts this one."""

    plane: str
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True)
class BoxDrawing:
    """A box of a detector where this view cuts it, in logical pixels, with what it is."""

    points: tuple[tuple[float, float], ...]
    text: str


@dataclass(frozen=True)
class Overlay:
    """Everything that is drawn over one slice; equal overlays give the same drawing.

    Badges begin below ``taken_above`` logical pixels, which buttons take at the upper edge.
    """

    kind: str
    letters: tuple[str, str, str, str] | None = None
    corners: Corners = field(default_factory=Corners)
    badges: tuple[Badge, ...] = ()
    ai_badges: tuple[Badge, ...] = ()
    crosshair: tuple[CrosshairLine, ...] = ()
    boxes: tuple[BoxDrawing, ...] = ()
    points: tuple[PointDrawing, ...] = ()
    mm_per_pixel: float = 0.0
    scale_unit: str = "mm"
    is_in_use: bool = False
    region: tuple[float, float, float, float] | None = None
    legends: tuple[HeatLegend, ...] = ()
    palette: PaletteLegend | None = None
    references: tuple[ReferenceDrawing, ...] = ()
    taken_above: float = 0.0


def paint_overlay(painter: QPainter, overlay: Overlay, width: float, height: float, no_letters: str) -> None:
    """Draws an overlay into a view of ``width`` x ``height`` logical pixels.

    ``no_letters`` stands where the letters would, if geometry does not say how the picture lies.
    """
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(overlay_font(painter.font(), width, height))
    _paint_crosshair(painter, overlay, width, height)
    paint_references(painter, overlay.references, width, height, write_rimmed)
    _paint_boxes(painter, overlay)
    paint_points(painter, overlay.points, write_rimmed)
    _paint_letters(painter, overlay, width, height, no_letters)
    _paint_corners(painter, overlay, width, height, no_letters)
    _paint_scale(painter, overlay, width, height)
    if overlay.palette is not None:
        paint_palette_legend(painter, overlay.palette, width, height, write_rimmed)
    paint_legends(painter, overlay.legends, width, height, write_rimmed)
    if overlay.region is not None:
        left, top, right, bottom = overlay.region
        painter.setPen(QPen(QColor(ACCENT), 1, Qt.PenStyle.DashLine))
        painter.drawRect(QRectF(QPointF(left, top), QPointF(right, bottom)).normalized())
    _paint_border(painter, overlay, width, height)


def overlay_font(base: QFont, width: float, height: float) -> QFont:
    """The font of what stands over a view of a size."""
    font = QFont(base)
    usual_px = min(13.0, max(9.0, min(width, height) / 36.0 + 4.0))
    font.setPixelSize(round(usual_px * text_scale(base)))
    return font


def write_rimmed(painter: QPainter, x: float, baseline: float, text: str, colour: str = TEXT) -> None:
    """Text with a dark rim, legible on black and on white."""
    painter.setPen(QColor(0, 0, 0, 200))
    for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1), (1, 1)):
        painter.drawText(QPointF(x + dx, baseline + dy), text)
    painter.setPen(QColor(colour))
    painter.drawText(QPointF(x, baseline), text)


def _paint_letters(painter: QPainter, overlay: Overlay, width: float, height: float, no_letters: str) -> None:
    metrics = QFontMetricsF(painter.font())
    if overlay.letters is None:
        x = (width - metrics.horizontalAdvance(no_letters)) / 2
        write_rimmed(painter, x, _MARGIN + metrics.ascent(), no_letters, colours().warning)
        return
    painter.save()
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(font.pixelSize() + 2)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    left, right, top, bottom = overlay.letters
    middle = height / 2 + metrics.ascent() / 2 - metrics.descent() / 2
    write_rimmed(painter, _MARGIN, middle, left)
    beside_bar = max(_MARGIN, REACH + 5.0)  # the position bar marks the slice on screen just there
    write_rimmed(painter, width - beside_bar - metrics.horizontalAdvance(right), middle, right)
    write_rimmed(painter, (width - metrics.horizontalAdvance(top)) / 2, _MARGIN + metrics.ascent(), top)
    write_rimmed(
        painter, (width - metrics.horizontalAdvance(bottom)) / 2, height - _MARGIN - metrics.descent(), bottom
    )
    painter.restore()


def _paint_corners(painter: QPainter, overlay: Overlay, width: float, height: float, no_letters: str) -> None:
    metrics = QFontMetricsF(painter.font())
    line = metrics.height()
    room = max(1, int((height / 2 - 3 * line) / line))
    widest = 0.4 * width - 2 * _MARGIN  # the middle is for letters and the scale bar
    notice = 0.0 if overlay.letters is not None else metrics.horizontalAdvance(no_letters)
    beside_notice = min(widest, (width - notice) / 2 - 2 * _MARGIN)
    corners = overlay.corners
    boxes = badge_boxes(overlay, metrics, width)
    for badge, box in boxes:
        _paint_badge(painter, badge, box)
    y = boxes[-1][1].bottom() + 4 if boxes else _MARGIN
    for lines, at_right, at_bottom in (
        (corners.top_left, False, False),
        (corners.top_right, True, False),
        (corners.bottom_left, False, True),
        (corners.bottom_right, True, True),
    ):
        start = y if boxes and not at_bottom else _MARGIN
        for row, text in enumerate(lines[:room]):
            limit = widest if at_bottom or row or boxes else beside_notice
            shown = _fitting(metrics, text, limit)
            x = width - _MARGIN - metrics.horizontalAdvance(shown) if at_right else _MARGIN
            offset = start + row * line
            baseline = height - offset - metrics.descent() if at_bottom else offset + metrics.ascent()
            write_rimmed(painter, x, baseline, shown, TEXT if row == 0 else "#b9c1c9")


def _fitting(metrics: QFontMetricsF, text: str, limit: float) -> str:
    """A line cut to a width; a remark behind its numbers goes before a digit does."""
    numbers = text.rsplit("   ", 1)[0]
    whole = text if metrics.horizontalAdvance(text) <= limit else numbers
    return metrics.elidedText(whole, Qt.TextElideMode.ElideRight, limit)


def badge_boxes(overlay: Overlay, metrics: QFontMetricsF, width: float) -> list[tuple[Badge, QRectF]]:
    """The badges of an overlay, each with its place in a view of a width; none hides what tells the side."""
    boxes: list[tuple[Badge, QRectF]] = []
    y, below_letters = max(_MARGIN, overlay.taken_above + 4), _MARGIN + metrics.height() + 6
    clear = width / 2 - metrics.height() if overlay.letters is not None else width / 4
    for badge in (*overlay.ai_badges, *overlay.badges):
        wide = min(metrics.horizontalAdvance(badge.text) + 12, max(width - 2 * _MARGIN, 36))
        if _MARGIN + wide > clear:
            y = max(y, below_letters)
        boxes.append((badge, QRectF(_MARGIN, y, wide, metrics.height() + 2)))
        y += metrics.height() + 6
    return boxes


def badge_at(overlay: Overlay, base: QFont, size: tuple[float, float], at: QPointF) -> Badge | None:
    """The badge at a point of a view of a size, as `paint_overlay` draws them."""
    metrics = QFontMetricsF(overlay_font(base, *size))
    return next((badge for badge, box in badge_boxes(overlay, metrics, size[0]) if box.contains(at)), None)


def _paint_badge(painter: QPainter, badge: Badge, box: QRectF) -> None:
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(badge.text, Qt.TextElideMode.ElideRight, box.width() - 12)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ACCENT if badge.is_ai else colours().warning))
    painter.drawRoundedRect(box, 3, 3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor(BACKGROUND))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


def _paint_crosshair(painter: QPainter, overlay: Overlay, width: float, height: float) -> None:
    painter.save()
    painter.setClipRect(QRectF(_INSET, _INSET, width - 2 * _INSET, height - 2 * _INSET))
    for arm in overlay.crosshair:
        pen = QPen(QColor(colours().planes[arm.plane]), 1)
        pen.setDashPattern(PLANE_DASHES[arm.plane])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(*arm.start), QPointF(*arm.end))
    painter.restore()


def _paint_boxes(painter: QPainter, overlay: Overlay) -> None:
    for box in overlay.boxes:
        polygon = QPolygonF([QPointF(*point) for point in box.points])
        painter.setPen(QPen(QColor(colours().warning), 1.5))
        painter.drawPolygon(polygon)
        corner = polygon.boundingRect().topLeft()
        write_rimmed(painter, corner.x(), corner.y() - 4, box.text, colours().warning)


def _paint_border(painter: QPainter, overlay: Overlay, width: float, height: float) -> None:
    colour = QColor(colours().planes.get(overlay.kind, MUTED))
    colour.setAlpha(255 if overlay.is_in_use else 110)
    line = 2.0 if overlay.is_in_use else 1.0
    painter.fillRect(QRectF(0, 0, width, line), colour)  # areas: a drawn rectangle costs a millisecond
    painter.fillRect(QRectF(0, height - line, width, line), colour)
    y = line
    while y < height - line:  # Qt shares more rows than that among threads, and waits for them
        piece = min(_ROWS_AT_ONCE, height - line - y)
        painter.fillRect(QRectF(0, y, line, piece), colour)
        painter.fillRect(QRectF(width - line, y, line, piece), colour)
        y += piece


def _paint_scale(painter: QPainter, overlay: Overlay, width: float, height: float) -> None:
    if overlay.mm_per_pixel <= 0 or width < 200 or height < 200:
        return
    length_mm = scale_bar_length_mm(overlay.mm_per_pixel * width / 5)
    length = length_mm / overlay.mm_per_pixel
    metrics = QFontMetricsF(painter.font())
    text = (
        f"{length_mm / 10:g} cm"
        if overlay.scale_unit == "mm" and length_mm >= 10
        else f"{length_mm:g} {overlay.scale_unit}"
    )
    x, y = (width - length) / 2, height - _MARGIN - 1.9 * metrics.height()
    for colour, thickness in ((QColor(0, 0, 0, 200), 3), (QColor(TEXT), 1)):
        painter.setPen(QPen(colour, thickness))
        painter.drawLine(QPointF(x, y), QPointF(x + length, y))
        for end in (x, x + length):
            painter.drawLine(QPointF(end, y - 4), QPointF(end, y + 4))
    write_rimmed(painter, (width - metrics.horizontalAdvance(text)) / 2, y - 6, text, "#b9c1c9")
