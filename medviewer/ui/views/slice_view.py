"""A view of one plane: paints the array of the renderer and the overlay over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from medviewer.scene.images.time_axis import own_axis, step
from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import use_view
from medviewer.scene.views.navigate import scroll
from medviewer.scene.views.plan_slice import plan_slice, view_plane
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import SlicePlan
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.parts.plain_tip import plain_tip
from medviewer.ui.views.badges import Badge
from medviewer.ui.views.graphics_overlay import graphics_of, paint_graphics
from medviewer.ui.views.hands import Hands
from medviewer.ui.views.overlay_facts import overlay_of
from medviewer.ui.views.slice_gestures import SliceGestures
from medviewer.ui.views.slice_overlay import Overlay, badge_at, paint_overlay
from medviewer.ui.views.slice_picture import PictureMaker, SlicePicture
from medviewer.ui.views.waiting_text import paint_missing, paint_waiting
from medviewer.ui.views.wheel_steps import WheelSteps

if TYPE_CHECKING:
    from medviewer.ui.marks.mark_hand import MarkHand

_THROUGH_TIME = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class SliceView(QWidget):
    """One plane of the active image.

    The picture is made when Qt asks for a paint, so at most once a turn of the event loop, and only
    if the plan is another one than that of the picture at hand; see `SlicePicture`.
    """

    hovered = Signal(object)
    menu_wanted = Signal(QPoint)
    badge_clicked = Signal(str)

    def __init__(
        self,
        scene: Scene,
        viewport: Viewport,
        make_renderer: Callable[[], PictureMaker],
        tools: ToolState,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self.viewport = viewport
        self._tools = tools
        self._gestures = SliceGestures(scene, viewport, tools)
        self.hands = Hands(self, scene, viewport, tools, make_renderer)
        self._marks: MarkHand | None = None
        self._picture = SlicePicture(make_renderer, self)
        self._picture.changed.connect(self.update)
        self._hover: QPointF | None = None
        self._overlay = Overlay(viewport.kind)
        self._wheel = WheelSteps()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(64, 64)
        self.setAccessibleName(self.tr("Slice view"))
        scene.changed.connect(self._refresh)
        tools.changed.connect(self.update)

    @property
    def marks(self) -> MarkHand:
        """The marks under the mouse; made with the first picture, which an empty window need not wait for."""
        if self._marks is None:
            from medviewer.ui.marks.mark_hand import MarkHand

            self._marks = MarkHand(self, self._scene, self.viewport, self._tools)
        return self._marks

    def sizeHint(self) -> QSize:
        return QSize(384, 384)

    def _refresh(self) -> None:
        self.update()
        if self._hover is not None and self.isVisible():  # another value lies under a mouse at rest
            self.hovered.emit(self._hover_lps(self.plane()))

    # --- painting ---

    def plane(self) -> PlaneView | None:
        """Where this view lies in the world now, in screen pixels."""
        return view_plane(self._scene, self.viewport, self._size_px(), self.devicePixelRatioF())

    def picture(self) -> QImage:
        """The full picture without its overlay."""
        self._make_picture()
        self._picture.make_full()
        return self._picture.image

    @property
    def pictures_made(self) -> int:
        """How many there have been, drafts counted."""
        return self._picture.made

    @property
    def is_settled(self) -> bool:
        """Whether the picture on screen is no draft."""
        return self._picture.is_settled

    def paintEvent(self, event: QPaintEvent) -> None:
        self._make_picture()
        painter = QPainter(self)
        plan = self._picture.plan
        if plan is None:
            painter.fillRect(self.rect(), QColor(0, 0, 0))
            paint_waiting(painter, self.rect(), self._scene.image_in(self.viewport))
        else:
            painter.drawImage(0, 0, self._picture.image)
            shown = self._scene.image_in(self.viewport)
            paint_missing(painter, self.rect(), shown, plan.plane)
        self._paint_overlay(painter)
        painter.end()

    def wanted_plan(self) -> SlicePlan | None:
        """What it should show now; a view of something special shows its own."""
        return plan_slice(self._scene, self.viewport, self._size_px(), self.devicePixelRatioF())

    def _make_picture(self) -> None:
        self._picture.ask_for(self.wanted_plan(), self.devicePixelRatioF())

    def _paint_overlay(self, painter: QPainter) -> None:
        plane = self.plane() if self._picture.plan is None else self._picture.plan.plane
        if plane is None:
            return
        ratio = self.devicePixelRatioF()
        region = self._gestures.region
        overlay = self.changed_overlay(
            overlay_of(
                self._scene, self.viewport, self._tools, plane, ratio, self._hover_lps(plane), region,
                self._tools.mm_of(self.screen()),
            )
        )  # fmt: skip
        self._overlay = overlay
        paint_graphics(painter, graphics_of(self._scene, self.viewport, plane), ratio)
        self.marks.paint(painter, plane, ratio)
        self.hands.paint(painter, plane, self._hover)
        paint_overlay(painter, overlay, self.width(), self.height(), self.tr("orientation unknown"))
        self.hands.paint_lens(painter, plane, self._hover)

    def changed_overlay(self, overlay: Overlay) -> Overlay:
        """What is drawn over the slice; for views that show other layers than the scene does."""
        return overlay

    def _badge_at(self, at: QPointF) -> Badge | None:
        return badge_at(self._overlay, self.font(), self._size_px(), at)

    def _size_px(self) -> tuple[int, int]:
        return (self.width(), self.height())

    def _hover_lps(self, plane: PlaneView | None) -> npt.NDArray[np.float64] | None:
        if self._hover is None or plane is None:
            return None
        ratio = self.devicePixelRatioF()
        return plane.pixel_to_lps((self._hover.x() * ratio, self._hover.y() * ratio))

    # --- mouse ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        use_view(self._scene, self.viewport, picks=True)
        badge = self._badge_at(event.position())
        if badge is not None and badge.leads_to and event.button() == Qt.MouseButton.LeftButton:
            self.badge_clicked.emit(badge.leads_to)
            return
        plane = self.plane()
        if plane is not None and self.marks.press(event, plane, self.devicePixelRatioF()):
            return
        if self.hands.press(event):
            return
        if plane is not None:
            self._gestures.press(
                event.button(), event.modifiers(), event.position(), plane, self.devicePixelRatioF()
            )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = event.position()
        plane = self.plane()
        if plane is None:
            return
        if self.hands.move(event):
            self.hovered.emit(self._hover_lps(self.plane()))
            self.update()
            return
        ratio = self.devicePixelRatioF()
        is_idle = event.buttons() == Qt.MouseButton.NoButton
        if is_idle:
            self._point_at_badge(event.position())
            use_view(self._scene, self.viewport, picks=False)
        if self.marks.move(event, plane, ratio):
            pass
        elif is_idle:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._gestures.follow(event.position(), plane, ratio)
        else:
            self._gestures.move(event.position(), plane, ratio)
        self.hovered.emit(self._hover_lps(self.plane()))
        self.update()

    def _point_at_badge(self, at: QPointF) -> None:
        """A hand over a badge that leads somewhere, and what it means as a tip."""
        badge = self._badge_at(at)
        self.setToolTip("" if badge is None else plain_tip(badge.tip))
        shape = self.hands.shape(at)
        if badge is not None and badge.leads_to:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        elif shape is not None:
            self.setCursor(shape)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.hands.release(event):
            self.update()
            return
        plane, ratio = self.plane(), self.devicePixelRatioF()
        if plane is None or self.marks.release(event, plane, ratio):
            pass
        elif self._gestures.release(event.button(), plane, ratio):
            self.menu_wanted.emit(event.globalPosition().toPoint())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.marks.double_click(event) or self.hands.shape(event.position()) is not None:
            return
        if event.button() == Qt.MouseButton.LeftButton and self.viewport.id != "stack":
            self._scene.maximised = "" if self._scene.maximised else self.viewport.id

    def wheelEvent(self, event: QWheelEvent) -> None:
        use_view(self._scene, self.viewport, picks=True)
        if self.hands.wheel(event):
            event.accept()
            return
        steps = self._wheel.take(event)
        if steps and event.modifiers() & _THROUGH_TIME and own_axis(self._scene) is not None:
            step(self._scene, -steps)
        elif steps:
            scroll(self._scene, self.viewport, -steps)
            self.hovered.emit(self._hover_lps(self.plane()))
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:  # on another screen
            self.update()
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._forget_hover()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._hover is not None:  # the picture has moved under a mouse at rest: nobody knows where it is
            self._forget_hover()

    def _forget_hover(self) -> None:
        self._hover = None
        self.hovered.emit(None)
        self.update()
