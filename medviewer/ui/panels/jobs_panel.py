"""Background work: what runs, what waits and in which order, what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medviewer.jobs.job import Job, JobState
from medviewer.jobs.queue import JobQueue
from medviewer.ui.parts.plain_label import PlainLabel

if TYPE_CHECKING:
    from medviewer.ui.panels.job_row import JobRow

_MOST_ENDED = 4
_HIDDEN_KINDS = ("thumbnail",)
_PASSING_KINDS = ("open", "sample", "load", "labels", "surfaces")  # once done, what they gave is on screen
_PASSING_MS = 2000


class JobsPanel(QWidget):
    """A row for each job: those that run, those that wait in their order, those that ended, newest first."""

    log_wanted = Signal(object)

    def __init__(self, queue: JobQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.rows: list[JobRow] = []
        self._empty = PlainLabel(self.tr("No jobs."), role="muted")
        self._column.addWidget(self._empty)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.arrange)
        queue.added.connect(self._add)
        queue.removed.connect(self._remove)
        queue.reordered.connect(lambda _job: self._soon.start())

    def arrange(self) -> None:
        """Puts the rows into order, and tells those that wait their places."""
        places: dict[int, tuple[int, int]] = {}
        for host in {row.job.host for row in self.rows if row.job.state is JobState.QUEUED}:
            waiting = self._queue.waiting(host)
            places |= {job.id: (n, len(waiting)) for n, job in enumerate(waiting, start=1)}
        ordered = sorted(self.rows, key=lambda row: self._rank(row.job, places))
        for n, row in enumerate(ordered):
            if self._column.indexOf(row) != n:
                self._column.insertWidget(n, row)
            row.show_place(*places.get(row.job.id, (0, 0)))
        self.rows = ordered

    def _rank(self, job: Job, places: dict[int, tuple[int, int]]) -> tuple[int, int, int]:
        if job.state is JobState.QUEUED:
            return 1, places.get(job.id, (0, 0))[0], job.id
        return (2 if job.state.is_final else 0), -job.id, 0

    def _add(self, job: Job) -> None:
        if job.kind in _HIDDEN_KINDS:
            return
        from medviewer.ui.panels.job_row import JobRow  # not needed for the first picture

        row = JobRow(job)
        row.log_wanted.connect(self.log_wanted)
        row.retry_wanted.connect(self._queue.retry)
        row.dismiss_wanted.connect(self._queue.forget)
        row.move_wanted.connect(self._queue.move)
        self._column.insertWidget(0, row)
        self.rows.insert(0, row)
        self._empty.hide()
        job.changed.connect(self._look)
        job.finished.connect(self._ended)
        ended = sorted((row.job for row in self.rows if row.job.state.is_final), key=lambda job: -job.id)
        for old in ended[_MOST_ENDED:]:
            self._queue.forget(old)
        self._soon.start()

    def _look(self, job: Job) -> None:
        """The order follows the states; progress alone changes nothing of it."""
        if job.state is not JobState.RUNNING or job.fraction == 0.0:
            self._soon.start()

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
        self._soon.start()
