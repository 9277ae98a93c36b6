"""From process start to a painted window, and from there to a reader and a model that are ready."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

from benchmarks.app_under_test import a_running_app, open_sample, run_until, wait_until_models_are_warm
from benchmarks.measurement import Measurement, at_most, told
from benchmarks.screen import a_screen

TOPIC = "start, warm files"
ROUNDS = 7
MODEL = "lung_ct"

# What a window like ours cannot do without.
_FLOOR = """
import numpy
from PySide6 import QtCore, QtGui, QtWidgets
import vtkmodules.util.numpy_support
import vtkmodules.vtkCommonDataModel
import vtkmodules.vtkImagingCore
"""
_PEERS = {
    "import of all of VTK": "import vtk",
    "import of torch": "import torch",
    "import of MONAI": "import monai",
}


def _as_installed(folder: Path) -> dict[str, str]:
    """An environment in which modules are compiled once, as an installer does, not at each start."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**environment, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def _import_seconds(code: str, environment: dict[str, str] | None = None) -> float:
    """From process start until the imports are done."""
    start = time.time()
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport time\nprint(time.time())"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout) - start


def _paint_seconds(folder: Path) -> tuple[float, list[str]]:
    """From process start until the window has been painted, and the modules that are loaded then."""
    trace = folder / "trace.jsonl"
    trace.unlink(missing_ok=True)
    start = time.time()
    environment = {**_as_installed(folder), "MEDVIEWER_TRACE": str(trace)}
    command = [sys.executable, "-m", "medviewer"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and time.time() < start + 60:
            if trace.is_file() and trace.read_text().endswith("\n"):
                break
            time.sleep(0.02)
        _end_with_its_hosts(process.pid)
    event = json.loads(trace.read_text().splitlines()[0])
    return float(event["unix_s"]) - start, list(event["modules"])


def _end_with_its_hosts(pid: int) -> None:
    """Ends a program and the hosts it has begun to warm up, so that they do not slow the next start."""
    program = psutil.Process(pid)
    everything = [*program.children(recursive=True), program]
    for process in everything:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(everything, timeout=10)


def _first_answer_after_paint(folder: Path) -> float:
    """From the first paint until the reader has answered a question put to it at once."""
    with a_running_app(folder) as app:
        job = app.queue.submit("reader", "medviewer.io.warm_up:warm_up", title="ready?")
        ended: list[float] = []
        job.finished.connect(lambda _job: ended.append(time.perf_counter()))
        run_until(lambda: bool(ended))
        return ended[0] - float(app.painted_s)


def _model_starts_after_click(folder: Path) -> float:
    """From the click on a model, with a warm host, until the model itself tells its first progress."""
    from medviewer.session.model_runs import RunChoices

    with a_running_app(folder) as app:
        layer = open_sample(app, folder / "cache")
        wait_until_models_are_warm(app)
        told_at: list[float] = []
        clicked = time.perf_counter()
        job = app.session.runs.run(MODEL, layer.image, RunChoices(), "run", lambda _layer: None)
        job.changed.connect(lambda j: told_at.append(time.perf_counter()) if j.message else None)
        run_until(lambda: bool(told_at))
        job.cancel()
        run_until(lambda: job.state.is_final)
        return told_at[0] - clicked


def measure() -> list[Measurement]:
    """Programs start in turn with the bare imports, each several times; medians are told."""
    with a_screen() as screen, tempfile.TemporaryDirectory(prefix="medviewer-bench-") as name:
        folder = Path(name)
        for variable in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
            os.environ[variable] = str(folder / "user")
        _import_seconds(_FLOOR, _as_installed(folder))
        _, modules = _paint_seconds(folder)
        floors, paints = [], []
        for _ in range(ROUNDS):
            floors.append(_import_seconds(_FLOOR, _as_installed(folder)))
            paints.append(_paint_seconds(folder)[0])
        peers = {
            peer: statistics.median(_import_seconds(code) for _ in range(3)) for peer, code in _PEERS.items()
        }
        reader = _first_answer_after_paint(folder)
        model = _model_starts_after_click(folder)
    painted, floor = statistics.median(paints), statistics.median(floors)
    times = f"ours is {painted / floor:.1f} x"
    heavy = {"torch", "monai", "SimpleITK", "pydicom", "scipy", "vtk"} & set(modules)
    return [
        at_most(TOPIC, "process start to painted window", painted, "s", 0.6, f"on {screen}"),
        at_most(TOPIC, "parsers and networks in the window's process", len(heavy), "modules", 0),
        at_most(TOPIC, "reader ready after the first paint", reader, "s", 1.0),
        at_most(TOPIC, "model at work after the click, host warm", model, "s", 1.0),
        told(TOPIC, "bare imports: Qt, numpy, VTK's slices (the floor)", floor, "s", times),
        *(told(TOPIC, peer, seconds, "s") for peer, seconds in peers.items()),
    ]
