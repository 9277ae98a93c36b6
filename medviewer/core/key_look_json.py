"""The look of a key image from plain data, checked field by field (see `medviewer.core.mark_json`)."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from medviewer.core.key_look import KeyLook, LayerLook, OverLook
from medviewer.core.plain_table import PlainTable

_LONGEST = 4_000
_SHORT = 64
_MOST_LAYERS = 1_000
_MOST_NUMBERS = 100_000


def key_look_from_json(content: object, what: str) -> KeyLook | None:
    """A look; None is one that nobody noted.

    Raises
    ------
    ReadError
        With one sentence that begins with ``what``.
    """
    if content is None:
        return None
    table = PlainTable(content, what, (field.name for field in fields(KeyLook)))
    found: dict[str, Any] = _read(
        table, ("mm_across", "slab_mm"), ("palette", "slab_mode"), ("inverted", "has_lut")
    )
    if "layers" in table:
        layers = table.items("layers", 0, _MOST_LAYERS)
        found["layers"] = tuple(_layer(one, "A layer in the look of a key image") for one in layers)
    if "marks" in table:
        ids = table.items("marks", 0, _MOST_NUMBERS)
        if not all(isinstance(one, str) and len(one) <= _LONGEST for one in ids):
            raise table.refused("marks", "must hold names of marks")
        found["marks"] = tuple(ids)
    if "over" in table:
        found["over"] = _over(table.value("over"), "What lies over a key image")
    return KeyLook(**found)


def _layer(content: object, what: str) -> LayerLook:
    table = PlainTable(content, what, (field.name for field in fields(LayerLook)))
    found: dict[str, Any] = _read(table, ("opacity", "threshold", "fill"), ("name", "shown"), ("outline",))
    if "segments" in table:
        numbers = table.items("segments", 0, _MOST_NUMBERS)
        if not all(type(one) is int and 0 <= one <= _MOST_NUMBERS for one in numbers):
            raise table.refused("segments", "must hold numbers of segments")
        found["segments"] = tuple(numbers)
    return LayerLook(table.text("layer_id", _LONGEST), **found)


def _over(content: object, what: str) -> OverLook | None:
    if content is None:
        return None
    table = PlainTable(content, what, (field.name for field in fields(OverLook)))
    found: dict[str, Any] = _read(table, ("opacity", "split"), (), ())
    return OverLook(table.text("series_id", _LONGEST), table.text("way", _SHORT), **found)


def _read(
    table: PlainTable, numbers: tuple[str, ...], texts: tuple[str, ...], marks: tuple[str, ...]
) -> dict[str, Any]:
    """Those of some fields that are there: numbers, texts, and whether something is so."""
    found: dict[str, Any] = {name: table.number(name) for name in numbers if name in table}
    found |= {name: table.text(name, _LONGEST) for name in texts if name in table}
    return found | {name: table.yes(name) for name in marks if name in table}
