"""A titled part of a side panel that folds to its title."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from medviewer.ui.parts.theme import MUTED


class FoldSection(QWidget):
    """A header that shows or hides ``content``."""

    def __init__(
        self, title: str, content: QWidget, parent: QWidget | None = None, unfolded: bool = True
    ) -> None:
        super().__init__(parent)
        self.content = content
        self.header = QToolButton()
        self.header.setText(title)
        self.header.setToolTip(self.tr("Fold or unfold"))
        self.header.setCheckable(True)
        self.header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.header.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.header.setStyleSheet(
            f"QToolButton {{ color: {MUTED}; font-weight: 600; text-align: left; "
            "padding: 6px 4px; border: 0; }"
            f"QToolButton:checked {{ color: {MUTED}; background: transparent; }}"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(content)
        self.header.toggled.connect(self.set_unfolded)
        self.set_unfolded(unfolded)

    def set_unfolded(self, unfolded: bool) -> None:
        """Shows or hides the content."""
        self.header.setChecked(unfolded)
        self.header.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.content.setVisible(unfolded)
