"""What the user chose, kept in one small file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from medviewer.core.errors import ReadError
from medviewer.ui.comfort.setting import Setting, Value
from medviewer.ui.comfort.settings_table import SETTINGS
from medviewer.ui.parts.json_file import put_aside, read_json, write_json


class Settings(QObject):
    """The value of every setting; ``changed`` carries the key of one that has another value now.

    Read at first use. A value in the file that its setting does not accept counts as none; keys that this
    version does not know are kept. ``trouble`` is a sentence for the user, "" if all is well.
    """

    changed = Signal(str)

    def __init__(self, file: Path, table: Iterable[Setting] = SETTINGS) -> None:
        super().__init__()
        self.table = {setting.key: setting for setting in table}
        self.trouble = ""
        self._file = file
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
        told = self._read_again()
        if value == setting.default:
            told.pop(key, None)
        else:
            told[key] = value
        self._told = told
        write_json(self._file, told)
        self.changed.emit(key)

    def reset(self, key: str) -> None:
        """Takes the default value again."""
        self.set(key, self.table[key].default)

    # --- the file ---

    def _read(self) -> dict[str, Any]:
        if self._told is None:
            self._told = self._read_again()
        return self._told

    def _read_again(self) -> dict[str, Any]:
        """What the file says now: another window may have written it."""
        known = dict(self._told or {})
        try:
            told = read_json(self._file)
        except ReadError:
            told = False
        if told is None:
            return self._older() if self._told is None else known
        if isinstance(told, dict):
            return {str(key): value for key, value in told.items()}
        put_aside(self._file)
        text = QCoreApplication.translate(
            "Settings",
            "The settings in %1 could not be read; the usual ones are in force, "
            "and the old file is kept as %2.",
        )
        self.trouble = text.replace("%1", self._file.name).replace("%2", f"{self._file.name}.broken")
        return known

    def _older(self) -> dict[str, Any]:
        """The library's two choices from the file of their own that they had once."""
        try:
            told = read_json(self._file.with_name("library.json"))
        except ReadError:
            return {}
        rows = told.items() if isinstance(told, dict) else ()
        return {f"library.{name}": value for name, value in rows if f"library.{name}" in self.table}
