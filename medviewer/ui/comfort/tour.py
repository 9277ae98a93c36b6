"""The tour: a few calm notes on what is where. It blocks nothing and can be left at any time.

Whoever opens a page over what a note speaks of, or closes that panel, has left it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import ACCENT, RAISED

_WIDTH, _GAP, _MARGIN = 320, 12, 16


@dataclass(frozen=True)
class Stop:
    """One note: what it is about, where that is, and a sentence or two."""

    title: str
    text: str
    place: Callable[[], QWidget]


class _Frame(QWidget):
    """A line around what the note speaks of; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ACCENT), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


class Tour(QFrame):
    """One note at a time beside what it speaks of. ``ended`` comes when it is over or left."""

    ended = Signal()

    def __init__(self, window: QWidget, stops: Sequence[Stop]) -> None:
        super().__init__(window)
        self._window = window
        self._stops = tuple(stops)
        self._frame = _Frame(window)
        self._about: QWidget | None = None
        self.at = 0
        self.setObjectName("tour")
        self.setStyleSheet(
            f"#tour {{ background: {RAISED}; border: 1px solid {ACCENT}; border-radius: 8px; }}"
        )
        self.setFixedWidth(_WIDTH)
        self.title = PlainLabel(role="subtitle")
        self.text = PlainLabel(wrap=True)
        self.count = PlainLabel(role="muted")
        self.skip = QPushButton(self.tr("Skip the tour"))
        self.skip.setToolTip(self.tr("It is in the Help menu for another time"))
        self.next = QPushButton()
        self.next.setToolTip(self.tr("The next note (Enter)"))
        self._build()
        self.skip.clicked.connect(self.end)
        self.next.clicked.connect(self.go_on)
        window.installEventFilter(self)

    def begin(self) -> None:
        """Shows the first note."""
        self.at = 0
        self._show_stop()

    def go_on(self) -> None:
        """Shows the next note, or ends behind the last one."""
        self.at += 1
        if self.at >= len(self._stops):
            self.end()
        else:
            self._show_stop()

    def end(self) -> None:
        """Takes everything away."""
        if self.isHidden():
            return
        has_keys = self.isAncestorOf(self._window.focusWidget())
        self.hide()
        self._frame.hide()
        self._window.removeEventFilter(self)
        self._look_at(None)
        if has_keys:
            self._window.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ended.emit()
        self._frame.deleteLater()
        self.deleteLater()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (self.title, self.text):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addLayout(row)

    def _show_stop(self) -> None:
        stop = self._stops[self.at]
        self.title.setText(stop.title)
        self.text.setText(stop.text)
        self.setAccessibleName(f"{stop.title}. {stop.text}")
        self.count.setText(f"{self.at + 1} / {len(self._stops)}")
        is_last = self.at == len(self._stops) - 1
        self.next.setText(self.tr("Done") if is_last else self.tr("Next"))
        self.skip.setVisible(not is_last)
        self._look_at(stop.place())
        self._place()
        self._frame.show()
        self._frame.raise_()
        self.show()
        self.raise_()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at(self, about: QWidget | None) -> None:
        if self._about is not None:
            self._about.removeEventFilter(self)
        self._about = about
        if about is not None:
            about.installEventFilter(self)

    def _place(self) -> None:
        """Beside its place where there is room: right, left, below, above, else inside."""
        target = self._stops[self.at].place()
        about = QRect(target.mapTo(self._window, QPoint(0, 0)), target.size()).adjusted(2, 2, -2, -2)
        self._frame.setGeometry(about)
        self.layout().activate()  # type: ignore[union-attr]
        height = self.layout().totalHeightForWidth(_WIDTH)  # type: ignore[union-attr]
        self.resize(_WIDTH, height)
        room = self._window.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        if about.right() + _GAP + _WIDTH <= room.right():
            at = QPoint(about.right() + _GAP, about.top() + _GAP)
        elif about.left() - _GAP - _WIDTH >= room.left():
            at = QPoint(about.left() - _GAP - _WIDTH, about.top() + _GAP)
        elif about.bottom() + _GAP + height <= room.bottom():
            at = QPoint(about.right() - _WIDTH, about.bottom() + _GAP)
        else:
            at = QPoint(about.right() - _WIDTH - _GAP, about.top() - _GAP - height)
        x = max(room.left(), min(at.x(), room.right() - _WIDTH))
        y = max(room.top(), min(at.y(), room.bottom() - height))
        self.move(x, y)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window and self.isVisible():
            self._place()
        elif event.type() == QEvent.Type.Hide and watched is self._about and not event.spontaneous():
            self.end()
        return False

    def event(self, event: QEvent) -> bool:
        keys = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.key() in keys:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                (self.end if event.key() == Qt.Key.Key_Escape else self.go_on)()
                return True
        return super().event(event)
