"""Progress: how many images were judged of how many."""

from __future__ import annotations

from medviewer.api.model import Report


class Progress:
    """Counts images and tells the share that is done; a cancel comes out of `advance`."""

    def __init__(self, report: Report, expected: int, message: str = "Explaining") -> None:
        self._report = report
        self._expected = max(1, expected)
        self._message = message
        self._done = 0

    def advance(self, images: int) -> None:
        self._report(min(0.99, self._done / self._expected), self._message)
        self._done += images
