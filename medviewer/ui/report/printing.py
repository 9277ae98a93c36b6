"""A report on a printer."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from medviewer.ui.report.maker import ReadyReport
from medviewer.ui.report.paper import DOTS_PER_INCH, Paper, PaperReport


def print_pages(printer: QPrinter, ready: ReadyReport, paper: Paper) -> None:
    """Prints the pages that were chosen in the dialog, all if none were."""
    printer.setFullPage(True)
    report = PaperReport(ready.page, ready.report.pictures, paper)
    first = max(1, printer.fromPage() or 1)
    last = min(report.page_count, printer.toPage() or report.page_count)
    painter = QPainter(printer)
    for number in range(first, last + 1):
        if number > first:
            printer.newPage()
        report.paint(painter, number - 1, printer.resolution() / DOTS_PER_INCH)
    painter.end()
