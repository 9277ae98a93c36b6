"""The font of reports, and which letters no font on this computer can show."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from medviewer.report.words import RESOURCES

FAMILY = "medviewer Noto Sans SC"
"""As `scripts/make_report_font.py` names it."""
FONT_FILE = RESOURCES / "fonts" / "NotoSansSC-medviewer.ttf"


class ReportFonts:
    """Makes the font known to Qt at its first use. ``is_there`` tells whether that worked."""

    def __init__(self, file: Path = FONT_FILE) -> None:
        known = FAMILY in QFontDatabase.families()
        self.is_there = known or QFontDatabase.addApplicationFont(str(file)) >= 0

    def missing(self, text: str) -> str:
        """The letters of a text that would be boxes, each once, in their order; "" for none."""
        metrics = QFontMetrics(QFont(FAMILY))
        letters = dict.fromkeys(letter for letter in text if not _is_unseen(letter))
        return "".join(letter for letter in letters if not metrics.inFontUcs4(ord(letter)))


def _is_unseen(letter: str) -> bool:
    """Blanks and what only steers others: joiners, marks of direction, variation selectors."""
    return letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf", "Mn", "Zs")
