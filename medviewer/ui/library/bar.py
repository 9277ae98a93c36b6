"""The row above the library's table: search and filters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from medviewer.library.study_query import StudyQuery

_PAUSE_MS = 150
_NO_DAYS = 0


class LibraryBar(QWidget):
    """What is looked for. ``changed`` comes a moment after the last key, ``left`` to go to the table."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Search: name, pinyin or initials, ID, date, description"))
        self.words.setClearButtonEnabled(True)
        self.words.setAccessibleName(self.tr("Search in the library"))
        self.words.setToolTip(
            self.tr(
                "All words are looked for: names also in pinyin or by initials, dates such as 2024, 2024-05 "
                "or 20240517, ranges such as 2023..2024, and today, week, month"
            )
        )
        self.modality = self._choice(self.tr("Modality"), [(self.tr("All modalities"), "")])
        days = [
            (self.tr("Any date"), _NO_DAYS), (self.tr("Today"), 1), (self.tr("Last 7 days"), 7),
            (self.tr("Last 31 days"), 31), (self.tr("Last year"), 366),
        ]  # fmt: skip
        self.days = self._choice(self.tr("Date"), days)
        places = [
            (self.tr("All places"), "any"), (self.tr("In place"), "in place"), (self.tr("Copied"), "copied"),
            (self.tr("Gone"), "gone"),
        ]  # fmt: skip
        self.place = self._choice(self.tr("Place"), places)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _text: self._soon.start())
        self.words.returnPressed.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for choice in (self.modality, self.days, self.place):
            row.addWidget(choice)

    def query(self) -> StudyQuery:
        """What is looked for now; what is gone is sorted out by whoever knows that."""
        place = self.place.currentData()
        return StudyQuery(
            words=self.words.text(),
            modality=self.modality.currentData() or "",
            last_days=self.days.currentData() or _NO_DAYS,
            place="any" if place == "gone" else place,
        )

    @property
    def only_gone(self) -> bool:
        """Whether only what is gone is to be listed."""
        return bool(self.place.currentData() == "gone")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered away."""
        return self.query() == StudyQuery() and not self.only_gone

    def set_modalities(self, modalities: Sequence[str]) -> None:
        """The modalities that can be chosen."""
        known = [self.modality.itemData(n) for n in range(1, self.modality.count())]
        if known == list(modalities):
            return
        chosen = self.modality.currentData()
        self.modality.blockSignals(True)
        while self.modality.count() > 1:
            self.modality.removeItem(1)
        for modality in modalities:
            self.modality.addItem(modality, modality)
        self.modality.setCurrentIndex(max(0, self.modality.findData(chosen)))
        self.modality.blockSignals(False)

    def clear(self) -> None:
        """Looks for everything again."""
        self.words.clear()
        for choice in (self.modality, self.days, self.place):
            choice.setCurrentIndex(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.words.hasFocus():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choice(self, name: str, items: Sequence[tuple[str, object]]) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(name)
        choice.setToolTip(name)
        for text, data in items:
            choice.addItem(text, data)
        choice.currentIndexChanged.connect(lambda _index: self.changed.emit())
        return choice
