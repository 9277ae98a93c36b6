"""One free text of a report: what is typed is kept at once, and taken back with everything else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import ACCENT, BORDER, RAISED
from medviewer.ui.report.snippets import Snippets

KEPT_MS = 300
"""After the last letter: the journal is at most a second behind."""
_UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)

_LOOK = (
    f"QPlainTextEdit {{ background: {RAISED}; border: 1px solid {BORDER}; "
    "border-radius: 4px; padding: 4px; }"
    f"QPlainTextEdit:focus {{ border-color: {ACCENT}; }}"
)


class PlainField(QPlainTextEdit):
    """Plain text without an undo of its own: the window's undo takes back what was typed.

    ``kept`` carries all of it, soon after the last letter.
    """

    kept = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(56)
        self.setStyleSheet(_LOOK)
        self._later = QTimer(self, singleShot=True, interval=KEPT_MS)
        self._later.timeout.connect(self.keep_now)
        self.textChanged.connect(self._later.start)

    def show_text(self, text: str) -> None:
        """Shows what was changed elsewhere; letters that are not kept yet win."""
        if text == self.toPlainText() or self._later.isActive():
            return
        position = self.textCursor().position()
        self.setPlainText(text)
        self._later.stop()
        cursor = self.textCursor()
        cursor.setPosition(min(position, len(text)))
        self.setTextCursor(cursor)

    def keep_now(self) -> None:
        """Hands on what is there."""
        self._later.stop()
        self.kept.emit(self.toPlainText())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._later.isActive():
            self.keep_now()

    def event(self, event: QEvent) -> bool:
        is_asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and any(event.matches(key) for key in _UNDO_KEYS):  # type: ignore[attr-defined]
            self.keep_now()
            event.ignore()  # the window's own command takes it
            return False
        return super().event(event)


class TextField(QWidget):
    """A title, the button with the snippets, and the text. ``kept`` carries the text.

    ``snippet_wanted`` carries the marked text that is to become a snippet; ``editing_wanted`` asks for
    the list of them.
    """

    kept = Signal(str)
    snippet_wanted = Signal(str)
    editing_wanted = Signal()

    def __init__(self, title: str, snippets: Snippets, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snippets = snippets
        self.edit = PlainField(title)
        self.edit.kept.connect(self.kept)
        self.button = QToolButton()
        self.button.setText(self.tr("Snippets") + "  ▾")
        self.button.setToolTip(self.tr("Insert a text that was kept by a name"))
        self.button.setAccessibleName(self.tr("Snippets for %1").replace("%1", title))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.button.setMenu(self.menu)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(title, role="muted"))
        head.addStretch(1)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.edit, 1)

    def insert(self, text: str) -> None:
        """Puts a text where the cursor is, on a line of its own if something stands before it."""
        cursor = self.edit.textCursor()
        before = self.edit.toPlainText()[: cursor.selectionStart()]
        gap = "" if not before or before[-1] in " \n" else "\n"
        cursor.insertText(gap + text)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.keep_now()

    def _fill_menu(self) -> None:
        self.menu.clear()
        for snippet in self._snippets.items:
            # "&" would mark a letter as a key.
            action = self.menu.addAction(snippet.name.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, text=snippet.text: self.insert(text))
        if self._snippets.items:
            self.menu.addSeparator()
        marked = self.edit.textCursor().selectedText().replace("\u2029", "\n")
        keep = self.menu.addAction(self.tr("Keep the text as a snippet…"))
        keep.setEnabled(bool((marked or self.edit.toPlainText()).strip()))
        keep.triggered.connect(lambda: self.snippet_wanted.emit(marked or self.edit.toPlainText()))
        self.menu.addAction(self.tr("Edit snippets…")).triggered.connect(lambda: self.editing_wanted.emit())
