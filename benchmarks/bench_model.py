"""The lung model from the click to the result, against its bare forward passes, and the window meanwhile."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.app_under_test import (
    a_running_app,
    finished,
    open_sample,
    run_until,
    wait_until_models_are_warm,
)
from benchmarks.big_study import big_study
from benchmarks.measurement import Measurement, at_most, percentile, told
from benchmarks.screen import a_screen

TOPIC = "lung model"
MODEL = "lung_ct"
PLUGIN = Path(__file__).resolve().parent.parent / "plugins" / MODEL
TICK_MS = 16


class Lateness:
    """How late each tick of a 16 ms timer in the window's event loop comes, ms."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.late_ms: list[float] = []
        self._due = time.perf_counter() + TICK_MS / 1000
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late_ms.append(max(0.0, (now - self._due) * 1000))
        self._due = now + TICK_MS / 1000

    def stop(self) -> list[float]:
        self._timer.stop()
        return self.late_ms


@dataclass(frozen=True)
class InTheWindow:
    """Seconds from the click to the layer, the host's peak, and how late ticks were."""

    seconds: float
    peak_mb: float
    late_ms: list[float]
    worst_ms: float


def _run_in_the_window(folder: Path) -> InTheWindow:
    """The sample study, the model, its result drawn; the timer ticks from the click until all is quiet."""
    from medviewer.session.model_runs import RunChoices

    with a_running_app(folder) as app:
        image = open_sample(app, folder / "cache")
        wait_until_models_are_warm(app)
        layers: list[Any] = []
        lateness = Lateness()
        clicked = time.perf_counter()
        job = app.session.runs.run(MODEL, image.image, RunChoices(), "run", layers.append)
        finished(job)
        late_ms = list(lateness.late_ms)
        run_until(lambda: bool(layers))
        seconds = time.perf_counter() - clicked
        peak_mb = float(job.peak_memory_mb or float("nan"))
        run_until(lambda: time.perf_counter() > clicked + seconds + 2)
        return InTheWindow(seconds, peak_mb, late_ms, max(lateness.stop()))


def _against_forward_passes(image: Any) -> tuple[float, float, int]:
    """Seconds of a whole run in this process, seconds inside the network, and the number of tiles."""
    from medviewer.inference.loaded_model import loaded_model
    from medviewer.inference.run import run_model
    from medviewer.io.progress import LocalReport

    model = loaded_model(PLUGIN, "cpu")
    start = time.perf_counter()
    run_model(str(PLUGIN), image, {}, "cpu", report=LocalReport())
    whole = time.perf_counter() - start
    run = model.last_run  # type: ignore[attr-defined]
    return whole, float(run.forward_seconds), int(run.tiles)


def _sample_volume(folder: Path) -> Any:
    from medviewer.io.load import load_series
    from medviewer.io.progress import LocalReport
    from medviewer.io.scan import scan_path
    from medviewer.samples.sample_study import ensure_sample

    report = LocalReport()
    return load_series(scan_path(ensure_sample(str(folder / "cache"), report), report).series[0], report)


def measure() -> list[Measurement]:
    """First in the window with its hosts, then alone, on the sample study and on a large CT."""
    with a_screen(), tempfile.TemporaryDirectory(prefix="medviewer-bench-") as name:
        folder = Path(name)
        window = _run_in_the_window(folder)
        sample = _sample_volume(folder)
    _against_forward_passes(sample)
    whole, forward, tiles = _against_forward_passes(sample)
    large_whole, large_forward, large_tiles = _against_forward_passes(big_study()[0])
    shape = " x ".join(str(n) for n in sample.voxels.shape)
    ratio, large_ratio = whole / forward, large_whole / large_forward
    late, ticks = percentile(window.late_ms, 99), len(window.late_ms)
    note = f"{large_tiles} tiles, {large_whole:.1f} s"
    return [
        at_most(TOPIC, f"whole run / forward passes, sample {shape}", ratio, "x", 1.3, f"{tiles} tiles"),
        at_most(TOPIC, "whole run / forward passes, 400 x 512 x 512", large_ratio, "x", 1.3, note),
        at_most(TOPIC, "16 ms timer of the window meanwhile, late at p99", late, "ms", 50, f"{ticks} ticks"),
        told(TOPIC, "whole run on the sample", whole, "s"),
        told(TOPIC, "from the click to the layer on screen, sample", window.seconds, "s"),
        told(TOPIC, "peak memory of the model host, sample", window.peak_mb, "MB"),
        told(TOPIC, "worst tick of the window, the result's drawing included", window.worst_ms, "ms"),
    ]
