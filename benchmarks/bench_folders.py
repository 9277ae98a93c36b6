"""Large folders: 2,000 files in 10 series, and 50,000 in 500 with the window open all the while."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.app_under_test import a_running_app, finished, run_until
from benchmarks.many_files import write_many_series
from benchmarks.measurement import QUICK, Measurement, at_most, medians_in_turn, told
from benchmarks.screen import a_screen

TOPIC = "looking into folders"
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - where files cost no disk
_TICK_MS = 5


def _small(folder: Path) -> list[Measurement]:
    from medviewer.io.progress import LocalReport
    from medviewer.io.scan import scan_path

    write_many_series(folder, 2000, 10)

    def ours() -> object:
        return scan_path(str(folder), report=LocalReport())

    def pydicom_loop() -> object:
        import pydicom

        found: dict[str, list[str]] = {}
        for path in folder.rglob("*"):
            if path.is_file():
                header = pydicom.dcmread(path, stop_before_pixels=True)
                found.setdefault(header.SeriesInstanceUID, []).append(str(path))
        return found

    def gdcm() -> object:
        import SimpleITK

        names = SimpleITK.ImageSeriesReader
        folders = [str(path) for path in folder.iterdir()]
        return [names.GetGDCMSeriesFileNames(f, uid) for f in folders for uid in names.GetGDCMSeriesIDs(f)]

    def floor() -> object:
        return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]

    ours()
    seconds = medians_in_turn({"ours": ours, "pydicom": pydicom_loop, "gdcm": gdcm, "bytes": floor}, 3)
    return [
        at_most(TOPIC, "2,000 files in 10 series", seconds["ours"], "s", 2.5),
        told(TOPIC, "2,000 files: SimpleITK's lists of series", seconds["gdcm"], "s"),
        told(TOPIC, "2,000 files: pydicom, headers only", seconds["pydicom"], "s"),
        told(TOPIC, "2,000 files: their bytes (the floor)", seconds["bytes"], "s"),
    ]


def _large(folder: Path, home: Path) -> list[Measurement]:
    from PySide6.QtCore import QTimer

    write_many_series(folder, 50_000, 500)
    with a_screen(), a_running_app(home) as app:
        app.queue.warm_up("reader")
        finished(app.queue.submit("reader", "medviewer.io.warm_up:warm_up", title="warm"))
        pauses: list[float] = []
        last = [time.perf_counter()]

        def beat() -> None:
            now = time.perf_counter()
            pauses.append(now - last[0])
            last[0] = now

        clock = QTimer()
        clock.setInterval(_TICK_MS)
        clock.timeout.connect(beat)
        clock.start()
        begin = time.perf_counter()
        app.window.flow.open_paths([str(folder)])
        job: Any = next(job for job in app.queue.jobs if job.kind == "open")
        finished(job)
        taken = time.perf_counter() - begin
        run_until(lambda: app.scene.active is not None)
        peak = job.peak_memory_mb or float("nan")
    return [
        at_most(TOPIC, "50,000 files in 500 series, with the window open", taken, "s", 60.0),
        at_most(TOPIC, "50,000 files: memory of the reader", peak, "MB", 1000.0),
        at_most(TOPIC, "50,000 files: longest pause of the window", max(pauses), "s", 1.0),
    ]


def measure() -> list[Measurement]:
    """Writes small files to memory and looks into them; the large folder not in a quick run."""
    place = _IN_MEMORY if _IN_MEMORY.is_dir() else None
    with (
        tempfile.TemporaryDirectory(prefix="medviewer-bench-", dir=place) as small,
        tempfile.TemporaryDirectory(prefix="medviewer-bench-", dir=place) as large,
        tempfile.TemporaryDirectory(prefix="medviewer-bench-") as home,
    ):
        found = _small(Path(small))
        return found if os.environ.get(QUICK) else [*found, *_large(Path(large), Path(home))]
