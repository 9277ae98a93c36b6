"""The numbers of two studies side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from medviewer.core.change_table import Change
from medviewer.ui.parts.plain_tip import plain_tip

_ROW_PX = 40
_MOST_ROWS = 8
_LEAST_PX = 32
_NOTHING = "–"


class ChangeView(QTableWidget):
    """A row of two lines for each quantity: then, now, and by how much it changed.

    What both studies have comes first. A long name gives way, the numbers never do.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self.setHorizontalHeaderLabels([self.tr("What"), self.tr("Prior"), self.tr("Now"), self.tr("Change")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setStyleSheet(
            "QTableView::item { padding: 2px 4px; } QHeaderView::section { padding: 6px 4px; }"
        )
        self.setAccessibleName(self.tr("Changes since the prior"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(_LEAST_PX)
        self.hide()

    def show_changes(self, rows: Sequence[Change]) -> None:
        """Shows the table anew; it hides where there is nothing to compare."""
        self.setRowCount(len(rows))
        for at, row in enumerate(sorted(rows, key=lambda one: one.difference is None)):
            change = _NOTHING
            if row.difference is not None:
                change = _short(row.difference, "+")
                change += "" if row.percent is None else f"\n{_short(row.percent, '+', 10.0)} %"
            texts = (f"{row.name}\n{row.unit}".rstrip(), _number(row.before), _number(row.now), change)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(at, column, item)
        height = self.horizontalHeader().sizeHint().height() + _ROW_PX * min(len(rows), _MOST_ROWS) + 4
        self.setFixedHeight(height)
        self.setVisible(bool(rows))


def _number(value: float | None) -> str:
    return _NOTHING if value is None else _short(value)


def _short(value: float, sign: str = "", whole_from: float = 1000.0) -> str:
    """One decimal, none of a large number."""
    return f"{value:{sign}.{0 if abs(value) >= whole_from else 1}f}"
