"""A pack in the real model host: its sandbox, cancel within a tile, memory back, peak as reckoned."""

from __future__ import annotations

import gc
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest
from pack_maker import MEGABYTE, a_pack, a_record, a_whole_pack, admit_openvino

from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.engine.backends import choose_backend
from medviewer.engine.backends.record import BackendTrial, write_backend_record
from medviewer.inference.estimate_run import estimate_run
from medviewer.inference.past_runs import read_runs
from medviewer.jobs.host_spec import model_specs
from medviewer.jobs.job import JobState
from medviewer.jobs.main_thread_calls import MainThreadCalls
from medviewer.jobs.queue import JobQueue

SIDE = 48


def a_volume(shape: tuple[int, int, int]) -> Volume:
    voxels = np.random.default_rng(0).integers(-1000, 1000, shape).astype(np.int16)
    info = SeriesInfo("ct-1", modality="CT", series_uid="1.2.3")
    return Volume(voxels, Geometry(shape, (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)), unit="HU", info=info)


@pytest.fixture(scope="module")
def a_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / "noise"
    a_pack(folder, SIDE, 16)
    return folder


@pytest.fixture(scope="module")
def a_host(tmp_path_factory):
    calls = MainThreadCalls()
    # A busy machine may give a niced process nothing for seconds; it is not to be killed for that here.
    spec = replace(model_specs(cards=0)[0], grace_s=60.0)
    queue = JobQueue({"model": (spec,)}, calls.post, tmp_path_factory.mktemp("logs"))

    def start(folder: Path, volume: Volume, runs: str = ""):
        return queue.submit(
            "model", "medviewer.inference.run:run_model", str(folder), volume, {}, "cpu", runs=runs, title="T"
        )

    def wait(job, is_over=lambda job: job.state.is_final):
        assert calls.run_until(lambda: is_over(job), 300)
        return job

    start.wait, start.queue, start.calls = wait, queue, calls
    yield start
    queue.close()


def host_process(a_host) -> psutil.Process:
    return psutil.Process(a_host.queue.hosts["model"].pid)


@pytest.mark.parametrize("runner", ["torch", "openvino"])
def test_networks_run_without_a_network_connection(a_host, a_folder: Path, runner: str) -> None:
    if runner == "openvino":
        admit_openvino(a_folder, SIDE)
    job = a_host.wait(a_host(a_folder, a_volume((50, 60, 70))))
    assert job.state is JobState.DONE, job.error
    assert dict(job.result.provenance.parameters)["backend"].lower() == f"{runner} float32"
    assert "no network, enforced by" in a_host.queue.hosts["model"].log_tail(400)


def test_cancel_frees_the_worker_between_tiles_and_its_process_lives_on(a_host, a_folder: Path) -> None:
    admit_openvino(a_folder, SIDE)
    job = a_host(a_folder, a_volume((240, 240, 240)))
    a_host.wait(job, lambda job: job.fraction > 0.02)
    process = host_process(a_host)
    job.cancel()
    a_host.wait(job)
    assert job.state is JobState.CANCELLED
    assert job.fraction < 0.9, "it did not work on to its end"
    assert host_process(a_host).pid == process.pid


@pytest.mark.parametrize("runner", ["torch", "openvino"])
def test_cancel_of_what_sees_its_image_whole_is_felt_within_the_network(
    a_host, tmp_path: Path, runner: str
) -> None:
    folder = tmp_path / "whole"
    a_whole_pack(folder, 8, (1,) * 60)
    trial = BackendTrial(runner, "float32", ms_per_tile=10.0)
    write_backend_record(folder, a_record(SIDE, trial))
    job = a_host(folder, a_volume((112, 112, 112)))
    a_host.wait(job, lambda job: job.message.startswith("Running") and job.fraction > 0.02)
    assert job.state is JobState.RUNNING
    pid = host_process(a_host).pid
    job.cancel()
    a_host.wait(job)
    assert job.state is JobState.CANCELLED
    assert job.fraction < 0.9, "it did not work on to its end"
    assert host_process(a_host).pid == pid


def test_memory_comes_back_after_every_run(a_host, a_folder: Path) -> None:
    admit_openvino(a_folder, SIDE)
    held = []
    for _ in range(3):
        job = a_host.wait(a_host(a_folder, a_volume((120, 160, 160))))
        assert job.state is JobState.DONE, job.error
        peak = job.peak_memory_mb
        job.forget_result()
        gc.collect()
        a_host.calls.run_until(lambda: False, 0.5)
        held.append(host_process(a_host).memory_info().rss / 1e6)
    assert held[-1] - held[0] < 40, held
    assert held[-1] < peak


