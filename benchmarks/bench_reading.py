"""Reading 400 slices of 512 x 512 from warm files: ours, SimpleITK, a pydicom loop, the bare bytes."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.big_study import SHAPE_KJI, write_big_series
from benchmarks.measurement import Measurement, at_most, medians_in_turn, told
from benchmarks.peak_memory import grown_and_volume_bytes

TOPIC = "reading 400 x 512 x 512 int16"
ROUNDS = 5
_BYTES = 2 * SHAPE_KJI[0] * SHAPE_KJI[1] * SHAPE_KJI[2]

# Every file's bytes, kept: what any program must at least do.
_BARE_BYTES = """
import sys, time
from pathlib import Path
paths = sorted(Path(sys.argv[1]).iterdir())
start = time.perf_counter()
kept = [path.read_bytes() for path in paths]
print(time.perf_counter() - start)
"""
_OURS_ONCE = """
import sys, time
from medviewer.io.warm_up import warm_up
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path
from medviewer.io.load import load_series
warm_up(report=LocalReport())
start = time.perf_counter()
volume = load_series(scan_path(sys.argv[1], report=LocalReport()).series[0], report=LocalReport())
print(time.perf_counter() - start)
"""


def _ours(folder: str) -> Callable[[], object]:
    from medviewer.io.load import load_series
    from medviewer.io.progress import LocalReport
    from medviewer.io.scan import scan_path

    def read() -> object:
        return load_series(scan_path(folder, report=LocalReport()).series[0], report=LocalReport())

    return read


def _ours_pixels_only(folder: str) -> Callable[[], object]:
    from medviewer.io.load import load_series
    from medviewer.io.progress import LocalReport
    from medviewer.io.scan import scan_path

    entry = scan_path(folder, report=LocalReport()).series[0]
    return lambda: load_series(entry, report=LocalReport())


def _simpleitk(folder: str) -> Callable[[], object]:
    import SimpleITK

    def read() -> object:
        reader = SimpleITK.ImageSeriesReader()
        reader.SetFileNames(reader.GetGDCMSeriesFileNames(folder))
        return reader.Execute()

    return read


def _simpleitk_pixels_only(folder: str) -> Callable[[], object]:
    import SimpleITK

    names = SimpleITK.ImageSeriesReader.GetGDCMSeriesFileNames(folder)

    def read() -> object:
        reader = SimpleITK.ImageSeriesReader()
        reader.SetFileNames(names)
        return reader.Execute()

    return read


def _pydicom(folder: str) -> Callable[[], npt.NDArray[np.int16]]:
    import pydicom

    def read() -> npt.NDArray[np.int16]:
        slices = [pydicom.dcmread(path) for path in Path(folder).iterdir()]
        slices.sort(key=lambda data: float(data.ImagePositionPatient[2]))
        stored = np.stack([data.pixel_array for data in slices]).astype(np.int16)
        return stored * np.int16(slices[0].RescaleSlope) + np.int16(slices[0].RescaleIntercept)

    return read


def _in_a_fresh_process(code: str, folder: str) -> float:
    """Seconds that a program tells of its own: its memory is new, as when a study is opened."""
    done = subprocess.run(
        [sys.executable, "-c", code, folder], capture_output=True, text=True, check=True, timeout=300
    )
    return float(done.stdout)


def _through_the_host(folder: str) -> Callable[[], object]:
    """From the window's side: submit to the warm reader host, wait until the pixels are mapped here."""
    from medviewer.jobs.host_spec import reader_spec
    from medviewer.jobs.main_thread_calls import MainThreadCalls
    from medviewer.jobs.queue import JobQueue

    calls = MainThreadCalls()
    logs = Path(tempfile.mkdtemp(prefix="medviewer-bench-logs-"))
    queue = JobQueue({"reader": reader_spec("medviewer.io.warm_up:warm_up")}, calls.post, logs)

    def result_of(function: str, argument: object) -> object:
        job = queue.submit("reader", function, argument, title="bench")
        if not calls.run_until(lambda: job.state.is_final, 120) or job.error:
            raise RuntimeError(job.error or "The reader host gave no answer.")
        result = job.result
        queue.forget(job)
        return result

    def read() -> object:
        catalog = result_of("medviewer.io.scan:scan_path", folder)
        return result_of("medviewer.io.load:load_series", catalog.series[0])  # type: ignore[attr-defined]

    read()
    return read


def measure() -> list[Measurement]:
    """Writes the series, then lets all readers take turns on it."""
    with tempfile.TemporaryDirectory(prefix="medviewer-bench-") as folder:
        write_big_series(Path(folder))
        works = {
            "ours": _ours(folder),
            "ours pixels": _ours_pixels_only(folder),
            "host": _through_the_host(folder),
            "sitk": _simpleitk(folder),
            "sitk pixels": _simpleitk_pixels_only(folder),
        }
        for work in works.values():
            work()
        seconds = medians_in_turn(works, ROUNDS)
        loop = medians_in_turn({"pydicom": _pydicom(folder)}, 2)["pydicom"]
        programs = {"bytes": _BARE_BYTES, "ours": _OURS_ONCE}
        taken = [
            {name: _in_a_fresh_process(code, folder) for name, code in programs.items()}
            for _ in range(ROUNDS)
        ]
        once = {name: statistics.median(round_[name] for round_ in taken) for name in programs}
        grown, size = grown_and_volume_bytes(folder)
    ours, sitk = seconds["ours"], seconds["sitk"]
    return [
        at_most(TOPIC, "header pass and pixels / SimpleITK series reader", ours / sitk, "x", 0.6),
        at_most(TOPIC, "header pass and pixels / bare bytes", once["ours"] / once["bytes"], "x", 4.0),
        at_most(TOPIC, "peak memory / volume", grown / size, "x", 1.2),
        told(
            TOPIC, "bare bytes in a fresh process (the floor)", once["bytes"], "s", f"{_BYTES / 1e6:.0f} MB"
        ),
        told(TOPIC, "ours: the same, header pass and pixels", once["ours"], "s"),
        told(TOPIC, "ours: header pass and pixels again", ours, "s"),
        told(TOPIC, "ours: pixels only", seconds["ours pixels"], "s"),
        told(TOPIC, "ours: as the window sees it, from the reader host", seconds["host"], "s"),
        told(TOPIC, "SimpleITK: find files and read", sitk, "s"),
        told(TOPIC, "SimpleITK: read only", seconds["sitk pixels"], "s"),
        told(TOPIC, "the usual pydicom loop", loop, "s"),
    ]
