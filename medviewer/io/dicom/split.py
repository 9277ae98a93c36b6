"""Taking a series apart where positions repeat: by time, trigger, b-value, echo, acquisition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt

from medviewer.io.dicom import tags
from medviewer.io.dicom.header import Header
from medviewer.io.dicom.time_axis import TimeAxis, numbered, seconds_of_day, since_the_first

IntArray = npt.NDArray[np.int64]

_SAME_PLACE_MM = 0.01
_MOST_PHASES = 5
"""Acquisitions up to this many are phases, each a series of its own; more are points in time."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some slices of a series, and what sets them apart (``"echo 2"``).

    ``volumes`` are indices of the slices, each volume at positions of its own; several where they follow
    each other in time, which ``axis`` then gives.
    """

    label: str
    volumes: tuple[tuple[int, ...], ...]
    axis: TimeAxis | None = None


@dataclass(frozen=True, slots=True)
class _Column:
    """One attribute of all slices."""

    name: str
    values: tuple[str, ...]
    is_time: bool


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


def _direction(header: Header) -> str:
    # Slices without diffusion weighting have none; that too sets them apart.
    raw = header.elements.values.get(tags.DIFFUSION_GRADIENT_ORIENTATION, b"")
    return "#" + raw.hex() if raw else "none" if _b_value(header) else ""


_ATTRIBUTES: tuple[tuple[str, Callable[[Header], str], bool], ...] = (
    ("time point", _string(tags.TEMPORAL_POSITION), True),
    ("trigger time", _milliseconds(tags.TRIGGER_TIME), True),
    ("b-value", _b_value, False),
    ("echo time", _milliseconds(tags.ECHO_TIME), False),
    ("echo", _string(tags.ECHO_NUMBERS), False),
    ("acquisition", _string(tags.ACQUISITION_NUMBER), False),
    ("kind", _string(tags.IMAGE_TYPE), False),
    ("acquired at", _string(tags.ACQUISITION_TIME), True),
    ("content time", _string(tags.CONTENT_TIME), True),
    ("direction", _direction, True),
    ("energy window", _string(tags.ENERGY_WINDOW_VECTOR), False),
    ("series", _string(tags.SERIES_NUMBER), False),
)
_TIMES_OF_DAY = ("acquired at", "content time")


def split_repeats(headers: Sequence[Header], distances_mm: Sequence[float]) -> list[Part] | None:
    """The parts of a series whose positions repeat, if up to three attributes separate them cleanly.

    Clean means: as many values as a position has slices and no position twice within a value. What
    follows each other in time is one part with an axis; all else is parts of their own.

    Parameters
    ----------
    headers
        Parallel slices.
    distances_mm
        Their positions along the normal.
    """
    places = _places(np.asarray(distances_mm, dtype=np.float64))
    repeats = int(np.bincount(places).max())
    if repeats == 1 or len(np.unique(places)) == 1:
        return None
    columns = _columns(headers)
    for names in _choices(columns):
        volumes = _volumes(names, range(len(headers)))
        if len(volumes) == repeats and _are_clean(list(volumes.values()), places, names):
            return _parts(names, volumes, headers)
    return _by_order_in_time(columns, headers, places)


def _columns(headers: Sequence[Header]) -> list[_Column]:
    columns = [
        _Column(name, tuple(value_of(header) for header in headers), is_time)
        for name, value_of, is_time in _ATTRIBUTES
    ]
    columns = [column for column in columns if "" not in column.values and len(set(column.values)) > 1]
    return [
        _Column("time point", column.values, True)
        if column.name == "acquisition" and len(set(column.values)) > _MOST_PHASES
        else column
        for column in columns
    ]


def _choices(columns: Sequence[_Column]) -> Iterator[tuple[_Column, ...]]:
    for count in (1, 2, 3):
        yield from combinations(columns, count)


def _volumes(columns: Sequence[_Column], chosen: Sequence[int]) -> dict[tuple[str, ...], list[int]]:
    """Slices by the values they have in some columns, in the order of those."""
    found: dict[tuple[str, ...], list[int]] = {}
    for n in chosen:
        found.setdefault(tuple(column.values[n] for column in columns), []).append(n)
    return {key: found[key] for key in sorted(found, key=_rank)}


def _are_clean(volumes: Sequence[Sequence[int]], places: IntArray, columns: Sequence[_Column]) -> bool:
    """No place twice; one slice alone is a volume only where a later one in time was broken off."""
    sizes = [len(volume) for volume in volumes]
    least = 1 if len(volumes) > 2 and all(column.is_time for column in columns) else 2
    return (
        max(sizes) >= 2
        and min(sizes) >= least
        and all(len(set(places[volume].tolist())) == len(volume) for volume in map(list, volumes))
    )


def _parts(
    columns: Sequence[_Column], volumes: dict[tuple[str, ...], list[int]], headers: Sequence[Header]
) -> list[Part]:
    """What differs in time alone becomes one part with an axis; echoes or b-values beside it are parts."""
    columns = [*columns, *_differing_beside(columns, list(volumes.values()), headers)]
    volumes = _volumes(columns, range(len(headers)))
    apart: dict[tuple[str, ...], list[tuple[int, ...]]] = {}
    for key, volume in volumes.items():
        named = tuple(value for column, value in zip(columns, key, strict=True) if not column.is_time)
        apart.setdefault(named, []).append(tuple(volume))
    others = [column for column in columns if not column.is_time]
    times = [column for column in columns if column.is_time]
    return [
        Part(
            _label(others, key) if others else "",
            tuple(together),
            _axis(times[0], together, headers) if len(together) > 1 else None,
        )
        for key, together in apart.items()
    ]


def _differing_beside(
    columns: Sequence[_Column], volumes: Sequence[Sequence[int]], headers: Sequence[Header]
) -> list[_Column]:
    """Other attributes than times that differ from volume to volume, and never within one."""
    known = {column.name for column in columns} | {"acquisition"}
    return [
        column
        for column in _columns(headers)
        if not column.is_time
        and column.name not in known
        and all(len({column.values[n] for n in volume}) == 1 for volume in volumes)
    ]


def _by_order_in_time(
    columns: Sequence[_Column], headers: Sequence[Header], places: IntArray
) -> list[Part] | None:
    """Volumes by the order of the slices of each place in time, where every slice has a time of its own.

    Times of day must not overlap from one volume to the next; a trigger time says by itself which
    phase it is.
    """
    for other in (None, *(column for column in columns if not column.is_time)):
        groups = {(): list(range(len(headers)))} if other is None else _volumes([other], range(len(headers)))
        for time in (c for c in columns if c.name == "trigger time" or c.name in _TIMES_OF_DAY):
            parts = [
                part
                for key, group in groups.items()
                if (part := _ranked(other, key, time, group, headers, places))
            ]
            if len(parts) == len(groups):
                return parts
    return None


def _ranked(
    other: _Column | None,
    key: tuple[str, ...],
    time: _Column,
    group: Sequence[int],
    headers: Sequence[Header],
    places: IntArray,
) -> Part | None:
    moments = {n: _moment(time, n) for n in group}
    at_place: dict[int, list[int]] = {}
    for n in sorted(group, key=lambda n: moments[n]):
        at_place.setdefault(int(places[n]), []).append(n)
    counts = {len(slices) for slices in at_place.values()}
    if counts == {1} or len(at_place) < 2 or len(counts) != 1:
        return None
    volumes = [tuple(volume) for volume in zip(*at_place.values(), strict=True)]
    for earlier, later in pairwise(volumes):
        last, first = max(moments[n] for n in earlier), min(moments[n] for n in later)
        follows = first > last if time.name in _TIMES_OF_DAY else True
        distinct = all(moments[a] < moments[b] for a, b in zip(earlier, later, strict=True))
        if not follows or not distinct:
            return None
    label = "" if other is None else _label([other], key)
    return Part(label, tuple(volumes), _axis(time, volumes, headers))


def _axis(time: _Column, volumes: Sequence[Sequence[int]], headers: Sequence[Header]) -> TimeAxis:
    """The times of volumes: of the trigger, of day where known, else their numbers."""
    firsts = [min(_moment(time, n) for n in volume) for volume in volumes]
    if time.name == "trigger time":
        if all(later > earlier for earlier, later in pairwise(firsts)):
            return TimeAxis(tuple(firsts), "ms", time.name)
        return numbered(len(volumes), time.name)
    if time.name == "direction":
        return numbered(len(volumes), time.name)
    clock = [[seconds_of_day(headers[n].string(tags.ACQUISITION_TIME)) for n in volume] for volume in volumes]
    starts = [min(s for s in seconds if s is not None) for seconds in clock if None not in seconds]
    if len(starts) < len(volumes) and time.name in _TIMES_OF_DAY:
        starts = firsts
    return (
        since_the_first(starts, "time point")
        if len(starts) == len(volumes)
        else numbered(len(volumes), "time point")
    )


def _moment(time: _Column, n: int) -> float:
    """A number that grows with time."""
    if time.name in _TIMES_OF_DAY:
        seconds = seconds_of_day(time.values[n])
        return float("inf") if seconds is None else seconds
    return _natural(time.values[n])[0]


def _places(distances: npt.NDArray[np.float64]) -> IntArray:
    """The number of each slice's place; slices nearer than a hundredth of a millimetre share one."""
    order = np.argsort(distances, kind="stable")
    steps = np.diff(distances[order]) > _SAME_PLACE_MM
    places = np.empty(len(distances), np.int64)
    places[order] = np.concatenate([[0], np.cumsum(steps)])
    return places


def _label(columns: Sequence[_Column], key: Sequence[str]) -> str:
    return ", ".join(f"{column.name} {value[:32]}" for column, value in zip(columns, key, strict=True))


def _rank(key: Sequence[str]) -> list[tuple[float, str]]:
    return [_natural(value) for value in key]


def _natural(value: str) -> tuple[float, str]:
    try:
        return float(value.split()[0]), value
    except (ValueError, IndexError):
        return float("inf"), value
