"""PartReport: the report of one part of a longer work."""

from __future__ import annotations

from medviewer.api.model import Report


class PartReport:
    """Passes fractions of a part on as fractions of the whole."""

    def __init__(self, report: Report, first: float, last: float) -> None:
        self._report = report
        self._first = first
        self._last = last

    def __call__(self, fraction: float, message: str = "") -> None:
        self._report(self._first + (self._last - self._first) * min(max(fraction, 0.0), 1.0), message)
