"""What a pack says of its output beyond what all packs say: ``Output.options``, checked where it is used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from medviewer.core.errors import ModelError
from medviewer.packs.stage import Stage

_Text = TypeVar("_Text", bound=str)


class OutputOptions:
    """The options of a stage's output, by name and type.

    Each function gives ``default`` where the pack says nothing.

    Raises
    ------
    ModelError
        One sentence, if the pack gives something of another type or out of bounds.
    """

    def __init__(self, stage: Stage) -> None:
        self._options: Mapping[str, Any] = stage.output.options
        self._stage = stage.name

    def number(self, name: str, default: float, low: float, high: float) -> float:
        """A number from ``low`` to ``high``."""
        value = self._options.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self._wrong(name, f"a number from {low:g} to {high:g}")
        return float(value)

    def optional_number(self, name: str) -> float | None:
        """A number, or None where there is none."""
        value = self._options.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise self._wrong(name, "a number")
        return None if value is None else float(value)

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``."""
        value = self._options.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self._wrong(name, f"a whole number from {low} to {high}")
        return value

    def flag(self, name: str, default: bool) -> bool:
        """True or false."""
        value = self._options.get(name, default)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def text(self, name: str, default: str) -> str:
        """Any text."""
        value = self._options.get(name, default)
        if not isinstance(value, str):
            raise self._wrong(name, "a text")
        return value

    def choice(self, name: str, choices: tuple[_Text, ...]) -> _Text:
        """One of some words, by default the first."""
        value = self._options.get(name, choices[0])
        for one in choices:
            if value == one:
                return one
        raise self._wrong(name, f"one of {', '.join(choices)}")

    def numbers(self, name: str) -> tuple[float, ...]:
        """A list of numbers; empty where there is none."""
        return self._row(name, self._options.get(name, ()))

    def table(self, name: str) -> tuple[tuple[float, ...], ...]:
        """A list of lists of numbers; empty where there is none."""
        rows = self._options.get(name, ())
        if not isinstance(rows, list | tuple):
            raise self._wrong(name, "a list of lists of numbers")
        return tuple(self._row(name, row) for row in rows)

    def _row(self, name: str, row: Any) -> tuple[float, ...]:
        if not isinstance(row, list | tuple) or not all(
            isinstance(value, int | float) and not isinstance(value, bool) for value in row
        ):
            raise self._wrong(name, "a list of numbers")
        return tuple(float(value) for value in row)

    def _wrong(self, name: str, wanted: str) -> ModelError:
        return ModelError(
            f"The pack's output option {name} of the network {self._stage} must be {wanted}, "
            f"not {self._options.get(name)!r}."
        )
