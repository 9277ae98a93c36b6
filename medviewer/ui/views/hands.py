"""All that can be taken hold of in one slice view, in the order in which it is asked."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QWheelEvent

from medviewer.scene.images.time_axis import own_axis
from medviewer.scene.scene import Scene
from medviewer.scene.views.navigate import zoom_about
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import SlicePlan
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.compare.swipe_hand import SwipeHand
from medviewer.ui.compare.turn_hand import TurnHand
from medviewer.ui.views.curve_hand import CurveHand
from medviewer.ui.views.hand import Hand, Touch
from medviewer.ui.views.magnifier import LensMaker, Magnifier
from medviewer.ui.views.oblique_hand import ObliqueHand
from medviewer.ui.views.position_bar import PositionBar

_WHEEL_STEP = 120
_ZOOM_PER_STEP = 0.15  # natural logarithm of the factor for one click of the wheel


class TouchedView(Protocol):
    """What hands need of a view."""

    def plane(self) -> PlaneView | None: ...
    def wanted_plan(self) -> SlicePlan | None: ...
    def width(self) -> int: ...
    def height(self) -> int: ...
    def devicePixelRatioF(self) -> float: ...


class Hands:
    """One of them at a time has the mouse, from the press to the release."""

    def __init__(
        self,
        view: TouchedView,
        scene: Scene,
        viewport: Viewport,
        tools: ToolState,
        make_renderer: Callable[[], LensMaker],
    ) -> None:
        self._view = view
        self._scene = scene
        self._viewport = viewport
        self.position_bar = PositionBar(scene, viewport)
        self._hands: tuple[Hand, ...] = (
            self.position_bar,
            TurnHand(scene, viewport),
            CurveHand(scene, viewport, tools),
            ObliqueHand(scene, viewport, tools),
            SwipeHand(scene, viewport),
        )
        self._lens = Magnifier(tools, make_renderer, view.wanted_plan)
        self._holding: Hand | None = None

    def press(self, event: QMouseEvent) -> bool:
        """Whether one of them takes the mouse, or has it already."""
        plane = self._view.plane()
        if plane is not None and self._holding is None:
            touch = self._touch(event.position(), plane, event)
            self._holding = next((hand for hand in self._hands if hand.press(touch)), None)
        return self._holding is not None

    def move(self, event: QMouseEvent) -> bool:
        """Whether one of them has the mouse."""
        plane = self._view.plane()
        if self._holding is not None and plane is not None:
            self._holding.move(self._touch(event.position(), plane, event))
        return self._holding is not None

    def release(self, event: QMouseEvent) -> bool:
        """Whether one of them had the mouse."""
        held, self._holding, plane = self._holding, None, self._view.plane()
        if held is not None and plane is not None:
            held.release(self._touch(event.position(), plane, event))
        return held is not None

    def wheel(self, event: QWheelEvent) -> bool:
        """Zooms about the mouse with Ctrl, and with Ctrl and Shift where Ctrl alone goes through time."""
        plane, keys = self._view.plane(), event.modifiers()
        through_time = own_axis(self._scene) is not None and not keys & Qt.KeyboardModifier.ShiftModifier
        if plane is None or not keys & Qt.KeyboardModifier.ControlModifier or through_time:
            return False
        turned = event.angleDelta().y() or event.angleDelta().x()
        pixel = self._touch(event.position(), plane).pixel
        zoom_about(self._scene, self._viewport, plane, pixel, math.exp(turned * _ZOOM_PER_STEP / _WHEEL_STEP))
        return True

    def shape(self, at: QPointF) -> Qt.CursorShape | None:
        """The mouse cursor over what can be taken hold of; None where there is nothing."""
        plane = self._view.plane()
        if plane is None:
            return None
        touch = self._touch(at, plane)
        shapes = (hand.shape(touch) for hand in self._hands)
        return next((shape for shape in shapes if shape is not None), None)

    def paint(self, painter: QPainter, plane: PlaneView, mouse: QPointF | None) -> None:
        """Draws them over a slice; ``mouse`` is None while the mouse is elsewhere."""
        touch = None if mouse is None else self._touch(mouse, plane)
        for hand in self._hands:
            hand.paint(painter, plane, self._view.devicePixelRatioF(), touch)

    def paint_lens(self, painter: QPainter, plane: PlaneView, mouse: QPointF | None) -> None:
        """Draws the magnifier over everything: what lies on the picture is not where it shows that place."""
        touch = None if mouse is None else self._touch(mouse, plane)
        self._lens.paint(painter, plane, self._view.devicePixelRatioF(), touch)

    def _touch(self, at: QPointF, plane: PlaneView, event: QMouseEvent | None = None) -> Touch:
        view = self._view
        size, ratio = (float(view.width()), float(view.height())), view.devicePixelRatioF()
        if event is None:
            return Touch(at, size, plane, ratio)
        return Touch(at, size, plane, ratio, event.button(), event.modifiers())
