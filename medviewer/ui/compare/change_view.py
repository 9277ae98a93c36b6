"""The numbers of two studies side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from medviewer.core.change_table import Change

_ROW_PX = 24
_MOST_ROWS = 12
_NOTHING = "–"


class ChangeView(QTableWidget):
    """A row for each quantity: then, now, and by how much it changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self.setHorizontalHeaderLabels([self.tr("What"), self.tr("Prior"), self.tr("Now"), self.tr("Change")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setAccessibleName(self.tr("Changes since the prior"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.hide()

    def show_changes(self, rows: Sequence[Change]) -> None:
        """Shows the table anew; it hides where there is nothing to compare."""
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            unit = f" {row.unit}" if row.unit else ""
            change = _NOTHING
            if row.difference is not None:
                change = f"{row.difference:+.1f}{unit}"
                change += "" if row.percent is None else f"  ({row.percent:+.0f} %)"
            for column, text in enumerate(
                (row.name, _number(row.before, unit), _number(row.now, unit), change)
            ):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(at, column, item)
        height = self.horizontalHeader().sizeHint().height() + _ROW_PX * min(len(rows), _MOST_ROWS) + 4
        self.setFixedHeight(height)
        self.setVisible(bool(rows))


def _number(value: float | None, unit: str) -> str:
    return _NOTHING if value is None else f"{value:.1f}{unit}"
