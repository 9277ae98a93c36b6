"""GateProgress: how far the tests of a pack are; it never goes back."""

from __future__ import annotations

from medviewer.api.model import Report


class GateProgress:
    """Passes on the furthest fraction told so far (0..1) and the last message that was one."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._fraction = 0.0
        self._message = ""

    def __call__(self, fraction: float, message: str = "") -> None:
        self._fraction = max(self._fraction, fraction)
        self._message = message or self._message
        self._report(self._fraction, self._message)
