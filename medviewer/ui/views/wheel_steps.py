"""Images to go on by, from wheels, fine wheels and trackpads."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

_CLICK = 120
_PX_PER_IMAGE = 24


class WheelSteps:
    """Adds up what comes in small parts: a fine wheel sends fractions of a click, a trackpad pixels.

    What is left over is forgotten when the direction changes or the fingers come down anew, so that the
    first movement counts in full.
    """

    def __init__(self) -> None:
        self._rest = 0.0

    def take(self, event: QWheelEvent) -> int:
        """Whole images that an event adds; positive is away from the user."""
        if event.phase() == Qt.ScrollPhase.ScrollBegin:
            self._rest = 0.0
        turned = _part(event)
        if turned * self._rest < 0:
            self._rest = 0.0
        self._rest += turned
        steps = int(self._rest + (1e-9 if self._rest > 0 else -1e-9))
        self._rest -= steps
        return steps


def _part(event: QWheelEvent) -> float:
    pixels = event.pixelDelta()
    if event.phase() != Qt.ScrollPhase.NoScrollPhase and not pixels.isNull():
        return pixels.y() / _PX_PER_IMAGE  # sideways is not meant: fingers never move straight
    turned = event.angleDelta()
    return (turned.y() or turned.x()) / _CLICK  # with Alt held down it counts as sideways
