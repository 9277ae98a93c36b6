"""The legends of the heat maps in a view: for each a bar of colours with its range, and a ring."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPen

from medviewer.render.colormap import heat_colors
from medviewer.render.heat_overlay import line_color, line_levels
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.anomaly_layer import AnomalyLayer
from medviewer.scene.layers.heat_layer import HeatLayer
from medviewer.scene.layers.layers import FindingsLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.plane_view import PlaneView
from medviewer.ui.parts.said import said
from medviewer.ui.parts.theme import TEXT

_BAR_WIDTH = 10.0
_MARGIN = 8.0
_STOPS = 17
_RING = 7.0
_LYING = 84.0
_MOST = 4
_BELOW_BADGES = 56.0
WriteText = Callable[[QPainter, float, float, str], None]


@dataclass(frozen=True)
class HeatLegend:
    """What a legend shows.

    Parameters
    ----------
    caption
        The method, or what the map is.
    top
        The value of the hottest colour, as text.
    threshold
        The part of the range, 0..1, from which it is drawn.
    peak
        The place of its peak in the view, logical pixels; None where it is not in this plane.
    colors, lines
        Its table of colours; whether it is drawn as lines.
    """

    caption: str
    top: str = "1"
    threshold: float = 0.0
    peak: tuple[float, float] | None = None
    colors: str = "inferno"
    lines: bool = False


def legends_of(
    scene: Scene, image: ImageLayer, plane: PlaneView | None = None, ratio: float = 1.0
) -> tuple[HeatLegend, ...]:
    """The legends of the heat maps that lie over an image, the topmost first.

    Parameters
    ----------
    plane, ratio
        Where a view lies, in screen pixels, of which ``ratio`` make one logical pixel.
    """
    legends = []
    for layer in reversed(scene.results_shown_on(image)):
        if not layer.visible or layer.opacity <= 0:
            continue
        if isinstance(layer, HeatLayer):
            peak = None if plane is None else _in_plane(layer, image, plane, ratio)
            top = f"{layer.full_scale:g}"
            legends.append(HeatLegend(layer.caption, top, layer.threshold, peak, layer.colors, layer.lines))
        elif isinstance(layer, AnomalyLayer):
            legends.append(HeatLegend("Error", f"{layer.anomaly.full_scale:.3g}", layer.threshold))
        elif isinstance(layer, FindingsLayer) and layer.evidence is not None:
            legends.append(HeatLegend("Evidence", "1", layer.threshold))
    return tuple(legends)


def paint_legends(
    painter: QPainter, legends: Sequence[HeatLegend], width: float, height: float, write: WriteText
) -> None:
    """Draws legends at the right edge, above the middle, and the rings; no bars in very small views.

    One stands upright; several lie below each other, each with its name.
    """
    for legend in legends:
        if legend.peak is not None:
            _paint_ring(painter, *legend.peak, _hottest(legend) if len(legends) > 1 else QColor("#ffffff"))
    if width < 160 or height < 240 or not legends:
        return
    if len(legends) == 1:
        _paint_upright(painter, legends[0], width, height, write)
        return
    row = 2.0 * QFontMetricsF(painter.font()).height() + 6.0
    shown = legends[:_MOST]
    top = max(_BELOW_BADGES, height / 2 - (len(shown) + 0.6) * row)
    for place, legend in enumerate(shown):
        _paint_lying(painter, legend, width, top + row * (place + 1), write)


def _paint_upright(
    painter: QPainter, legend: HeatLegend, width: float, height: float, write: WriteText
) -> None:
    metrics, caption = QFontMetricsF(painter.font()), said(legend.caption)
    bar_height = min(120.0, 0.22 * height)
    bottom = height / 2 - 2.2 * metrics.height()
    bar = QRectF(width - _MARGIN - _BAR_WIDTH, bottom - bar_height, _BAR_WIDTH, bar_height)
    _fill(painter, bar, legend, bar.bottomLeft(), bar.topLeft())
    y = bar.bottom() - legend.threshold * bar_height
    painter.drawLine(QPointF(bar.left() - 4, y), QPointF(bar.right(), y))
    right = bar.left() - 6
    for text, middle in ((legend.top, bar.top()), ("0", bar.bottom())):
        baseline = middle + metrics.ascent() / 2 - 1
        write(painter, right - metrics.horizontalAdvance(text), baseline, text)
    caption_at = width - _MARGIN - metrics.horizontalAdvance(caption)
    write(painter, caption_at, bar.top() - 0.7 * metrics.height(), caption)


def _paint_lying(
    painter: QPainter, legend: HeatLegend, width: float, bottom: float, write: WriteText
) -> None:
    """Its name, and below it the bar between the ends of its range."""
    metrics, caption = QFontMetricsF(painter.font()), said(legend.caption)
    top_width = metrics.horizontalAdvance(legend.top)
    bar = QRectF(width - _MARGIN - top_width - 4 - _LYING, bottom - _BAR_WIDTH, _LYING, _BAR_WIDTH)
    _fill(painter, bar, legend, bar.bottomLeft(), bar.bottomRight())
    x = bar.left() + legend.threshold * _LYING
    painter.drawLine(QPointF(x, bar.top()), QPointF(x, bar.bottom() + 3))
    baseline = bar.center().y() + metrics.ascent() / 2 - 1
    write(painter, bar.right() + 4, baseline, legend.top)
    write(painter, bar.left() - 4 - metrics.horizontalAdvance("0"), baseline, "0")
    caption_at = width - _MARGIN - metrics.horizontalAdvance(caption)
    write(painter, caption_at, bar.top() - 4, caption)


def _fill(painter: QPainter, bar: QRectF, legend: HeatLegend, low: QPointF, high: QPointF) -> None:
    """The colours of a map in a bar: all of them, or those of its lines."""
    colors = heat_colors(legend.colors)
    if legend.lines:
        painter.fillRect(bar, QColor(0, 0, 0, 160))
        for share in line_levels(legend.threshold):
            at = low + (high - low) * share
            painter.setPen(QPen(QColor(*line_color(share, colors)), 2))
            is_lying = low.y() == high.y()
            end = QPointF(at.x(), bar.top()) if is_lying else QPointF(bar.right(), at.y())
            painter.drawLine(at, end)
    else:
        gradient = QLinearGradient(low, high)
        for stop in range(_STOPS):
            share = stop / (_STOPS - 1)
            red, green, blue = (int(v) for v in colors[round(share * 255)])
            gradient.setColorAt(share, QColor(red, green, blue))
        painter.fillRect(bar, gradient)
    painter.setPen(QPen(QColor(TEXT), 1))
    painter.drawRect(bar)


def _hottest(legend: HeatLegend) -> QColor:
    red, green, blue = (int(v) for v in heat_colors(legend.colors)[200])
    return QColor(red, green, blue)


def _paint_ring(painter: QPainter, x: float, y: float, color: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, thickness in ((QColor(0, 0, 0, 200), 3.0), (color, 1.4)):
        painter.setPen(QPen(colour, thickness))
        painter.drawEllipse(QPointF(x, y), _RING, _RING)
    painter.restore()


def _in_plane(
    layer: HeatLayer, image: ImageLayer, plane: PlaneView, ratio: float
) -> tuple[float, float] | None:
    if layer.peak_lps is None or not layer.volume.voxels.any():
        return None
    away = np.array(layer.peak_lps) - np.array(plane.centre_lps)
    spacing = np.array(image.geometry.axes_lps) * np.array(image.geometry.spacing_ijk)[:, None]
    half_slice = float(np.abs(spacing @ np.array(plane.normal_lps)).max()) / 2.0
    if abs(float(away @ plane.normal_lps)) > half_slice + 0.01:
        return None
    x, y = (float(v) for v in plane.lps_to_pixel(layer.peak_lps)[:2])
    return x / ratio, y / ratio
