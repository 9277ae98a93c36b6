"""A page that lies over the views and panels of the window: settings, keys, help, the doctor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import BACKGROUND, BORDER, PANEL

_WIDEST_PX = 1040
_STYLE = f"""
#page {{ background: {BACKGROUND}; border-top: 1px solid {BORDER}; }}
#page_head {{ background: {PANEL}; border-bottom: 1px solid {BORDER}; }}
"""


class Page(QFrame):
    """A title, a field to search in, a way out, and ``body`` for the rest.

    Keys without Ctrl or Alt stay inside, so that none acts on the views that it hides. ``searched`` carries
    what is in the field, ``left`` comes when the user wants back.
    """

    searched = Signal(str)
    left = Signal()

    def __init__(self, title: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setStyleSheet(_STYLE)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.search = QLineEdit()
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint or title)
        self.search.setToolTip(hint)
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(320)
        self.search.setVisible(bool(hint))
        self.search.textChanged.connect(self.searched)
        self.close_button = QToolButton()
        self.close_button.setText("✕")
        self.close_button.setToolTip(self.tr("Back to the views (Esc)"))
        self.close_button.setAccessibleName(self.tr("Back to the views"))
        self.close_button.clicked.connect(self.left)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._build(title)

    def _build(self, title: str) -> None:
        head = QFrame()
        head.setObjectName("page_head")
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(16)
        label = PlainLabel(title, role="title")
        row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addWidget(self.close_button)
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST_PX)
        inside.setLayout(self.body)
        self.body.setContentsMargins(24, 16, 24, 16)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(inside, 1000)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(middle, 1)

    def take_focus(self) -> None:
        """Where the keyboard begins."""
        (self.search if self.search.isVisible() else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            with_others = event.modifiers() & ~(
                Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
            )
            is_function_key = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
            if not with_others and not is_function_key:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_or_clear()
        elif event.key() == Qt.Key.Key_Backspace or event.text().isprintable():
            event.accept()  # none of the window's
        else:
            super().keyPressEvent(event)

    def leave_or_clear(self) -> None:
        """The first time an end of the search, the next an end of the page."""
        if self.search.text():
            self.search.clear()
        else:
            self.left.emit()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes round inside: what the page hides cannot be reached."""
        start = QApplication.focusWidget() or self
        widget = start
        while True:
            step = widget.nextInFocusChain() if next else widget.previousInFocusChain()
            if step is None or step is start:
                return True
            widget = step
            is_part = widget.focusProxy() is not None  # of a number: its focus would go back there
            takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not is_part
            if takes and widget.isVisibleTo(self) and widget.isEnabled() and self.isAncestorOf(widget):
                reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
                widget.setFocus(reason)
                return True


class PageHost(QObject):
    """Shows one page at a time over a widget, below what stays (the banner of the patient, messages).

    The focus goes back at the end to where it was.
    """

    changed = Signal()

    def __init__(self, over: QWidget, stays: Sequence[QWidget]) -> None:
        super().__init__(over)
        self._over = over
        self._stays = tuple(stays)
        self._focus_before: QWidget | None = None
        self.page: Page | None = None
        for watched in (over, *self._stays):
            watched.installEventFilter(self)

    def show_page(self, page: Page) -> None:
        """Puts a page in place of the one that is shown, if any."""
        if self.page is None:
            self._focus_before = QApplication.focusWidget()
        elif self.page is not page:
            self._drop()
        self.page = page
        page.setParent(self._over)
        page.left.connect(self.close_page)
        self._place()
        page.show()
        page.raise_()
        page.take_focus()
        self.changed.emit()

    def close_page(self) -> None:
        """Back to the views."""
        if self.page is None:
            return
        self._drop()
        before, self._focus_before = self._focus_before, None
        if before is not None and _is_alive(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._over.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move):
            self._place()
        return False

    def _drop(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            page.hide()
            page.deleteLater()

    def _place(self) -> None:
        if self.page is None:
            return
        tops = [one.geometry().bottom() + 1 for one in self._stays if one.isVisibleTo(self._over)]
        top = max(tops, default=0)
        self.page.setGeometry(QRect(0, top, self._over.width(), self._over.height() - top))


def _is_alive(widget: QWidget) -> bool:
    from shiboken6 import isValid

    return bool(isValid(widget))
