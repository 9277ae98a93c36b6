"""What rooms without Qt say, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def said(english: str) -> str:
    """An error, a problem or a note of another room, in the present language; data in it stays as it is."""
    return QCoreApplication.translate("Sentences", english) if english else english
