"""The control that has the focus gets its own keys before the commands of the window do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QTabBar,
    QToolButton,
    QWidget,
)

_KEY = Qt.Key
_ENTER = frozenset({_KEY.Key_Return, _KEY.Key_Enter})
_PRESS = frozenset({_KEY.Key_Space}) | _ENTER
_ALONG = frozenset({_KEY.Key_Up, _KEY.Key_Down, _KEY.Key_Left, _KEY.Key_Right, _KEY.Key_Home, _KEY.Key_End})
_PAGES = frozenset({_KEY.Key_PageUp, _KEY.Key_PageDown})
_OWN: tuple[tuple[type[QWidget], frozenset[Qt.Key]], ...] = (
    (QAbstractButton, _PRESS),
    (QAbstractSlider, _ALONG | _PAGES),
    (QAbstractSpinBox, frozenset({_KEY.Key_Up, _KEY.Key_Down}) | _ENTER),
    (QComboBox, _ALONG | _PRESS | _PAGES),
    (QAbstractItemView, _ALONG | _PRESS | _PAGES),
    (QTabBar, frozenset({_KEY.Key_Left, _KEY.Key_Right, _KEY.Key_Home, _KEY.Key_End})),
    (QLineEdit, _ENTER),
)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class ControlKeys(QObject):
    """Without it Space would play, Enter maximise and Down go to the next image while a button has the focus.

    It watches the one widget that has the focus, not the whole program.
    """

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        application.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.modifiers() not in _PLAIN:
            return False
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in _own_keys(watched):
            event.accept()
            return True
        is_enter = event.type() == QEvent.Type.KeyPress and event.key() in _ENTER
        if is_enter and isinstance(watched, QAbstractButton):
            _press(watched)
            return True
        return False

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if now is not None and _own_keys(now):
            now.installEventFilter(self)


def _own_keys(widget: QObject) -> frozenset[Qt.Key]:
    if isinstance(widget, QScrollBar):
        return frozenset()
    return next((keys for kind, keys in _OWN if isinstance(widget, kind)), frozenset())


def _press(button: QAbstractButton) -> None:
    if isinstance(button, QPushButton | QToolButton) and button.menu() is not None:
        button.showMenu()
    else:
        button.click()
