"""The mouse without a mouse: a pointer in a view that keys move and press."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from medviewer.ui.parts.theme import ACCENT

_STEP, _FINE_STEP = 8, 1
_MOVES = {
    Qt.Key.Key_Left: QPoint(-1, 0), Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1), Qt.Key.Key_Down: QPoint(0, 1),
}  # fmt: skip
_LEFT, _NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
_ARM = 9


class KeyPointer(QWidget):
    """Lies over its view and lets the mouse through; draws the ring of the focus and the pointer.

    Alt with an arrow moves it by eight pixels, with Shift by one; Alt+Enter clicks, Alt+Shift+Enter holds
    the button down, and lets it go the next time. What is under it is worked by the tool in hand.
    """

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.place: QPoint | None = None
        self.is_held = False
        self.has_ring = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_ring(self, is_on: bool) -> None:
        """Shows that the view has the focus, or that it has lost it."""
        self.has_ring = is_on
        if not is_on:
            self._let_go()
            self.place = None
        self.follow()

    def follow(self) -> None:
        """Covers the view again."""
        self.setGeometry(self._view.rect())
        self.setVisible(self.has_ring or self.place is not None)
        self.raise_()
        self.update()

    def take(self, event: QKeyEvent) -> bool:
        """Whether a key was one of the pointer's."""
        if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        is_fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        if key in _MOVES:
            self._move(_MOVES[key] * (_FINE_STEP if is_fine else _STEP))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_fine:
            self._press()
            self._let_go()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.is_held:
                self._let_go()
            else:
                self._press()
        else:
            return False
        event.accept()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.has_ring:
            painter.setPen(QPen(QColor(ACCENT), 2, Qt.PenStyle.DotLine))
            painter.drawRect(self.rect().adjusted(4, 4, -4, -4))
        if self.place is not None:
            for colour, width in ((QColor(0, 0, 0, 200), 4), (QColor(ACCENT), 2)):
                painter.setPen(QPen(colour, width))
                for along in (QPoint(1, 0), QPoint(-1, 0), QPoint(0, 1), QPoint(0, -1)):
                    painter.drawLine(self.place + along * 3, self.place + along * _ARM)
        painter.end()

    def _move(self, by: QPoint) -> None:
        if self.place is None:
            self.place = self._view.rect().center()
        area = self._view.rect()
        to = self.place + by
        self.place = QPoint(min(max(to.x(), 0), area.right()), min(max(to.y(), 0), area.bottom()))
        self.follow()
        self._send(QEvent.Type.MouseMove, _NO_BUTTON, _LEFT if self.is_held else _NO_BUTTON)

    def _press(self) -> None:
        if self.place is None:
            self._move(QPoint())
        if not self.is_held:
            self.is_held = True
            self._send(QEvent.Type.MouseButtonPress, _LEFT, _LEFT)

    def _let_go(self) -> None:
        if self.is_held:
            self.is_held = False
            self._send(QEvent.Type.MouseButtonRelease, _LEFT, _NO_BUTTON)

    def _send(self, kind: QEvent.Type, button: Qt.MouseButton, buttons: Qt.MouseButton) -> None:
        at = QPointF(self.place or QPoint())
        on_screen = QPointF(self._view.mapToGlobal(at))
        no_key = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(self._view, QMouseEvent(kind, at, on_screen, button, buttons, no_key))
