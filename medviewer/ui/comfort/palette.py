"""The palette of commands: type some letters, press Enter."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from medviewer.ui.comfort.palette_entry import PaletteEntry, fitting
from medviewer.ui.comfort.palette_list import PaletteDelegate, PaletteModel
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import BORDER, PANEL

_WIDTH, _ROWS, _GAP = 680, 12, 8
_STYLE = f"""
#palette {{ background: {PANEL}; border: 1px solid {BORDER}; border-radius: 8px; }}
#palette QLineEdit {{ border: 0; background: transparent; padding: 12px 16px; }}
#palette QListView {{ background: transparent; border-top: 1px solid {BORDER}; }}
"""


class Palette(QFrame):
    """Lies over the window below a widget (the banner of the patient stays in sight) and blocks nothing.

    A click elsewhere, Esc or a choice ends it.

    ``chosen`` carries the id of what was chosen, before it is carried out.
    """

    chosen = Signal(str)

    def __init__(self, window: QWidget, below: QWidget) -> None:
        super().__init__(window)
        self._below = below
        self.setObjectName("palette")
        self.setStyleSheet(_STYLE)
        self.setAccessibleName(self.tr("Search commands"))
        self._window = window
        self._entries: tuple[PaletteEntry, ...] = ()
        self._used: tuple[str, ...] = ()
        self._focus_before: QWidget | None = None
        self.model = PaletteModel()
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Commands, series, models, settings, help"))
        self.field.setAccessibleName(self.tr("Search commands"))
        self.field.setToolTip(self.tr("Some letters of a command; Enter carries it out, Esc goes back"))
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("What fits"))
        self.nothing = PlainLabel(self.tr("Nothing has these letters."), role="muted")
        self.nothing.setContentsMargins(16, 8, 16, 16)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        for widget in (self.field, self.list, self.nothing):
            column.addWidget(widget)
        self.field.textChanged.connect(self.search)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.hide()

    def open_with(self, entries: Iterable[PaletteEntry], used: tuple[str, ...]) -> None:
        """Shows what there is now, what was used lately first."""
        self._entries, self._used = tuple(entries), used
        self._focus_before = QApplication.focusWidget()
        self.field.clear()
        self.search("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Ends it and gives the focus back."""
        if not self.isVisible():
            return
        before, self._focus_before = self._focus_before, None
        self.hide()
        if before is not None and isValid(before) and before.isVisible() and before.window() is self._window:
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self._window.setFocus(Qt.FocusReason.PopupFocusReason)

    def search(self, text: str) -> None:
        """Lists what fits."""
        self.model.show_hits(fitting(text, self._entries, self._used))
        count = len(self.model.hits)
        self.nothing.setVisible(count == 0)
        self.list.setVisible(count > 0)
        self.list.setFixedHeight(min(count, _ROWS) * max(self.list.sizeHintForRow(0), 1) + 4)
        self._step(0, start=True)
        self._place()

    # --- parts ---

    def _place(self) -> None:
        width = min(_WIDTH, self._window.width() - 32)
        self.setFixedWidth(width)
        self.adjustSize()
        top = self._below.mapTo(self._window, QPoint(0, self._below.height())).y() + _GAP
        self.move(QPoint((self._window.width() - width) // 2, top))

    def _step(self, by: int, start: bool = False) -> None:
        count = len(self.model.hits)
        if count:
            at = 0 if start else (self.list.currentIndex().row() + by) % count
            self.list.setCurrentIndex(self.model.index(at))

    def _choose(self, at: int) -> None:
        if not 0 <= at < len(self.model.hits):
            return
        entry = self.model.hits[at].entry
        if entry.reason:
            return  # the line says why
        self.leave()
        if entry.id:
            self.chosen.emit(entry.id)
        entry.choose()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and QApplication.activePopupWidget() is None:
            self.hide()
        is_key = isinstance(event, QKeyEvent)
        if is_key and event.type() == QEvent.Type.ShortcutOverride and event.key() in self._keys():  # type: ignore[attr-defined]
            event.accept()
            return True
        if is_key and event.type() == QEvent.Type.KeyPress:
            does = self._keys().get(event.key())  # type: ignore[attr-defined]
            if does is not None:
                does()
                return True
        return False

    def _keys(self) -> dict[int, Callable[[], None]]:
        return {
            Qt.Key.Key_Escape: self.leave,
            Qt.Key.Key_Up: lambda: self._step(-1),
            Qt.Key.Key_Down: lambda: self._step(1),
            Qt.Key.Key_PageUp: lambda: self._step(-_ROWS),
            Qt.Key.Key_PageDown: lambda: self._step(_ROWS),
            Qt.Key.Key_Return: lambda: self._choose(self.list.currentIndex().row()),
            Qt.Key.Key_Enter: lambda: self._choose(self.list.currentIndex().row()),
            Qt.Key.Key_Tab: lambda: self._step(1),
            Qt.Key.Key_Backtab: lambda: self._step(-1),
        }
