"""A small button of a row."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton


def text_button(text: str, tip: str) -> QToolButton:
    """A flat button with a letter or a word, whose tip says the whole, to screen readers too."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button
