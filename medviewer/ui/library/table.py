"""The table of studies in the library."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from medviewer.core.dicom_text import date_text
from medviewer.library.study import StudyRow
from medviewer.library.study_query import Column
from medviewer.ui.parts.colours import colours
from medviewer.ui.parts.theme import MUTED

Index = QModelIndex | QPersistentModelIndex
COLUMNS: tuple[tuple[Column, str, int], ...] = (
    ("patient", "Patient", 200),
    ("id", "ID", 110),
    ("date", "Date", 90),
    ("modality", "Modality", 80),
    ("description", "Description", 210),
    ("series", "Series", 60),
    ("images", "Images", 64),
    ("badges", "Notes", 56),
    ("place", "Place", 90),
)
_NUMBERS = ("series", "images", "badges")
_NOWHERE = QModelIndex()


class LibraryModel(QAbstractTableModel):
    """One study a row. What is gone is grey, with the word for it in the last column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.studies: tuple[StudyRow, ...] = ()
        self._present: dict[int, bool] = {}

    def show_studies(self, studies: tuple[StudyRow, ...]) -> None:
        """Replaces the rows."""
        self.beginResetModel()
        self.studies = studies
        self.endResetModel()

    def set_present(self, found: dict[int, bool]) -> None:
        """What is known of which studies are there."""
        if all(self._present.get(study_id) == there for study_id, there in found.items()):
            return
        self._present.update(found)
        if self.studies:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.studies) - 1, len(COLUMNS) - 1))

    def is_gone(self, study: StudyRow) -> bool:
        """Whether a study is known to be gone."""
        return self._present.get(study.id) is False

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.studies)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr(COLUMNS[section][1])
        if role == Qt.ItemDataRole.ToolTipRole and COLUMNS[section][0] == "badges":
            return self.tr("How many of its series carry a warning")
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section][0] in _NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        study, column = self.studies[index.row()], COLUMNS[index.column()][0]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(study, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole:
            if column == "badges":
                return QColor(colours().warning)
            if self.is_gone(study):
                return QColor(colours().warning if column == "place" else MUTED)
            if column in ("place", "id") or (column == "patient" and not study.patient_name):
                return QColor(MUTED)
        return None

    def _text(self, study: StudyRow, column: Column) -> str:
        match column:
            case "patient":
                return study.patient_name or self.tr("no name")
            case "id":
                return study.patient_id
            case "date":
                return date_text(study.date)
            case "modality":
                return " ".join(study.modalities)
            case "description":
                return study.description
            case "series":
                return str(study.series)
            case "images":
                return str(study.images)
            case "badges":
                return str(study.badges) if study.badges else ""
        if self.is_gone(study):
            return self.tr("Gone")
        return self.tr("Copied") if study.is_copied else self.tr("In place")


class LibraryTable(QTreeView):
    """The view. ``opened`` comes of Enter or a double click, ``ordered`` carries a column and the way."""

    opened = Signal()
    selected = Signal()
    ordered = Signal(str, bool)
    removed = Signal()

    def __init__(self, model: LibraryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemsExpandable(False)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(self.tr("Studies in the library"))
        header = self.header()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(2, Qt.SortOrder.DescendingOrder)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(False)
        for number, (name, _, width) in enumerate(COLUMNS):
            self.setColumnWidth(number, width)
            if name == "description":
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        header.sortIndicatorChanged.connect(self._order)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit())

    @property
    def chosen(self) -> list[StudyRow]:
        """The selected studies, in the order of the table."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._model.studies[row] for row in rows]

    def show_studies(self, studies: tuple[StudyRow, ...]) -> None:
        """Replaces the rows; what was selected stays so, else the first row is."""
        before = {study.id for study in self.chosen}
        scrolled = self.verticalScrollBar().value()
        self._model.show_studies(studies)
        rows = [row for row, study in enumerate(studies) if study.id in before] or ([0] if studies else [])
        for number, row in enumerate(rows):
            index = self._model.index(row, 0)
            if number == 0:
                self.setCurrentIndex(index)
            else:
                self.selectionModel().select(
                    index,
                    self.selectionModel().SelectionFlag.Select | self.selectionModel().SelectionFlag.Rows,
                )
        if before:
            self.verticalScrollBar().setValue(scrolled)
        self.selected.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def _order(self, section: int, order: Qt.SortOrder) -> None:
        self.ordered.emit(COLUMNS[section][0], order == Qt.SortOrder.DescendingOrder)
