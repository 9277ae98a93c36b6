"""The tests of a model pack, each with how it went."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from medviewer.core.install_report import GateCheck
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said

_SIGNS = {"passed": "✓", "warned": "!", "failed": "✕", "skipped": "–"}
_ROLES = {"passed": "good", "warned": "warning", "failed": "error", "skipped": "muted"}


class GateList(QWidget):
    """A line for each test: sign, title, seconds; its sentence below."""

    def __init__(self, checks: Iterable[GateCheck], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        self.lines: list[str] = []
        for check in checks:
            row = grid.rowCount()
            sign = PlainLabel(_SIGNS[check.outcome], role=_ROLES[check.outcome])
            sign.setAccessibleName(self._outcome(check.outcome))
            sign.setToolTip(self._outcome(check.outcome))
            sign.setFixedWidth(14)
            grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(PlainLabel(said(check.title)), row, 1)
            took = "" if check.outcome == "skipped" else f"{check.seconds:.1f} s"
            grid.addWidget(PlainLabel(took, role="muted"), row, 2)
            if check.sentence:
                role = "error" if check.outcome == "failed" else "muted"
                label = PlainLabel(said(check.sentence), role=role, wrap=True)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                grid.addWidget(label, row + 1, 1, 1, 2)
            self.lines.append(f"{self._outcome(check.outcome)}: {check.title} {check.sentence}".strip())

    def _outcome(self, outcome: str) -> str:
        return {
            "passed": self.tr("passed"),
            "warned": self.tr("passed with a warning"),
            "failed": self.tr("failed"),
            "skipped": self.tr("not done"),
        }[outcome]
