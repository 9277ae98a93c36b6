"""All pixels of a series into one array, by several threads, from the frame that is shown first outwards."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import ReadError
from medviewer.core.volume import Stack, Volume
from medviewer.io.countdown import Countdown
from medviewer.io.dicom.parse.elements import BrokenFileError
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.pixels.frame_threads import FrameThreads
from medviewer.io.dicom.pixels.frames_so_far import FramesSoFar, ReadingOrder
from medviewer.io.dicom.pixels.values import DoesNotFit, choose_type, fill, has_colours
from medviewer.io.memory import require_memory
from medviewer.io.progress import ReadReport
from medviewer.io.rejection import cannot_be_opened

_FRAMES_AT_ONCE = 8

ImageOf = Callable[[npt.NDArray[Any], npt.NDArray[np.uint8] | None], Volume | Stack]


@dataclass(frozen=True, eq=False)
class Frames:
    """True values [frame, row, column] and colours [frame, row, column, 3], where there are any.

    Beside them why pictures could not be read, by their place, and files whose decoding is distrusted.
    """

    values: npt.NDArray[Any]
    rgb: npt.NDArray[np.uint8] | None = None
    failed: Mapping[int, str] = field(default_factory=dict)
    suspicious: tuple[str, ...] = ()


def read_frames(
    source: str, headers: Sequence[Header], report: ReadReport, order: ReadingOrder, image_of: ImageOf
) -> Frames:
    """Reads pictures of one size into an array from ``report.empty``, each to its place.

    The image goes to ``report.partial`` with its first frame, and again if a wider type must be taken.

    Parameters
    ----------
    headers
        One for each place in the array, as `frame_headers` gives them; frames of one file may lie anywhere.
    source
        The path that the user opened, for messages.
    order
        Which frames are read first.
    image_of
        The image of the first volume, made of the arrays that are still being filled.

    Raises
    ------
    ReadError
        If there is not enough memory or a value cannot be kept exactly.
    Cancelled
        If the report says so.
    """
    first = headers[0]
    shape = (len(headers), first.rows, first.columns)
    dtype: np.dtype[Any] | None = choose_type(headers)
    while dtype is not None:
        require_memory(f"The series in {source}", math.prod(shape) * _bytes_a_pixel(first, dtype))
        try:
            values = report.empty(shape, dtype)
            rgb = report.empty((*shape, 3), np.uint8) if has_colours(first) else None
            so_far = FramesSoFar(values, rgb, order, image_of, report)
            return _fill_all(headers, Frames(values, rgb), order, so_far, report)
        except DoesNotFit as overflow:
            dtype = overflow.wider
        except MemoryError as error:
            raise ReadError(f"There is not enough memory for the series in {source}.") from error
    raise ReadError(f"The values of the series in {source} are too large to be kept exactly.")


def _bytes_a_pixel(header: Header, dtype: np.dtype[Any]) -> int:
    return dtype.itemsize + 3 * has_colours(header)


def _fill_all(
    headers: Sequence[Header],
    frames: Frames,
    order: ReadingOrder,
    so_far: FramesSoFar,
    report: ReadReport,
) -> Frames:
    failed: dict[int, str] = {}
    suspicious: list[str] = []
    done, countdown = 0, Countdown("Reading", len(headers))

    def work(places: list[int], is_stopped: Callable[[], bool]) -> bool:
        return _fill_places(headers, places, frames, so_far, failed, report, is_stopped)

    def look() -> None:
        so_far.tell()
        report(done / len(headers), countdown.text(done))

    for places, is_distrusted in FrameThreads(work, _portions(headers, order)).outcomes(look):
        done += len(places)
        if is_distrusted:
            suspicious.append(headers[places[0]].path)
    look()
    return replace(frames, failed=failed, suspicious=tuple(dict.fromkeys(suspicious)))


def _portions(headers: Sequence[Header], order: ReadingOrder) -> list[list[int]]:
    """Places in the order of reading, a few frames of one file at a time; the first one alone."""
    places = sorted(range(len(headers)), key=order.rank)
    found: dict[tuple[str, int], list[int]] = {}
    for n in places[1:]:
        found.setdefault((headers[n].path, headers[n].frame_index // _FRAMES_AT_ONCE), []).append(n)
    return [places[:1], *found.values()]


def _fill_places(
    headers: Sequence[Header],
    places: Sequence[int],
    frames: Frames,
    so_far: FramesSoFar,
    failed: dict[int, str],
    report: ReadReport,
    is_stopped: Callable[[], bool],
) -> bool:
    """Reads some pictures of one file; whether a decoder is to be distrusted. ``failed`` gets the others."""
    is_distrusted = False
    for n in places:
        if is_stopped():
            break
        rgb = None if frames.rgb is None else frames.rgb[n : n + 1]
        try:
            with report.reading(headers[n].path):
                is_distrusted |= fill(headers[n], frames.values[n : n + 1], rgb)
        except (ReadError, ValueError, OSError) as error:
            failed[n] = _sentence(error)
        else:
            so_far.mark(n)
    return is_distrusted


def _sentence(error: ReadError | ValueError | OSError) -> str:
    if isinstance(error, OSError):
        return cannot_be_opened(error)
    if isinstance(error, BrokenFileError):
        return f"This DICOM file is broken: {error}."
    return str(error)
