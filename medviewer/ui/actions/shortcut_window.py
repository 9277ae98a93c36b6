"""All keys and what the mouse does, from the table of actions."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from medviewer.ui.actions.action_row import ActionRow
from medviewer.ui.parts.plain_label import PlainLabel


class ShortcutWindow(QDialog):
    """Two columns: what it does, and how. Not modal."""

    def __init__(self, rows: Iterable[ActionRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys and mouse"))
        self.resize(640, 640)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(16, 16, 16, 16)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._line = 0
        self._add_head(self.tr("Mouse"))
        for what, how in self._mouse():
            self._add(what, how)
        menu = ""
        for row in rows:
            if row.menu.split("/")[0] != menu:
                menu = row.menu.split("/")[0]
                self._add_head(QCoreApplication.translate("Actions", menu))
            native = QKeySequence(row.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            self._add(QCoreApplication.translate("Actions", row.tooltip), native)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _mouse(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Window: width across, level up and down"), self.tr("Left drag")),
            (self.tr("Pan"), self.tr("Middle drag")),
            (self.tr("Zoom"), self.tr("Right drag")),
            (self.tr("Go through the images"), self.tr("Wheel")),
            (self.tr("Go through the time points or frames"), self.tr("Ctrl or Alt + wheel")),
            (self.tr("Menu"), self.tr("Right click")),
            (self.tr("Maximise the view, and back"), self.tr("Double click")),
            (self.tr("Crosshair follows in every view"), self.tr("Shift + move")),
            (self.tr("Window from a region"), self.tr("Ctrl + drag")),
        )

    def _add_head(self, text: str) -> None:
        label = PlainLabel(text, role="muted")
        label.setStyleSheet("font-weight: 600; padding-top: 8px;")
        self._grid.addWidget(label, self._line, 0, 1, 2)
        self._line += 1

    def _add(self, what: str, how: str) -> None:
        self._grid.addWidget(PlainLabel(what, wrap=True), self._line, 0)
        self._grid.addWidget(PlainLabel(how), self._line, 1, Qt.AlignmentFlag.AlignRight)
        self._line += 1
