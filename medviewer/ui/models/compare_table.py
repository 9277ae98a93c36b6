"""The numbers of a comparison, a row for each label."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from medviewer.core.comparison import LabelComparison

_NOTHING = "–"


class CompareTable(QTableWidget):
    """``chosen`` carries the comparison of the chosen label; a click on a head sorts."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 6, parent)
        self.comparisons: tuple[LabelComparison, ...] = ()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(self.tr("Comparison by label"))
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.itemSelectionChanged.connect(self._tell)

    def show_comparison(self, rows: Sequence[LabelComparison], name_a: str, name_b: str) -> None:
        """Shows all rows; numbers are sorted as numbers."""
        heads = (
            self.tr("Label"), self.tr("Dice"), f"A: {name_a} (ml)", f"B: {name_b} (ml)",
            self.tr("B − A (ml)"), self.tr("B − A (%)"),
        )  # fmt: skip
        self.comparisons = tuple(rows)
        self.setSortingEnabled(False)
        self.setHorizontalHeaderLabels(list(heads))
        self.setRowCount(len(rows))
        for n, row in enumerate(rows):
            both = bool(row.number_a and row.number_b)  # a label that one does not know was not missed by it
            ml, percent = (row.difference_ml, row.difference_percent) if both else (None, None)
            numbers = (row.dice if both else None, row.volume_a_ml, row.volume_b_ml, ml, percent)
            texts = (
                _dice(numbers[0]), _ml(row.volume_a_ml, row.number_a), _ml(row.volume_b_ml, row.number_b),
                _NOTHING if ml is None else f"{ml:+.2f}", _percent(percent),
            )  # fmt: skip
            name = QTableWidgetItem(row.name)
            if not both:
                only = (
                    self.tr("Only A knows this label") if row.number_a else self.tr("Only B knows this label")
                )
                name.setToolTip(only)
            name.setData(Qt.ItemDataRole.UserRole, n)
            self.setItem(n, 0, name)
            for column, (number, text) in enumerate(zip(numbers, texts, strict=True), start=1):
                self.setItem(n, column, _Number(number, text))
        # As they are counted, until a head is clicked.
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def _tell(self) -> None:
        rows = self.selectionModel().selectedRows(0)
        if rows:
            self.chosen.emit(self.comparisons[rows[0].data(Qt.ItemDataRole.UserRole)])


class _Number(QTableWidgetItem):
    def __init__(self, number: float | None, text: str) -> None:
        super().__init__(text)
        self._number = -float("inf") if number is None else number
        self.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        return isinstance(other, _Number) and self._number < other._number


def _dice(dice: float | None) -> str:
    return _NOTHING if dice is None else f"{dice:.3f}"


def _ml(volume_ml: float, number: int) -> str:
    return f"{volume_ml:.2f}" if number else _NOTHING


def _percent(value: float | None) -> str:
    return _NOTHING if value is None else f"{value:+.1f} %"
