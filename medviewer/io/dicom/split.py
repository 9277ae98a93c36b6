"""Taking a series apart where positions repeat: time, trigger, b-value, echo, acquisition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

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

    Clean means: more than one value, no position twice within a value, and every value has the same
    number of slices, at least two.

    Parameters
    ----------
    headers
        Parallel slices.
    distances_mm
        Their positions along the normal.
    """
    places = np.round(np.asarray(distances_mm) / 0.001).astype(np.int64)
    if len(np.unique(places)) == len(places):
        return None
    for name, value_of in _ATTRIBUTES:
        values = [value_of(header) for header in headers]
        distinct = sorted(set(values), key=_natural)
        if len(distinct) < 2 or "" in distinct:
            continue
        members = [[n for n, value in enumerate(values) if value == one] for one in distinct]
        sizes = {len(part) for part in members}
        if len(sizes) > 1 or min(sizes) < 2 or any(len(set(places[part])) < len(part) for part in members):
            continue
        return [
            Part(f"{name} {one[:32]}", tuple(headers[n] for n in part))
            for one, part in zip(distinct, members, strict=True)
        ]
    return None


def _natural(value: str) -> tuple[float, str]:
    try:
        return float(value.split()[0]), value
    except (ValueError, IndexError):
        return float("inf"), value
