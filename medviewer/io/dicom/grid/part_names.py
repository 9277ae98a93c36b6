"""Names for the parts of a series that had to be taken apart, by what differs between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from medviewer.io.dicom.grid.group import Key, part_of

_PLANES = ("sagittal", "coronal", "axial")
_NEARLY_STRAIGHT = 0.95


def part_names(family: Sequence[Key]) -> dict[Key, str]:
    """What sets each part of a series apart from the others, in a few words; empty where nothing is to say.

    Patients are never named: a description is no place for that.

    Parameters
    ----------
    family
        The keys of all parts of the series, as `group` made them.
    """
    differing = [name for name in _WORDS if len({part_of(one, name) for one in family}) > 1]
    alike: dict[tuple[str, str], list[Key]] = {}
    for key in family if differing else ():
        alike.setdefault((_name(key, differing), part_of(key, "single")), []).append(key)
    return {
        key: ", ".join(filter(None, (name, f"part {n}" if len(keys) > 1 else "")))
        for (name, _), keys in alike.items()
        for n, key in enumerate(keys, start=1)
    }


def _name(key: Key, differing: Sequence[str]) -> str:
    return ", ".join(filter(None, (_WORDS[name](part_of(key, name)) for name in differing)))


def _orientation(numbers: str) -> str:
    try:
        row, column = np.array([float(v) for v in numbers.split()]).reshape(2, 3)
    except ValueError:
        return ""
    normal = np.abs(np.cross(row, column))
    if not np.isfinite(normal).all() or normal.max() <= 0.5:
        return ""
    plane = _PLANES[int(normal.argmax())]
    return plane if normal.max() >= _NEARLY_STRAIGHT else f"oblique {plane}"


def _localizer(mark: str) -> str:
    return "localizer" if mark else ""


def _matrix(size: str) -> str:
    rows, columns = size.split("x")
    return f"{columns} x {rows}"


def _spacing(numbers: str) -> str:
    return f"pixels of {' x '.join(numbers.split())} mm" if numbers else ""


def _as_it_is(text: str) -> str:
    return text


def _stack(name: str) -> str:
    return f"stack {name[:16]}" if name else ""


def _colours(photometric: str) -> str:
    return "grey" if photometric.startswith("MONOCHROME") else "colour"


def _nothing(_: str) -> str:
    return ""


_WORDS = {
    "localizer mark": _localizer,
    "colour kind": _colours,
    "stack": _stack,
    "orientation": _orientation,
    "matrix": _matrix,
    "pixel spacing": _spacing,
    "modality": _as_it_is,
    "unit": _as_it_is,
    "frame of reference": _nothing,
}
