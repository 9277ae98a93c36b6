"""Marks and key images as plain data for JSON, and back, exactly.

Reading is strict: every field is checked, every size is bounded, and what is refused is refused with one
sentence that names the field and never what it holds. Fields that a later version adds come with defaults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args

from medviewer.core.key_look_json import key_look_from_json
from medviewer.core.mark import KeyImage, Mark, MarkKind, MarkPlace, TargetRole
from medviewer.core.plain_table import PlainTable

MARKS_VERSION = 1
MOST_MARKS = 20_000
MOST_POINTS = 100_000
LONGEST_TEXT = 20_000
_LONGEST_NAME = 4_000
_LONGEST_UID = 256

POINTS_OF: Mapping[str, tuple[int, int]] = {
    "length": (2, 2),
    "angle": (3, 3),
    "cobb": (4, 4),
    "bidirectional": (4, 4),
    "ellipse": (4, 4),
    "rectangle": (4, 4),
    "polygon": (3, MOST_POINTS),
    "freehand": (3, MOST_POINTS),
    "point": (1, 1),
    "arrow": (2, 2),
    "text": (1, 1),
    "ball": (2, 2),
}
"""Least and greatest number of handles of each kind."""


def marks_to_json(marks: Iterable[Mark]) -> list[dict[str, Any]]:
    """Marks as plain data; what holds the default is left out."""
    return [_told(mark) for mark in marks]


def marks_from_json(content: object) -> tuple[Mark, ...]:
    """Marks from plain data.

    Raises
    ------
    ReadError
        With one sentence, if any of it is not what a mark is.
    """
    return tuple(
        mark_from_json(one, f"Mark {number}") for number, one in _numbered(content, "The list of marks")
    )


def mark_from_json(content: object, what: str = "A mark") -> Mark:
    """One mark from plain data; ``what`` is what a refusal calls it."""
    table = PlainTable(content, what, (field.name for field in fields(Mark)))
    kind: MarkKind = table.one_of("kind", get_args(MarkKind))
    found: dict[str, Any] = {
        "kind": kind,
        "points_lps": table.vectors("points_lps", *POINTS_OF[kind]),
        "normal_lps": table.vector("normal_lps"),
        "place": _place(table.value("place"), f"The place of {what[:1].lower()}{what[1:]}"),
        "id": table.text("id", _LONGEST_UID, 1),
    }
    return Mark(**found, **_read(table, _MARK_READERS))


def key_images_to_json(key_images: Iterable[KeyImage]) -> list[dict[str, Any]]:
    """Key images as plain data; what holds the default is left out."""
    return [_told(key_image) for key_image in key_images]


def key_images_from_json(content: object) -> tuple[KeyImage, ...]:
    """Key images from plain data.

    Raises
    ------
    ReadError
        With one sentence, if any of it is not what a key image is.
    """
    return tuple(
        key_image_from_json(one, f"Key image {number}")
        for number, one in _numbered(content, "The list of key images")
    )


def key_image_from_json(content: object, what: str = "A key image") -> KeyImage:
    """One key image from plain data; ``what`` is what a refusal calls it."""
    table = PlainTable(content, what, (field.name for field in fields(KeyImage)))
    found: dict[str, Any] = {
        "place": _place(table.value("place"), f"The place of {what[:1].lower()}{what[1:]}"),
        "point_lps": table.vector("point_lps"),
        "right_lps": table.vector("right_lps"),
        "down_lps": table.vector("down_lps"),
        "width": table.number("width"),
        "level": table.number("level"),
        "id": table.text("id", _LONGEST_UID, 1),
    }
    return KeyImage(**found, **_read(table, _KEY_READERS))


def _place(content: object, what: str) -> MarkPlace:
    table = PlainTable(content, what, (field.name for field in fields(MarkPlace)))
    return MarkPlace(table.text("series_id", _LONGEST_NAME), **_read(table, _PLACE_READERS))


def _told(noun: Any) -> dict[str, Any]:
    """The fields of a frozen noun that say something, texts without halves of characters."""
    told: dict[str, Any] = {}
    for field in fields(noun):
        value = getattr(noun, field.name)
        if value == field.default and type(value) is type(field.default):
            continue
        if is_dataclass(value):
            value = _told(value)
        elif isinstance(value, str):
            value = value.encode("utf-8", "replace").decode("utf-8")
        elif isinstance(value, tuple):
            value = _listed(value)
        told[field.name] = value
    return told


def _listed(value: tuple[Any, ...]) -> list[Any]:
    return [
        _listed(one) if isinstance(one, tuple) else _told(one) if is_dataclass(one) else one for one in value
    ]


def _numbered(content: object, what: str) -> Iterable[tuple[int, object]]:
    table = PlainTable({"items": content}, what, ("items",))
    return enumerate(table.items("items", 0, MOST_MARKS), start=1)


Reader = Callable[[PlainTable, str], Any]


def _read(table: PlainTable, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """What is there of the fields that have defaults."""
    return {name: read(table, name) for name, read in readers.items() if name in table}


def _uid(table: PlainTable, name: str) -> str:
    return table.text(name, _LONGEST_UID)


def _name(table: PlainTable, name: str) -> str:
    return table.text(name, _LONGEST_NAME)


def _words(table: PlainTable, name: str) -> str:
    return table.text(name, LONGEST_TEXT)


def _count(table: PlainTable, name: str) -> int:
    return table.whole(name, 0, 1_000_000)


def _number_or_none(table: PlainTable, name: str) -> int | None:
    return None if table.value(name) is None else _count(table, name)


def _color(table: PlainTable, name: str) -> tuple[int, int, int] | None:
    if table.value(name) is None:
        return None
    parts = table.items(name, 3, 3)
    if not all(type(part) is int and 0 <= part <= 255 for part in parts):
        raise table.refused(name, "must hold three numbers from 0 to 255")
    return (parts[0], parts[1], parts[2])


_PLACE_READERS: Mapping[str, Reader] = {
    "study_uid": _uid,
    "series_uid": _uid,
    "frame_of_reference_uid": _uid,
    "instance_uid": _uid,
    "frame": _count,
    "slice_number": _number_or_none,
    "time_point": _number_or_none,
}
_MARK_READERS: Mapping[str, Reader] = {
    "label": _words,
    "text": _words,
    "role": lambda table, name: table.one_of(name, get_args(TargetRole)),
    "lesion": _count,
    "color": _color,
    "visible": lambda table, name: table.yes(name),
    "created": _uid,
    "label_lps": lambda table, name: table.vector(name),
    "known_mm": lambda table, name: table.number(name),
    "organ": _name,
    "node": lambda table, name: None if table.value(name) is None else table.yes(name),
}
_KEY_READERS: Mapping[str, Reader] = {
    "note": _words,
    "mm_per_view": lambda table, name: table.number(name),
    "created": _uid,
    "look": lambda table, name: key_look_from_json(table.value(name), "The look of a key image"),
}
