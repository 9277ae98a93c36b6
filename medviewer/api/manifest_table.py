"""Table: one table of a manifest, read field by field with plain words for what is wrong."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any, Self

from medviewer.core.errors import PluginError
from medviewer.core.segmentation import Color

_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MISSING: Any = object()


class Table:
    """Fields of one table. Every method raises `PluginError` if the field is missing or of a wrong kind."""

    def __init__(self, values: dict[str, Any], place: str) -> None:
        self.place = place
        self._values = dict(values)

    @property
    def is_empty(self) -> bool:
        return not self._values

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def text(self, name: str, default: str = _MISSING) -> str:
        value = self._take(name, default)
        if not isinstance(value, str) or (default is _MISSING and not value.strip()):
            raise self._wrong(name, "a text")
        if _CONTROL.search(value):  # they steer a terminal and hide what is written
            raise self._wrong(name, "a text without control characters")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._take(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self._wrong(name, "a list of texts")
        if any(_CONTROL.search(item) for item in value):
            raise self._wrong(name, "texts without control characters")
        return tuple(value)

    def identifier(self, name: str) -> str:
        value = self.text(name)
        if not _IDENTIFIER.fullmatch(value):
            raise self._wrong(name, "letters, digits, - and _ only")
        return value

    def whole_number(self, name: str, default: int = _MISSING) -> int:
        value = self._take(name, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(name, "a whole number")
        return value

    def number(self, name: str, default: float = _MISSING) -> float:
        value = self._take(name, default)
        if not _is_number(value):
            raise self._wrong(name, "a number")
        return float(value)

    def optional_number(self, name: str) -> float | None:
        """A number, or None if the field is not there."""
        return None if name not in self._values else self.number(name)

    def numbers(self, name: str, lengths: tuple[int, ...]) -> tuple[float, ...]:
        """As many numbers as one of ``lengths`` says; none if the field is not there."""
        value = self._take(name, [])
        if not isinstance(value, list) or len(value) not in lengths or not all(map(_is_number, value)):
            raise self._wrong(name, f"{_either(lengths)} numbers")
        return tuple(float(number) for number in value)

    def whole_numbers(self, name: str, lengths: tuple[int, ...] | None = None) -> tuple[int, ...]:
        """Whole numbers, as many as one of ``lengths`` says or any number; none if it is not there."""
        value = self._take(name, [])
        if not isinstance(value, list) or not all(type(number) is int for number in value):
            raise self._wrong(name, "a list of whole numbers")
        if lengths is not None and len(value) not in lengths:
            raise self._wrong(name, f"{_either(lengths)} whole numbers")
        return tuple(value)

    def flag(self, name: str, default: bool = False) -> bool:
        value = self._take(name, default)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def choice(self, name: str, choices: tuple[str, ...], default: str = _MISSING) -> str:
        value = self._take(name, default)
        if not isinstance(value, str) or value not in choices:
            raise PluginError(f"{self.place}: {name} must be one of {', '.join(choices)}, not {value!r}.")
        return value

    def range(self, name: str) -> tuple[float, float] | None:
        """Two numbers, the smaller one first, or None if the field is not there."""
        value = self._take(name, None)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != 2 or not all(map(_is_number, value)):
            raise self._wrong(name, "two numbers")
        if value[0] >= value[1]:
            raise self._wrong(name, "two numbers with the smaller one first")
        return (float(value[0]), float(value[1]))

    def whole_range(self, name: str) -> tuple[int, int] | None:
        """Two whole numbers, the smaller one first or both the same, or None if the field is not there."""
        value = self._take(name, None)
        if value is None:
            return None
        is_whole = isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value)
        if not is_whole or value[0] > value[1]:
            raise self._wrong(name, "two whole numbers with the smaller one first")
        return (value[0], value[1])

    def color(self, name: str, default: Color) -> Color:
        value = self._take(name, list(default))
        if not isinstance(value, list) or len(value) != 3:
            raise self._wrong(name, "three numbers from 0 to 255")
        if not all(type(part) is int and 0 <= part <= 255 for part in value):
            raise self._wrong(name, "three numbers from 0 to 255")
        return (value[0], value[1], value[2])

    def file_name(self, name: str, folder: Path, default: str, must_exist: bool = True) -> str:
        """Name of a file inside the plugin's folder, or ``""``."""
        value = self.text(name, default)
        if value and (Path(value).is_absolute() or ".." in Path(value).parts or "\\" in value):
            raise self._wrong(name, "the name of a file inside the plugin's folder")
        if value and must_exist and not (folder / value).is_file():
            raise PluginError(f"{self.place} names {value}, which is not in the plugin's folder.")
        return value

    def table(self, name: str, optional: bool = False) -> Self:
        value = self._take(name, {} if optional else _MISSING)
        if not isinstance(value, dict):
            raise self._wrong(name, "a table")
        return type(self)(value, f"{self.place} [{name}]")

    def tables(self, name: str) -> list[Self]:
        value = self._take(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._wrong(name, "a list of tables")
        return [type(self)(item, f"{self.place} [[{name}]] {n}") for n, item in enumerate(value, 1)]

    def expect_no_more(self) -> None:
        """Refuses fields that nobody asked for: a misspelt one would be silently without effect."""
        if self._values:
            raise PluginError(f"{self.place} has an unknown field: {', '.join(sorted(self._values))}.")

    def _take(self, name: str, default: Any) -> Any:
        value = self._values.pop(name, default)
        if value is _MISSING:
            raise PluginError(f"{self.place} has no {name}.")
        return value

    def _wrong(self, name: str, expected: str) -> PluginError:
        return PluginError(f"{self.place}: {name} must be {expected}.")


def _either(lengths: tuple[int, ...]) -> str:
    return " or ".join(str(length) for length in lengths if length)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
