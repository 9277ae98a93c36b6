"""Background work: what runs, what waits, what failed."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medviewer.jobs.job import Job, JobState
from medviewer.jobs.queue import JobQueue
from medviewer.ui.panels.job_row import JobRow
from medviewer.ui.parts.plain_label import PlainLabel

_MOST_ENDED = 4
_HIDDEN_KINDS = ("thumbnail",)
_PASSING_KINDS = ("open", "sample", "load", "labels")  # once done, what they gave is on screen
_PASSING_MS = 2000


class JobsPanel(QWidget):
    """A row for each job, the newest on top; those that ended make room."""

    log_wanted = Signal(str)

    def __init__(self, queue: JobQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.rows: list[JobRow] = []
        self._empty = PlainLabel(self.tr("No jobs."), role="muted")
        self._column.addWidget(self._empty)
        queue.added.connect(self._add)
        queue.removed.connect(self._remove)

    def _add(self, job: Job) -> None:
        if job.kind in _HIDDEN_KINDS:
            return
        row = JobRow(job)
        row.log_wanted.connect(self.log_wanted)
        self._column.insertWidget(0, row)
        self.rows.insert(0, row)
        self._empty.hide()
        job.finished.connect(self._ended)
        ended = [row.job for row in self.rows if row.job.state.is_final]
        for old in ended[_MOST_ENDED:]:
            self._queue.forget(old)

    def _ended(self, job: Job) -> None:
        if job.state is JobState.DONE and job.kind in _PASSING_KINDS:
            QTimer.singleShot(_PASSING_MS, self, lambda: self._queue.forget(job))

    def _remove(self, job: Job) -> None:
        for row in [row for row in self.rows if row.job is job]:
            row.detach()
            self.rows.remove(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._empty.setVisible(not self.rows)
