"""The user's hanging rules, kept in a small file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from medviewer.core.errors import ReadError
from medviewer.core.hanging import HangingRule
from medviewer.core.hanging_json import plain_rules, rules_of
from medviewer.scene.views.layout import is_layout
from medviewer.ui.parts.choice_file import ChoiceFile
from medviewer.ui.parts.json_file import read_json, write_json


class RuleList(QObject):
    """Rules in the order in which they are tried. ``changed`` follows any change.

    Read at first use.
    """

    changed = Signal()

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file = ChoiceFile(file, _are_rules)
        self._rules: tuple[HangingRule, ...] | None = None

    @property
    def rules(self) -> tuple[HangingRule, ...]:
        """All rules, first come first served."""
        if self._rules is None:
            self._rules = _rules_in(self.file.read())
        return self._rules

    def add(self, rule: HangingRule) -> None:
        """A new rule comes first: it was made for what is on screen."""
        self._take((rule, *self.rules))

    def replace(self, at: int, rule: HangingRule) -> None:
        """Another rule in the place of one."""
        if rule != self.rules[at]:
            self._take((*self.rules[:at], rule, *self.rules[at + 1 :]))

    def remove(self, at: int) -> None:
        """Forgets a rule."""
        self._take((*self.rules[:at], *self.rules[at + 1 :]))

    def move(self, at: int, step: int) -> None:
        """Up (-1) or down (1); nothing at the ends."""
        to = at + step
        if 0 <= to < len(self.rules):
            rules = list(self.rules)
            rules.insert(to, rules.pop(at))
            self._take(rules)

    def import_from(self, path: str) -> int:
        """Puts the rules of a file before those that are there; gives how many are new.

        Raises
        ------
        ReadError
            If the file holds none; nothing is changed then.
        """
        content = read_json(Path(path))
        if content is None:
            raise ReadError(f"There is no file {Path(path).name}.")
        new = [rule for rule in rules_of(content, is_layout) if rule not in self.rules]
        if new:
            self._take((*new, *self.rules))
        return len(new)

    def export_to(self, path: str) -> bool:
        """Writes all rules to a file; False where that cannot be done."""
        return write_json(Path(path), plain_rules(self.rules))

    def _take(self, rules: Iterable[HangingRule]) -> None:
        before, now = self.rules, tuple(rules)

        def change(content: Any) -> dict[str, Any]:
            """Rules that another window made meanwhile come last, those that it deleted stay away."""
            there = _rules_in(content)
            kept = [rule for rule in now if rule in there or rule not in before or content is None]
            return plain_rules([*kept, *(rule for rule in there if rule not in before and rule not in now)])

        self._rules = _rules_in(self.file.update(change))
        self.changed.emit()


def _rules_in(content: Any) -> tuple[HangingRule, ...]:
    return () if content is None else rules_of(content, is_layout)


def _are_rules(content: Any) -> bool:
    try:
        rules_of(content, is_layout)
    except ReadError:
        return False
    return True
