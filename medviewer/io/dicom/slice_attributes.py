"""What may set slices at one place apart: time, trigger, b-value, echo, acquisition and more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from medviewer.io.dicom import tags
from medviewer.io.dicom.header import Header
from medviewer.io.dicom.time_axis import seconds_of_day

_MOST_PHASES = 5
"""Acquisitions up to this many are phases, each a series of its own; more are points in time."""

_TIMES_OF_DAY = ("acquired at", "content time")
_IN_MILLISECONDS = ("trigger time", "frame time")


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
        different = len(set(values))
        if "" in values or not 2 <= different <= most_values:
            continue
        if name == "acquisition" and different > _MOST_PHASES:
            name, is_time = "time point", True
        found.append(Column(name, values, is_time))
    return found


def natural(value: str) -> tuple[float, str]:
    """Sorts as people do: by the number that a text begins with."""
    try:
        return float(value.split()[0]), value
    except (ValueError, IndexError):
        return float("inf"), value


def _string(tag: int) -> Callable[[Header], str]:
    return lambda header: header.string(tag)


def _milliseconds(tag: int) -> Callable[[Header], str]:
    def value_of(header: Header) -> str:
        value = header.number(tag)
        return "" if value is None or value != value else f"{value:g} ms"

    return value_of


def _b_value(header: Header) -> str:
    """Diffusion b-value, s/mm2: the standard's, else that of Siemens or GE."""
    value = header.double(tags.DIFFUSION_B_VALUE)
    if value is None and header.string(tags.SIEMENS_HEADER_CREATOR) == "SIEMENS MR HEADER":
        value = header.number(tags.SIEMENS_B_VALUE)
    if value is None and header.string(tags.GE_PARAMETER_CREATOR) == "GEMS_PARM_01":
        value = header.number(tags.GE_B_VALUE)
        # GE adds a thousand million to some.
        value = value % 1e6 if value is not None and value == value else None
    return "" if value is None or value != value else f"{value:g}"


def _direction(header: Header) -> str:
    # Slices without diffusion weighting have none; that too sets them apart.
    raw = header.elements.values.get(tags.DIFFUSION_GRADIENT_ORIENTATION, b"")
    return "#" + raw.hex() if raw else "none" if _b_value(header) else ""


_ATTRIBUTES: tuple[tuple[str, Callable[[Header], str], bool], ...] = (
    ("time point", _string(tags.TEMPORAL_POSITION), True),
    ("trigger time", _milliseconds(tags.TRIGGER_TIME), True),
    ("frame time", _milliseconds(tags.FRAME_REFERENCE_TIME), True),
    ("b-value", _b_value, False),
    ("echo time", _milliseconds(tags.ECHO_TIME), False),
    ("echo", _string(tags.ECHO_NUMBERS), False),
    ("acquisition", _string(tags.ACQUISITION_NUMBER), False),
    ("kind", _string(tags.IMAGE_TYPE), False),
    ("kernel", _string(tags.CONVOLUTION_KERNEL), False),
    ("acquired at", _string(tags.ACQUISITION_TIME), True),
    ("content time", _string(tags.CONTENT_TIME), True),
    ("direction", _direction, True),
    ("energy window", _string(tags.ENERGY_WINDOW_VECTOR), False),
    ("series", _string(tags.SERIES_NUMBER), False),
)
