"""The legend of the heat map in a view: a bar of its colours with its range, and a ring at its peak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPen

from medviewer.render.colormap import heat_colors
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.anomaly_layer import AnomalyLayer
from medviewer.scene.layers.heat_layer import HeatLayer
from medviewer.scene.layers.layers import FindingsLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.plane_view import PlaneView
from medviewer.ui.parts.theme import TEXT

_BAR_WIDTH = 10.0
_MARGIN = 8.0
_STOPS = 17
_RING = 7.0
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
    """

    caption: str
    top: str = "1"
    threshold: float = 0.0
    peak: tuple[float, float] | None = None


def legend_of(
    scene: Scene, image: ImageLayer, plane: PlaneView | None = None, ratio: float = 1.0
) -> HeatLegend | None:
    """The legend of the heat map that lies topmost over an image; None where there is none.

    Parameters
    ----------
    plane, ratio
        Where a view lies, in screen pixels, of which ``ratio`` make one logical pixel.
    """
    for layer in reversed(scene.results_shown_on(image)):
        if not layer.visible or layer.opacity <= 0:
            continue
        if isinstance(layer, HeatLayer):
            peak = None if plane is None else _in_plane(layer, image, plane, ratio)
            return HeatLegend(layer.caption, f"{layer.full_scale:g}", layer.threshold, peak)
        if isinstance(layer, AnomalyLayer):
            return HeatLegend("Error", f"{layer.anomaly.full_scale:.3g}", layer.threshold)
        if isinstance(layer, FindingsLayer) and layer.evidence is not None:
            return HeatLegend("Evidence", "1", layer.threshold)
    return None


def paint_legend(
    painter: QPainter, legend: HeatLegend, width: float, height: float, write: WriteText
) -> None:
    """Draws a legend at the right edge, above the middle, and the ring; nothing in very small views."""
    if legend.peak is not None:
        _paint_ring(painter, *legend.peak)
    if width < 160 or height < 240:
        return
    metrics = QFontMetricsF(painter.font())
    bar_height = min(120.0, 0.22 * height)
    bottom = height / 2 - 2.2 * metrics.height()
    bar = QRectF(width - _MARGIN - _BAR_WIDTH, bottom - bar_height, _BAR_WIDTH, bar_height)
    painter.fillRect(bar, _gradient(bar))
    painter.setPen(QPen(QColor(TEXT), 1))
    painter.drawRect(bar)
    y = bar.bottom() - legend.threshold * bar_height
    painter.drawLine(QPointF(bar.left() - 4, y), QPointF(bar.right(), y))
    right = bar.left() - 6
    for text, middle in ((legend.top, bar.top()), ("0", bar.bottom())):
        baseline = middle + metrics.ascent() / 2 - 1
        write(painter, right - metrics.horizontalAdvance(text), baseline, text)
    caption_at = width - _MARGIN - metrics.horizontalAdvance(legend.caption)
    write(painter, caption_at, bar.top() - 0.7 * metrics.height(), legend.caption)


def _gradient(bar: QRectF) -> QLinearGradient:
    colors = heat_colors()
    gradient = QLinearGradient(bar.bottomLeft(), bar.topLeft())
    for stop in range(_STOPS):
        share = stop / (_STOPS - 1)
        red, green, blue = (int(v) for v in colors[round(share * 255)])
        gradient.setColorAt(share, QColor(red, green, blue))
    return gradient


def _paint_ring(painter: QPainter, x: float, y: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, thickness in ((QColor(0, 0, 0, 200), 3.0), (QColor("#ffffff"), 1.4)):
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
