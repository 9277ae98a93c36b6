"""Taking a series apart where positions repeat: time, trigger, b-value, echo, acquisition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from medviewer.io.dicom import tags
from medviewer.io.dicom.header import Header


@dataclass(frozen=True, slots=True)
class Part:
    """Some slices of a series at positions of their own, and what sets them apart (``"echo 2"``)."""

    label: str
    headers: tuple[Header, ...]


def _string(tag: int) -> Callable[[Header], str]:
    return lambda header: header.string(tag)


def _milliseconds(tag: int) -> Callable[[Header], str]:
    def value_of(header: Header) -> str:
        value = header.number(tag)
        return "" if value is None or value != value else f"{value:g} ms"

    return value_of


def _b_value(header: Header) -> str:
    value = header.double(tags.DIFFUSION_B_VALUE)
    return "" if value is None else f"{value:g}"


_ATTRIBUTES: tuple[tuple[str, Callable[[Header], str]], ...] = (
    ("time point", _string(tags.TEMPORAL_POSITION)),
    ("trigger time", _milliseconds(tags.TRIGGER_TIME)),
    ("b-value", _b_value),
    ("echo time", _milliseconds(tags.ECHO_TIME)),
    ("echo", _string(tags.ECHO_NUMBERS)),
    ("acquisition", _string(tags.ACQUISITION_NUMBER)),
    ("acquired at", _string(tags.ACQUISITION_TIME)),
    ("kind", _string(tags.IMAGE_TYPE)),
)


def split_repeats(headers: Sequence[Header], distances_mm: Sequence[float]) -> list[Part] | None:
    """The parts of a series whose positions repeat, if one attribute separates them cleanly.

    Clean means: as many values as a position has slices, no position twice within a value, and at least
    two slices of each. Two attributes together are tried where one alone does not do.

    Parameters
    ----------
    headers
        Parallel slices.
    distances_mm
        Their positions along the normal.
    """
    places = np.round(np.asarray(distances_mm) / 0.001).astype(np.int64)
    repeats = int(np.unique(places, return_counts=True)[1].max())
    if repeats == 1:
        return None
    columns = [(name, [value_of(header) for header in headers]) for name, value_of in _ATTRIBUTES]
    columns = [(name, values) for name, values in columns if "" not in values and len(set(values)) > 1]
    candidates: list[tuple[list[str], list[tuple[str, ...]]]] = [
        ([name], [(value,) for value in values]) for name, values in columns
    ]
    for (one, first), (other, second) in combinations(columns, 2):
        candidates.append(([one, other], list(zip(first, second, strict=True))))
    for names, keys in candidates:
        members = {
            key: [n for n, value in enumerate(keys) if value == key] for key in sorted(set(keys), key=_rank)
        }
        if len(members) == repeats and all(_is_clean(places[part]) for part in members.values()):
            return [
                Part(_label(names, key), tuple(headers[n] for n in part)) for key, part in members.items()
            ]
    return None


def _is_clean(places: npt.NDArray[np.int64]) -> bool:
    return len(places) >= 2 and len(np.unique(places)) == len(places)


def _label(names: Sequence[str], key: Sequence[str]) -> str:
    return ", ".join(f"{name} {value[:32]}" for name, value in zip(names, key, strict=True))


def _rank(key: Sequence[str]) -> list[tuple[float, str]]:
    return [_natural(value) for value in key]


def _natural(value: str) -> tuple[float, str]:
    try:
        return float(value.split()[0]), value
    except (ValueError, IndexError):
        return float("inf"), value
