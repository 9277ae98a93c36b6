"""What every reading and writing function reports to."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt


class ReadReport(Protocol):
    """Progress, cancelling, and memory for the pixels that will be handed over without a copy."""

    def __call__(self, fraction: float, message: str = "") -> None:
        """Tells how far the work is (0..1); raises `Cancelled` if the user asked to stop."""

    def empty(self, shape: tuple[int, ...], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """An array for final pixels, of any content (in shared memory inside a host)."""

    def partial(self, value: Any) -> None:
        """Hands over what is there so far (`medviewer.core.arrival.Arrival`); the work goes on."""

    def reading(self, path: str) -> AbstractContextManager[None]:
        """Goes around everything that parses or decodes a file, on any thread.

        Inside a host the file is then known by name if it crashes the decoder, and is left out when the
        work is done again: entering raises `ReadError` with a sentence that begins with the path.
        """


class LocalReport:
    """A report for use without a host: ordinary memory, no progress, never cancelled."""

    def __call__(self, fraction: float, message: str = "") -> None:
        """Does nothing."""

    def empty(self, shape: tuple[int, ...], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """`numpy.empty`."""
        return np.empty(shape, dtype)

    def partial(self, value: Any) -> None:
        """Does nothing: whoever reads without a host waits for the whole."""

    def reading(self, path: str) -> AbstractContextManager[None]:
        """Does nothing."""
        return nullcontext()


class PrivateReport(LocalReport):
    """A report for pixels that stay in this process: only which file is read is passed on."""

    def __init__(self, whole: ReadReport) -> None:
        self._whole = whole

    def reading(self, path: str) -> AbstractContextManager[None]:
        """Passes on which file is read."""
        return self._whole.reading(path)


class PartOfReport:
    """A report over a part of another one's range, for work made of steps."""

    def __init__(self, whole: ReadReport, start: float, end: float) -> None:
        self._whole = whole
        self._start = start
        self._length = end - start

    def __call__(self, fraction: float, message: str = "") -> None:
        """Passes the fraction on, scaled into the part."""
        self._whole(self._start + self._length * fraction, message)

    def empty(self, shape: tuple[int, ...], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """An array from the whole report."""
        return self._whole.empty(shape, dtype)

    def partial(self, value: Any) -> None:
        """Passes on what is there so far."""
        self._whole.partial(value)

    def reading(self, path: str) -> AbstractContextManager[None]:
        """Passes on which file is read."""
        return self._whole.reading(path)
