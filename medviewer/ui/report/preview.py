"""The preview: the very pages that will be printed, as pictures."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from medviewer.jobs.in_background import InBackground
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import BACKGROUND
from medviewer.ui.report.maker import ReadyReport
from medviewer.ui.report.paper import Paper, PaperReport

_GAP = 16
_WIDEST_PX = 900
_SETTLED_MS = 120
_MOST_BYTES = 400_000_000
"""Of the pictures of all pages that are shown."""


class Sheet(QWidget):
    """One page."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self.setAccessibleName(name)

    def show_picture(self, picture: QImage, size: QSize) -> None:
        """Shows a page in a size of logical pixels."""
        self._picture = picture
        self.setFixedSize(size)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#ffffff"))
        painter.drawImage(self.rect(), self._picture)
        painter.end()


@dataclass(frozen=True, eq=False)
class _Wish:
    ready: ReadyReport
    paper: Paper
    width_px: int


class Preview(QScrollArea):
    """Pages below each other on the dark desk. ``drawn`` follows each new set of pages."""

    drawn = Signal()

    def __init__(self, in_background: InBackground, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._in_background = in_background
        self._ready: ReadyReport | None = None
        self._paper: Paper | None = None
        self._is_drawing = False
        self._alive = {True}
        self._desk = QWidget()
        self._column = QVBoxLayout(self._desk)
        self._column.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        self._column.setSpacing(_GAP)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._desk.setStyleSheet(f"background: {BACKGROUND};")
        self.setWidget(self._desk)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # no change of width by it
        self.setAccessibleName(self.tr("Preview of the report"))
        self.sheets: list[Sheet] = []
        self.rest = PlainLabel("", role="muted")
        self.rest.hide()
        self._column.addWidget(self.rest)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._draw)
        self.destroyed.connect(self._alive.clear)  # no method of its own is called by then

    def show_report(self, ready: ReadyReport, paper: Paper) -> None:
        """Shows another report, or the same one anew, at the place that it was scrolled to."""
        self._ready, self._paper = ready, paper
        self.setAccessibleDescription(ready.page.text)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settled.start()

    def _draw(self) -> None:
        if self._ready is None or self._paper is None:
            return
        if self._is_drawing:
            self._settled.start()
            return
        self._is_drawing = True
        width = min(max(self.viewport().width() - 2 * _GAP, 160), _WIDEST_PX)
        wish = _Wish(self._ready, self._paper, width)
        ratio = self.devicePixelRatioF()
        alive = self._alive

        def show(found: tuple[list[QImage], int]) -> None:
            if alive:
                self._show(*found, width)

        def give_up() -> None:
            if alive:
                self._is_drawing = False

        self._in_background(lambda: _pictures(wish, ratio), show, give_up)

    def _rest_text(self, count: int) -> str:
        text = self.tr("%1 more pages are in the file and on paper; they are not shown here.")
        return text.replace("%1", str(count))

    def _show(self, pictures: list[QImage], page_count: int, width: int) -> None:
        self._is_drawing = False
        while len(self.sheets) > len(pictures):
            sheet = self.sheets.pop()
            self._column.removeWidget(sheet)
            sheet.deleteLater()
        while len(self.sheets) < len(pictures):
            sheet = Sheet(self.tr("Page %1").replace("%1", str(len(self.sheets) + 1)))
            self.sheets.append(sheet)
            self._column.insertWidget(len(self.sheets) - 1, sheet)
        self.rest.setText(self._rest_text(page_count - len(pictures)))
        self.rest.setVisible(page_count > len(pictures))
        for sheet, picture in zip(self.sheets, pictures, strict=True):
            sheet.show_picture(picture, QSize(width, round(width * picture.height() / picture.width())))
        self.drawn.emit()


def _pictures(wish: _Wish, ratio: float) -> tuple[list[QImage], int]:
    """The first pages, as many as fit into memory, and how many there are; of many in a coarser grain."""
    report = PaperReport(wish.ready.page, wish.ready.report.pictures, wish.paper)
    size, count = wish.paper.size_px, report.page_count
    page_bytes = 4.0 * wish.width_px**2 * size.height() / size.width()
    ratio = ratio if count * page_bytes * ratio**2 <= _MOST_BYTES else min(ratio, 1.0)
    shown = range(min(count, max(1, int(_MOST_BYTES / (page_bytes * ratio**2)))))
    return [report.image(number, round(wish.width_px * ratio)) for number in shown], count
