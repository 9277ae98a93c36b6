"""From the scene to a report that is ready to be shown: gathered, drawn and worded off the main thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from medviewer.core.report import Report, without_bytes
from medviewer.core.report_draft import ReportDraft
from medviewer.core.report_page import ReportPage
from medviewer.core.series import Problem
from medviewer.jobs.in_background import InBackground
from medviewer.jobs.job import Job, JobState
from medviewer.jobs.queue import JobQueue
from medviewer.report.gather import Material, report_of
from medviewer.report.templates import STANDARD
from medviewer.ui.report.pictures import PictureDrawer
from medviewer.ui.views.slice_picture import PictureMaker

TEMPLATE_LIMIT_MS = 6000
"""A site's template that is at work for longer is taken for one that never ends."""


@dataclass(frozen=True, eq=False)
class ReadyReport:
    """A report with its page."""

    report: Report
    page: ReportPage


class ReportMaker(QObject):
    """Makes one report after the other; what came in between is left out. ``ready`` carries a `ReadyReport`.

    ``failed`` carries one sentence.
    """

    ready = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        queue: JobQueue,
        in_background: InBackground,
        make_renderer: Callable[[], PictureMaker],
        own_templates: Path,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._in_background = in_background
        self._make_renderer = make_renderer
        self._own_templates = own_templates
        self._report: Report | None = None
        self._draft: ReportDraft | None = None
        self._number = 0
        self._job: Job | None = None
        self._is_stale = False
        self._endless: set[str] = set()
        self._limit = QTimer(self, singleShot=True, interval=TEMPLATE_LIMIT_MS)
        self._limit.timeout.connect(self._stop_template)

    def gather(self, material: Material, draft: ReportDraft) -> None:
        """Makes all anew: figures, volumes and pictures."""
        self._number += 1
        number, self._draft = self._number, draft
        made = datetime.now().astimezone().isoformat(timespec="seconds")
        drawer = PictureDrawer(self._make_renderer)

        def take(report: Report) -> None:
            if number == self._number and self._draft is not None:
                self._report = report
                self._word()

        def give_up() -> None:
            if number == self._number:
                self.failed.emit(self.tr("The report could not be made from what is open; try again."))

        self._in_background(lambda: report_of(material, draft, made, drawer), take, give_up)

    def reword(self, draft: ReportDraft) -> None:
        """Another text, language or template of what was gathered before."""
        self._draft = draft
        if self._report is not None:
            self._word()

    def forget(self) -> None:
        """Lets go of the study; what is still under way is dropped, and every template has another chance."""
        self._number += 1
        self._endless.clear()
        self._report, self._draft, self._is_stale = None, None, False

    # --- wording ---

    def _word(self) -> None:
        if self._job is not None:  # the newest text is worded once that is done
            self._is_stale = True
            return
        if self._report is None or self._draft is None:
            return
        report = self._report.with_draft(self._draft)
        if (report.draft.template or STANDARD) in self._endless:
            self._submit_plain(report)
        else:
            self._submit(report, str(self._own_templates), ())

    def _submit_plain(self, report: Report) -> None:
        """By the program's own template, in place of one that does not end."""
        name = report.draft.template or STANDARD
        self._endless.add(name)
        text = self.tr("The report template %1 takes too long or too much; the standard one was used.")
        plain = replace(report, draft=replace(report.draft, template=""))
        self._submit(plain, "", (Problem("TEMPLATE", text.replace("%1", name)),))

    def _submit(self, report: Report, own: str, problems: tuple[Problem, ...]) -> None:
        self._is_stale = False
        # The page only refers to pictures, so they need not travel.
        light = without_bytes(report)
        function = "medviewer.report.page:make_page"
        self._job = self._queue.submit(
            "report", function, light, own, title=self.tr("Laying out the report"), kind="thumbnail"
        )
        self._job.finished.connect(lambda job: self._worded(job, report, own, problems))
        if own:  # the program's own templates end
            self._job.changed.connect(self._begin_limit)

    def _begin_limit(self, job: Job) -> None:
        """Starts with the work: on a busy machine its process may be long in coming."""
        if job is self._job and job.state is JobState.RUNNING and not self._limit.isActive():
            self._limit.start()

    def _stop_template(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _worded(self, job: Job, report: Report, own: str, problems: tuple[Problem, ...]) -> None:
        self._limit.stop()
        self._job = None
        state, page, error = job.state, job.result, job.error
        self._queue.forget(job)
        if self._report is None:  # the study was closed meanwhile
            return
        if self._is_stale and state is JobState.DONE:
            self._word()
        elif state is JobState.DONE:
            found = (*problems, *page.problems)
            self.ready.emit(ReadyReport(report, replace(page, problems=found)))
        elif own:
            self._submit_plain(report)
        else:
            self.failed.emit(error or self.tr("The report could not be laid out; try again."))
