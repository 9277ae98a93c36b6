"""What the user chose, kept in one small file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from medviewer.core.errors import ReadError
from medviewer.ui.comfort.setting import Setting, Value
from medviewer.ui.comfort.settings_table import SETTINGS
from medviewer.ui.parts.choice_file import ChoiceFile, is_table, rows_in
from medviewer.ui.parts.json_file import read_json


class Settings(QObject):
    """The value of every setting; ``changed`` carries the key of one that has another value now.

    Read at first use. A value in the file that its setting does not accept counts as none; keys that this
    version does not know are kept.
    """

    changed = Signal(str)

    def __init__(self, file: Path, table: Iterable[Setting] = SETTINGS) -> None:
        super().__init__()
        self.table = {setting.key: setting for setting in table}
        self.file = ChoiceFile(file, is_table)
        self._path = file
        self._told: dict[str, Any] | None = None

    def flag(self, key: str) -> bool:
        return bool(self.value(key))

    def text(self, key: str) -> str:
        return str(self.value(key))

    def number(self, key: str) -> float:
        """A number; its unit is that of the setting."""
        value = self.value(key)
        if not isinstance(value, int | float):
            raise TypeError(key)
        return float(value)

    def count(self, key: str) -> int:
        return int(self.number(key))

    def words(self, key: str) -> tuple[str, ...]:
        value = self.value(key)
        return tuple(value) if isinstance(value, tuple | list) else ()

    def value(self, key: str) -> Value:
        """The present value; KeyError for a key that is not in the table."""
        setting = self.table[key]
        told = self._read().get(key)
        if told is None or not setting.accepts(told):
            return setting.default
        value: Value = tuple(told) if setting.kind == "words" else told
        return value

    def is_usual(self, key: str) -> bool:
        """Whether a setting has its default value."""
        return self.value(key) == self.table[key].default

    def set(self, key: str, value: Value) -> None:
        """Takes another value, writes the file and tells everybody.

        Raises
        ------
        ValueError
            If the setting does not accept the value.
        """
        setting = self.table[key]
        if not setting.accepts(value):
            raise ValueError(f"{key} does not accept {value!r}.")
        if value == self.value(key):
            return
        known = dict(self._read())

        def change(content: Any) -> dict[str, Any]:
            told = rows_in(known if content is None else content)
            if value == setting.default:
                told.pop(key, None)
            else:
                told[key] = value
            return told

        self._told = rows_in(self.file.update(change))
        self.changed.emit(key)

    def reset(self, key: str) -> None:
        """Takes the default value again."""
        self.set(key, self.table[key].default)

    # --- the file ---

    def _read(self) -> dict[str, Any]:
        if self._told is None:
            content = self.file.read()
            self._told = self._older() if content is None else rows_in(content)
        return self._told

    def _older(self) -> dict[str, Any]:
        """The library's two choices from the file of their own that they had once."""
        try:
            told = read_json(self._path.with_name("library.json"))
        except ReadError:
            return {}
        rows = told.items() if isinstance(told, dict) else ()
        return {f"library.{name}": value for name, value in rows if f"library.{name}" in self.table}
