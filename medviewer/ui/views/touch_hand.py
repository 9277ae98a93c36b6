"""Fingers on a view: one is the mouse, two zoom and move the picture, three go through the images."""

from __future__ import annotations

import math
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QTouchEvent
from PySide6.QtWidgets import QApplication, QWidget

_TAP_PX = 10.0
_HOLD_MS = 600
_PX_PER_IMAGE = 24.0
_LEFT, _NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
_NO_KEY = Qt.KeyboardModifier.NoModifier


class Grasp(Protocol):
    """What fingers do to a picture. Places are logical pixels of the view."""

    def zoom(self, at: QPointF, factor: float) -> None:
        """Zooms by a factor; what lies at the place stays there."""

    def pan(self, moved: QPointF) -> None:
        """Moves the picture with the fingers."""

    def scroll(self, steps: int) -> None:
        """Goes images on, negative: back."""


class TouchHand(QObject):
    """The fingers on one view. ``menu_wanted`` comes when one finger rests, with its place on screen."""

    menu_wanted = Signal(QPoint)

    def __init__(self, view: QWidget, grasp: Grasp) -> None:
        super().__init__(view)
        self._view = view
        self._grasp = grasp
        self._start: QPointF | None = None
        self._fingers: tuple[QPointF, ...] = ()
        self._is_pressed = False
        self._is_over = False
        self._rows = 0.0
        self._last_tap: tuple[int, QPointF] | None = None
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(_HOLD_MS)
        self._hold.timeout.connect(self._held)
        view.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    def take(self, event: QEvent) -> bool:
        """Whether an event was one of fingers."""
        if isinstance(event, QTouchEvent):
            self._touch(event)
            event.accept()
            return True
        return isinstance(event, QNativeGestureEvent) and self._on_trackpad(event)

    # --- fingers on the screen ---

    def _touch(self, event: QTouchEvent) -> None:
        if event.type() == QEvent.Type.TouchCancel:
            self._lift(self._fingers[0] if self._fingers else QPointF())
            self._forget()
            return
        points = [point for point in event.points() if point.state() != point.State.Released]
        places = tuple(point.position() for point in sorted(points, key=lambda point: point.id()))
        if event.type() == QEvent.Type.TouchBegin:
            self._forget()
            self._start = places[0] if places else None
            self._hold.start()
        if not places:
            self._end(event)
        elif len(places) == 1 and not self._is_over:
            self._one(places[0])
        elif len(places) > 1:
            self._several(places)
        self._fingers = places

    def _one(self, at: QPointF) -> None:
        if self._start is None:
            self._start = at
        if not self._is_pressed:
            if _far(self._start, at) <= _TAP_PX:
                return
            self._hold.stop()
            self._is_pressed = True
            self._mouse(QEvent.Type.MouseButtonPress, self._start, _LEFT, _LEFT)
        self._mouse(QEvent.Type.MouseMove, at, _NO_BUTTON, _LEFT)

    def _several(self, places: tuple[QPointF, ...]) -> None:
        self._hold.stop()
        if not self._is_over:
            self._lift(places[0])
            self._is_over = True  # a finger that stays behind is no mouse
        before, self._fingers = self._fingers, places
        if len(before) != len(places):
            self._rows = 0.0
            return
        moved = _middle(places) - _middle(before)
        if len(places) == 2:
            self._grasp.pan(moved)
            was, now = _far(*before), _far(*places)
            if was > 1.0 and now > 1.0 and was != now:
                self._grasp.zoom(_middle(places), now / was)
        else:
            self._rows += moved.y() / _PX_PER_IMAGE
            steps = int(self._rows)
            self._rows -= steps
            if steps:
                self._grasp.scroll(steps)

    def _end(self, event: QTouchEvent) -> None:
        at = event.points()[0].position() if event.points() else QPointF()
        is_tap = self._start is not None and not self._is_pressed and not self._is_over
        if self._is_pressed:
            self._lift(at)
        elif is_tap and self._hold.isActive():
            self._tap(at, event.timestamp())
        self._forget()

    def _tap(self, at: QPointF, when: int) -> None:
        last, self._last_tap = self._last_tap, (when, at)
        is_second = last is not None and _far(last[1], at) <= 3 * _TAP_PX
        if is_second and last is not None and when - last[0] <= QApplication.doubleClickInterval():
            self._mouse(QEvent.Type.MouseButtonDblClick, at, _LEFT, _LEFT)
            self._last_tap = None
        else:
            self._mouse(QEvent.Type.MouseButtonPress, at, _LEFT, _LEFT)
        self._mouse(QEvent.Type.MouseButtonRelease, at, _LEFT, _NO_BUTTON)

    def _lift(self, at: QPointF) -> None:
        if self._is_pressed:
            self._is_pressed = False
            self._mouse(QEvent.Type.MouseButtonRelease, at, _LEFT, _NO_BUTTON)

    def _held(self) -> None:
        if self._start is not None and not self._is_pressed and not self._is_over:
            self._is_over = True
            self.menu_wanted.emit(self._view.mapToGlobal(self._start.toPoint()))

    def _forget(self) -> None:
        self._hold.stop()
        self._start, self._fingers = None, ()
        self._is_pressed = self._is_over = False
        self._rows = 0.0

    def _mouse(self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, buttons: Qt.MouseButton) -> None:
        on_screen = QPointF(self._view.mapToGlobal(at))
        QApplication.sendEvent(self._view, QMouseEvent(kind, at, on_screen, button, buttons, _NO_KEY))

    # --- fingers on a trackpad ---

    def _on_trackpad(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._grasp.zoom(event.position(), math.exp(event.value()))
        event.accept()
        return True


def _far(one: QPointF, other: QPointF) -> float:
    return math.hypot(one.x() - other.x(), one.y() - other.y())


def _middle(places: tuple[QPointF, ...]) -> QPointF:
    return QPointF(sum(at.x() for at in places) / len(places), sum(at.y() for at in places) / len(places))
