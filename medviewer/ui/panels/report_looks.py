"""How the lines of a report look: headings stand out, names give way to what is said of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from medviewer.core.document import DocumentLine
from medviewer.ui.parts.theme import MUTED


class ReportLooks(QSyntaxHighlighter):
    """Formats plain text line by line; the text itself is not touched."""

    def __init__(self, document: QTextDocument, lines: Sequence[DocumentLine]) -> None:
        # Set before Qt asks for the first line.
        self._headings = {
            n
            for n, (line, following) in enumerate(zip(lines, (*lines[1:], DocumentLine(0, "")), strict=True))
            if following.indent > line.indent and ": " not in line.text
        }
        self._heading = QTextCharFormat()
        self._heading.setFontWeight(QFont.Weight.DemiBold)
        self._name = QTextCharFormat()
        self._name.setForeground(QColor(MUTED))
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:
        if self.currentBlock().blockNumber() in self._headings:
            self.setFormat(0, len(text), self._heading)
        elif ": " in text:
            self.setFormat(0, text.index(": ") + 1, self._name)
