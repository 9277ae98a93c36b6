"""What a run will take is told before it starts, from the install record and from past runs."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from pack_maker import MEGABYTE, a_pack, a_record

from medviewer.core.errors import PluginError
from medviewer.core.geometry import Geometry
from medviewer.engine import pack_model
from medviewer.engine.backends.record import BackendTrial, write_backend_record
from medviewer.inference.estimate_run import estimate_run
from medviewer.inference.past_runs import PastRun, add_run, read_runs
from medviewer.inference.run import run_model

SIDE = 32
TILE_S = 0.1
RUN = PastRun("1.0.0", "cpu", "", 10**6, 10.0, 500 * MEGABYTE)

WITHOUT_TORCH = """
import sys, time
from pathlib import Path
from medviewer.core.geometry import Geometry
from medviewer.inference.estimate_run import estimate_run
silent = lambda fraction, message="": None
grid = Geometry((400, 512, 512), (0.0, 0.0, 0.0), (0.8, 0.8, 1.0))
estimate_run(sys.argv[1], grid, "cpu", report=silent)
begin = time.process_time()
estimate_run(sys.argv[1], grid, "cpu", report=silent)
taken = time.process_time() - begin
heavy = {"torch", "scipy", "monai", "openvino"} & set(sys.modules)
assert not heavy, heavy
print(taken)
"""


def a_grid(*shape: int) -> Geometry:
    return Geometry(shape, (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))


@pytest.fixture
def a_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "noise"
    a_pack(folder, SIDE, 4)
    trial = BackendTrial("torch", "float32", 1000 * TILE_S, 50 * MEGABYTE, load_s=TILE_S, summed=2)
    write_backend_record(folder, a_record(SIDE, trial))
    return folder


@pytest.fixture
def runs(tmp_path: Path) -> str:
    return str(tmp_path / "runs")


def test_it_is_quick_and_brings_neither_torch_nor_scipy(a_folder: Path) -> None:
    command = [sys.executable, "-c", WITHOUT_TORCH, str(a_folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) < 0.05


@pytest.fixture
def one_thread():
    """Threads that wait for each other at every little layer take most of the time on a busy machine."""
    count = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(count)


class Sleeper:
    """A network that always takes the same time, however busy the machine is."""

    name, device = "torch float32", "cpu"

    def forward(self, batch):
        time.sleep(TILE_S)
        return batch.expand(-1, 2, -1, -1, -1).contiguous()

    def close(self) -> None:
        pass


@pytest.mark.usefixtures("one_thread")
def test_time_is_told_within_half_as_much_again(a_folder: Path, runs: str, a_ct, silent, monkeypatch) -> None:
    monkeypatch.setattr(pack_model, "make_backend", lambda *_: Sleeper())
    run_model(str(a_folder), a_ct, {}, "cpu", report=silent)  # the libraries are there
    for shape in ((48, 40, 50), (48, 64, 64), (64, 64, 80)):
        voxels = np.random.default_rng(0).integers(-1000, 1000, shape).astype(np.int16)
        volume = replace(a_ct, voxels=voxels, geometry=a_grid(*shape))
        told = estimate_run(str(a_folder), volume.geometry, "cpu", report=silent)
        run_model(str(a_folder), volume, {}, "cpu", runs=runs, report=silent)
        kept = read_runs(Path(runs), "noise")[-1]
        assert kept.seconds / 1.5 < told.seconds < kept.seconds * 1.5
        assert kept.reckoned_seconds == pytest.approx(told.seconds)
        assert told.basis == "the measurement at install"
        assert told.plan.startswith("torch float32, on the processor")


def test_folds_mirrored_copies_and_step_count(a_folder: Path, silent) -> None:
    grid = a_grid(100, 100, 100)
    usual = estimate_run(str(a_folder), grid, "cpu", report=silent)
    wide = estimate_run(str(a_folder), grid, "cpu", {"step": "1.0"}, report=silent)
    assert (usual.tiles, wide.tiles) == (6**3, 4**3)
    assert wide.seconds < usual.seconds / 2


def test_past_runs_of_most_similar_size_correct_the_reckoning(a_folder: Path, runs: str, silent) -> None:
    grid = a_grid(100, 100, 100)
    plain = estimate_run(str(a_folder), grid, "cpu", runs=runs, report=silent)
    twice = replace(
        RUN,
        seconds=2 * plain.seconds,
        reckoned_seconds=plain.seconds,
        reckoned_bytes=plain.ram_bytes,
        peak_bytes=plain.ram_bytes + 300 * MEGABYTE,
    )
    add_run(Path(runs), "noise", twice)
    for other in ({"version": "0.9"}, {"device": "cuda"}, {"params": "step=1.0"}):
        add_run(Path(runs), "noise", replace(twice, seconds=99 * plain.seconds, **other))
    told = estimate_run(str(a_folder), grid, "cpu", runs=runs, report=silent)
    assert told.seconds == pytest.approx(2 * plain.seconds)
    assert told.ram_bytes == plain.ram_bytes + 300 * MEGABYTE
    assert told.basis == "1 past run"


def test_a_run_that_cannot_fit_is_told(a_folder: Path, silent) -> None:
    told = estimate_run(str(a_folder), a_grid(30_000, 3000, 3000), "cpu", {"step": "1.0"}, report=silent)
    assert not told.fits
    assert "GB are needed and" in told.plan


def test_a_plugin_is_told_from_its_past_runs_alone(a_plugin: Path, runs: str, silent) -> None:
    grid = a_grid(100, 100, 200)
    assert estimate_run(str(a_plugin), grid, "cpu", runs=runs, report=silent).seconds == 0
    add_run(Path(runs), "threshold", RUN)
    told = estimate_run(str(a_plugin), grid, "cpu", runs=runs, report=silent)
    assert told.seconds == pytest.approx(20.0)


def test_without_a_record_it_is_said(a_folder: Path, silent) -> None:
    (a_folder / "install.json").unlink()
    told = estimate_run(str(a_folder), a_grid(64, 64, 64), "cpu", report=silent)
    assert told.basis == "a usual network of this size"
    assert told.seconds > 0


def test_no_model_is_a_sentence(tmp_path: Path, silent) -> None:
    with pytest.raises(PluginError):
        estimate_run(str(tmp_path), a_grid(10, 10, 10), "cpu", report=silent)


def test_kept_runs_are_few_hold_nothing_of_a_patient_and_damage_is_forgotten(runs: str) -> None:
    folder = Path(runs)
    for n in range(60):
        add_run(folder, "a/../model", replace(RUN, seconds=float(n)))
    assert [path.name for path in folder.iterdir()] == ["a_.._model.json"]
    kept = read_runs(folder, "a/../model")
    assert (len(kept), kept[-1].seconds) == (40, 59.0)
    (folder / "a_.._model.json").write_text('[{"nothing": 1}]', encoding="utf-8")
    assert read_runs(folder, "a/../model") == ()
    nowhere, never, sound = replace(RUN, voxels=0), replace(RUN, seconds=float("nan")), RUN
    for run in (nowhere, never, sound):
        add_run(folder, "odd", run)
    assert read_runs(folder, "odd") == (sound,)
    assert set(PastRun.__dataclass_fields__).isdisjoint({"series", "name", "uid", "patient", "date"})
