"""The user's hanging rules, kept in a small file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from medviewer.core.errors import ReadError
from medviewer.core.hanging import HangingRule
from medviewer.core.hanging_json import plain_rules, rules_of
from medviewer.scene.views.layout import is_layout
from medviewer.ui.parts.json_file import put_aside, read_json, write_json


class RuleList(QObject):
    """Rules in the order in which they are tried. ``changed`` follows any change.

    Read at first use. ``trouble`` is a sentence for the user, "" if all is well.
    """

    changed = Signal()

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._rules: tuple[HangingRule, ...] | None = None
        self.trouble = ""

    @property
    def rules(self) -> tuple[HangingRule, ...]:
        """All rules, first come first served."""
        if self._rules is None:
            self._rules = self._read()
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
        self._rules = tuple(rules)
        if not write_json(self._file, plain_rules(self._rules)):
            text = QCoreApplication.translate(
                "RuleList", "The hanging rules could not be written to %1; they count until the end."
            )
            self.trouble = text.replace("%1", self._file.name)
        self.changed.emit()

    def _read(self) -> tuple[HangingRule, ...]:
        try:
            content = read_json(self._file)
            return () if content is None else rules_of(content, is_layout)
        except ReadError:
            put_aside(self._file)
            text = QCoreApplication.translate(
                "RuleList", "The hanging rules in %1 could not be read; the old file is kept as %2."
            )
            self.trouble = text.replace("%1", self._file.name).replace("%2", f"{self._file.name}.broken")
            return ()
