"""A value of each slice as a small curve; a click goes to the slice."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from medviewer.core.classification import Finding
from medviewer.scene.layers.finding_slices import go_to_finding_slice, shown_finding_slice
from medviewer.scene.scene import Scene
from medviewer.ui.parts.theme import ACCENT, BORDER, MUTED, TEXT

_HEIGHT = 44
_MARGIN = 3.0


class SliceCurve(QWidget):
    """The curve of a finding, the threshold as a line, and the slice on screen as an upright one.

    A click or a drag goes to the slice under the mouse; the arrow keys go one slice back or on.
    """

    slice_wanted = Signal(int)

    def __init__(self, finding: Finding, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        self._scene = scene
        self._values = np.clip(np.array(finding.per_slice, dtype=np.float64), 0.0, 1.0)
        self._shown: int | None = None
        self.setFixedHeight(_HEIGHT)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        highest = int(self._values.argmax())
        text = self.tr("Highest in slice %1 (%2); click to go to a slice")
        text = text.replace("%1", str(highest + 1)).replace("%2", f"{self._values[highest]:.0%}")
        self.setAccessibleName(text)
        self.setToolTip(text)
        scene.changed.connect(self._follow)
        self._follow()

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def detach(self) -> None:
        """Stops listening to the scene."""
        self._scene.changed.disconnect(self._follow)

    @property
    def shown(self) -> int | None:
        """The slice that is marked as being on screen, from 0."""
        return self._shown

    def slice_at(self, x: float) -> int:
        """The slice under a place of the widget, from 0."""
        count = len(self._values)
        share = (x - _MARGIN) / max(self.width() - 2 * _MARGIN, 1.0)
        return min(max(int(share * count), 0), count - 1)

    def _follow(self) -> None:
        shown = shown_finding_slice(self._scene, self.finding)
        if shown != self._shown:
            self._shown = shown
            self.update()

    def _go_to(self, number: int) -> None:
        go_to_finding_slice(self._scene, self.finding, number)
        self.slice_wanted.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        painter.fillRect(self.rect(), QColor(BORDER).darker(130))
        self._paint_curve(painter, area)
        if self.finding.per_slice_kind == "probability":
            y = area.bottom() - self.finding.threshold * area.height()
            painter.setPen(QPen(QColor(MUTED), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        if self._shown is not None:
            x = area.left() + (self._shown + 0.5) * area.width() / len(self._values)
            painter.setPen(QPen(QColor(TEXT), 1))
            painter.drawLine(QPointF(x, 0.0), QPointF(x, self.height()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(ACCENT), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_curve(self, painter: QPainter, area: QRectF) -> None:
        """Steps, so that a slice is as wide as it is to the mouse."""
        width = area.width() / len(self._values)
        outline = QPolygonF([area.bottomLeft()])
        for number, value in enumerate(self._values):
            y = area.bottom() - float(value) * area.height()
            outline.append(QPointF(area.left() + number * width, y))
            outline.append(QPointF(area.left() + (number + 1) * width, y))
        outline.append(area.bottomRight())
        fill = QColor(ACCENT)
        fill.setAlpha(90)
        painter.setPen(QPen(QColor(ACCENT), 1.2))
        painter.setBrush(fill)
        painter.drawPolygon(outline)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go_to(self.slice_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self.slice_at(event.position().x())
        text = self.tr("Slice %1: %2").replace("%1", str(number + 1))
        self.setToolTip(text.replace("%2", f"{self._values[number]:.0%}"))
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}.get(int(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        at = self._shown if self._shown is not None else 0
        self._go_to(min(max(at + step, 0), len(self._values) - 1))
