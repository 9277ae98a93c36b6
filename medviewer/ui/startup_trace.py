"""Times for the benchmarks: when the window was first painted, and how late the event loop is."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from medviewer.ui.main_window import MainWindow

_TICK_MS = 16


class StartupTrace(QObject):
    """Writes JSON lines to the file named in ``MEDVIEWER_TRACE``; does nothing if there is none.

    ``{"event": "first_paint", "monotonic_s", "process_s", "modules"}`` once, and at the end
    ``{"event": "lateness", "tick_ms", "late_ms": [...]}`` with the delay of each tick of a timer, if
    ``MEDVIEWER_TRACE_LATENESS`` is set.
    """

    def __init__(self, window: MainWindow, file: Path | None, measures_lateness: bool) -> None:
        super().__init__(window)
        self._file = file
        self._late_ms: list[float] = []
        self._due = 0.0
        if file is None:
            return
        window.first_painted.connect(self._painted)
        if measures_lateness:
            self._timer = QTimer(self)
            self._timer.setTimerType(Qt.TimerType.PreciseTimer)
            self._timer.setInterval(_TICK_MS)
            self._timer.timeout.connect(self._tick)
            self._timer.start()

    @classmethod
    def from_environment(cls, window: MainWindow) -> StartupTrace:
        """The trace that the environment asks for."""
        name = os.environ.get("MEDVIEWER_TRACE", "")
        return cls(window, Path(name) if name else None, bool(os.environ.get("MEDVIEWER_TRACE_LATENESS")))

    def stop(self) -> None:
        """Writes what was measured until now."""
        if self._late_ms:
            self._write({"event": "lateness", "tick_ms": _TICK_MS, "late_ms": self._late_ms})

    def _painted(self) -> None:
        self._write(
            {
                "event": "first_paint",
                "monotonic_s": time.monotonic(),
                "unix_s": time.time(),
                "process_s": time.process_time(),
                "modules": sorted({name.partition(".")[0] for name in sys.modules}),
            }
        )

    def _tick(self) -> None:
        now = time.monotonic()
        if self._due:
            self._late_ms.append(round(max(0.0, (now - self._due) * 1000.0), 3))
        self._due = now + _TICK_MS / 1000.0

    def _write(self, event: dict[str, object]) -> None:
        if self._file is not None:
            with self._file.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(event) + "\n")
