"""FramesSoFar: which frames are there while a series is read, and how they are handed over."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.arrival import Arrival
from medviewer.core.volume import Stack, Volume
from medviewer.io.progress import ReadReport

_AT_ONCE_BYTES = 8 << 20
_SOON_S = 0.2


@dataclass(frozen=True)
class ReadingOrder:
    """Frames are read from the one that is shown first outwards, one volume after the other.

    Parameters
    ----------
    first
        The frame of a volume that is read first.
    count
        How many frames make one volume (or the whole stack).
    """

    first: int
    count: int

    def rank(self, place: int) -> tuple[int, int, int]:
        """Sorts places in an array of all frames into the order of reading."""
        volume, frame = divmod(place, self.count)
        return volume, abs(frame - self.first), frame


class FramesSoFar:
    """Marks frames as they come, and hands the image over when the first is there.

    A series that is read in a moment is not handed over before its end.

    Parameters
    ----------
    order
        Only the first volume is shown while it is read.
    image_of
        The image of that volume, from all values and colours.
    """

    def __init__(
        self,
        values: npt.NDArray[Any],
        rgb: npt.NDArray[np.uint8] | None,
        order: ReadingOrder,
        image_of: Callable[[npt.NDArray[Any], npt.NDArray[np.uint8] | None], Volume | Stack],
        report: ReadReport,
    ) -> None:
        self._values = values
        self._rgb = rgb
        self._order = order
        self._image_of = image_of
        self._report = report
        self._begin = time.monotonic()
        self._is_told = False
        self._arrived = report.empty((order.count,), np.uint8)
        self._arrived[...] = 0

    def mark(self, place: int) -> None:
        """Frame ``place`` is whole. Any thread, after the pixels are written."""
        if place < len(self._arrived):
            self._arrived[place] = 1

    def tell(self) -> None:
        """Hands the image over once its first frame is there."""
        is_due = self._values.nbytes >= _AT_ONCE_BYTES or time.monotonic() - self._begin > _SOON_S
        if self._is_told or not is_due or not self._arrived[self._order.first]:
            return
        self._is_told = True
        if not self._arrived.all():
            image = self._image_of(self._values, self._rgb)
            self._report.partial(Arrival(image, self._arrived, self._order.first))
