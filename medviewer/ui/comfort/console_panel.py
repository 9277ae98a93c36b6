"""The Python console under the views: what was said, and a line to type in."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QFontDatabase, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from medviewer.ui.comfort.console_shell import ConsoleShell
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import BACKGROUND, BORDER, PANEL

_HEIGHT_PX, _MOST_LINES = 200, 5000
_STYLE = f"""
#console {{ background: {PANEL}; border-top: 1px solid {BORDER}; }}
#console QPlainTextEdit, #console QLineEdit {{ background: {BACKGROUND}; border: 0; }}
"""


class ConsolePanel(QFrame):
    """Enter runs, Up and Down go through what was typed, Tab completes, Ctrl+C stops a line that runs.

    While a line runs the keyboard belongs to the console and the mouse to nobody.
    """

    def __init__(self, names: dict[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("console")
        self.setStyleSheet(_STYLE)
        self.setFixedHeight(_HEIGHT_PX)
        self.setAccessibleName(self.tr("Python console"))
        self._history: list[str] = []
        self._at = 0
        self.shell = ConsoleShell(names, self.write, self._breathe)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.output = QPlainTextEdit()
        self.output.setReadOnly(True)
        self.output.setMaximumBlockCount(_MOST_LINES)
        self.output.setAccessibleName(self.tr("What the console said"))
        self.prompt = PlainLabel(">>> ")
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("Python to run"))
        self.line.setToolTip(self.tr("Enter runs, Up and Down recall, Tab completes, Ctrl+C stops"))
        for widget in (self.output, self.prompt, self.line):
            widget.setFont(font)
            widget.setStyleSheet(f"font-family: '{font.family()}';")
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.prompt)
        row.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(0)
        column.addWidget(self.output, 1)
        column.addLayout(row)
        self.line.installEventFilter(self)
        self.write(self.tr("Python with the open study: %1").replace("%1", ", ".join(sorted(names))) + "\n")
        self.write(
            self.tr("Runs only what you type. Ctrl+C stops a loop; one call into C code ends first.\n")
        )

    def take_focus(self) -> None:
        """Where typing begins."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self, text: str) -> None:
        """Puts text behind what was said."""
        at_end = QTextCursor(self.output.document())
        at_end.movePosition(QTextCursor.MoveOperation.End)
        at_end.insertText(text)
        bar = self.output.verticalScrollBar()
        bar.setValue(bar.maximum())

    def run(self, text: str) -> None:
        """Runs what was typed or pasted, line by line."""
        if self.shell.is_running:
            return
        lines = text.split("\n")
        if text.strip() and (not self._history or self._history[-1] != text):
            self._history.append(text)
        self._at = len(self._history)
        # A pasted block ends where its last line stands at the margin again.
        if len(lines) > 1 and lines[-1].startswith((" ", "\t")):
            lines.append("")
        for line in lines:
            self.write(f"{self.prompt.text()}{line}\n")
            wants_more = self.shell.push(line)
            self.prompt.setText("... " if wants_more else ">>> ")
        self.line.clear()

    # --- keys ---

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        does = self._key(event)
        if does and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if does and event.type() == QEvent.Type.KeyPress:
            self._act(does)
            return True
        return False

    def _key(self, event: QKeyEvent) -> str:
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if with_control and event.key() == Qt.Key.Key_C and not self.line.hasSelectedText():
            return "stop"
        if with_control and event.key() == Qt.Key.Key_V:
            return "paste"
        plain = {
            Qt.Key.Key_Return: "run", Qt.Key.Key_Enter: "run", Qt.Key.Key_Up: "before",
            Qt.Key.Key_Down: "after", Qt.Key.Key_Tab: "complete", Qt.Key.Key_Escape: "leave",
        }  # fmt: skip
        return "" if with_control else plain.get(Qt.Key(event.key()), "")

    def _act(self, what: str) -> None:
        if what == "run":
            self.run(self.line.text())
        elif what in ("before", "after"):
            self._recall(-1 if what == "before" else 1)
        elif what == "complete":
            self._complete()
        elif what == "paste":
            self._paste(QApplication.clipboard().text())
        elif what == "stop":
            self._stop()
        else:
            self.window().setFocus()

    def _recall(self, step: int) -> None:
        self._at = max(0, min(self._at + step, len(self._history)))
        self.line.setText(self._history[self._at] if self._at < len(self._history) else "")

    def _complete(self) -> None:
        before = self.line.text()[: self.line.cursorPosition()]
        found = re.search(r"[\w.]+$", before)
        begun = found[0] if found else ""
        names = self.shell.completions(begun) if begun else ()
        if not begun:
            self.line.insert("    ")
        elif len(names) == 1:
            self.line.insert(names[0][len(begun) :])
        elif names:
            shared = _shared_start(names)
            self.line.insert(shared[len(begun) :])
            self.write("  ".join(name.rpartition(".")[2] for name in names) + "\n")

    def _paste(self, text: str) -> None:
        if "\n" in text.strip("\n"):
            self.run(text)
        else:
            self.line.insert(text.strip("\n"))

    def _stop(self) -> None:
        if not self.shell.is_running:
            self.write(f"{self.prompt.text()}{self.line.text()}\n")
            self.line.clear()
            self.prompt.setText(">>> ")
        self.shell.stop()

    def _breathe(self) -> None:
        """Paints, and looks whether Ctrl+C was pressed; all other input waits in vain until the line ends."""
        guard = _OnlyStop(self)
        application = QCoreApplication.instance()
        if application is None:
            return
        application.installEventFilter(guard)
        try:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        finally:
            application.removeEventFilter(guard)


class _OnlyStop(QObject):
    """Lets no input through but Ctrl+C, so that nothing starts while a line runs."""

    _INPUT = (
        QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel, QEvent.Type.KeyRelease, QEvent.Type.Shortcut, QEvent.Type.Close, QEvent.Type.Drop,
        QEvent.Type.ContextMenu,
    )  # fmt: skip

    def __init__(self, panel: ConsolePanel) -> None:
        super().__init__(panel)
        self._panel = panel

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if with_control and event.key() == Qt.Key.Key_C:
                self._panel.shell.stop()
            event.accept()
            return True
        if event.type() == QEvent.Type.Close:
            event.ignore()
        return event.type() in self._INPUT


def _shared_start(names: tuple[str, ...]) -> str:
    shortest = min(names, key=len)
    for number, letter in enumerate(shortest):
        if any(name[number] != letter for name in names):
            return shortest[:number]
    return shortest
