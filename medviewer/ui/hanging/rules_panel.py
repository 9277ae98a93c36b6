"""The list of hanging rules in the panel on the right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from medviewer.core.errors import ReadError
from medviewer.core.hanging import HangingRule
from medviewer.ui.hanging.rule_card import RuleCard
from medviewer.ui.hanging.rule_list import RuleList
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.questions import Questions


class RulesPanel(QWidget):
    """Rules in the order in which they are tried, each to be edited in its place.

    ``example_wanted`` asks for a rule of what is on screen, ``apply_wanted`` carries a rule to arrange the
    study on screen by, ``said`` a sentence and how bad it is.
    """

    example_wanted = Signal()
    apply_wanted = Signal(object)
    said = Signal(str, str)

    def __init__(
        self,
        rules: RuleList,
        presets: Mapping[str, str],
        questions: Questions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rules = rules
        self._presets = presets
        self._questions = questions
        self._unfolded: set[str] = set()
        self._is_writing = False
        self.cards: list[RuleCard] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        hint = self.tr("The first rule that fits a study arranges it when it is opened.")
        column.addWidget(PlainLabel(hint, role="muted", wrap=True))
        self.example = QPushButton(self.tr("Use this layout for studies like this"))
        self.example.clicked.connect(self.example_wanted)
        column.addWidget(self.example)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column.addLayout(self._list)
        self.import_button = QPushButton(self.tr("Import…"))
        self.export_button = QPushButton(self.tr("Export…"))
        self.import_button.clicked.connect(self._import)
        self.export_button.clicked.connect(self._export)
        row = QHBoxLayout()
        row.addWidget(self.import_button)
        row.addWidget(self.export_button)
        column.addLayout(row)
        rules.changed.connect(self._refresh)
        self._make()

    def unfold(self, at: int) -> None:
        """Shows the fields of a rule, and takes the keyboard to its name."""
        card = self.cards[at]
        card.edit.setChecked(True)
        card.name.setFocus()
        card.name.selectAll()

    def _refresh(self) -> None:
        if not self._is_writing:  # a card that writes is as the rule is
            self._make()

    def _make(self) -> None:
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(at, rule) for at, rule in enumerate(self._rules.rules)]
        self.export_button.setEnabled(bool(self.cards))

    def _card(self, at: int, rule: HangingRule) -> RuleCard:
        card = RuleCard(rule, self._presets, rule.name in self._unfolded)
        card.edited.connect(lambda changed: self._write(at, changed))
        card.moved.connect(lambda step: self._rules.move(at, step))
        card.delete_wanted.connect(lambda: self._rules.remove(at))
        card.apply_wanted.connect(lambda: self.apply_wanted.emit(card.rule))
        card.unfolded.connect(lambda on: self._remember(card.rule.name, on))
        card.up.setEnabled(at > 0)
        card.down.setEnabled(at < len(self._rules.rules) - 1)
        self._list.addWidget(card)
        return card

    def _remember(self, name: str, unfolded: bool) -> None:
        (self._unfolded.add if unfolded else self._unfolded.discard)(name)

    def _write(self, at: int, rule: HangingRule) -> None:
        self._is_writing = True
        self._rules.replace(at, rule)
        self._is_writing = False

    def _import(self) -> None:
        path = self._questions.rules_to_import()
        if not path:
            return
        try:
            count = self._rules.import_from(path)
        except ReadError as error:
            self.said.emit(str(error), "error")
        else:
            text = self.tr("%1 hanging rules were taken over.").replace("%1", str(count))
            self.said.emit(text, "note")

    def _export(self) -> None:
        path = self._questions.rules_target("hanging-rules.json")
        if path and not self._rules.export_to(path):
            text = self.tr("The hanging rules could not be written to %1; choose another folder.")
            self.said.emit(text.replace("%1", path), "error")
