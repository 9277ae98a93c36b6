"""PlainTable: one JSON object that came from a file, read field by field and believed in nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from medviewer.core.errors import ReadError
from medviewer.core.geometry import Vector

_FARTHEST = 1e9
"""No coordinate, window or size of a picture is farther from zero (mm or units of an image)."""


class PlainTable:
    """A table of names and values. ``what`` is what the table describes, in our own words.

    Raises
    ------
    ReadError
        From every method: one sentence with ``what`` and the name of the field, never with its value.
    """

    def __init__(self, content: object, what: str, names: Iterable[str]) -> None:
        known = frozenset(names)
        if not isinstance(content, Mapping):
            raise ReadError(f"{what} was not read: it is no table of names and values.")
        if not all(isinstance(name, str) and name in known for name in content):
            raise ReadError(f"{what} was not read: it holds a field that this version does not know.")
        self._content, self._what = content, what

    def __contains__(self, name: str) -> bool:
        return name in self._content

    def refused(self, name: str, why: str) -> ReadError:
        """The error for a field, to be raised."""
        return ReadError(f'{self._what} was not read: "{name}" {why}.')

    def value(self, name: str) -> Any:
        """A field as it is; one that is not there is refused."""
        if name not in self._content:
            raise self.refused(name, "is missing")
        return self._content[name]

    def text(self, name: str, longest: int, least: int = 0) -> str:
        """A text of ``least`` to ``longest`` characters."""
        found = self.value(name)
        if not isinstance(found, str) or not least <= len(found) <= longest:
            raise self.refused(name, f"must be a text of {least} to {longest} characters")
        return found

    def one_of(self, name: str, choices: Iterable[str]) -> Any:
        """One of some texts."""
        found = self.value(name)
        if not isinstance(found, str) or found not in frozenset(choices):
            raise self.refused(name, "is none of the values that it may have")
        return found

    def whole(self, name: str, least: int, most: int) -> int:
        """A whole number within bounds."""
        found = self.value(name)
        if type(found) is not int or not least <= found <= most:
            raise self.refused(name, f"must be a whole number from {least} to {most}")
        return found

    def yes(self, name: str) -> bool:
        """True or false."""
        found = self.value(name)
        if type(found) is not bool:
            raise self.refused(name, "must be true or false")
        return found

    def number(self, name: str) -> float:
        """A finite number of a sensible size."""
        return self._number(name, self.value(name))

    def vector(self, name: str) -> Vector:
        """Three numbers: a place or direction, LPS."""
        return self._vector(name, self.value(name))

    def vectors(self, name: str, least: int, most: int) -> tuple[Vector, ...]:
        """A list of places."""
        return tuple(self._vector(name, one) for one in self.items(name, least, most))

    def items(self, name: str, least: int, most: int) -> list[Any]:
        """A list of bounded length."""
        found = self.value(name)
        if not isinstance(found, list | tuple) or not least <= len(found) <= most:
            raise self.refused(name, f"must be a list of {least} to {most}")
        return list(found)

    def _vector(self, name: str, found: object) -> Vector:
        if not isinstance(found, list | tuple) or len(found) != 3:
            raise self.refused(name, "must hold three numbers a place")
        x, y, z = (self._number(name, one) for one in found)
        return (x, y, z)

    def _number(self, name: str, found: object) -> float:
        # NaN and infinity compare as false too.
        if not isinstance(found, int | float) or isinstance(found, bool) or not abs(found) <= _FARTHEST:
            raise self.refused(name, f"must be a number between -{_FARTHEST:g} and {_FARTHEST:g}")
        return float(found)