# In a process of its own, as at install: one that has done much uses its memory again, and none is seen.
TRY_BACKENDS = """
import sys
from pathlib import Path
from medviewer.engine.backends.choose_backend import choose_backend
from medviewer.engine.backends.record import write_backend_record
from medviewer.packs.read_pack import read_pack
folder = Path(sys.argv[1])
write_backend_record(folder, choose_backend(read_pack(folder), "cpu", report=lambda *_: None))
"""


def test_peak_memory_and_time_are_told_beforehand(a_host, tmp_path: Path) -> None:
    folder, runs = tmp_path / "noise", tmp_path / "runs"
    a_pack(folder, SIDE, 16)
    subprocess.run([sys.executable, "-c", TRY_BACKENDS, str(folder)], check=True)
    first = a_volume((60, 80, 80))
    a_host.wait(a_host(folder, first, str(runs)))
    for shape in ((80, 100, 120), (100, 160, 160)):
        volume = a_volume(shape)
        told = estimate_run(str(folder), volume.geometry, "cpu", runs=str(runs), report=lambda *_: None)
        assert told.basis.endswith(("past run", "past runs"))
        job = a_host.wait(a_host(folder, volume, str(runs)))
        assert job.state is JobState.DONE, job.error
        assert told.ram_bytes / 1.5 < job.peak_memory_mb * 1e6 < told.ram_bytes * 1.5
        assert told.fits
    assert len(read_runs(runs, "noise")) == 3
    assert first.voxels.nbytes < MEGABYTE * 2


def test_memory_of_what_sees_its_image_whole_is_told_before_its_first_run(a_host, tmp_path: Path) -> None:
    folder = tmp_path / "whole"
    a_whole_pack(folder, 24)
    only_torch = 'module.ways_to_run = lambda *_: (("torch", "float32"),)\n'
    script = f"import {choose_backend.__name__} as module\n{only_torch}{TRY_BACKENDS}"
    subprocess.run([sys.executable, "-c", script, str(folder)], check=True)
    volume = a_volume((160, 170, 180))
    told = estimate_run(
        str(folder), volume.geometry, "cpu", runs=str(tmp_path / "runs"), report=lambda *_: None
    )
    assert told.basis == "the measurement at install"
    job = a_host.wait(a_host(folder, volume))
    assert job.state is JobState.DONE, job.error
    assert told.ram_bytes / 1.5 < job.peak_memory_mb * 1e6 < told.ram_bytes * 1.5
    assert told.ram_bytes > 600 * MEGABYTE  # most of it is the network's


WARM_THEN_RUN = """
import sys
import numpy as np
from pathlib import Path
from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume
from medviewer.inference.run import run_model, warm_up
silent = lambda fraction, message="": None
folder = sys.argv[1]
warm_up((folder,), report=silent)
before = set(sys.modules)
assert {"torch", "openvino", "medviewer.engine.tasks.segmentation"} <= before
voxels = np.arange(50**3, dtype=np.int16).reshape(50, 50, 50)
grid = Geometry(voxels.shape, (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
run_model(folder, Volume(voxels, grid, unit="HU"), {}, "cpu", report=silent)
libraries = ("monai.", "torch.nn", "openvino.tools")
late = {name for name in set(sys.modules) - before if name.startswith(libraries)}
assert not late, late
"""


def test_warm_up_imports_what_the_packs_need_and_nothing_is_left_to_the_first_run(a_folder: Path) -> None:
    command = [sys.executable, "-c", WARM_THEN_RUN, str(a_folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def test_the_provenance_names_what_took_over_from_openvino(a_folder: Path, monkeypatch) -> None:
    from medviewer.engine.backends import openvino_model
    from medviewer.inference.loaded_model import forget_models
    from medviewer.inference.run import run_model

    def unknown(network, shape):
        raise openvino_model.NotConvertible("RuntimeError: no such operation")

    admit_openvino(a_folder, SIDE)
    monkeypatch.setattr(openvino_model, "converted", unknown)
    forget_models()
    result = run_model(str(a_folder), a_volume((SIDE, SIDE, SIDE)), {}, "cpu", report=lambda *_: None)
    forget_models()
    assert dict(result.provenance.parameters)["backend"] == "torch float32"
