"""The legend of a colour map: a bar of its colours with the values at its ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPen

from medviewer.core.palette import GREY, is_palette, palette_table
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.image_result_layer import windowed
from medviewer.scene.scene import Scene
from medviewer.ui.parts.theme import TEXT

_BAR_WIDTH = 8.0
_MARGIN = 8.0
_STOPS = 33
WriteText = Callable[[QPainter, float, float, str], None]


@dataclass(frozen=True)
class PaletteLegend:
    """Which colours stand for values from ``low`` to ``high``; ``inverted``: the highest is painted last."""

    palette: str
    low: str
    high: str
    inverted: bool = False


def palette_legend_of(scene: Scene, image: ImageLayer) -> PaletteLegend | None:
    """The legend of an image on screen; None for one in grey, in true colours or without a window."""
    shown = image.frame(0)
    is_coloured = is_palette(image.palette) and image.palette != GREY
    if not is_coloured or shown.rgb is not None or image.voi_lut is not None:
        return None
    own = windowed(scene) if image is scene.active else image
    window = (own or image).window or image.window
    unit = "SUVbw" if shown.unit == "SUV" else shown.unit
    low, high = window.level - window.width / 2.0, window.level + window.width / 2.0
    return PaletteLegend(image.palette, f"{low:.4g}", f"{high:.4g} {unit}".rstrip(), image.inverted)


def paint_palette_legend(
    painter: QPainter, legend: PaletteLegend, width: float, height: float, write: WriteText
) -> None:
    """Draws it at the left edge, above the middle; nothing in very small views."""
    if width < 160 or height < 240:
        return
    metrics = QFontMetricsF(painter.font())
    bar_height = min(140.0, 0.24 * height)
    bottom = height / 2 - 1.6 * metrics.height()
    bar = QRectF(_MARGIN, bottom - bar_height, _BAR_WIDTH, bar_height)
    gradient = QLinearGradient(bar.bottomLeft(), bar.topLeft())
    table = palette_table(legend.palette)
    for stop in range(_STOPS):
        share = stop / (_STOPS - 1)
        red, green, blue = (int(v) for v in table[round((1.0 - share if legend.inverted else share) * 255)])
        gradient.setColorAt(share, QColor(red, green, blue))
    painter.fillRect(bar, gradient)
    painter.setPen(QPen(QColor(TEXT), 1))
    painter.drawRect(bar)
    for text, middle in ((legend.high, bar.top()), (legend.low, bar.bottom())):
        write(painter, bar.right() + 6, middle + metrics.ascent() / 2 - 1, text)
