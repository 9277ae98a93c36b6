"""Writing TOML 1.0: as much of it as a ``pack.toml`` needs."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def toml_text(values: Mapping[str, Any]) -> str:
    """A document that `tomllib` reads back to the same values (tuples as lists).

    Plain values come first, then tables, then lists of tables, each in the order that is given.

    Raises
    ------
    ValueError
        If a value is none that TOML can hold.
    """
    return "\n".join(_lines(values, "")).lstrip("\n") + "\n"


def _lines(values: Mapping[str, Any], path: str) -> list[str]:
    lines = [f"{_key(key)} = {_value(value)}" for key, value in values.items() if not _is_section(value)]
    for key, value in values.items():
        name = f"{path}.{_key(key)}" if path else _key(key)
        if isinstance(value, Mapping):
            lines += ["", f"[{name}]", *_lines(value, name)]
        elif _is_section(value):
            for item in value:
                lines += ["", f"[[{name}]]", *_lines(item, name)]
    return lines


def _is_section(value: Any) -> bool:
    """A table, or a list of tables, which get a heading of their own."""
    if isinstance(value, Mapping):
        return True
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return is_list and bool(value) and all(isinstance(item, Mapping) for item in value)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    raise ValueError(f"A {type(value).__name__} cannot be written in a manifest.")


def _number(value: float) -> str:
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be written in a manifest.")
    text = repr(value)
    return text if "." in text or "e" in text else f"{text}.0"


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _text(key)


def _text(value: str) -> str:
    """A basic string; JSON's escapes are TOML's, but for the one that JSON does not need."""
    value.encode("utf-8")  # half of a surrogate pair is no text
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
