"""The table of lesions over visits, with sums, changes and responses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from medviewer.core.recist import LesionRole, LesionSize, Visit
from medviewer.ui.parts.colours import colours
from medviewer.ui.parts.theme import BORDER, MUTED, PANEL, RAISED
from medviewer.ui.recist.recist_words import (
    date_of,
    millimetres,
    organ_text,
    percent,
    response_text,
    role_text,
)

_ROLES: tuple[LesionRole, ...] = ("target", "non-target", "new")
_TALLEST_PX = 560
_STYLE = f"""
QTableWidget {{ background: {PANEL}; gridline-color: {BORDER}; border: 1px solid {BORDER}; }}
QTableWidget::item {{ padding: 4px 8px; }}
QTableWidget::item:selected {{ background: {RAISED}; }}
QHeaderView::section {{ background: {RAISED}; border: 0; border-right: 1px solid {BORDER};
    padding: 8px; font-weight: 600; }}
"""


class RecistTable(QTableWidget):
    """Rows are lesions, then sums; columns are visits.

    ``mark_wanted`` carries the mark of a chosen cell, ``mark_pointed`` that of the current one.
    """

    mark_wanted = Signal(str)
    mark_pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyleSheet(_STYLE)
        self.setAccessibleName(self.tr("Lesions over time"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustToContents)
        self.setMaximumHeight(_TALLEST_PX)
        self.doubleClicked.connect(self._choose)
        self.currentCellChanged.connect(self._point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def show_visits(self, visits: Sequence[Visit]) -> None:
        """Fills the table anew."""
        lesions = _lesions(visits)
        self.clear()
        self.setColumnCount(1 + len(visits))
        self.setRowCount(len(lesions) + 4)
        self.setHorizontalHeaderLabels([self.tr("Lesion"), *map(date_of, visits)])
        for row, (number, role) in enumerate(lesions):
            self._put(row, 0, self._lesion_name(visits, number, role))
            for column, visit in enumerate(visits, start=1):
                self._put_size(row, column, _size_in(visit, number, role))
        self._put_sums(len(lesions), visits)
        self.resizeRowsToContents()

    def text_of_table(self) -> str:
        """All cells, with tabs between them, for a text document."""
        rows = [[item.text() for n in range(self.columnCount()) if (item := self.horizontalHeaderItem(n))]]
        for row in range(self.rowCount()):
            cells = (self.item(row, column) for column in range(self.columnCount()))
            rows.append(["" if cell is None else cell.text() for cell in cells])
        return "\n".join("\t".join(row) for row in rows)

    def _put_sums(self, first: int, visits: Sequence[Visit]) -> None:
        names = (
            self.tr("Sum of target diameters"), self.tr("Change from baseline"), self.tr("Change from nadir"),
            self.tr("Response"),
        )  # fmt: skip
        for offset, name in enumerate(names):
            self._put(first + offset, 0, name, is_bold=True)
        for column, visit in enumerate(visits, start=1):
            nadir = percent(visit.nadir_percent)
            if visit.nadir_change_mm is not None:
                sign = "+" if visit.nadir_change_mm > 0 else ""
                nadir += f"  ({sign}{millimetres(visit.nadir_change_mm)})"
            self._put(first, column, millimetres(visit.sum_mm), is_bold=True)
            self._put(first + 1, column, percent(visit.baseline_percent))
            self._put(first + 2, column, nadir)
            color = _colour(visit.response)
            self._put(first + 3, column, response_text(visit.response), color, is_bold=True)

    def _lesion_name(self, visits: Sequence[Visit], number: int, role: LesionRole) -> str:
        known = [lesion for visit in visits if (lesion := _size_in(visit, number, role)) is not None]
        label = next((one.label for one in known if one.label), "")
        organ = organ_text(next((one.organ for one in known if one.organ), ""))
        is_told = organ.casefold() in label.casefold()
        words = (role_text(role), str(number) if number else "", label, "" if is_told else f"({organ})")
        return " ".join(word for word in words if word)

    def _put_size(self, row: int, column: int, lesion: LesionSize | None) -> None:
        if lesion is None:
            self._put(row, column, "–", MUTED)
            return
        text = self.tr("gone") if lesion.is_gone else millimetres(lesion.diameter_mm)
        if lesion.is_node and lesion.short_mm:
            text = self.tr("%1 (short axis)").replace("%1", text)
        item = self._put(row, column, text)
        item.setData(Qt.ItemDataRole.UserRole, lesion.mark_id)
        item.setToolTip(self.tr("Double click or Enter: show this measurement"))

    def _put(
        self, row: int, column: int, text: str, color: str = "", is_bold: bool = False
    ) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        if color:
            item.setForeground(QColor(color))
        if is_bold:
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            item.setFont(font)
        self.setItem(row, column, item)
        return item

    def _point(self, row: int, column: int) -> None:
        mark_id = self.model().index(row, column).data(Qt.ItemDataRole.UserRole)
        if isinstance(mark_id, str) and mark_id:
            self.mark_pointed.emit(mark_id)

    def _choose(self, index: QModelIndex) -> None:
        mark_id = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(mark_id, str) and mark_id:
            self.mark_wanted.emit(mark_id)


def _lesions(visits: Sequence[Visit]) -> list[tuple[int, LesionRole]]:
    """All lesions of all visits: targets by number, then the others."""
    found = {(lesion.number, lesion.role) for visit in visits for lesion in visit.time_point.lesions}
    return sorted(found, key=lambda one: (_ROLES.index(one[1]), one[0]))


def _size_in(visit: Visit, number: int, role: LesionRole) -> LesionSize | None:
    sizes = [one for one in visit.time_point.lesions if (one.number, one.role) == (number, role)]
    return max(sizes, key=lambda one: one.diameter_mm or 0.0, default=None)


def _colour(response: str) -> str:
    now = colours()
    return {"CR": now.good, "PR": now.good, "PD": now.error, "NE": now.warning}.get(response, "")
