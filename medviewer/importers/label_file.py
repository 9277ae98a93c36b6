"""Names and colours of classes from a file beside a model.

Three forms are read: brainchop's ``colormap.json`` (lists ``R``, ``G``, ``B`` and ``labels``, one entry a
channel, background first), a JSON table ``{"1": "liver", ...}`` or list ``["background", "liver"]``, and a
plain text with one name a line, background first.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from medviewer.api.model_info import Label
from medviewer.core.segmentation import COLOR_BLIND_SAFE, Color
from medviewer.importers.foreign_json import read_json
from medviewer.importers.refused import ImportRefused

_LONGEST_NAME = 100
_LONGEST_BYTES = 1 << 20


def read_labels(path: Path) -> tuple[Label, ...]:
    """The classes 1, 2, ... of a file; background is not among them.

    Raises
    ------
    ImportRefused
        If the file is of none of the forms above.
    """
    if path.suffix.lower() == ".json":
        return _from_json(read_json(path), path.name)
    try:
        if path.stat().st_size > _LONGEST_BYTES:
            raise ImportRefused(path.name, ["a list of names is not that long."])
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise ImportRefused(path.name, [f"it cannot be read ({error})."]) from error
    return named([line.strip() for line in lines if line.strip()])


def named(names: Sequence[str], colors: Sequence[Color] = ()) -> tuple[Label, ...]:
    """Labels 1, 2, ... of the names of all channels, background first; equal names get a number."""
    labels: list[Label] = []
    used: set[str] = set()
    for number, name in enumerate(names[1:], 1):
        shown = name.strip().rstrip("*")[:_LONGEST_NAME] or f"class {number}"
        unique = shown if shown not in used else f"{shown} ({number})"
        used.add(unique)
        color = (
            colors[number] if number < len(colors) else COLOR_BLIND_SAFE[(number - 1) % len(COLOR_BLIND_SAFE)]
        )
        labels.append(Label(number, unique, color))
    return tuple(labels)


def unnamed(count: int) -> tuple[Label, ...]:
    """Labels 1 to ``count`` for which no file has a name."""
    return named(["background", *(f"class {number}" for number in range(1, count + 1))])


def _from_json(value: Any, place: str) -> tuple[Label, ...]:
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return named(value)
    if isinstance(value, dict) and isinstance(value.get("labels"), list):
        names = [str(name) for name in value["labels"]]
        return named(names, _colors(value, len(names), place))
    if isinstance(value, dict) and all(str(key).isdigit() for key in value):
        by_number = {int(key): str(name) for key, name in value.items()}
        return named([by_number.get(number, "") for number in range(max(by_number, default=0) + 1)])
    raise ImportRefused(place, ["it is no list of names, no table of numbers and names and no colormap."])


def _colors(value: dict[str, Any], count: int, place: str) -> list[Color]:
    parts = [value.get(letter, []) for letter in "RGB"]
    if not all(isinstance(part, list) and len(part) == count for part in parts):
        raise ImportRefused(place, ["it needs as many of R, G and B as it has labels."])
    if not all(isinstance(number, int) and 0 <= number <= 255 for part in parts for number in part):
        raise ImportRefused(place, ["its colours must be numbers from 0 to 255."])
    return [(red, green, blue) for red, green, blue in zip(*parts, strict=True)]
