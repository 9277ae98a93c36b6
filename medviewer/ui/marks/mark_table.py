"""Marks as rows of a list: grouped by patient and series, with their main figure and where they lie."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from medviewer.core.dicom_text import date_text
from medviewer.core.geometry import side_of_origin
from medviewer.core.mark import Mark
from medviewer.core.measure_shape import centre_lps, is_spanning
from medviewer.core.measure_text import figure_text, main_figure
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.marks.mark_place import image_of
from medviewer.scene.scene import Scene
from medviewer.ui.marks.mark_words import figure_words, kind_name, mark_name
from medviewer.ui.parts.plain_tip import plain_tip
from medviewer.ui.recist.recist_words import role_text

Index = QModelIndex | QPersistentModelIndex
MARK_ID = Qt.ItemDataRole.UserRole
FIGURE = Qt.ItemDataRole.UserRole + 1
DETAIL = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True)
class MarkRow:
    """What a row says; a heading has no mark."""

    text: str
    mark: Mark | None = None
    figure: str = ""
    detail: str = ""
    tip: str = ""


class MarkTable(QAbstractListModel):
    """Reads the marks of a scene; writing a name or a check goes through its undo."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._scene = scene
        self._rows: tuple[MarkRow, ...] = ()

    @property
    def rows(self) -> tuple[MarkRow, ...]:
        """The rows in order."""
        return self._rows

    def refresh(self) -> None:
        """Takes the present marks; where only figures changed the list stays where it is."""
        rows = self._present_rows()
        if rows == self._rows:
            return
        if [_key(row) for row in rows] == [_key(row) for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    # --- Qt ---

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._rows[index.row()].mark is None:
            return Qt.ItemFlag.ItemIsEnabled
        able = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return able | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.text, row.figure, row.detail) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.tip)
        if row.mark is None:
            return None
        if role == Qt.ItemDataRole.EditRole:
            return row.mark.label
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if row.mark.visible else Qt.CheckState.Unchecked
        return {MARK_ID: row.mark.id, FIGURE: row.figure, DETAIL: row.detail}.get(role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        mark, marks = self._rows[index.row()].mark, self._scene.marks
        now = None if mark is None else marks.mark(mark.id)
        if now is None:
            return False
        if role == Qt.ItemDataRole.CheckStateRole:
            shown = value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
            marks.change(replace(now, visible=shown), "Show measurement" if shown else "Hide measurement")
        elif role == Qt.ItemDataRole.EditRole:
            marks.change(replace(now, label=str(value).strip()), "Rename measurement")
        else:
            return False
        return True

    # --- parts ---

    def _present_rows(self) -> tuple[MarkRow, ...]:
        rows: list[MarkRow] = []
        groups: dict[str, list[Mark]] = {}
        for mark in self._scene.marks.items:
            groups.setdefault(mark.place.series_id, []).append(mark)
        told = [
            len({self._patient(marks[0]) for marks in groups.values()}) > 1,
            len({marks[0].place.study_uid for marks in groups.values()}) > 1,
        ]
        for marks in groups.values():
            layer = image_of(self._scene, marks[0].place)
            if len(groups) > 1 or layer is None or layer is not self._scene.active:
                rows.append(MarkRow(self._heading(marks[0], layer, *told)))
            rows += [self._row(mark, layer) for mark in marks]
        return tuple(rows)

    def _heading(self, mark: Mark, layer: ImageLayer | None, with_patient: bool, with_date: bool) -> str:
        if layer is None:
            return self.tr("Series that is not open")
        info = layer.image.info
        series = " ".join(part for part in (f"#{info.number}" if info.number else "", layer.name) if part)
        patient = self._patient(mark) if with_patient else ""
        date = date_text(info.study.study_date) if with_date else ""
        return "  ".join(part for part in (patient, series, date) if part)

    def _patient(self, mark: Mark) -> str:
        layer = image_of(self._scene, mark.place)
        study = None if layer is None else layer.image.info.study
        return "" if study is None else study.patient_name or study.patient_id

    def _row(self, mark: Mark, layer: ImageLayer | None) -> MarkRow:
        marks, words = self._scene.marks, figure_words()
        figures = None if layer is None else marks.figures.of(mark, layer, marks.items)
        figure = "" if figures is None else main_figure(figures, words)
        name, kind = mark_name(mark), kind_name(mark.kind)
        role = f"{role_text(mark.role)} {mark.lesion or ''}".rstrip() if mark.role else ""
        parts = (role, kind if kind != name else "", self._where(mark))
        detail = "  ·  ".join(part for part in parts if part)
        told = "" if figures is None else figure_text(figures, words).replace("; ", "\n")
        return MarkRow(name, mark, figure, detail, f"{name}\n{told}".strip())

    def _where(self, mark: Mark) -> str:
        """The slice, or how far along its normal the plane lies; and the time point."""
        place = mark.place
        when = (
            self.tr("time %1").replace("%1", str(place.time_point + 1))
            if place.time_point is not None
            else ""
        )
        if place.slice_number is not None:
            where = self.tr("image %1").replace("%1", str(place.slice_number + 1))
        else:
            where = _along_normal(mark)
        return "  ".join(part for part in (where, when) if part)


def _along_normal(mark: Mark) -> str:
    """How far along its normal the plane of a mark lies; of one over several slices from where to where."""
    if not is_spanning(mark):
        letter, along = side_of_origin(mark.normal_lps, centre_lps(mark))
        return f"{letter} {along:.1f} mm"
    ends = sorted(mark.points_lps, key=lambda point: float(np.dot(mark.normal_lps, point)))
    (first, low), (last, high) = (side_of_origin(mark.normal_lps, end) for end in (ends[0], ends[-1]))
    return f"{first} {low:.1f} – {last} {high:.1f} mm"


def _key(row: MarkRow) -> str:
    return row.text if row.mark is None else row.mark.id
