"""A report on a printer."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from medviewer.ui.report.maker import ReadyReport
from medviewer.ui.report.paper import PAPERS, Paper, PaperReport

_SAME_MM = 2.0
_LEAST_MM = 200.0
"""Paper that is narrower is not laid out for: the report is made smaller, as its pictures have a width."""


def printed_paper(printer: QPrinter) -> Paper:
    """The paper that was chosen in the dialog, turned as it was chosen."""
    size = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter).size()
    for paper in PAPERS.values():
        if max(abs(paper.width_mm - size.width()), abs(paper.height_mm - size.height())) < _SAME_MM:
            return paper
    factor = max(1.0, _LEAST_MM / max(size.width(), 1.0))
    return Paper("other", size.width() * factor, size.height() * factor)


def print_pages(printer: QPrinter, ready: ReadyReport) -> bool:
    """Prints the pages that were chosen in the dialog, all if none were; False where that cannot begin.

    The report is laid out for the paper that was chosen there, whatever the preview was laid out for.
    """
    printer.setFullPage(True)
    paper = printed_paper(printer)
    report = PaperReport(ready.page, ready.report.pictures, paper)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    scale = printer.pageLayout().fullRectPixels(printer.resolution()).width() / paper.size_px.width()
    for count, number in enumerate(_numbers(printer, report.page_count)):
        if count:
            printer.newPage()
        report.paint(painter, number, scale)
    return painter.end()


def _numbers(printer: QPrinter, page_count: int) -> Iterator[int]:
    """The pages from 0 in the order in which they are wanted, for a printer that makes no copies as often."""
    first = min(max(1, printer.fromPage() or 1), page_count)
    last = max(first, min(page_count, printer.toPage() or page_count))
    numbers = list(range(first - 1, last))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return (number for _ in range(copies) for number in numbers)
    return (number for number in numbers for _ in range(copies))
