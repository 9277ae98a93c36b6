"""The straightened picture along a path, under the views."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpinBox, QToolButton, QVBoxLayout, QWidget

from medviewer.scene.scene import Scene
from medviewer.scene.views.curved_views import (
    CURVE_SLAB_LIMIT_MM,
    CurvedPlan,
    path_in,
    plan_curve,
    remove_path,
    set_curve_slab,
    show_rows,
)
from medviewer.scene.views.plan_slice import device_size
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import ACCENT, TEXT
from medviewer.ui.views.scale_bar import scale_bar_length_mm

_HEIGHT = 240
_FAR_MM = 60.0


class CurvedPictureMaker(Protocol):
    """What turns a plan into a picture of words 0xffRRGGBB, uint32 [h, w]."""

    def render_words(self, plan: CurvedPlan) -> npt.NDArray[np.uint32]: ...


class CurvedPicture(QWidget):
    """The picture: lengths to the right are lengths along the path, mm; a drag moves the crosshair."""

    def __init__(
        self, scene: Scene, make_renderer: Callable[[], CurvedPictureMaker], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self._make_renderer = make_renderer
        self._renderer: CurvedPictureMaker | None = None
        self._plan: CurvedPlan | None = None
        self._picture = QImage()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Straightened picture along the path"))
        scene.changed.connect(self._refresh)

    def _refresh(self) -> None:
        self.update()

    def plan(self) -> CurvedPlan | None:
        """What it shows now."""
        size = device_size((self.width(), self.height()), self.devicePixelRatioF())
        return plan_curve(self._scene, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        plan = self.plan()
        painter = QPainter(self)
        if plan is None:
            painter.fillRect(self.rect(), QColor(0, 0, 0))
            self._plan, self._renderer, self._picture = None, None, QImage()  # lets go of the volume
        else:
            self._make_picture(plan)
            painter.drawImage(0, 0, self._picture)
            self._paint_overlay(painter, plan)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._take_crosshair(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._take_crosshair(event)

    def _take_crosshair(self, event: QMouseEvent) -> None:
        plan, ratio = self.plan(), self.devicePixelRatioF()
        if plan is not None:
            at = (event.position().x() * ratio, event.position().y() * ratio)
            self._scene.set_cursor(plan.to_lps(at))

    def _make_picture(self, plan: CurvedPlan) -> None:
        if plan == self._plan:
            return
        if self._renderer is None:
            self._renderer = self._make_renderer()
        words = self._words = self._renderer.render_words(plan)  # QImage does not copy them
        height, width = words.shape
        picture = QImage(words.data, width, height, words.strides[0], QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture, self._plan = picture, plan

    def _paint_overlay(self, painter: QPainter, plan: CurvedPlan) -> None:
        ratio, width, height = self.devicePixelRatioF(), float(self.width()), float(self.height())
        along, away = plan.path.nearest_mm(self._scene.cursor_lps)
        if away <= _FAR_MM:
            x = plan.column_of(along) / ratio
            painter.setPen(QPen(QColor(ACCENT), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, height / 2 - 10))
            painter.drawLine(QPointF(x, height / 2 + 10), QPointF(x, height))
        painter.setPen(QPen(QColor(255, 255, 255, 70), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(0, height / 2), QPointF(width, height / 2))
        self._paint_ticks(painter, plan, ratio, width, height)

    def _paint_ticks(
        self, painter: QPainter, plan: CurvedPlan, ratio: float, width: float, height: float
    ) -> None:
        """Lengths along the path at the lower edge, mm."""
        metrics = QFontMetricsF(painter.font())
        step = scale_bar_length_mm(plan.mm_per_pixel * ratio * width / 8)
        painter.fillRect(
            QRectF(0, height - metrics.height() - 6, width, metrics.height() + 6), QColor(0, 0, 0, 140)
        )
        painter.setPen(QColor(TEXT))
        for number in range(int(plan.path.length_mm / step) + 1):
            x = plan.column_of(number * step) / ratio
            painter.drawLine(
                QPointF(x, height - metrics.height() - 6), QPointF(x, height - metrics.height() - 1)
            )
            text = f"{number * step:g}" if number else "0 mm"
            painter.drawText(QPointF(x + 3, height - metrics.descent() - 2), text)


class CurvedView(QWidget):
    """The picture with its length, what its rows follow, its thickness and a button that removes the path."""

    def __init__(
        self,
        scene: Scene,
        tools: ToolState,
        make_renderer: Callable[[], CurvedPictureMaker],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self._tools = tools
        self.setObjectName("curved_view")
        self.picture = CurvedPicture(scene, make_renderer)
        self.length_label = PlainLabel()
        self.length_label.setMinimumWidth(1)  # words never widen the window
        self.rows_button = QToolButton()
        self.rows_button.setText(self.tr("Along the normal"))
        self.rows_button.setCheckable(True)
        self.rows_button.setToolTip(
            self.tr("Rows follow the normal of the plane (a panorama) instead of lying across the path in it")
        )
        self.rows_button.toggled.connect(lambda on: show_rows(scene, "along" if on else "across"))
        self.slab_box = QSpinBox()
        self.slab_box.setRange(0, int(CURVE_SLAB_LIMIT_MM))
        self.slab_box.setPrefix(self.tr("MIP "))
        self.slab_box.setSuffix(self.tr(" mm"))
        self.slab_box.setToolTip(self.tr("Thickness of which the greatest value is shown"))
        self.slab_box.setAccessibleName(self.tr("Thickness of which the greatest value is shown"))
        self.slab_box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.slab_box.valueChanged.connect(lambda thick: set_curve_slab(scene, float(thick)))
        self.close_button = QToolButton()
        self.close_button.setText("✕")
        self.close_button.setToolTip(self.tr("Remove the path"))
        self.close_button.setAccessibleName(self.tr("Remove the path"))
        self.close_button.clicked.connect(lambda: remove_path(scene))
        self._build()
        scene.changed.connect(self.refresh)
        tools.changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 4, 0)
        row.setSpacing(8)
        row.addWidget(self.length_label, 1)
        for widget in (self.rows_button, self.slab_box, self.close_button):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 0, 2, 2)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.picture, 1)
        self.setFixedHeight(_HEIGHT)

    def refresh(self) -> None:
        """Shown while a path is being drawn or is there: nothing moves between two clicks."""
        scene, image = self._scene, self._scene.active
        path = path_in(scene, image)
        is_drawn = path is not None and path.is_drawn
        is_wanted = image is not None and not image.is_flat and (is_drawn or self._tools.tool == "curve")
        if self.isHidden() == is_wanted:
            self.setVisible(is_wanted)
        if path is None or not is_drawn:
            self.length_label.setText(self.tr("Click points along a path in one of the views."))
            return
        text = self.tr("Straightened along the path: %1 mm. Marks are not shown here.")
        self.length_label.setText(text.replace("%1", f"{path.length_mm:.1f}"))
        with QSignalBlocker(self.rows_button), QSignalBlocker(self.slab_box):
            self.rows_button.setChecked(path.rows == "along")
            self.slab_box.setValue(round(path.slab_mm))
