"""A panel at one side of the window that folds to a strip."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from medviewer.ui.parts.theme import text_scale

_STRIP = 20
_WIDEST = 1.5


class SidePanel(QFrame):
    """Scrolling sections, and a strip with the button that folds them away."""

    folded_changed = Signal(bool)

    def __init__(self, side: Literal["left", "right"], width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._width = width
        self.setProperty("role", "panel")
        self.folded = False
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 4, 0, 8)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setWidget(self._inside)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what lies in it takes the focus
        self.button = QToolButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setStyleSheet("QToolButton { padding: 0; border: 0; border-radius: 0; }")
        self.button.clicked.connect(lambda: self.set_folded(not self.folded))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (self.scroll_area, self.button) if side == "left" else (self.button, self.scroll_area):
            row.addWidget(widget, 0 if widget is self.button else 1, *_TOP_IF_BUTTON[widget is self.button])
        self.set_folded(False)

    def add_section(self, section: QWidget, stretch: int = 0) -> None:
        """Adds a section below the others."""
        self._column.insertWidget(self._column.count() - 1, section, stretch)

    def insert_section(self, place: int, section: QWidget) -> None:
        """Adds a section above the one at a place."""
        self._column.insertWidget(place, section)

    def set_folded(self, folded: bool) -> None:
        """Folds the panel to its strip, or unfolds it."""
        self.folded = folded
        self.scroll_area.setVisible(not folded)
        points_left = (self._side == "left") != folded
        self.button.setText("‹" if points_left else "›")
        does = self.tr("Unfold the panel") if folded else self.tr("Fold the panel")
        self.button.setToolTip(does)
        self.button.setAccessibleName(does)
        self._take_width()
        self.folded_changed.emit(folded)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._take_width()

    def _take_width(self) -> None:
        """Larger text gets a wider panel, but the views keep their room."""
        wider = min(max(text_scale(self.font()), 1.0), _WIDEST)
        self.button.setFixedWidth(round(_STRIP * wider))
        self.setFixedWidth(round((_STRIP if self.folded else self._width) * wider))

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scrolls to a widget of a section."""
        self.scroll_area.ensureWidgetVisible(widget)


_TOP_IF_BUTTON: dict[bool, tuple[Qt.AlignmentFlag, ...]] = {True: (Qt.AlignmentFlag.AlignTop,), False: ()}
