"""The keys of the commands as the user wants them, kept in a small file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QKeySequence

from medviewer.core.errors import ReadError
from medviewer.ui.actions.action_row import ActionRow
from medviewer.ui.parts.choice_file import ChoiceFile, is_table, rows_in
from medviewer.ui.parts.json_file import read_json, write_json

_RESERVED = tuple(f"Ctrl+Alt+{number}" for number in range(1, 10))
"""Run a model of the Models menu; the models are not known beforehand."""
_FORMAT = "medviewer keys 1"


@dataclass(frozen=True)
class Conflict:
    """A key that belongs to another command already; ``action_id`` is "" where it cannot be given away."""

    action_id: str
    name: str


class ShortcutKeys(QObject):
    """The key of each command; ``changed`` carries the id of a command that has another one now.

    Only what differs from the table is kept.
    """

    changed = Signal(str)

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = ChoiceFile(file, lambda told: is_table(told) and told.get("format") == _FORMAT)
        self._usual: dict[str, ActionRow] = {}
        self._own: dict[str, str] = {}

    def with_keys(self, rows: Iterable[ActionRow]) -> tuple[ActionRow, ...]:
        """The table with the user's keys in place of the usual ones."""
        rows = tuple(rows)
        self._usual = {row.id: row for row in rows}
        self._own = self._read()
        return tuple(replace(row, shortcut=self.key(row.id)) for row in rows)

    @property
    def rows(self) -> tuple[ActionRow, ...]:
        """The commands in the order of the table, with their usual keys."""
        return tuple(self._usual.values())

    def key(self, action_id: str) -> str:
        """The key of a command in Qt's portable form, "" for none."""
        return self._own.get(action_id, self._usual[action_id].shortcut)

    def is_usual(self, action_id: str) -> bool:
        return action_id not in self._own

    def conflict(self, action_id: str, key: str) -> Conflict | None:
        """Who has a key already, or None if it is free or this command's own."""
        if not key:
            return None
        if any(_same(key, reserved) for reserved in _RESERVED):
            return Conflict("", QCoreApplication.translate("ShortcutKeys", "Run a model"))
        for row in self.rows:
            if row.id != action_id and _same(self.key(row.id), key):
                return Conflict(row.id, QCoreApplication.translate("Actions", row.text))
        return None

    def give(self, action_id: str, key: str) -> None:
        """Gives a command a key, "" for none; whoever had it goes without.

        Raises
        ------
        ValueError
            If the key cannot be given away.
        """
        taken = self.conflict(action_id, key)
        if taken is not None and not taken.action_id:
            raise ValueError(key)
        before = dict(self._own)
        if taken is not None:
            self._put(taken.action_id, "")
        self._put(action_id, key)
        self._write(before)

    def reset(self, action_id: str) -> None:
        """Gives a command its usual key again."""
        self.give(action_id, self._usual[action_id].shortcut)

    def reset_all(self) -> None:
        """Gives every command its usual key again."""
        self._take({})

    # --- files ---

    def export_to(self, path: str) -> bool:
        """Writes the keys of all commands to a file; False where it cannot be written."""
        keys = {row.id: self.key(row.id) for row in self.rows}
        return write_json(Path(path), {"format": _FORMAT, "keys": keys})

    def import_from(self, path: str) -> int:
        """Takes the keys of a file; commands that it does not name keep the usual ones.

        Returns
        -------
        int
            How many commands have another key than before.

        Raises
        ------
        ReadError
            If it is no file of keys, or gives one key to two commands; nothing is changed then.
        """
        told = read_json(Path(path))
        name = Path(path).name
        if not isinstance(told, dict) or told.get("format") != _FORMAT:
            raise ReadError(f"{name} is no file of keys of this program; nothing was changed.")
        keys = self._accepted(told.get("keys"))
        seen: dict[str, str] = {}
        for row in self.rows:
            key = _normal(keys.get(row.id, row.shortcut))
            other = self._usual.get(seen.get(key, ""))
            if key and other is not None and not (_same(key, row.shortcut) and _same(key, other.shortcut)):
                raise ReadError(f"{name} gives the key {key} to two commands; nothing was changed.")
            seen[key] = row.id
        return self._take({i: key for i, key in keys.items() if not _same(key, self._usual[i].shortcut)})

    # --- parts ---

    def _put(self, action_id: str, key: str) -> None:
        before = self.key(action_id)
        if _same(key, self._usual[action_id].shortcut):
            self._own.pop(action_id, None)
        else:
            self._own[action_id] = _normal(key)
        if not _same(before, key):
            self.changed.emit(action_id)

    def _take(self, own: Mapping[str, str]) -> int:
        """Other keys all at once: first those are freed that change, then they are given."""
        before = {row.id: self.key(row.id) for row in self.rows}
        own_before, self._own = self._own, dict(own)
        changed = [row.id for row in self.rows if not _same(before[row.id], self.key(row.id))]
        for action_id in changed:
            self.changed.emit(action_id)
        self._write(own_before)
        return len(changed)

    def _accepted(self, told: Any) -> dict[str, str]:
        rows = told.items() if isinstance(told, dict) else ()
        return {
            str(action_id): _normal(key)
            for action_id, key in rows
            if action_id in self._usual and isinstance(key, str) and _is_key(key) and not _is_reserved(key)
        }

    def _read(self) -> dict[str, str]:
        """The user's own keys; of two commands with one key the first in the table keeps it."""
        told = self.file.read()
        if told is None:
            return {}
        return self._without_doubles(self._accepted(told.get("keys")))

    def _without_doubles(self, own: dict[str, str]) -> dict[str, str]:
        seen: dict[str, str] = {}
        for row in sorted(self._usual.values(), key=lambda row: row.id not in own):
            key = _normal(own.get(row.id, row.shortcut))
            if key and key in seen:
                own[row.id] = ""
            elif key:
                seen[key] = row.id
        return own

    def _write(self, before: Mapping[str, str]) -> None:
        """Writes what is another way than before; keys that another window gave stay."""
        own = dict(self._own)
        changed = [one for one in {*before, *own} if before.get(one) != own.get(one)]

        def change(content: Any) -> dict[str, Any]:
            keys = rows_in(rows_in(content).get("keys"))
            for name in changed:
                keys.pop(name, None)
                if name in own:
                    keys[name] = own[name]
            return {"format": _FORMAT, "keys": keys}

        self.file.update(change)


def _normal(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def _same(key: str, other: str) -> bool:
    return _normal(key) == _normal(other)


def _is_key(key: str) -> bool:
    return not key or bool(_normal(key))


def _is_reserved(key: str) -> bool:
    return any(_same(key, reserved) for reserved in _RESERVED)
