"""What a first run was told to take against what it took, and how soon a run that is cancelled ends.

Real networks (brainchop's) that see a whole head of 256 x 256 x 256 voxels: converted, measured as when they
are installed, run once in the model host. Needs the real images and weights (``MEDVIEWER_DATA``).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measurement import QUICK, Measurement, at_most
from medviewer.core.volume import Volume
from medviewer.importers.convert import convert
from medviewer.inference.estimate_run import estimate_run
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path
from medviewer.jobs.host_spec import model_specs
from medviewer.jobs.job import Job, JobState
from medviewer.jobs.main_thread_calls import MainThreadCalls
from medviewer.jobs.queue import JobQueue

TOPIC = "told before the first run, whole heads"
DATA = Path(os.environ.get("MEDVIEWER_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
HEAD = "mr/t1_head_256_LIA.nii.gz"
FEW, ALL = ("model11_gw_ae",), ("model11_gw_ae", "model20chan3cls", "mindgrab", "model30chan50cls")
MOST = 1.5
CANCELLED_AT = 0.3
_LONGEST_S = 3600.0

TRY = """
import sys
from pathlib import Path
from medviewer.engine.backends.choose_backend import choose_backend
from medviewer.engine.backends.record import write_backend_record
from medviewer.packs.read_pack import read_pack
folder = Path(sys.argv[1])
write_backend_record(folder, choose_backend(read_pack(folder), "cpu", report=lambda *_: None))
"""


def measure() -> list[Measurement]:
    """One small network if quick."""
    if not (DATA / HEAD).is_file():
        return []
    (series,) = scan_path(str(DATA / HEAD), report=LocalReport()).series
    volume = load_series(series, LocalReport())
    if not isinstance(volume, Volume):
        return []
    with tempfile.TemporaryDirectory(prefix="medviewer-bench-") as place:
        names = FEW if os.environ.get(QUICK) else ALL
        return [one for name in names for one in _of_one(name, volume, Path(place))]


def _of_one(name: str, volume: Volume, place: Path) -> list[Measurement]:
    folder = place / name
    convert(DATA / "models" / "brainchop" / name, folder, {"golden": "no"}, LocalReport())
    subprocess.run([sys.executable, "-c", TRY, str(folder)], check=True)
    told = estimate_run(str(folder), volume.geometry, "cpu", runs=str(place / "none"), report=LocalReport())
    with tempfile.TemporaryDirectory(prefix="medviewer-logs-") as logs:
        host = _Host(Path(logs))
        try:
            job = host.run(folder, volume)
            ended_s = host.cancelled_after_s(folder, volume)
        finally:
            host.queue.close()
    if job.state is not JobState.DONE or job.started is None or job.ended is None:
        return [Measurement(TOPIC, name, float("nan"), "", note=job.error)]
    used_s = (job.ended - job.started).total_seconds()
    used = job.peak_memory_bytes or 0
    return [
        _off(f"{name}: memory", told.ram_bytes / 1e9, used / 1e9, "GB"),
        _off(f"{name}: time", told.seconds, used_s, "s"),
        at_most(TOPIC, f"{name}: from cancel to the free worker", ended_s, "s", 1.0),
    ]


def _off(name: str, told: float, used: float, unit: str) -> Measurement:
    """By which factor it was wrong, either way."""
    factor = max(told, used) / max(min(told, used), 1e-9)
    return at_most(TOPIC, name, factor, "x", MOST, f"told {told:.3g} {unit}, used {used:.3g} {unit}")


class _Host:
    """The model host, as the window has it."""

    def __init__(self, logs: Path) -> None:
        self._calls = MainThreadCalls()
        self.queue = JobQueue({"model": model_specs(cards=0)[0]}, self._calls.post, logs)

    def run(self, folder: Path, volume: Volume) -> Job:
        """To its end."""
        job = self._start(folder, volume)
        self._calls.run_until(lambda: job.state.is_final, _LONGEST_S)
        return job

    def cancelled_after_s(self, folder: Path, volume: Volume) -> float:
        """Seconds from asking it to stop within the network to its end."""
        job = self._start(folder, volume)
        self._calls.run_until(lambda: job.state.is_final or job.fraction > CANCELLED_AT, _LONGEST_S)
        begin = time.perf_counter()
        job.cancel()
        self._calls.run_until(lambda: job.state.is_final, _LONGEST_S)
        return time.perf_counter() - begin

    def _start(self, folder: Path, volume: Volume) -> Job:
        function = "medviewer.inference.run:run_model"
        return self.queue.submit("model", function, str(folder), volume, {}, "cpu", title=folder.name)
