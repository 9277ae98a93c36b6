"""Which lesion a measurement is of: the lines above the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from medviewer.core.dicom_text import date_text
from medviewer.core.mark import Mark, TargetRole
from medviewer.core.measure_text import main_figure
from medviewer.scene.marks.lesion_roles import give_number, give_role
from medviewer.scene.marks.mark_figures import figures_in
from medviewer.scene.scene import Scene
from medviewer.ui.marks.mark_words import mark_name
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.recist.lesion_facts import LesionFacts
from medviewer.ui.recist.recist_words import role_text

_KINDS = ("length", "bidirectional", "ball", "point", "arrow", "text")
_ROLES: tuple[TargetRole, ...] = ("", "target", "non-target", "new")


class LesionEditor(QWidget):
    """A measurement, its role and its number; what is changed is a step of undo."""

    def __init__(
        self, scene: Scene, dates: Callable[[], Mapping[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self._dates = dates
        self.marks, self.roles, self.number = QComboBox(), QComboBox(), QSpinBox()
        self.marks.setAccessibleName(self.tr("Measurement"))
        self.roles.setAccessibleName(self.tr("Role of the lesion"))
        self.number.setAccessibleName(self.tr("Number of the lesion"))
        self.number.setRange(0, 999)
        self.number.setKeyboardTracking(False)
        self.number.setMinimumSize(72, self.roles.sizeHint().height())
        for role in _ROLES:
            self.roles.addItem(role_text(role) if role else self.tr("No lesion"), role)
        self.marks.currentIndexChanged.connect(self._show_mark)
        self.roles.activated.connect(self._give_role)
        self.number.valueChanged.connect(self._give_number)
        self.facts = LesionFacts(scene, dates)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel(self.tr("Measurement"), role="muted"))
        row.addWidget(self.marks, 1)
        row.addWidget(self.roles)
        row.addWidget(PlainLabel(self.tr("Lesion"), role="muted"))
        row.addWidget(self.number)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.facts)
        scene.marks.events.items.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Lists what can be a lesion; the chosen one stays chosen, at first it is the selected one."""
        chosen = self.marks.currentData() or next(iter(self._scene.marks.selected), "")
        dates = self._dates()
        with QSignalBlocker(self.marks):
            self.marks.clear()
            for mark in self._scene.marks.items:
                if mark.kind in _KINDS:
                    self.marks.addItem(self._words(mark, dates), mark.id)
            self.marks.setCurrentIndex(max(self.marks.findData(chosen), 0))
        self._show_mark()

    def choose(self, mark_id: str) -> None:
        """Takes a measurement, as one of the table."""
        if (place := self.marks.findData(mark_id)) >= 0:
            self.marks.setCurrentIndex(place)

    def _words(self, mark: Mark, dates: Mapping[str, str]) -> str:
        figures = figures_in(self._scene, mark)
        figure = "" if figures is None else main_figure(figures)
        parts = (date_text(dates.get(mark.place.study_uid, "")), mark_name(mark), figure)
        return "   ".join(part for part in parts if part)

    def _mark(self) -> Mark | None:
        return self._scene.marks.mark(str(self.marks.currentData() or ""))

    def _show_mark(self) -> None:
        mark = self._mark()
        for widget in (self.marks, self.roles):
            widget.setEnabled(mark is not None)
        self.number.setEnabled(mark is not None and bool(mark.role))
        with QSignalBlocker(self.number):
            self.number.setValue(0 if mark is None else mark.lesion)
        self.roles.setCurrentIndex(0 if mark is None else _ROLES.index(mark.role))
        self.facts.show_mark(mark)

    def _give_role(self) -> None:
        mark = self._mark()
        if mark is not None:
            role = cast(TargetRole, self.roles.currentData())
            give_role(self._scene, {mark.id}, role, "Role of lesion")

    def _give_number(self, number: int) -> None:
        mark = self._mark()
        if mark is not None and mark.role:
            give_number(self._scene, mark.id, number, "Number of lesion")
