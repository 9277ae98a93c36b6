"""The 3D picture turns by itself until somebody takes it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_DEGREES_PER_S = 36.0
_TICK_MS = 40


class VolumeSpin(QObject):
    """Calls ``turn`` with degrees at an even pace, however long a picture takes."""

    def __init__(self, turn: Callable[[float], None], parent: QObject) -> None:
        super().__init__(parent)
        self._turn = turn
        self._last = 0.0
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._step)

    @property
    def is_on(self) -> bool:
        return self._clock.isActive()

    def start(self) -> None:
        self._last = time.perf_counter()
        self._clock.start()

    def stop(self) -> None:
        self._clock.stop()

    def _step(self) -> None:
        now = time.perf_counter()
        self._turn(min(now - self._last, 0.25) * _DEGREES_PER_S)
        self._last = now
