"""What may set slices at one place apart: time, trigger, b-value, echo, acquisition and more."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.dicom_time import seconds_of_day
from medviewer.io.dicom.parse.header import Header

_MOST_PHASES = 5
"""Acquisitions up to this many are phases, each a series of its own; more are points in time."""

_TIMES_OF_DAY = ("acquired at", "content time")
_IN_MILLISECONDS = ("trigger time", "frame time")

NONE = "none"
"""What a slice says that has no such attribute where others have."""
_MAY_BE_ABSENT = ("b-value", "inversion time", "contrast")
_B_VALUE_IN_NAME = re.compile(r"ep_b(\d+)")
"""Siemens names its diffusion sequences by the b-value: ``*ep_b1000#2``."""


@dataclass(frozen=True, slots=True)
class Column:
    """One attribute of all slices, as text; ``is_time`` if volumes that differ in it follow each other."""

    name: str
    values: tuple[str, ...]
    is_time: bool

    @property
    def is_time_of_day(self) -> bool:
        return self.name in _TIMES_OF_DAY

    @property
    def is_in_milliseconds(self) -> bool:
        """Whether it says by itself when in the heart's cycle or the scan a slice was taken."""
        return self.name in _IN_MILLISECONDS

    def moment(self, n: int) -> float:
        """A number that grows with time, of slice ``n``."""
        if self.is_time_of_day:
            seconds = seconds_of_day(self.values[n])
            return float("inf") if seconds is None else seconds
        return natural(self.values[n])[0]


def columns_of(headers: Sequence[Header], most_values: int) -> list[Column]:
    """The attributes that all slices have, with two to ``most_values`` different values."""
    found = []
    for name, value_of, is_time in _ATTRIBUTES:
        values = tuple(value_of(header) for header in headers)
        if name in _MAY_BE_ABSENT and any(values):
            values = tuple(value or NONE for value in values)
        if name == "kind":
            values = _what_differs(values)
        different = len(set(values))
        if "" in values or not 2 <= different <= most_values:
            continue
        if name == "acquisition" and different > _MOST_PHASES:
            name, is_time = "time point", True
        found.append(Column(name, values, is_time))
    return found


def _what_differs(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Image types without the words that all of them have, as far as that keeps them apart."""
    different = {kind: kind.split("\\") for kind in set(kinds)}
    common = set.intersection(*map(set, different.values()))
    short = {
        kind: "\\".join(word for word in words if word not in common) for kind, words in different.items()
    }
    is_clear = all(short.values()) and len(set(short.values())) == len(different)
    return tuple(short[kind] for kind in kinds) if is_clear else kinds


def natural(value: str) -> tuple[float, str]:
    """Sorts as people do: by the number that a text begins with."""
    try:
        return float(value.split()[0]), value
    except (ValueError, IndexError):
        return float("inf"), value


def _string(tag: int) -> Callable[[Header], str]:
    return lambda header: header.string(tag)


def _b_value(header: Header) -> str:
    """Diffusion b-value, s/mm2: the standard's, else that of Siemens or GE."""
    value = header.double(tags.DIFFUSION_B_VALUE)
    if value is None and header.string(tags.SIEMENS_HEADER_CREATOR) == "SIEMENS MR HEADER":
        value = header.number(tags.SIEMENS_B_VALUE)
    if value is None and header.string(tags.GE_PARAMETER_CREATOR) == "GEMS_PARM_01":
        value = header.number(tags.GE_B_VALUE)
        # GE adds a thousand million to some.
        value = value % 1e6 if value is not None and value == value else None
    if value is None:
        named = _B_VALUE_IN_NAME.search(header.string(tags.SEQUENCE_NAME))
        value = float(named[1]) if named else None
    return "" if value is None or value != value else f"{value:g}"


def _with_unit(tag: int, unit: str) -> Callable[[Header], str]:
    def value_of(header: Header) -> str:
        value = header.number(tag)
        return "" if value is None or value != value else f"{value:g} {unit}"

    return value_of


def _percentage(header: Header) -> str:
    """The part of the cycle of heart or breath, of phases that say no time."""
    for tag in (tags.CARDIAC_PHASE_PERCENTAGE, tags.RESPIRATORY_PHASE_PERCENTAGE):
        value = header.single(tag)
        if value is not None and value == value:
            return f"{value:g} %"
    return ""


def _contrast(header: Header) -> str:
    return header.text(tags.CONTRAST_AGENT)


def _direction(header: Header) -> str:
    # Slices without diffusion weighting have none; that too sets them apart.
    raw = header.elements.values.get(tags.DIFFUSION_GRADIENT_ORIENTATION, b"")
    return "#" + raw.hex() if raw else "none" if _b_value(header) else ""


_ATTRIBUTES: tuple[tuple[str, Callable[[Header], str], bool], ...] = (
    ("time point", _string(tags.TEMPORAL_POSITION), True),
    ("trigger time", _with_unit(tags.TRIGGER_TIME, "ms"), True),
    ("frame time", _with_unit(tags.FRAME_REFERENCE_TIME, "ms"), True),
    ("part of the cycle", _percentage, True),
    ("b-value", _b_value, False),
    ("echo time", _with_unit(tags.ECHO_TIME, "ms"), False),
    ("echo", _string(tags.ECHO_NUMBERS), False),
    ("inversion time", _with_unit(tags.INVERSION_TIME, "ms"), False),
    ("flip angle", _with_unit(tags.FLIP_ANGLE, "degrees"), False),
    ("tube voltage", _with_unit(tags.KVP, "kV"), False),
    ("contrast", _contrast, False),
    ("acquisition", _string(tags.ACQUISITION_NUMBER), False),
    ("kind", _string(tags.IMAGE_TYPE), False),
    ("kernel", _string(tags.CONVOLUTION_KERNEL), False),
    ("acquired at", _string(tags.ACQUISITION_TIME), True),
    ("content time", _string(tags.CONTENT_TIME), True),
    ("direction", _direction, True),
    ("energy window", _string(tags.ENERGY_WINDOW_VECTOR), False),
    ("series", _string(tags.SERIES_NUMBER), False),
)
