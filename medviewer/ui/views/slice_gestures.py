"""What the mouse does in a slice view: from movements to one write to the scene."""

from __future__ import annotations

import math
from typing import Literal, cast, get_args

from PySide6.QtCore import QPointF, Qt

from medviewer.core.volume import percentile_window
from medviewer.core.window_level import WindowLevel
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.images.windowing import dragged_window, region_window
from medviewer.scene.layers.image_result_layer import ImageResultLayer, windowed
from medviewer.scene.scene import Scene
from medviewer.scene.views.navigate import pan_by, scroll, set_cursor_at, zoom_about
from medviewer.scene.views.plan_slice import drawn_volume
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.actions.tool_state import ToolState

Gesture = Literal["", "window", "pan", "zoom", "scroll", "crosshair", "region", "curve"]

_CLICK_PX = 4.0
_PX_PER_IMAGE = 6.0


class SliceGestures:
    """One drag at a time. Positions are logical pixels; planes speak of screen pixels."""

    def __init__(self, scene: Scene, viewport: Viewport, tools: ToolState) -> None:
        self._scene = scene
        self._viewport = viewport
        self._tools = tools
        self._gesture: Gesture = ""
        self._button = Qt.MouseButton.NoButton
        self._start = QPointF()
        self._last = QPointF()
        self._window: WindowLevel | None = None
        self._scrolled = 0
        self._travelled = 0.0
        self._value_range = ("", 4096.0)

    @property
    def region(self) -> tuple[float, float, float, float] | None:
        """The rectangle that is being drawn: left, top, right, bottom."""
        if self._gesture != "region":
            return None
        return (self._start.x(), self._start.y(), self._last.x(), self._last.y())

    def press(
        self,
        button: Qt.MouseButton,
        modifiers: Qt.KeyboardModifier,
        at: QPointF,
        plane: PlaneView,
        ratio: float,
    ) -> None:
        """A button went down: the drag begins."""
        layer = windowed(self._scene)
        if layer is None or self._gesture:
            return
        self._button, self._start, self._last = button, at, at
        self._scrolled, self._travelled = 0, 0.0
        self._window = layer.window
        if button == Qt.MouseButton.MiddleButton:
            self._gesture = "pan"
        elif button == Qt.MouseButton.RightButton:
            self._gesture = "zoom"
        elif button == Qt.MouseButton.LeftButton and modifiers & Qt.KeyboardModifier.ControlModifier:
            self._gesture = "region"
        elif button == Qt.MouseButton.LeftButton:
            tool = self._tools.tool
            self._gesture = cast(Gesture, tool if tool in get_args(Gesture) else "")  # else a mark's
            if self._gesture == "crosshair":
                set_cursor_at(self._scene, self._viewport, plane, _scaled(at, ratio))

    def move(self, at: QPointF, plane: PlaneView, ratio: float) -> None:
        """The mouse moved with the button down."""
        moved = at - self._last
        self._travelled += math.hypot(moved.x(), moved.y())
        scene, viewport = self._scene, self._viewport
        match self._gesture:
            case "window" if self._window is not None and (layer := windowed(scene)) is not None:
                total, span = at - self._start, self._range_of(layer)
                across, down = self._tools.window_signs
                dragged_px = (total.x() * across, total.y() * down)
                layer.window = dragged_window(self._window, dragged_px, self._tools.window_gain, span)
            case "pan":
                pan_by(scene, viewport, plane, _scaled(moved, ratio))
            case "zoom":
                zoom_about(scene, viewport, plane, _scaled(self._start, ratio), math.exp(-moved.y() / 150.0))
            case "scroll":
                images = int((at.y() - self._start.y()) / _PX_PER_IMAGE)
                scroll(scene, viewport, images - self._scrolled)
                self._scrolled = images
            case "crosshair":
                set_cursor_at(scene, viewport, plane, _scaled(at, ratio))
            case _:
                pass
        self._last = at

    def _range_of(self, layer: ImageLayer | ImageResultLayer) -> float:
        """How far the values of an image reach; looked up once for each image."""
        if self._value_range[0] != layer.id:
            self._value_range = (layer.id, percentile_window(layer.sample).width)
        return self._value_range[1]

    def release(self, button: Qt.MouseButton, plane: PlaneView, ratio: float) -> bool:
        """The button went up. True if it was a right click without a drag: the menu is wanted."""
        if button != self._button or not self._gesture:
            return False
        if self._gesture == "region" and self._travelled > _CLICK_PX and self._scene.active is not None:
            layer = windowed(self._scene)
            image = drawn_volume(self._scene.active, self._viewport, plane)
            if isinstance(layer, ImageResultLayer):
                image = layer.volume
            corners = (_scaled(self._start, ratio), _scaled(self._last, ratio))
            window = None if image is None else region_window(image, plane, *corners)
            if window is not None and layer is not None:
                layer.window = window
        wants_menu = button == Qt.MouseButton.RightButton and self._travelled <= _CLICK_PX
        self._gesture = ""
        self._button = Qt.MouseButton.NoButton
        return wants_menu

    def follow(self, at: QPointF, plane: PlaneView, ratio: float) -> None:
        """Shift and move: the crosshair follows in every linked view."""
        set_cursor_at(self._scene, self._viewport, plane, _scaled(at, ratio))


def _scaled(point: QPointF, ratio: float) -> tuple[float, float]:
    return (point.x() * ratio, point.y() * ratio)
