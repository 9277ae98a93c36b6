"""One job: what it is, how far it is, how to stop, move, repeat or dismiss it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from medviewer.core.install_report import InstallReport
from medviewer.jobs.job import Job, JobState
from medviewer.ui.models.estimate_line import duration_text
from medviewer.ui.parts.elided_label import ElidedLabel
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said
from medviewer.ui.parts.text_button import text_button

_TICK_MS = 1000
_FAILED = (JobState.FAILED, JobState.CANCELLED)
_GIGABYTE = 1e9
_LONG_S = 10.0
"""From when on a job that cannot tell how far it is says how long it has run."""


class JobRow(QFrame):
    """A card for a job. The signals carry the job; ``move_wanted`` also by how many places."""

    log_wanted = Signal(object)
    retry_wanted = Signal(object)
    dismiss_wanted = Signal(object)
    move_wanted = Signal(object, int)

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.job = job
        self.setProperty("role", "card")
        self._place: tuple[int, int] = (0, 0)
        self._is_refused = False
        self.earlier_button = text_button("▲", self.tr("Do this one earlier"))
        self.earlier_button.clicked.connect(lambda: self.move_wanted.emit(job, -1))
        self.later_button = text_button("▼", self.tr("Do this one later"))
        self.later_button.clicked.connect(lambda: self.move_wanted.emit(job, 1))
        self.log_button = text_button(self.tr("Log"), self.tr("What it said while it ran, and its process"))
        self.log_button.clicked.connect(lambda: self.log_wanted.emit(job))
        self.retry_button = text_button(self.tr("Retry"), self.tr("Do it once more with the same input"))
        self.retry_button.clicked.connect(lambda: self.retry_wanted.emit(job))
        self.cancel_button = text_button(
            self.tr("Cancel"), self.tr("Stop this job; it is killed if it does not listen")
        )
        self.cancel_button.clicked.connect(lambda: job.cancel())
        self.dismiss_button = text_button("✕", self.tr("Take this line away"))
        self.dismiss_button.clicked.connect(lambda: self.dismiss_wanted.emit(job))
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.state_label = PlainLabel(role="muted", wrap=True)
        self._build()
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self._tell)
        job.changed.connect(self.refresh)
        self.refresh(job)

    def refresh(self, job: Job) -> None:
        """Shows the present state of the job."""
        is_final, is_model = job.state.is_final, job.kind in ("model", "install")
        self.bar.setValue(round(job.fraction * 1000))
        self.bar.setVisible(not is_final)
        self.cancel_button.setVisible(not is_final)
        self.cancel_button.setEnabled(job.state is not JobState.CANCELLING)
        self.log_button.setVisible(job.state is JobState.FAILED or (is_model and job.started is not None))
        self.retry_button.setVisible(job.state in _FAILED and job.kind == "model")
        self.dismiss_button.setVisible(is_final)
        if job.state is JobState.RUNNING:
            self._clock.start()
        else:
            self._clock.stop()
        self._show_moves()
        self._tell()

    def show_place(self, place: int, waiting: int) -> None:
        """Of a job that waits: its place, from 1, among those that wait for the same process; else (0, 0)."""
        self._place = (place, waiting)
        self._show_moves()
        self._tell()

    def detach(self) -> None:
        """Stops listening to the job."""
        self._clock.stop()
        self.job.changed.disconnect(self.refresh)

    # --- parts ---

    def _build(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(2)
        below.addWidget(self.state_label, 1)
        for button in (
            self.earlier_button, self.later_button, self.log_button, self.retry_button, self.cancel_button,
            self.dismiss_button,
        ):  # fmt: skip
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 4, 4)
        column.setSpacing(4)
        column.addWidget(ElidedLabel(self.job.title))
        column.addWidget(self.bar)
        column.addLayout(below)

    def _show_moves(self) -> None:
        place, waiting = self._place
        can_move = self.job.state is JobState.QUEUED and waiting > 1
        self.earlier_button.setVisible(can_move)
        self.later_button.setVisible(can_move)
        self.earlier_button.setEnabled(place > 1)
        self.later_button.setEnabled(place < waiting)

    def _tell(self) -> None:
        self.state_label.setText(self._state_text(self.job))
        role = "error" if self.job.state is JobState.FAILED else "muted"
        if self.state_label.property("role") != role:
            self.state_label.setProperty("role", role)
            self.state_label.style().polish(self.state_label)

    def _state_text(self, job: Job) -> str:
        match job.state:
            case JobState.QUEUED:
                place, waiting = self._place
                text = self.tr("Waiting, %1 of %2") if waiting > 1 else self.tr("Waiting")
                return text.replace("%1", str(place)).replace("%2", str(waiting))
            case JobState.RUNNING:
                return self._running_text(job)
            case JobState.CANCELLING:
                return self.tr("Stopping…")
            case JobState.CANCELLED:
                return self.tr("Cancelled")
            case JobState.FAILED:
                return said(job.error)
            case _:
                return self._done_text(job)

    def _running_text(self, job: Job) -> str:
        parts = [f"{job.fraction:.0%}"]
        left = job.remaining_seconds
        if left is not None and not job.message.endswith(" left"):
            parts.append(self.tr("%1 left").replace("%1", duration_text(left)))
        elif left is None and job.started is not None:
            so_far_s = (datetime.now(UTC) - job.started).total_seconds()
            if so_far_s >= _LONG_S:
                parts.append(self.tr("%1 so far").replace("%1", duration_text(so_far_s)))
        if job.message:
            parts.append(said(job.message))
        return "  ·  ".join(parts)

    def _done_text(self, job: Job) -> str:
        if job.started is None or job.ended is None:
            return self.tr("Done")
        seconds = (job.ended - job.started).total_seconds()
        if isinstance(job.result, InstallReport):  # the job lets go of it soon
            self._is_refused = not job.result.is_acceptable
        text = self.tr("Refused after %1 s") if self._is_refused else self.tr("Done in %1 s")
        text = text.replace("%1", f"{seconds:.1f}")
        if job.peak_memory_bytes and job.kind == "model":
            text += "  ·  " + self.tr("%1 GB at most").replace(
                "%1", f"{job.peak_memory_bytes / _GIGABYTE:.1f}"
            )
        return text
