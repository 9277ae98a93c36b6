"""The chosen study at the right of the library: who, what, where, and its series with small pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from medviewer.core.dicom_text import date_text, time_text
from medviewer.library.study import KeptSeries, StudyRow
from medviewer.ui.panels.series_card import SeriesCard
from medviewer.ui.parts.clear_layout import clear_layout
from medviewer.ui.parts.elided_label import ElidedLabel
from medviewer.ui.parts.plain_label import PlainLabel

_WIDTH = 300
_MOST_CARDS = 100


class LibrarySide(QFrame):
    """Shows one study. Its buttons ask; ``series_opened`` carries a series id."""

    open_wanted = Signal()
    series_opened = Signal(str)
    folder_wanted = Signal()
    copy_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setMinimumWidth(_WIDTH)  # words in large text may need more
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.cards: dict[int, SeriesCard] = {}
        self._facts = QVBoxLayout()
        self._facts.setSpacing(4)
        inside = QWidget()
        self._series = QVBoxLayout(inside)
        self._series.setContentsMargins(0, 0, 0, 0)
        self._series.setSpacing(4)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what lies in it takes the focus
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(self._facts)
        column.addWidget(area, 1)
        column.addLayout(self._make_buttons())
        self.show_study([], set())

    def show_study(self, studies: Sequence[StudyRow], gone: set[int]) -> None:
        """The facts of the chosen study, or how many are chosen."""
        clear_layout(self._facts)
        clear_layout(self._series)
        self.cards = {}
        some = bool(studies)
        is_gone = some and all(study.id in gone for study in studies)
        self.open_button.setEnabled(len(studies) == 1 and not is_gone)
        self.folder_button.setEnabled(len(studies) == 1 and not is_gone)
        self.copy_button.setEnabled(some and not is_gone and not all(study.is_copied for study in studies))
        self.remove_button.setEnabled(some)
        if len(studies) == 1:
            self._show_facts(studies[0], is_gone)
        elif some:
            self._add(self.tr("%n studies are chosen", "", len(studies)))

    def show_series(self, series: Sequence[KeptSeries]) -> None:
        """The series of the chosen study."""
        clear_layout(self._series)
        self.cards = {}
        for kept in series[:_MOST_CARDS]:
            card = SeriesCard(kept.entry)
            card.chosen.connect(self.series_opened)
            self.cards[kept.id] = card
            self._series.addWidget(card)
        if len(series) > _MOST_CARDS:
            more = self.tr("and %n more series", "", len(series) - _MOST_CARDS)
            self._series.addWidget(PlainLabel(more, role="muted"))
        self._series.addStretch(1)

    def set_thumbnail(self, kept_id: int, pixels: Any) -> None:
        """The small picture of a series."""
        if kept_id in self.cards:
            self.cards[kept_id].set_thumbnail(pixels)

    def _show_facts(self, study: StudyRow, is_gone: bool) -> None:
        name = PlainLabel(study.patient_name or self.tr("no name"), wrap=True)
        name.setStyleSheet("font-size: 15px;")
        self._facts.addWidget(name)
        born = date_text(study.birth_date)
        self._add("  ·  ".join(part for part in (study.patient_id, study.sex, born) if part))
        when = " ".join(part for part in (date_text(study.date), time_text(study.time)) if part)
        self._add(
            "  ·  ".join(part for part in (when, " ".join(study.modalities), study.description) if part)
        )
        accession = self.tr("Accession %1").replace("%1", study.accession) if study.accession else ""
        self._add("  ·  ".join(part for part in (study.institution, accession) if part))
        self._facts.addWidget(ElidedLabel(study.folder, role="muted"))
        if is_gone:
            text = self.tr("Not there now: put the disc or stick in, or connect the drive, to open it.")
            self._facts.addWidget(PlainLabel(text, role="warning", wrap=True))

    def _add(self, text: str) -> None:
        if text:
            self._facts.addWidget(PlainLabel(text, role="muted", wrap=True))

    def _make_buttons(self) -> QVBoxLayout:
        self.open_button = self._button(self.tr("Open"), self.open_wanted)
        self.folder_button = self._button(self.tr("Show in folder"), self.folder_wanted)
        self.copy_button = self._button(self.tr("Copy into the library"), self.copy_wanted)
        self.remove_button = self._button(self.tr("Remove…"), self.remove_wanted)
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        for pair in ((self.open_button, self.folder_button), (self.copy_button, self.remove_button)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in pair:
                row.addWidget(button, 1)
            buttons.addLayout(row)
        return buttons

    def _button(self, text: str, signal: Any) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: signal.emit())
        return button
