"""A picture for a model that has none: its initials on a colour of its own, and a sign of its task."""

from __future__ import annotations

import hashlib
import re

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from medviewer.api.model_info import ModelInfo

_SATURATION, _LIGHTNESS = 105, 72


def model_glyph(info: ModelInfo, size: int, ratio: float) -> QPixmap:
    """A square of ``size`` logical pixels, always the same for one model."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    hue = int(hashlib.sha256(info.id.encode()).hexdigest()[:4], 16) % 360
    base = QColor.fromHsl(hue, _SATURATION, _LIGHTNESS)
    around = QPainterPath()
    around.addRoundedRect(QRectF(0, 0, size, size), 6, 6)
    painter.fillPath(around, base)
    painter.setClipPath(around)
    _paint_task(painter, info.task, size, base.lighter(165))
    font = painter.font()
    font.setPixelSize(round(size * 0.33))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor("#f2f5f8"))
    painter.drawText(QRectF(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, _initials(info.name))
    painter.end()
    return pixmap


def _initials(name: str) -> str:
    """Two first letters, or a letter and the first number: what tells versions of one family apart."""
    words = [word for word in name.replace("(", " ").replace("-", " ").split() if word[0].isalnum()]
    number = re.search(r"(?<!\d)\d{1,2}(?!\d)", name)
    if number is not None and words:
        return f"{words[0][0].upper()}{number[0]}"
    return "".join(word[0] for word in words[:2]).upper()


def _paint_task(painter: QPainter, task: str, size: int, colour: QColor) -> None:
    """A faint sign behind the letters."""
    pen = QPen(colour, max(1.0, size / 28))
    painter.setPen(pen)
    s = float(size)
    if task == "segmentation":
        path = QPainterPath(QPointF(0.1 * s, 0.55 * s))
        path.cubicTo(0.1 * s, 0.0, 0.95 * s, 0.0, 0.9 * s, 0.5 * s)
        path.cubicTo(0.9 * s, 1.05 * s, 0.15 * s, 1.05 * s, 0.1 * s, 0.55 * s)
        painter.drawPath(path)
    elif task == "detection":
        painter.drawRect(QRectF(0.12 * s, 0.12 * s, 0.76 * s, 0.76 * s))
    elif task == "landmarks":
        for x, y in ((0.2, 0.22), (0.78, 0.3), (0.3, 0.8), (0.8, 0.82)):
            painter.drawEllipse(QPointF(x * s, y * s), 0.06 * s, 0.06 * s)
    elif task in ("classification", "sequence"):
        for n, length in enumerate((0.75, 0.5, 0.3)):
            y = (0.2 + 0.3 * n) * s
            painter.drawLine(QPointF(0.12 * s, y), QPointF((0.12 + length) * s, y))
    elif task == "anomaly":
        for radius in (0.42, 0.28, 0.14):
            painter.drawEllipse(QPointF(0.5 * s, 0.5 * s), radius * s, radius * s)
    else:
        painter.drawRect(QRectF(0.1 * s, 0.1 * s, 0.5 * s, 0.5 * s))
        painter.drawRect(QRectF(0.4 * s, 0.4 * s, 0.5 * s, 0.5 * s))
