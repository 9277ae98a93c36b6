"""The offline help: a list of pages, one of them open, found by a word."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QTextEdit, QWidget

from medviewer.ui.comfort.help_pages import HelpPages
from medviewer.ui.comfort.page import Page
from medviewer.ui.parts.theme import BACKGROUND, BORDER, PANEL, RAISED, TEXT

_NAME = Qt.ItemDataRole.UserRole
_MARGIN_PX = 24
_STYLE = f"""
QListWidget {{ background: {PANEL}; border: 1px solid {BORDER}; border-radius: 4px; outline: 0; }}
QListWidget::item {{ padding: 6px 12px; border: 0; }}
QListWidget::item:hover {{ background: {RAISED}; }}
QListWidget::item:selected {{ background: #24445c; color: {TEXT}; }}
"""
_HEADINGS_PX = {1: 20, 2: 15}
_LINE_PERCENT = 130.0


class HelpText(QTextBrowser):
    """Shows pages of ours only: no address of the network, no file outside the help is ever opened."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Help"))
        self.document().setDocumentMargin(_MARGIN_PX)
        self.setStyleSheet(f"QTextBrowser {{ background: {BACKGROUND}; font-size: 13px; }}")

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the help, as wide as there is room; None for anything else."""
        file = (self.folder / QUrl(name).path()).resolve()
        if kind != QTextDocument.ResourceType.ImageResource.value or not file.is_relative_to(self.folder):
            return None
        picture = QImage(str(file))
        room = max(self.viewport().width() - 2 * _MARGIN_PX - 8, 200)
        ratio = self.devicePixelRatioF()
        if picture.width() > room:
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaledToWidth(round(room * ratio), smooth)
            picture.setDevicePixelRatio(ratio)
        return picture


class HelpPage(Page):
    """Pages on the left, the open one on the right; links lead from page to page."""

    def __init__(self, pages: HelpPages, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Help"), self.tr("Search the help"), parent)
        self.pages = pages
        self.name = ""
        self.list = QListWidget()
        self.list.setFixedWidth(216)
        self.list.setStyleSheet(_STYLE)
        self.list.setAccessibleName(self.tr("Pages of the help"))
        self.text = HelpText(pages.folder)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        self.body.addLayout(row, 1)
        self._fill(tuple(pages.files))
        self.list.currentItemChanged.connect(lambda item, _before: self._open(item))
        self.text.anchorClicked.connect(lambda url: self.show_topic(url.path().removesuffix(".md")))
        self.searched.connect(self.show_fitting)
        self.search.returnPressed.connect(self.list.setFocus)

    def retranslate(self) -> None:
        """Shows the same page in the language of the window."""
        self.pages = HelpPages(self.pages.folder, QLocale().name())
        self._fill(tuple(self.pages.files))
        self.show_topic(self.name)

    def show_topic(self, name: str) -> None:
        """Opens a page by its name; one that is not there leaves the present one open."""
        if name not in self.pages.files:
            return
        for number in range(self.list.count()):
            item = self.list.item(number)
            if item is not None and item.data(_NAME) == name:
                self.list.setCurrentItem(item)

    def show_fitting(self, text: str) -> None:
        """Lists the pages that hold all words, opens the first and marks them."""
        self._fill(self.pages.with_words(text.lower().split()))
        if self.list.count() and text:
            self.list.setCurrentRow(0)
        elif self.name:
            self.show_topic(self.name)
        self._mark(text.split())

    def _fill(self, names: tuple[str, ...]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for name in names:
            item = QListWidgetItem(self.pages.titles[name])
            item.setData(_NAME, name)
            self.list.addItem(item)
        self.list.blockSignals(False)

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self.name = str(item.data(_NAME))
        self.text.setMarkdown(self.pages.text(self.name))
        _give_look(self.text.document())
        self._mark(self.search.text().split())

    def _mark(self, words: list[str]) -> None:
        """Marks where the words occur."""
        look = QTextCharFormat()
        look.setBackground(Qt.GlobalColor.darkYellow)
        marks = []
        for word in words:
            cursor = QTextCursor(self.text.document())
            while not (cursor := self.text.document().find(word, cursor)).isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = cursor, look
                marks.append(mark)
        self.text.setExtraSelections(marks)


def _give_look(document: QTextDocument) -> None:
    """Headings and tables as ours: Qt's Markdown takes no style sheet."""
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        cursor = QTextCursor(block)
        room = block.blockFormat()
        room.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if level:
            room.setTopMargin(0 if level == 1 else 20)
            room.setBottomMargin(8)
            look = QTextCharFormat()
            font = QFont(document.defaultFont())
            font.setPixelSize(_HEADINGS_PX.get(level, 13))
            font.setWeight(QFont.Weight.DemiBold)
            look.setFont(font)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(look)
        cursor.setBlockFormat(room)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            lines = frame.format()
            lines.setBorderBrush(QColor(BORDER))
            lines.setBorderCollapse(True)
            lines.setCellPadding(6)
            lines.setTopMargin(8)
            lines.setBottomMargin(8)
            frame.setFormat(lines)
