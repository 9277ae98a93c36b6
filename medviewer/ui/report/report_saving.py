"""Where a finished report goes: a file, an object of the study, paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from medviewer.core.report import without_bytes
from medviewer.core.series import SeriesEntry
from medviewer.jobs.in_background import InBackground
from medviewer.jobs.queue import JobQueue
from medviewer.report.whole_html import whole_html
from medviewer.session.when_done import when_done
from medviewer.ui.questions import Questions
from medviewer.ui.report.maker import ReadyReport
from medviewer.ui.report.paper import Paper
from medviewer.ui.report.pdf import pdf_bytes

_WRITER = "writer"
_FILE = "medviewer.io.report_file:save_report_file"
_DICOM_PDF = "medviewer.io.dicom.objects.report_pdf:save_report_pdf"
_DICOM_SR = "medviewer.io.dicom.objects.report_sr:save_report_sr"


class ReportSaving(QObject):
    """``said`` carries a sentence and how grave it is. Files are named without anything of a patient."""

    said = Signal(str, str)

    def __init__(
        self, queue: JobQueue, questions: Questions, in_background: InBackground, window: QWidget
    ) -> None:
        super().__init__(window)
        self._queue = queue
        self._questions = questions
        self._in_background = in_background
        self._window = window

    def save(
        self,
        target: str,
        ready: ReadyReport,
        paper: Paper,
        entries: Sequence[SeriesEntry],
        done: Callable[[], None] = lambda: None,
    ) -> None:
        """Asks for a place and saves. ``entries`` are the series of the study that a DICOM object joins.

        ``done`` is called once a file is written; printing writes none.
        """
        if target == "print":
            self.print(ready, paper)
            return
        files = tuple(file for one in entries if one.kind == "dicom" for file in one.files)
        if target.startswith("dicom") and not files:
            self.said.emit(
                self.tr(
                    "The images are no DICOM files, so there is no study for the report; save it as a PDF."
                ),
                "warning",
            )
            return
        suffix = {"pdf": ".pdf", "html": ".html"}.get(target, ".dcm")
        path = self._questions.report_file_target(f"report{suffix}", suffix)
        if not path:
            return
        page, pictures = ready.page, ready.report.pictures
        self._write(target, ready, lambda: pdf_bytes(page, pictures, paper), path, files, done)

    def _write(
        self,
        target: str,
        ready: ReadyReport,
        pdf: Callable[[], bytes],
        path: str,
        files: tuple[str, ...],
        done: Callable[[], None],
    ) -> None:
        page, submit = ready.page, partial(self._submit, done)
        match target:
            case "pdf":
                self._in_background(pdf, lambda made: submit(_FILE, made, path), self._give_up)
            case "html":
                submit(_FILE, whole_html(page, ready.report.pictures).encode(), path)
            case "dicom_pdf":
                self._in_background(
                    pdf, lambda made: submit(_DICOM_PDF, made, page.title, path, files), self._give_up
                )
            case "dicom_sr":
                submit(_DICOM_SR, page, without_bytes(ready.report), path, files)

    def print(self, ready: ReadyReport, paper: Paper) -> None:
        """Shows the system's dialog for printing and prints."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

        from medviewer.ui.report.printing import print_pages

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(paper.qt_size)
        printer.setFullPage(True)
        printer.setDocName(ready.page.title)
        dialog = QPrintDialog(printer, self._window)
        wanted = QAbstractPrintDialog.PrintDialogOption
        for option in (wanted.PrintSelection, wanted.PrintCurrentPage):
            dialog.setOption(option, False)  # a report has neither
        dialog.setOption(wanted.PrintPageRange)
        if not dialog.exec():
            return
        if print_pages(printer, ready):
            self.said.emit(self.tr("The report was handed to the printer."), "note")
        else:
            text = self.tr("The report was not printed: the printer or its file cannot be written to.")
            self.said.emit(text, "error")

    def _submit(self, done: Callable[[], None], function: str, *what: object) -> None:
        title = self.tr("Saving the report")
        job = self._queue.submit(_WRITER, function, *what, title=title, kind="save")

        def tell(path: str) -> None:
            self.said.emit(self.tr("Saved %1").replace("%1", path), "note")
            done()

        when_done(job, tell)

    def _give_up(self) -> None:
        self.said.emit(self.tr("The report was not saved: its pages could not be drawn."), "error")
