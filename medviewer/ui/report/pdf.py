"""A report as a PDF, with its fonts inside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPainter, QPdfWriter

from medviewer import __version__
from medviewer.core.report import ReportPicture
from medviewer.core.report_page import ReportPage
from medviewer.ui.report.paper import DOTS_PER_INCH, Paper, PaperReport

_DOTS_PER_INCH = 600


def pdf_bytes(page: ReportPage, pictures: Sequence[ReportPicture], paper: Paper) -> bytes:
    """The whole file. Whatever letters it needs are in it; for a worker thread.

    The title names no patient: programs show it in lists and windows.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(paper.qt_size)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setTitle(page.title)
    writer.setCreator(f"medviewer {__version__}")
    report = PaperReport(page, pictures, paper)
    painter = QPainter(writer)
    for number in range(report.page_count):
        if number:
            writer.newPage()
        report.paint(painter, number, _DOTS_PER_INCH / DOTS_PER_INCH)
    painter.end()
    buffer.close()
    return bytes(content.data())
