"""The straightened picture along a path, and the section at right angles to it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from medviewer.scene.scene import Scene
from medviewer.scene.views.curved_views import CurvedPlan, go_along, plan_curve, plan_section
from medviewer.scene.views.navigate import Probe, probe
from medviewer.scene.views.plan_slice import device_size
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.parts.theme import ACCENT, TEXT
from medviewer.ui.views.corner_text import value_text
from medviewer.ui.views.scale_bar import scale_bar_length_mm

FAR_MM = 60.0
"""A crosshair further from the path than this is not shown along it."""

_STEP_MM, _FAST_MM = 1.0, 10.0
_RULER = "#ffd75f"

Place = tuple[float, float]
"""Device pixels from the top left corner."""


class CurvedPictureMaker(Protocol):
    """What turns a plan into a picture of words 0xffRRGGBB, uint32 [h, w], and knows its values."""

    def render_words(self, plan: CurvedPlan) -> npt.NDArray[np.uint32]: ...

    def value_at(self, column: int, row: int) -> float | None: ...


class CurvedPicture(QWidget):
    """A picture along the path or across it; a drag moves the crosshair, the wheel goes along the path.

    With the length tool in hand, or with Shift, a drag measures in the picture: all its lengths are true. The
    ruler is gone as soon as the picture is another one. ``pointed`` says what is under the mouse.
    """

    pointed = Signal(str)

    def __init__(
        self,
        scene: Scene,
        tools: ToolState,
        make_renderer: Callable[[], CurvedPictureMaker],
        is_section: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self._tools = tools
        self._make_renderer = make_renderer
        self._is_section = is_section
        self._renderer: CurvedPictureMaker | None = None
        self._plan: CurvedPlan | None = None
        self._picture = QImage()
        self._ruler: tuple[Place, Place] | None = None
        self._measures = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        across, along = self.tr("Section across the path"), self.tr("Straightened picture along the path")
        self.setAccessibleName(across if is_section else along)
        scene.changed.connect(self._refresh)

    def _refresh(self) -> None:
        self.update()

    def plan(self) -> CurvedPlan | None:
        """What it shows now."""
        size = device_size((self.width(), self.height()), self.devicePixelRatioF())
        return plan_section(self._scene, size) if self._is_section else plan_curve(self._scene, size)

    @property
    def ruler_mm(self) -> float | None:
        """The length that is measured in the picture."""
        if self._ruler is None or self._plan is None:
            return None
        return math.dist(*self._ruler) * self._plan.mm_per_pixel

    def paintEvent(self, event: QPaintEvent) -> None:
        plan = self.plan()
        painter = QPainter(self)
        if plan is None:
            painter.fillRect(self.rect(), QColor(0, 0, 0))
            self._plan, self._renderer, self._picture = None, None, QImage()  # lets go of the volume
            self._ruler = None
        else:
            self._make_picture(plan)
            painter.drawImage(0, 0, self._picture)
            self._paint_overlay(painter, plan)
        painter.end()

    # --- hands ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._measures = with_shift or self._tools.tool == "length"
        at = self._place(event.position())
        self._ruler = (at, at) if self._measures else None
        if not self._measures:
            self._take_crosshair(at)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._place(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton and self._measures and self._ruler is not None:
            self._ruler = (self._ruler[0], at)
            self.update()
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self._take_crosshair(at)
        self._point(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._ruler is not None and math.dist(*self._ruler) < 2.0:
            self._ruler = None
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit("")

    def enterEvent(self, event: QEnterEvent) -> None:
        self._point(self._place(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        fast = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        turned = event.angleDelta().y() or event.angleDelta().x()
        go_along(self._scene, -turned / 120.0 * (_FAST_MM if fast else _STEP_MM))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Left: -1.0, Qt.Key.Key_Right: 1.0}
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        fast = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        go_along(self._scene, way * (_FAST_MM if fast else _STEP_MM))

    def _place(self, at: QPointF) -> Place:
        ratio = self.devicePixelRatioF()
        return at.x() * ratio, at.y() * ratio

    def _take_crosshair(self, at: Place) -> None:
        if (plan := self.plan()) is not None:
            self._scene.set_cursor(plan.to_lps(at))

    def _point(self, at: Place) -> None:
        """Tells where the mouse is along and across the path, and the value there."""
        plan = self._plan
        if plan is None or self._renderer is None:
            self.pointed.emit("")
            return
        value = probe(self._scene, plan.to_lps(at))
        if plan.path.slab_mm > 0 and value is not None:
            put_together = self._renderer.value_at(int(at[0]), int(at[1]))
            value = None if put_together is None else Probe(put_together, value.unit, value.index_ijk)
        along, down = plan.place_of(at)
        if plan.section_mm is not None:
            along = plan.section_mm
        text = self.tr("%1 mm along, %2 mm across: %3").replace("%1", f"{along:.1f}")
        self.pointed.emit(text.replace("%2", f"{down:.1f}").replace("%3", value_text(value) or "–"))

    # --- painting ---

    def _make_picture(self, plan: CurvedPlan) -> None:
        if plan == self._plan:
            return
        if self._renderer is None:
            self._renderer = self._make_renderer()
        if self._plan is not None and _geometry_of(plan) != _geometry_of(self._plan):
            self._ruler = None
        words = self._words = self._renderer.render_words(plan)  # QImage does not copy them
        height, width = words.shape
        picture = QImage(words.data, width, height, words.strides[0], QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture, self._plan = picture, plan

    def _paint_overlay(self, painter: QPainter, plan: CurvedPlan) -> None:
        ratio, width, height = self.devicePixelRatioF(), float(self.width()), float(self.height())
        along, away = plan.path.nearest_mm(self._scene.cursor_lps)
        if away <= FAR_MM:
            x = width / 2 if plan.section_mm is not None else plan.column_of(along) / ratio
            painter.setPen(QPen(QColor(ACCENT), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, height / 2 - 10))
            painter.drawLine(QPointF(x, height / 2 + 10), QPointF(x, height))
        painter.setPen(QPen(QColor(255, 255, 255, 70), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(0, height / 2), QPointF(width, height / 2))
        self._paint_ticks(painter, plan, ratio, width, height)
        if self._ruler is not None:
            self._paint_ruler(painter, ratio)

    def _paint_ruler(self, painter: QPainter, ratio: float) -> None:
        length = self.ruler_mm
        if self._ruler is None or length is None:
            return
        first, last = (QPointF(x / ratio, y / ratio) for x, y in self._ruler)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(_RULER), 1.5))
        painter.drawLine(first, last)
        text = f"{length:.1f} mm"
        metrics = QFontMetricsF(painter.font())
        room = QPointF(metrics.horizontalAdvance(text) + 8.0, metrics.height())
        x = min(last.x() + 8.0, self.width() - room.x())
        y = min(max(last.y() - 6.0, room.y()), self.height() - 2 * room.y())
        painter.fillRect(QRectF(x - 4.0, y - metrics.ascent(), room.x(), room.y()), QColor(0, 0, 0, 160))
        painter.drawText(QPointF(x, y), text)

    def _paint_ticks(
        self, painter: QPainter, plan: CurvedPlan, ratio: float, width: float, height: float
    ) -> None:
        """Lengths along the path at the lower edge, mm; of a section where it lies, and a centimetre."""
        metrics = QFontMetricsF(painter.font())
        band = metrics.height() + 6
        painter.fillRect(QRectF(0, height - band, width, band), QColor(0, 0, 0, 140))
        painter.setPen(QColor(TEXT))
        if plan.section_mm is not None:
            text = self.tr("at %1 mm").replace("%1", f"{plan.section_mm:.1f}")
            painter.drawText(QPointF(4, height - metrics.descent() - 2), text)
            centimetre = 10.0 / plan.mm_per_pixel / ratio
            end = width - 6
            painter.drawLine(QPointF(end - centimetre, height - 6), QPointF(end, height - 6))
            room = metrics.horizontalAdvance("1 cm")
            painter.drawText(QPointF(end - max(centimetre, room), height - 9), "1 cm")
            return
        step = scale_bar_length_mm(plan.mm_per_pixel * ratio * width / 8)
        for number in range(int(plan.path.length_mm / step) + 1):
            x = plan.column_of(number * step) / ratio
            painter.drawLine(QPointF(x, height - band), QPointF(x, height - band + 5))
            text = f"{number * step:g}" if number else "0 mm"
            painter.drawText(QPointF(x + 3, height - metrics.descent() - 2), text)


def _geometry_of(plan: CurvedPlan) -> object:
    """What a ruler lies in: as long as this is the same it measures the same."""
    return plan.image, plan.path.points_lps, plan.path.rows, plan.size_px, plan.section_mm
