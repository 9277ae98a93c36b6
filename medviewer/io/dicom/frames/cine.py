"""How fast the frames of a film follow each other (DICOM PS3.3 C.7.6.5, C.8.4)."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence

from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.dicom_time import seconds_of_day
from medviewer.io.dicom.parse.header import Header

_TIME_POINTERS = frozenset((tag >> 16, tag & 0xFFFF) for tag in (tags.FRAME_TIME, tags.FRAME_TIME_VECTOR))
_SHORTEST_MS, _LONGEST_MS = 0.1, 3.6e6


def is_film(header: Header) -> bool:
    """Whether the frames of a file are told apart by time alone (DICOM PS3.3 C.7.6.6.1.1)."""
    pointer = header.shorts(tags.FRAME_INCREMENT_POINTER)
    return tuple(pointer) in _TIME_POINTERS or (not pointer and header.has(tags.FRAME_TIME))


def frame_time_ms(headers: Sequence[Header]) -> float | None:
    """Time from one frame to the next, ms, as the file says; None where pictures are no film.

    Parameters
    ----------
    headers
        Of the frames, in order.
    """
    first = headers[0]
    if len(headers) < 2:
        return None
    said = _usable(first.number(tags.FRAME_TIME)) or _from_vector(first) or _from_rate(first)
    return said or _nuclear(first) or _from_moments(headers)


def _from_moments(headers: Sequence[Header]) -> float | None:
    """The usual distance of the moments at which enhanced frames were taken."""
    texts = [header.string(tags.FRAME_REFERENCE_DATETIME) for header in headers]
    moments = [seconds_of_day(text) for text in texts if text]
    known = [moment for moment in moments if moment is not None]
    if len(known) < len(headers):
        return None
    steps = [later - earlier for earlier, later in itertools.pairwise(known)]
    return _usable(1000 * statistics.median(steps)) if min(steps) > 0 else None


def _from_vector(header: Header) -> float | None:
    """The usual step of Frame Time Vector, whose first value is 0 and each other the time since the last."""
    steps = [step for step in header.numbers(tags.FRAME_TIME_VECTOR)[1:] if _usable(step)]
    return statistics.median(steps) if steps else None


def _from_rate(header: Header) -> float | None:
    for tag in (tags.CINE_RATE, tags.RECOMMENDED_DISPLAY_FRAME_RATE):
        rate = header.number(tag)
        if rate is not None and rate > 0 and _usable(1000 / rate):
            return 1000 / rate
    return None


def _nuclear(header: Header) -> float | None:
    """Duration of a frame of a dynamic or gated study, which are said deep inside."""
    for phase in header.items(tags.PHASE_INFORMATION)[:1]:
        return _usable(phase.number(tags.ACTUAL_FRAME_DURATION))
    for gated in header.items(tags.GATED_INFORMATION)[:1]:
        for data in gated.items(tags.DATA_INFORMATION)[:1]:
            return _usable(data.number(tags.FRAME_TIME))
    return None


def _usable(time_ms: float | None) -> float | None:
    return time_ms if time_ms is not None and _SHORTEST_MS <= time_ms <= _LONGEST_MS else None
