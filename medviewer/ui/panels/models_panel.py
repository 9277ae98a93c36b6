"""The models beside the views: those that fit the series on screen first, and the way to all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from medviewer.ui.model_list import ModelList
from medviewer.ui.models.model_fits import ModelFits
from medviewer.ui.parts.clear_layout import clear_layout
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said

if TYPE_CHECKING:
    from medviewer.inference.discover import PluginRecord
    from medviewer.ui.panels.model_card import ModelCard

_SEARCH_FROM = 6


class ModelsPanel(QWidget):
    """A card for each model; those that do not fit are folded away. Broken ones are listed with their reason.

    ``run_wanted`` and ``opened`` carry the id of a model; ``browser_wanted`` and ``install_wanted`` come from
    the buttons below.
    """

    run_wanted = Signal(str)
    opened = Signal(str)
    browser_wanted = Signal()
    install_wanted = Signal()

    def __init__(self, models: ModelList, fits: ModelFits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models = models
        self._fits = fits
        self.cards: dict[str, ModelCard] = {}
        self._shows_others = False
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search models"))
        self.search.setToolTip(self.tr("Search models"))
        self.search.setAccessibleName(self.tr("Search models"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._arrange())
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.others_button = self._button("", self.tr("Show or hide the models that do not fit this series"))
        self.others_button.clicked.connect(self._toggle_others)
        self.all_button = self._button(
            self.tr("All models…"), self.tr("Cards, contracts, settings and tests of every model (Ctrl+M)")
        )
        self.all_button.clicked.connect(self.browser_wanted)
        self.install_button = self._button(
            self.tr("Install…"), self.tr("Test a model from a file or folder, then decide (Ctrl+Shift+M)")
        )
        self.install_button.clicked.connect(self.install_wanted)
        below = QHBoxLayout()
        below.setSpacing(4)
        for button in (self.all_button, self.install_button):
            below.addWidget(button)
        below.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.search)
        self._column.addLayout(self._list)
        self._column.addWidget(self.others_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(below)
        models.changed.connect(self.rebuild)
        fits.changed.connect(self.refresh)
        self.rebuild()

    def rebuild(self) -> None:
        """Shows the models that are known now."""
        if self.cards and list(self.cards) == list(self._models.usable):
            self._mark()
            return
        clear_layout(self._list)
        self.cards = {}
        for model_id, record in self._models.usable.items():
            self.cards[model_id] = self._new_card(model_id, record)
            self._list.addWidget(self.cards[model_id])
        for record in self._models.broken:
            text = said(f"{record.folder.name}: {record.reason}")
            self._list.addWidget(PlainLabel(text, role="warning", wrap=True))
        if not self.cards and not self._models.broken:
            self._list.addWidget(PlainLabel(self.tr("No models were found."), role="muted", wrap=True))
        self._mark()
        self.refresh()

    def _new_card(self, model_id: str, record: PluginRecord) -> ModelCard:
        from medviewer.ui.panels.model_card import ModelCard  # not needed for the first picture

        card = ModelCard(record, self._fits.facts(model_id).legacy)
        card.run_wanted.connect(self.run_wanted)
        card.chosen.connect(self._models.choose)
        card.opened.connect(self.opened)
        return card

    def retranslate(self) -> None:
        """Says how the models go in the language of the window."""
        self.refresh()

    def refresh(self) -> None:
        """Shows how each goes with the series on screen."""
        hint = self._fits.hint()
        for model_id, card in self.cards.items():
            card.show_fit(self._fits.fit(model_id), hint)
            card.picture.show_png(self._fits.facts(model_id).picture)
            if model_id in self._models.usable:
                card.show_badges(self._models.usable[model_id], self._fits.facts(model_id).legacy)
        self._choose_one_that_fits()
        self._arrange()

    def _arrange(self) -> None:
        """Those that fit or lack a series come first; the others are folded away where there are some."""
        words = self.search.text().casefold().split()
        self.search.setVisible(len(self.cards) >= _SEARCH_FROM)
        ranked = self._fits.ranked(self.cards)
        fitting = [name for name in ranked if not self._is_blocked(name)]
        others = [name for name in ranked if self._is_blocked(name)]
        for place, name in enumerate((*fitting, *others)):
            if self._list.indexOf(self.cards[name]) != place:
                self._list.insertWidget(place, self.cards[name])
        for name, card in self.cards.items():
            found = all(word in f"{card.info.name} {card.info.task}".casefold() for word in words)
            card.setVisible(found and (name in fitting or self._shows_others or not fitting))
        self.others_button.setVisible(bool(others and fitting))
        text = self.tr("Hide %1 that do not fit") if self._shows_others else self.tr("%1 do not fit  ▸")
        self.others_button.setText(text.replace("%1", str(len(others))))

    def _is_blocked(self, model_id: str) -> bool:
        fit = self._fits.fit(model_id)
        return fit is not None and fit.kind == "blocked"

    def _toggle_others(self) -> None:
        self._shows_others = not self._shows_others
        self._arrange()

    def _choose_one_that_fits(self) -> None:
        """Moves the choice off a model that cannot run here, once all are checked."""
        known = {model_id: self._fits.fit(model_id) for model_id in self.cards}
        fitting = [model_id for model_id, fit in known.items() if fit is not None and fit.can_run]
        if None not in known.values() and fitting and self._models.chosen not in fitting:
            self._models.choose(fitting[0])

    def _mark(self) -> None:
        for model_id, card in self.cards.items():
            card.set_chosen(model_id == self._models.chosen)

    def _button(self, text: str, tooltip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tooltip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
