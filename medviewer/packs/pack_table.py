"""PackTable: a table of a ``pack.toml``; what packs have and plugins have not."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from medviewer.api.manifest_table import Table
from medviewer.core.errors import PluginError
from medviewer.packs.pack_path import is_pack_path
from medviewer.packs.stage import Argument

NONE_MARK = "none"
"""``{none = true}`` is how a manifest writes an argument that is None, which TOML has no word for."""

_MOST_DEPTH = 8
_MOST_VALUES = 20_000


class PackTable(Table):
    """Fields of one table. Every method raises `PluginError` if the field is of a wrong kind."""

    def file_name(self, name: str, folder: Path, default: str, must_exist: bool = True) -> str:
        """As `Table.file_name`, with the stricter names that a pack's files have."""
        value = super().file_name(name, folder, default, must_exist=False)
        return self._existing(name, value, folder, must_exist) if value else ""

    def pack_file(self, name: str, folder: Path, optional: bool = False) -> str:
        """Name of a file inside the pack, or ``""``."""
        value = self.text(name, default="") if optional else self.text(name)
        return self._existing(name, value, folder) if value else ""

    def pack_files(self, name: str, folder: Path) -> tuple[str, ...]:
        """Names of files inside the pack, none twice."""
        names = self.texts(name)
        if len(set(names)) != len(names):
            raise self._wrong(name, "a list of different files")
        return tuple(self._existing(name, value, folder) for value in names)

    def lists_of_tables(self, name: str) -> list[list[PackTable]]:
        """Lists of tables."""
        value = self._take(name, [])
        if not isinstance(value, list) or not all(
            isinstance(inner, list) and all(isinstance(item, dict) for item in inner) for inner in value
        ):
            raise self._wrong(name, "a list of lists of tables")
        return [
            [PackTable(item, f"{self.place} {name} {n}.{m}") for m, item in enumerate(inner, 1)]
            for n, inner in enumerate(value, 1)
        ]

    def literals(self, name: str) -> Mapping[str, Argument]:
        """A table of plain values: texts, numbers, flags, None, and lists and tables of them."""
        value = self._take(name, {})
        if not isinstance(value, dict):
            raise self._wrong(name, "a table")
        budget = [_MOST_VALUES]
        return {key: self._literal(f"{name}.{key}", item, _MOST_DEPTH, budget) for key, item in value.items()}

    def _literal(self, name: str, value: Any, depth: int, budget: list[int]) -> Argument:
        budget[0] -= 1
        if depth == 0 or budget[0] < 0:
            raise self._wrong(name, "simpler: it is nested too deeply or too long")
        if isinstance(value, str | bool | int) or (isinstance(value, float) and math.isfinite(value)):
            return value
        if isinstance(value, list):
            return tuple(self._literal(name, item, depth - 1, budget) for item in value)
        if value == {NONE_MARK: True} and isinstance(value[NONE_MARK], bool):
            return None
        if isinstance(value, dict) and NONE_MARK not in value:
            return {
                key: self._literal(f"{name}.{key}", item, depth - 1, budget) for key, item in value.items()
            }
        raise self._wrong(name, "a text, a number, true, false, or a list or table of these")

    def _existing(self, name: str, value: str, folder: Path, must_exist: bool = True) -> str:
        if not is_pack_path(value):
            raise self._wrong(name, f"the name of a file inside the pack, not {value!r}")
        if must_exist and not (folder / value).is_file():
            raise PluginError(f"{self.place} names {value}, which is not in the pack.")
        return value
