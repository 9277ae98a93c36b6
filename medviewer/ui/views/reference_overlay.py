"""Reference lines over a slice: where the slice in use lies, and how far its series reaches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from medviewer.scene.scene import Scene
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.reference_lines import reference_lines
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.parts.colours import colours
from medviewer.ui.parts.theme import MUTED

WriteText = Callable[[QPainter, float, float, str, str], None]
_EDGE = 12.0
_LETTER = 18.0
"""What a letter in the middle of an edge takes up beside it."""


@dataclass(frozen=True)
class ReferenceDrawing:
    """A line in logical pixels with the number of its slice; the first and last ones are fainter."""

    start: tuple[float, float]
    end: tuple[float, float]
    text: str
    colour: str
    is_present: bool


def reference_drawings(
    scene: Scene, viewport: Viewport, plane: PlaneView, ratio: float
) -> tuple[ReferenceDrawing, ...]:
    """What is to be drawn in a view; ``ratio`` screen pixels make one logical pixel."""
    source = scene.viewport_in_use
    image = scene.image_in(source)
    is_volume = image is not None and not image.is_flat
    colour = colours().planes.get(source.kind, MUTED) if is_volume else MUTED
    return tuple(
        ReferenceDrawing(
            (line.start_px[0] / ratio, line.start_px[1] / ratio),
            (line.end_px[0] / ratio, line.end_px[1] / ratio),
            str(line.number),
            colour,
            line.is_present,
        )
        for line in reference_lines(scene, viewport, plane)
    )


def paint_references(
    painter: QPainter, lines: tuple[ReferenceDrawing, ...], width: float, height: float, write: WriteText
) -> None:
    """Draws them, each with its number beside the end that is farther to the right."""
    metrics = QFontMetricsF(painter.font())
    for line in lines:
        colour = QColor(line.colour)
        colour.setAlpha(255 if line.is_present else 110)
        style = Qt.PenStyle.SolidLine if line.is_present else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour, 1.5 if line.is_present else 1.0, style))
        painter.drawLine(QPointF(*line.start), QPointF(*line.end))
        x, y = max(line.start, line.end)
        wide = metrics.horizontalAdvance(line.text)
        beside_letter = _LETTER if abs(y - height / 2.0) < 2.0 * metrics.height() else 0.0
        most = width - wide - _EDGE - beside_letter
        # Where there is no room behind the end of the line it stands above it.
        baseline = y + metrics.ascent() / 2 if x + 4.0 <= most else y - 4.0
        if baseline < metrics.ascent() + _EDGE:
            baseline = max(y + metrics.ascent() + 4.0, metrics.ascent() + _EDGE)
        x = min(max(x + 4.0, _EDGE + beside_letter), most)
        y = min(baseline, height - _EDGE)
        write(painter, x, y, line.text, line.colour)
