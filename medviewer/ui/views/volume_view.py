"""The 3D view: paints the array of the volume renderer; turning, zooming and moving with the mouse."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from medviewer.core.volume import Volume
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.images.time_axis import TimeAxis
from medviewer.scene.layers.image_result_layer import shown_image_result
from medviewer.scene.layers.landmarks_layer import LandmarksLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import use_view
from medviewer.scene.views.navigate import pan_camera, turn_camera, zoom_camera
from medviewer.scene.views.slice_plan import VolumePlan
from medviewer.scene.views.viewport import Viewport
from medviewer.scene.volume.camera_axes import camera_letters
from medviewer.scene.volume.plan_volume import plan_volume
from medviewer.scene.volume.volume_frame import points_in_volume_picture
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.explain.heat_legend import legends_of
from medviewer.ui.marks.volume_marks import VolumeMarks
from medviewer.ui.parts.theme import ACCENT, BORDER, MUTED
from medviewer.ui.views.axis_text import axis_text
from medviewer.ui.views.badges import result_badges
from medviewer.ui.views.corner_text import Corners
from medviewer.ui.views.landmark_overlay import PointDrawing
from medviewer.ui.views.slice_overlay import Overlay, paint_overlay
from medviewer.ui.views.volume_crop import VolumeCrop
from medviewer.ui.views.volume_keys import VolumeKeys
from medviewer.ui.views.volume_legend import volume_legend
from medviewer.ui.views.volume_picture import VolumePicture, VolumePictureMaker
from medviewer.ui.views.volume_spin import VolumeSpin
from medviewer.ui.views.waiting_text import paint_waiting

if TYPE_CHECKING:
    from medviewer.ui.views.volume_strip import VolumeStrip

_QUIET_MS = 180
_CLICK_PX = 4.0


class VolumeView(QWidget):
    """The active volume in 3D: a draft while it moves, then the full picture."""

    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        scene: Scene,
        viewport: Viewport,
        make_renderer: Callable[[], VolumePictureMaker],
        tools: ToolState,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self.viewport = viewport
        self._tools = tools
        self._picture = VolumePicture(make_renderer, self)
        self._picture.changed.connect(self.update)
        self._crop = VolumeCrop(scene)
        self._marks = VolumeMarks(self, scene)
        self._strip: VolumeStrip | None = None
        self.spin = VolumeSpin(self._spin_by, self)
        self._last: QPointF | None = None
        self._travelled = 0.0
        self._button = Qt.MouseButton.NoButton
        self._is_moving = False
        self._settle = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._settle.timeout.connect(self._settled)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._render)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(64, 64)
        self.setAccessibleName(self.tr("3D view"))
        VolumeKeys(self)
        self.setMouseTracking(True)
        scene.changed.connect(self._scene_changed)
        tools.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(384, 384)

    @property
    def is_settled(self) -> bool:
        """Whether the picture is the full one of the present scene."""
        return not (self._soon.isActive() or self._settle.isActive() or self._picture.is_working)

    def picture(self) -> QImage:
        """The picture at hand, without its overlay."""
        return self._picture.image

    def turn_round(self, is_on: bool) -> None:
        """Lets the picture turn by itself, or stand still."""
        if is_on and self._scene.image_in(self.viewport) is not None:
            self.spin.start()
        else:
            self.spin.stop()
        if self._strip is not None:
            self._strip.show_spinning(self.spin.is_on)

    def clean_picture(self) -> QImage:
        """The view as it is on screen, without its strip."""
        strip = self._strip
        if strip is None:
            return self.grab().toImage()
        strip.hide()
        image = self.grab().toImage()
        strip.show()
        return image

    # --- painting ---

    def _scene_changed(self) -> None:
        # Only when the scene has come to rest: a full picture takes a moment, and a slider should not wait.
        if self._scene.image_in(self.viewport) is None:
            self._picture.forget()
        elif self.isVisible() and not self._is_moving and self._wanted(draft=False) != self._picture.latest:
            self._settle.start()

    def _wanted(self, draft: bool) -> VolumePlan | None:
        size = (self.width(), self.height())
        return plan_volume(self._scene, self.viewport, size, self.devicePixelRatioF(), draft)

    def _settled(self) -> None:
        self._is_moving = False
        self._soon.start()

    def _render(self) -> None:
        plan = self._wanted(draft=self._is_moving)
        if self.isVisible() and plan is not None:
            self._show_strip()
            self._picture.ask_for(plan, self.devicePixelRatioF())
        self.update()

    def _show_strip(self) -> None:
        """Made with the first picture: the window's start need not wait for it."""
        if self._strip is None:
            from medviewer.ui.views.volume_strip import VolumeStrip

            self._strip = VolumeStrip(self._scene, self.viewport, self)
            self._strip.spin_wanted.connect(self.turn_round)
            self._strip.move(4, 4)
            self._strip.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0))
        active, picture = self._scene.image_in(self.viewport), self._picture
        if picture.trouble:
            painter.setPen(QColor(MUTED))
            area = self.rect().adjusted(16, 16, -16, -16)
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(area, flags, picture.trouble)
        elif active is not None and (at := self._time_point_at_hand(active)) is not None:
            painter.drawImage(self.rect(), picture.image)
            if picture.plan is not None:
                for over in (self._crop, self._marks):
                    over.paint(painter, active, picture.plan, (self.width(), self.height()))
            self._paint_letters(painter, active, at)
        else:
            paint_waiting(painter, self.rect(), active)
        is_in_use = self._scene.view_in_use == self.viewport.id
        painter.setPen(QPen(QColor(ACCENT if is_in_use else BORDER), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _time_point_at_hand(self, layer: ImageLayer) -> int | None:
        """Which time point the picture at hand shows (0 without a time axis); None if it is of another image.

        While time points play, the picture stays behind: it is better than none, and says what it is.
        """
        volumes = (layer.image,) if layer.time_series is None else layer.time_series.volumes
        made = shown_image_result(self._scene, layer)
        if made is not None and self._picture.shows(made.volume):
            return layer.time_point
        return next((n for n, volume in enumerate(volumes) if self._picture.shows(volume)), None)

    def _paint_letters(self, painter: QPainter, layer: ImageLayer, at: int) -> None:
        letters, corners = None, Corners()
        if isinstance(layer.image, Volume) and layer.image.has_orientation:
            letters = camera_letters(self.viewport.camera)
        if layer.time_series is not None:
            corners = Corners(bottom_left=(axis_text(TimeAxis("time", at, len(layer.time_series))),))
        badges, legends = result_badges(self._scene, layer), legends_of(self._scene, layer)
        points = self._points(layer)
        palette = None if self._picture.plan is None else volume_legend(self._picture.plan)
        strip = self._strip
        taken = 0.0 if strip is None or strip.isHidden() else float(strip.y() + strip.height())
        overlay = Overlay(
            "3d", letters, corners, ai_badges=badges, legends=legends, points=points, palette=palette,
            taken_above=taken,
        )  # fmt: skip
        paint_overlay(painter, overlay, self.width(), self.height(), self.tr("orientation unknown"))

    def _points(self, layer: ImageLayer) -> tuple[PointDrawing, ...]:
        """Landmarks where the picture at hand shows them, whatever lies before them."""
        plan = self._picture.plan
        shown = [
            point
            for one in self._scene.results_shown_on(layer)
            if isinstance(one, LandmarksLayer)
            for point in one.shown
        ]
        if plan is None or not shown:
            return ()
        size = (self.width(), self.height())
        places = points_in_volume_picture(
            [point.point_lps for point in shown], plan.image.geometry, plan.camera, size
        )
        return tuple(
            PointDrawing((float(x), float(y)), point.label, True)
            for point, (x, y) in zip(shown, places, strict=True)
        )

    def resizeEvent(self, event: object) -> None:
        if self._strip is not None:
            self._strip.refresh()
        self._settle.start()

    def showEvent(self, event: object) -> None:
        self._settle.start()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:  # on another screen
            self._settle.start()
        return super().event(event)

    # --- mouse ---

    def _spin_by(self, degrees: float) -> None:
        if self._scene.image_in(self.viewport) is None or not self.isVisible():
            self.turn_round(False)
            return
        self.moves()
        turn_camera(self.viewport, (-degrees, 0.0), degrees_per_px=1.0)

    def _takes_face(self, at: QPointF) -> bool:
        """Whether a press takes a face of the crop box."""
        layer, plan = self._scene.image_in(self.viewport), self._picture.plan
        if layer is None or plan is None or self._button != Qt.MouseButton.LeftButton:
            return False
        return self._crop.press(layer, plan, (self.width(), self.height()), at)

    def moves(self) -> None:
        """Something turns, moves or zooms it: a draft at once, the full picture when it rests."""
        self._is_moving = True
        self._soon.start()
        self._settle.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        use_view(self._scene, self.viewport, picks=True)
        self._last, self._button, self._travelled = event.position(), event.button(), 0.0
        self.turn_round(False)
        self._takes_face(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        use_view(self._scene, self.viewport, picks=False)
        if self._last is None:
            return
        moved = event.position() - self._last
        self._last = event.position()
        self._travelled += math.hypot(moved.x(), moved.y())
        self.moves()
        layer = self._scene.image_in(self.viewport)
        if self._crop.is_held and layer is not None:
            self._crop.move(layer, event.position())
        elif self._button == Qt.MouseButton.LeftButton:
            turn_camera(self.viewport, (moved.x(), moved.y()))
        elif self._button == Qt.MouseButton.MiddleButton:
            pan_camera(self.viewport, (moved.x(), moved.y()), max(1, self.height()))
        elif self._button == Qt.MouseButton.RightButton:
            zoom_camera(self.viewport, math.exp(-moved.y() / 150.0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_click = self._button == Qt.MouseButton.RightButton and self._travelled <= _CLICK_PX
        self._last, self._button = None, Qt.MouseButton.NoButton
        if self._crop.is_held:
            self._crop.release()
        if is_click:
            self.menu_wanted.emit(event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._scene.maximised = "" if self._scene.maximised else self.viewport.id

    def wheelEvent(self, event: QWheelEvent) -> None:
        use_view(self._scene, self.viewport, picks=True)
        self.moves()
        zoom_camera(self.viewport, math.exp(event.angleDelta().y() / 1200.0))
        event.accept()
