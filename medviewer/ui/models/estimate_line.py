"""What a run will take, told before it starts."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from medviewer.core.estimate import Estimate
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said

_GIGABYTE = 1e9
_MINUTE_S, _HOUR_S = 60.0, 3600.0


class EstimateLine(QWidget):
    """Time, memory and plan; hidden while nothing is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = PlainLabel(wrap=True)
        self._second = PlainLabel(role="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._first)
        column.addWidget(self._second)
        self.show_estimate(None)

    @property
    def text(self) -> str:
        """Both lines."""
        return f"{self._first.text()}\n{self._second.text()}".strip()

    def show_estimate(self, estimate: Estimate | None, hint: str = "") -> None:
        """Shows an estimate, or why there is none."""
        if estimate is None:
            self._first.setText("")
            self._second.setText(hint)
        else:
            parts = [
                self.tr("About %1").replace("%1", duration_text(estimate.seconds)),
                self.tr("%1 GB memory").replace("%1", _gigabytes(estimate.ram_bytes)),
            ]
            if estimate.vram_bytes:
                parts.append(self.tr("%1 GB on the card").replace("%1", _gigabytes(estimate.vram_bytes)))
            self._first.setText("  ·  ".join(parts))
            basis = self.tr("reckoned from %1").replace("%1", said(estimate.basis)) if estimate.basis else ""
            self._second.setText("  ·  ".join(part for part in (said(estimate.plan), basis) if part))
        role = "warning" if estimate is not None and not estimate.fits else ""
        self._first.setProperty("role", role)
        self._first.style().polish(self._first)
        self._first.setVisible(estimate is not None)
        self._second.setVisible(bool(self._second.text()))


def duration_text(seconds: float) -> str:
    """``"8 s"``, ``"3 min"``, ``"2.5 h"``: as exact as an estimate can be."""
    if seconds < _MINUTE_S:
        return f"{max(1, round(seconds))} s"
    if seconds < _HOUR_S:
        return f"{seconds / _MINUTE_S:.0f} min"
    return f"{seconds / _HOUR_S:.1f} h"


def _gigabytes(count: int) -> str:
    return f"{count / _GIGABYTE:.1f}"
