"""One job: what it is, how far it is, how to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QToolButton, QVBoxLayout, QWidget

from medviewer.jobs.job import Job, JobState
from medviewer.ui.parts.elided_label import ElidedLabel
from medviewer.ui.parts.plain_label import PlainLabel


class JobRow(QFrame):
    """A card for a job. ``log_wanted`` carries the name of its host."""

    log_wanted = Signal(str)

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.job = job
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 4, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(job.title), 1)
        self.cancel_button = QToolButton()
        self.cancel_button.setText(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Stop this job; it is killed if it does not listen"))
        self.cancel_button.clicked.connect(lambda: job.cancel())
        self.log_button = QToolButton()
        self.log_button.setText(self.tr("Log"))
        self.log_button.setToolTip(self.tr("Show what the process wrote to its log"))
        self.log_button.clicked.connect(lambda: self.log_wanted.emit(job.host))
        head.addWidget(self.log_button)
        head.addWidget(self.cancel_button)
        column.addLayout(head)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        column.addWidget(self.bar)
        self.state_label = PlainLabel(role="muted", wrap=True)
        column.addWidget(self.state_label)
        job.changed.connect(self.refresh)
        self.refresh(job)

    def refresh(self, job: Job) -> None:
        """Shows the present state of the job."""
        self.bar.setValue(round(job.fraction * 1000))
        self.bar.setVisible(not job.state.is_final)
        self.cancel_button.setVisible(not job.state.is_final)
        self.cancel_button.setEnabled(job.state is not JobState.CANCELLING)
        self.log_button.setVisible(job.state is JobState.FAILED)
        self.state_label.setText(self._state_text(job))
        self.state_label.setProperty("role", "error" if job.state is JobState.FAILED else "muted")
        self.state_label.style().polish(self.state_label)

    def detach(self) -> None:
        """Stops listening to the job."""
        self.job.changed.disconnect(self.refresh)

    def _state_text(self, job: Job) -> str:
        match job.state:
            case JobState.QUEUED:
                return self.tr("Waiting")
            case JobState.RUNNING:
                return f"{job.fraction:.0%}  {job.message}".strip()
            case JobState.CANCELLING:
                return self.tr("Stopping…")
            case JobState.CANCELLED:
                return self.tr("Cancelled")
            case JobState.FAILED:
                return job.error
            case _:
                return self._done_text(job)

    def _done_text(self, job: Job) -> str:
        if job.started is None or job.ended is None:
            return self.tr("Done")
        seconds = (job.ended - job.started).total_seconds()
        text = self.tr("Done in %1 s").replace("%1", f"{seconds:.1f}")
        if job.peak_memory_mb and job.kind == "model":
            text += "  ·  " + self.tr("%1 MB at most").replace("%1", f"{job.peak_memory_mb:.0f}")
        return text
