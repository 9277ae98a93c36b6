"""One setting of the program, as data."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["flag", "choice", "number", "count", "folder", "words", "note"]
Value = bool | float | int | str | tuple[str, ...]


@dataclass(frozen=True)
class Setting:
    """A choice that the user has: what it is called, which values it takes, and the usual one.

    Parameters
    ----------
    key
        Stable name, ``"section.name"``.
    title, help
        What the user reads; translated in the context ``"Settings"``.
    kind
        ``flag`` bool, ``choice`` one of ``choices``, ``number`` float, ``count`` int, ``folder`` path or "",
        ``words`` a list of texts, ``note`` nothing to choose.
    choices
        Each value with what the user reads.
    bounds
        Least and greatest number; of ``words`` the greatest count is the second.
    unit
        What stands behind a number.
    shown
        Whether the page of settings lists it; what the program itself remembers is not.
    """

    key: str
    title: str
    help: str
    kind: Kind
    default: Value
    choices: tuple[tuple[str, str], ...] = ()
    bounds: tuple[float, float] = (0.0, 0.0)
    unit: str = ""
    shown: bool = True

    @property
    def section(self) -> str:
        return self.key.partition(".")[0]

    def accepts(self, value: Any) -> bool:
        """Whether a value, also one from a file, is one of this setting's."""
        least, most = self.bounds
        match self.kind:
            case "flag":
                return isinstance(value, bool)
            case "choice":
                return isinstance(value, str) and value in dict(self.choices)
            case "count":
                return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
            case "number":
                is_number = isinstance(value, int | float) and not isinstance(value, bool)
                return is_number and math.isfinite(value) and least <= value <= most
            case "folder":
                return isinstance(value, str) and "\0" not in value
            case "words":
                is_list = isinstance(value, list | tuple) and len(value) <= most
                return is_list and all(isinstance(word, str) for word in value)
        return False
