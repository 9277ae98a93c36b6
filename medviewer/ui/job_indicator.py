"""How far the background work is, in the corner of the menu bar."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from medviewer.jobs.job import Job
from medviewer.jobs.queue import JobQueue
from medviewer.ui.actions.model_commands import running_jobs
from medviewer.ui.parts.elided_label import ElidedLabel

_WIDTH = 400


class JobIndicator(QWidget):
    """Nothing while nothing runs; else what runs first and how far it is, which ``said`` carries too."""

    said = Signal(str)

    def __init__(self, queue: JobQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self.label = ElidedLabel(role="muted")
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(96)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.label, 1)
        row.addWidget(self.bar)
        queue.added.connect(self._listen)
        self.refresh()

    def _show(self, text: str) -> None:
        self.label.setText(text)
        self.said.emit(text)

    def sizeHint(self) -> QSize:
        # Always the same: the menu bar does not make room for a corner that grows.
        return QSize(_WIDTH, 20)

    def _listen(self, job: Job) -> None:
        job.changed.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Shows the present state."""
        running = running_jobs(self._queue.jobs)
        self.bar.setVisible(bool(running))
        if not running:
            self._show("")
            return
        first = running[0]
        others = f"  +{len(running) - 1}" if len(running) > 1 else ""
        left = first.message.rpartition(", ")[2] if first.message.endswith(" left") else ""
        self._show(f"{first.title}  {first.fraction:.0%}  {left}{others}".rstrip())
        self.bar.setValue(round(first.fraction * 1000))
