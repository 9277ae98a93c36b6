"""The doctor: what is slow or missing on this machine and what to do, and the support bundle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from medviewer.jobs.in_background import InBackground
from medviewer.ui.comfort.page import Page
from medviewer.ui.parts.clear_layout import clear_layout
from medviewer.ui.parts.colours import colours
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said
from medviewer.ui.parts.theme import BORDER

if TYPE_CHECKING:
    from medviewer.doctor.check_machine import Check

_NAME_PX = 144


class DoctorPage(Page):
    """The window's own facts at once, those of the machine when they have been tried in the background."""

    bundle_wanted = Signal()

    def __init__(
        self,
        in_background: InBackground,
        window_checks: Callable[[], Sequence[Check]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Doctor"), "", parent)
        self._in_background = in_background
        self._window_checks = window_checks
        self.checks: tuple[Check, ...] = ()
        self.verdict = PlainLabel(wrap=True)
        self.again = self._button(self.tr("Look again"), self.tr("Try everything once more"))
        self.copy = self._button(self.tr("Copy"), self.tr("Copy all lines as text"))
        self.bundle = self._button(
            self.tr("Save support bundle…"),
            self.tr("One file for whoever helps: facts, versions, settings and logs, nothing of a patient"),
        )
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 16, 0)
        self._lines.setSpacing(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        area.setWidget(inside)
        area.setAccessibleName(self.tr("Doctor"))  # its lines are scrolled by keys
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.verdict, 1)
        for button in (self.again, self.copy, self.bundle):
            top.addWidget(button)
        self.body.addLayout(top)
        self.body.addWidget(area, 1)
        self.again.clicked.connect(self.look)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.as_text()))
        self.bundle.clicked.connect(self.bundle_wanted)

    def take_focus(self) -> None:
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def look(self) -> None:
        """Tries everything; the heavy parts in processes of their own, waited for on a worker thread."""
        from medviewer.doctor.check_machine import check_machine

        self.again.setEnabled(False)
        self._show(tuple(self._window_checks()))
        self.verdict.setText(self.tr("Trying what the machine can do; it takes some seconds …"))
        self._in_background(check_machine, self._take, self._give_up)

    def as_text(self) -> str:
        """All lines as plain text."""
        return "\n".join(
            f"{_mark(check)}  {check.name:<16} {check.detail}{'' if check.ok else '  ' + check.advice}"
            for check in self.checks
        )

    # --- parts ---

    def _take(self, found: tuple[Check, ...]) -> None:
        from shiboken6 import isValid

        if not isValid(self):
            return  # the page was closed meanwhile
        self.again.setEnabled(True)
        self._show((*found, *self._window_checks()))
        faults = [check for check in self.checks if check.needed and not check.ok]
        notes = [check for check in self.checks if not check.needed and not check.ok]
        if faults:
            names = ", ".join(check.name for check in faults)
            text = self.tr("Something that is needed does not work: %1.").replace("%1", names)
        elif notes:
            text = self.tr("Everything that is needed works; %1 could be better.")
            text = text.replace("%1", ", ".join(check.name for check in notes))
        else:
            text = self.tr("Everything that is needed works, and nothing is slow.")
        self.verdict.setText(text)

    def _give_up(self) -> None:
        from shiboken6 import isValid

        if isValid(self):
            self.again.setEnabled(True)
            self.verdict.setText(self.tr("The checks broke off, so nothing is known; try again."))

    def _show(self, checks: tuple[Check, ...]) -> None:
        # What needs a hand comes first.
        self.checks = tuple(sorted(checks, key=lambda check: (check.ok, not check.needed)))
        clear_layout(self._lines)
        for check in self.checks:
            self._lines.addWidget(_line(check))
        self._lines.addStretch(1)

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        return button


def _line(check: Check) -> QWidget:
    line = QFrame()
    line.setObjectName("line")
    line.setStyleSheet(f"#line {{ border-bottom: 1px solid {BORDER}; }}")
    mark = PlainLabel("●" if check.ok else "▲")
    mark.setStyleSheet(f"color: {_colour(check)};")
    mark.setAccessibleName(_state(check))
    name = PlainLabel(said(check.name))
    name.setFixedWidth(_NAME_PX)
    texts = QVBoxLayout()
    texts.setSpacing(2)
    detail = PlainLabel(said(check.detail), role="muted", wrap=True)
    detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    texts.addWidget(detail)
    if not check.ok and check.advice:
        texts.addWidget(PlainLabel(said(check.advice), wrap=True))
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 8, 0, 8)
    row.setSpacing(12)
    for widget in (mark, name):
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(texts, 1)
    return line


def _state(check: Check) -> str:
    """Its state in a word, for who does not see the sign."""
    tr = QCoreApplication.translate
    if check.ok:
        return tr("DoctorPage", "fine")
    return tr("DoctorPage", "fault") if check.needed else tr("DoctorPage", "note")


def _colour(check: Check) -> str:
    now = colours()
    return now.good if check.ok else now.error if check.needed else now.warning


def _mark(check: Check) -> str:
    return "ok   " if check.ok else "FAULT" if check.needed else "note "
