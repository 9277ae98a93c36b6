"""Taking a series apart where positions repeat: by time, trigger, b-value, echo, acquisition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt

from medviewer.io.dicom.grid.slice_attributes import NONE, Column, columns_of, natural
from medviewer.io.dicom.grid.time_axis import TimeAxis, numbered, since_the_first
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.dicom_time import seconds_of_day
from medviewer.io.dicom.parse.header import Header

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

_SAME_PLACE_MM = 0.01
_MOST_KINDS = 5
"""Volumes that follow each other are echoes, kernels or the like up to this many; more are not."""

_MAY_COUNT_ON = ("acquisition", "series", "contrast")
"""These often change from one point in time to the next."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some slices of a series, and what sets them apart (``"echo 2"``).

    ``volumes`` are indices of the slices, each volume at positions of its own; several where they follow
    each other in time, which ``axis`` then gives.
    """

    label: str
    volumes: tuple[tuple[int, ...], ...]
    axis: TimeAxis | None = None


def split_repeats(
    headers: Sequence[Header], distances_mm: npt.ArrayLike, sideways_mm: npt.ArrayLike
) -> list[Part] | None:
    """The parts of a series whose positions repeat, if up to three attributes separate them cleanly.

    Clean means: as many values as a position has slices and no position twice within a value. What
    follows each other in time is one part with an axis; all else is parts of their own. Slices that lie
    beside each other, as of two knees, are parts too.

    Parameters
    ----------
    headers
        Parallel slices.
    distances_mm
        Their positions along the normal.
    sideways_mm
        The place of their first pixels across it (n, 2).
    """
    places = _places(np.asarray(distances_mm, dtype=np.float64))
    repeats = int(np.bincount(places).max())
    if repeats == 1 or len(np.unique(places)) == 1:
        return None
    columns = columns_of(headers, repeats)
    for names in _choices(columns):
        volumes = _volumes(names, range(len(headers)))
        if len(volumes) == repeats and _are_clean(list(volumes.values()), places, names):
            return _parts(names, volumes, columns, headers)
    in_time = _by_order_in_time(headers, columns, places)
    return in_time or _beside_each_other(places, repeats, np.asarray(sideways_mm, dtype=np.float64))


def _choices(columns: Sequence[Column]) -> Iterator[tuple[Column, ...]]:
    for count in (1, 2, 3):
        yield from combinations(columns, count)


def _volumes(columns: Sequence[Column], chosen: Sequence[int]) -> dict[tuple[str, ...], list[int]]:
    """Slices by the values they have in some columns, in the order of those."""
    found: dict[tuple[str, ...], list[int]] = {}
    for n in chosen:
        found.setdefault(tuple(column.values[n] for column in columns), []).append(n)
    return {key: found[key] for key in sorted(found, key=lambda key: [natural(value) for value in key])}


def _are_clean(volumes: Sequence[Sequence[int]], places: IntArray, columns: Sequence[Column]) -> bool:
    """No place twice; one slice alone is a volume only where a later one in time was broken off."""
    sizes = [len(volume) for volume in volumes]
    least = 1 if len(volumes) > 2 and all(column.is_time for column in columns) else 2
    return (
        max(sizes) >= 2
        and min(sizes) >= least
        and all(len(set(places[volume].tolist())) == len(volume) for volume in map(list, volumes))
    )


def _parts(
    chosen: Sequence[Column],
    volumes: dict[tuple[str, ...], list[int]],
    columns: Sequence[Column],
    headers: Sequence[Header],
) -> list[Part]:
    """What differs in time alone becomes one part with an axis; echoes or b-values beside it are parts."""
    beside = _differing_beside(chosen, columns, list(volumes.values()))
    times = [column for column in chosen if column.is_time]
    others = [column for column in chosen if not column.is_time] + beside
    apart: dict[tuple[str, ...], list[tuple[int, ...]]] = {}
    for key, volume in _volumes([*others, *times], range(len(headers))).items():
        apart.setdefault(key[: len(others)], []).append(tuple(volume))
    return [
        Part(_label(others, key), *_in_time(times[0] if times else None, together, headers))
        for key, together in apart.items()
    ]


def _in_time(
    time: Column | None, volumes: Sequence[tuple[int, ...]], headers: Sequence[Header]
) -> tuple[tuple[tuple[int, ...], ...], TimeAxis | None]:
    """Volumes in their order, with its axis where there are several."""
    if time is None or len(volumes) == 1:
        return tuple(volumes), None
    if time.name == "direction":
        # No direction comes before another; headers are in the order of their numbers.
        volumes = sorted(volumes, key=min)
    return tuple(volumes), _axis(time, volumes, headers)


def _differing_beside(
    chosen: Sequence[Column], columns: Sequence[Column], volumes: Sequence[Sequence[int]]
) -> list[Column]:
    """Other attributes than times that differ from volume to volume, and never within one."""
    known = {column.name for column in chosen} | set(_MAY_COUNT_ON)
    return [
        column
        for column in columns
        if not column.is_time
        and column.name not in known
        and len(set(column.values)) <= _MOST_KINDS
        and all(len({column.values[n] for n in volume}) == 1 for volume in volumes)
    ]


def _by_order_in_time(
    headers: Sequence[Header], columns: Sequence[Column], places: IntArray
) -> list[Part] | None:
    """Volumes by the order of the slices of each place in time, where every slice has a time of its own.

    Times of day must not overlap from one volume to the next; a trigger time says by itself which
    phase it is.
    """
    times = [c for c in columns_of(headers, len(headers)) if c.is_in_milliseconds or c.is_time_of_day]
    for other in (None, *(column for column in columns if not column.is_time)):
        whole = list(range(len(headers)))
        groups = {(): whole} if other is None else _volumes([other], whole)
        for time in times:
            ranked = {key: _ranked(time, group, places) for key, group in groups.items()}
            if all(ranked.values()):
                label = [] if other is None else [other]
                return [
                    Part(_label(label, key), tuple(volumes), _axis(time, volumes, headers))
                    for key, volumes in ranked.items()
                ]
    return None


def _ranked(time: Column, group: Sequence[int], places: IntArray) -> list[tuple[int, ...]]:
    """The volumes of some slices by their order in time, or nothing."""
    at_place: dict[int, list[int]] = {}
    for n in sorted(group, key=time.moment):
        at_place.setdefault(int(places[n]), []).append(n)
    counts = {len(slices) for slices in at_place.values()}
    if counts == {1} or len(at_place) < 2 or len(counts) != 1:
        return []
    volumes = [tuple(volume) for volume in zip(*at_place.values(), strict=True)]
    for earlier, later in pairwise(volumes):
        is_apart = max(map(time.moment, earlier)) < min(map(time.moment, later))
        is_distinct = all(time.moment(a) < time.moment(b) for a, b in zip(earlier, later, strict=True))
        if not is_distinct or (time.is_time_of_day and not is_apart):
            return []
    return volumes


def _beside_each_other(places: IntArray, repeats: int, sideways: FloatArray) -> list[Part] | None:
    """Stacks of slices side by side, by where their first pixels lie."""
    _, stacks = np.unique(np.rint(sideways / (100 * _SAME_PLACE_MM)), axis=0, return_inverse=True)
    volumes = [tuple(np.flatnonzero(stacks == n).tolist()) for n in range(int(stacks.max()) + 1)]
    if len(volumes) != repeats or not _are_clean(volumes, places, ()):
        return None
    return [Part(f"stack {n + 1}", (volume,)) for n, volume in enumerate(volumes)]


def _axis(time: Column, volumes: Sequence[Sequence[int]], headers: Sequence[Header]) -> TimeAxis:
    """The times of volumes: of the trigger, of day where known, else their numbers."""
    firsts = [min(map(time.moment, volume)) for volume in volumes]
    if time.is_in_milliseconds and all(later > earlier for earlier, later in pairwise(firsts)):
        return TimeAxis(tuple(firsts), "ms", time.name)
    if time.is_in_milliseconds or time.name == "direction":
        return numbered(len(volumes), time.name)
    clock = [[seconds_of_day(headers[n].string(tags.ACQUISITION_TIME)) for n in volume] for volume in volumes]
    starts = [min(s for s in seconds if s is not None) for seconds in clock if None not in seconds]
    if len(starts) < len(volumes) and time.is_time_of_day:
        starts = firsts
    if len(starts) < len(volumes):
        return numbered(len(volumes), "time point")
    return since_the_first(starts, "time point")


def _places(distances: FloatArray) -> IntArray:
    """The number of each slice's place; slices nearer than a hundredth of a millimetre share one."""
    order = np.argsort(distances, kind="stable")
    steps = np.diff(distances[order]) > _SAME_PLACE_MM
    places = np.empty(len(distances), np.int64)
    places[order] = np.concatenate([[0], np.cumsum(steps)])
    return places


def _label(columns: Sequence[Column], key: Sequence[str]) -> str:
    said = zip((column.name for column in columns), key, strict=True)
    return ", ".join(f"no {name}" if value == NONE else f"{name} {value[:32]}" for name, value in said)
