"""A report on paper: its pages, each with a line at its head and one at its foot, on any paint device."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QEventLoop, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPageSize,
    QPainter,
    QPalette,
    QPen,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from medviewer.core.report import ReportPicture
from medviewer.core.report_page import ReportPage
from medviewer.report.addresses import SCHEME
from medviewer.ui.report.fonts import FAMILY
from medviewer.ui.report.page_cuts import page_cuts

PaperName = Literal["A4", "Letter"]

DOTS_PER_INCH = 96
"""Of the layout: a CSS pixel. Devices scale it, so that every page is the same on screen and on paper."""
_MARGIN_MM = 18.0
_TOP_MM, _FOOT_MM = 22.0, 20.0
_LINE = QColor("#c9d1d9")
_MUTED = QColor("#5d6873")
_TEXT = QColor("#1d2329")
_SMALL_PT = 8.0


def _px(mm: float) -> float:
    return mm * DOTS_PER_INCH / 25.4


@dataclass(frozen=True)
class Paper:
    """A size of paper, in millimetres; ``name`` is a `PaperName`, or that of none."""

    name: str
    width_mm: float
    height_mm: float

    @property
    def qt_size(self) -> QPageSize:
        letter = QPageSize.PageSizeId.Letter
        return QPageSize(letter if self.name == "Letter" else QPageSize.PageSizeId.A4)

    @property
    def size_px(self) -> QSizeF:
        """In pixels of the layout."""
        return QSizeF(_px(self.width_mm), _px(self.height_mm))

    @property
    def body_px(self) -> QRectF:
        """Where the text is, in pixels of the layout."""
        whole = self.size_px
        return QRectF(
            _px(_MARGIN_MM),
            _px(_TOP_MM),
            whole.width() - 2 * _px(_MARGIN_MM),
            whole.height() - _px(_TOP_MM) - _px(_FOOT_MM),
        )


PAPERS: dict[PaperName, Paper] = {"A4": Paper("A4", 210.0, 297.0), "Letter": Paper("Letter", 215.9, 279.4)}


class PaperDocument(QTextDocument):
    """Gives the pictures of the report and nothing else: no file and no address is ever followed."""

    def __init__(self, pictures: Sequence[QImage]) -> None:
        super().__init__()
        self._pictures = tuple(pictures)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        url = QUrl(name)
        if url.scheme() == SCHEME and url.path().isdecimal():
            number = int(url.path())
            if 1 <= number <= len(self._pictures):
                return self._pictures[number - 1]
        return QImage() if kind == QTextDocument.ResourceType.ImageResource.value else None


class PaperReport:
    """A page laid out on paper; may be made and painted on any one thread.

    Parameters
    ----------
    pictures
        Those of the report, with their bytes.
    """

    def __init__(self, page: ReportPage, pictures: Sequence[ReportPicture], paper: Paper) -> None:
        self._page = page
        self.paper = paper
        self._ruler = QImage(1, 1, QImage.Format.Format_RGB32)
        for set_dots in (self._ruler.setDotsPerMeterX, self._ruler.setDotsPerMeterY):
            set_dots(round(DOTS_PER_INCH / 0.0254))
        images = [QImage.fromData(picture.png) for picture in pictures]
        QEventLoop()  # a document has timers, and a thread that Qt did not begin has nothing to hold them yet
        self._document = PaperDocument(images)
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(0)
        self._document.setUseDesignMetrics(True)
        self._document.setDefaultFont(_font(10.0))
        self._document.documentLayout().setPaintDevice(self._ruler)
        self._document.setHtml(page.html)
        self._take_sizes_as_written()
        body = paper.body_px
        self._document.setTextWidth(body.width())
        self._cuts = page_cuts(self._document, body.height())

    @property
    def page_count(self) -> int:
        return len(self._cuts)

    def paint(self, painter: QPainter, number: int, scale: float) -> None:
        """Paints page ``number`` (from 0); ``scale`` is device pixels for a pixel of the layout."""
        painter.save()
        painter.scale(scale, scale)
        self._paint_edges(painter, number)
        body, cut = self.paper.body_px, self._cuts[number]
        painter.translate(body.left(), body.top())
        if cut.head is not None:
            self._paint_part(painter, *cut.head)
        painter.translate(0.0, cut.head_height)
        self._paint_part(painter, cut.top, cut.bottom)
        painter.restore()

    def _paint_part(self, painter: QPainter, top: float, bottom: float) -> None:
        """What lies between two heights of the document, with its top where the painter is."""
        shown = QRectF(0.0, top, self.paper.body_px.width(), bottom - top)
        painter.save()
        painter.translate(0.0, -top)
        painter.setClipRect(shown)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = shown
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, _TEXT)
        context.palette = palette
        self._document.documentLayout().draw(painter, context)
        painter.restore()

    def image(self, number: int, width_px: int) -> QImage:
        """Page ``number`` as a picture of ``width_px`` device pixels."""
        size = self.paper.size_px
        scale = width_px / size.width()
        picture = QImage(width_px, round(size.height() * scale), QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        self.paint(painter, number, scale)
        painter.end()
        return picture

    def _take_sizes_as_written(self) -> None:
        block = self._document.begin()
        while block.isValid():
            if block.blockFormat().headingLevel() > 0:
                _take_sizes_as_written(block)
            block = block.next()

    def _paint_edges(self, painter: QPainter, number: int) -> None:
        """Whose report it is above, what it must not be used for and the page below."""
        body, whole = self.paper.body_px, self.paper.size_px
        painter.setFont(_font(_SMALL_PT, painter))
        head = QRectF(body.left(), _px(10.0), body.width(), _px(6.0))
        foot = QRectF(body.left(), whole.height() - _px(15.0), body.width(), _px(6.0))
        painter.setPen(QPen(_LINE, 0.75))
        painter.drawLine(head.bottomLeft() + _down(2), head.bottomRight() + _down(2))
        painter.drawLine(foot.topLeft() - _down(2), foot.topRight() - _down(2))
        painter.setPen(_MUTED)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignVCenter
        metrics = painter.fontMetrics()
        title_width = metrics.horizontalAdvance(self._page.title) + 16
        name = metrics.elidedText(
            self._page.header, Qt.TextElideMode.ElideRight, int(head.width() - title_width)
        )
        painter.drawText(head, left | middle, name)
        painter.drawText(head, right | middle, self._page.title)
        count = self._page.page_words.replace("%1", str(number + 1)).replace("%2", str(self.page_count))
        painter.drawText(foot, left | middle, self._page.notice)
        painter.drawText(foot, right | middle, count)


def _take_sizes_as_written(block: QTextBlock) -> None:
    """Qt makes the text of titles larger than their style says; browsers do not."""
    adjustment = QTextFormat.Property.FontSizeAdjustment.value
    found = block.begin()
    spans = []
    while not found.atEnd():
        fragment = found.fragment()
        spans.append((fragment.position(), fragment.length(), fragment.charFormat()))
        found += 1
    for position, length, format_ in spans:
        cursor = QTextCursor(block)
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        format_.clearProperty(adjustment)
        cursor.setCharFormat(format_)


def _font(points: float, painter: QPainter | None = None) -> QFont:
    """The report's font. In pixels for a painter: points would be taken by its device, which is scaled."""
    font = QFont(FAMILY)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if painter is None:
        font.setPointSizeF(points)
    else:
        font.setPixelSize(round(points * DOTS_PER_INCH / 72))
    return font


def _down(pixels: float) -> Any:
    from PySide6.QtCore import QPointF

    return QPointF(0.0, pixels)
