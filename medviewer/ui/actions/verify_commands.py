"""The command that verifies this installation, and the window with its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from medviewer.jobs.job import Job, JobState
from medviewer.jobs.queue import JobQueue
from medviewer.ui.questions import Questions

if TYPE_CHECKING:
    from medviewer.core.verification import VerificationReport
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.parts.text_window import TextWindow

_WRITER = "writer"


class VerifyCommands(QObject):
    """Measures phantoms in the background and shows the table. ``said`` carries a text and its severity."""

    said = Signal(str, str)

    def __init__(self, window: QWidget, queue: JobQueue, questions: Questions) -> None:
        super().__init__(window)
        self._window = window
        self._queue = queue
        self._questions = questions
        self._job: Job | None = None
        self.opened: TextWindow | None = None

    def attach(self, window: MainWindow) -> None:
        self.said.connect(window.say)

    def run(self) -> None:
        """Starts the measuring, unless it runs already."""
        if self._job is not None:
            return
        title = self.tr("Verifying this installation")
        # The phantom is written to disk and read again: the reader's host may not write.
        function = "medviewer.verification.verify:verify"
        self._job = self._queue.submit(_WRITER, function, title=title, kind="verify")
        self._job.finished.connect(self._show)
        self.said.emit(self.tr("Verifying this installation; its table comes in some seconds."), "note")

    def _show(self, job: Job) -> None:
        self._job = None
        if job.state is not JobState.DONE:
            return
        from medviewer.ui.parts.text_window import TextWindow  # not needed for the first picture

        found: VerificationReport = job.result
        window = TextWindow(self.tr("Verification of this installation"), found.as_text(), self._window)
        window.resize(980, 700)
        window.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        window.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        save = window.buttons.addButton(self.tr("Save report…"), QDialogButtonBox.ButtonRole.ActionRole)
        save.clicked.connect(lambda: self._save(found))
        window.destroyed.connect(self._forget)
        self.opened = window
        window.show()

    def _save(self, found: VerificationReport) -> None:
        path = self._questions.report_target("medviewer-verification.txt")
        if not path:
            return
        function = "medviewer.verification.report_file:save_report"
        job = self._queue.submit(
            _WRITER, function, found, path, title=self.tr("Saving the report"), kind="save"
        )
        job.finished.connect(self._tell_saved)

    def _tell_saved(self, job: Job) -> None:
        if job.state is JobState.DONE:
            self.said.emit(self.tr("Saved %1").replace("%1", str(job.result)), "note")

    def _forget(self) -> None:
        self.opened = None
