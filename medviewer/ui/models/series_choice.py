"""Which series a model is to be run on: one, some, or all that fit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from medviewer.ui.models.fit_text import fit_text
from medviewer.ui.models.model_fits import ModelFits
from medviewer.ui.parts.theme import grown

_ROW_HEIGHT, _MOST_ROWS = 24, 8


class SeriesChoice(QWidget):
    """A list of the series of the open studies with a box each; those that cannot fit are greyed."""

    changed = Signal()

    def __init__(self, model_id: str, fits: ModelFits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model_id = model_id
        self._fits = fits
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Series to run the model on"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self.all_button = self._button(self.tr("All that fit"))
        self.all_button.clicked.connect(lambda: self._check(lambda item: True))
        self.one_button = self._button(self.tr("Only the one on screen"))
        self.one_button.clicked.connect(lambda: self._check(lambda item: bool(item.data(_ON_SCREEN))))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.all_button)
        row.addWidget(self.one_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.list)
        column.addLayout(row)

    def refresh(self, on_screen: str) -> None:
        """Lists the series; the one on screen is chosen first."""
        before = set(self.chosen)
        self.list.blockSignals(True)
        self.list.clear()
        for info in self._fits.series():
            fit = self._fits.fit_of_series(self._model_id, info.series_id)
            item = QListWidgetItem(
                f"{'#' + info.number + '  ' if info.number else ''}{info.description or info.modality}"
            )
            item.setData(Qt.ItemDataRole.UserRole, info.series_id)
            item.setData(_ON_SCREEN, info.series_id == on_screen)
            item.setToolTip(fit_text(fit))
            if fit.can_run or info.series_id == on_screen:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
                is_chosen = info.series_id in before if before else info.series_id == on_screen
                item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
            else:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.blockSignals(False)
        rows = min(max(self.list.count(), 1), _MOST_ROWS)
        self.list.setFixedHeight(rows * grown(_ROW_HEIGHT, self.list.font()) + 4)
        self.setVisible(self.list.count() > 1)
        self.changed.emit()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the series with a tick."""
        items = (self.list.item(n) for n in range(self.list.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked and item.flags() & Qt.ItemFlag.ItemIsEnabled
        )

    def _check(self, wanted: object) -> None:
        for n in range(self.list.count()):
            item = self.list.item(n)
            if item.flags() & Qt.ItemFlag.ItemIsUserCheckable and callable(wanted):
                state = Qt.CheckState.Checked if wanted(item) else Qt.CheckState.Unchecked
                item.setCheckState(state)

    def _button(self, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(text)
        return button


_ON_SCREEN = Qt.ItemDataRole.UserRole + 1
