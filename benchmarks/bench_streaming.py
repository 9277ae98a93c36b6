"""The first slice of 400 in the real window, from a warm reader: how long after the user asked for it."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.app_under_test import a_running_app, finished, run_until
from benchmarks.big_study import write_big_series
from benchmarks.measurement import Measurement, at_most, told
from benchmarks.screen import a_screen

TOPIC = "a series on screen while it is read (400 x 512 x 512)"
ROUNDS = 7


class _Watch:
    """When the axial view first shows a slice, and how many had been read by then."""

    def __init__(self, app: Any) -> None:
        from PySide6.QtCore import QTimer

        self._app = app
        self.first_s = self.whole_s = 0.0
        self.read_by_then = 0
        self.longest_pause_s = 0.0
        self._begin = self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _look(self) -> None:
        now = time.perf_counter()
        self.longest_pause_s = max(self.longest_pause_s, now - self._last)
        self._last = now
        active = self._app.scene.active
        view = self._app.window.grid.slice_views["axial"]
        if active is None:
            return
        if not self.first_s and view.isVisible() and view.pictures_made > 0 and not view.picture().isNull():
            self.first_s = now - self._begin
            self.read_by_then = 400 if active.arriving is None else active.arriving.arrival.count
        if not self.whole_s and active.arriving is None:
            self.whole_s = now - self._begin


def _open_once(app: Any, folder: str) -> _Watch:
    watch = _Watch(app)
    app.window.flow.open_paths([folder])
    run_until(lambda: bool(watch.whole_s and watch.first_s))
    watch.stop()
    _close(app)
    return watch


def _cancel_once(app: Any, folder: str) -> float:
    """Seconds from the user's word at the first slice until the job has ended."""
    app.window.flow.open_paths([folder])
    run_until(lambda: app.scene.active is not None)
    job = next(job for job in app.queue.jobs if job.kind == "load" and not job.state.is_final)
    begin = time.perf_counter()
    job.cancel()
    run_until(lambda: bool(job.state.is_final))
    taken = time.perf_counter() - begin
    _close(app)
    return taken


def _close(app: Any) -> None:
    app.window.flow.close()
    run_until(lambda: app.scene.active is None and all(job.state.is_final for job in app.queue.jobs))
    for job in list(app.queue.jobs):
        app.queue.forget(job)


def measure() -> list[Measurement]:
    """Opens the series again and again, as a user does; the first time is told apart."""
    with tempfile.TemporaryDirectory(prefix="medviewer-bench-") as home:
        series = Path(home) / "series"
        series.mkdir()
        write_big_series(series)
        with a_screen(), a_running_app(Path(home)) as app:
            app.queue.warm_up("reader")
            finished(app.queue.submit("reader", "medviewer.io.warm_up:warm_up", title="warm"))
            very_first = _open_once(app, str(series))
            taken = [_open_once(app, str(series)) for _ in range(ROUNDS)]
            cancelled = [_cancel_once(app, str(series)) for _ in range(3)]
    first = statistics.median(watch.first_s for watch in taken)
    by_then = statistics.median(watch.read_by_then for watch in taken)
    pause = max(watch.longest_pause_s for watch in taken)
    return [
        at_most(
            TOPIC, "first slice on screen, median", first, "s", 0.3, f"{by_then:.0f} of 400 read by then"
        ),
        at_most(TOPIC, "cancel at the first slice, longest", max(cancelled), "s", 0.2),
        told(TOPIC, "first slice of the first study after the start", very_first.first_s, "s"),
        told(TOPIC, "the whole volume, median", statistics.median(w.whole_s for w in taken), "s"),
        told(TOPIC, "longest pause of the window meanwhile", 1000 * pause, "ms"),
    ]
