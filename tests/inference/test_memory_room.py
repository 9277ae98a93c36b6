"""A run that does not fit is refused before it starts, and one that takes too much is stopped."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from pack_maker import MEGABYTE, a_pack, a_record

from medviewer.core.errors import ModelError
from medviewer.core.estimate import Estimate
from medviewer.engine import pack_model
from medviewer.engine.backends.make_backend import make_backend
from medviewer.engine.backends.out_of_memory import is_out_of_memory
from medviewer.engine.backends.record import BackendRecord, BackendTrial, write_backend_record
from medviewer.engine.reckoning.estimate import MEASURED
from medviewer.inference import memory_room
from medviewer.inference.loaded_model import forget_models
from medviewer.inference.memory_room import bounded_memory
from medviewer.inference.run import run_model
from medviewer.jobs.host_spec import HostSpec
from medviewer.jobs.job import JobState
from medviewer.jobs.main_thread_calls import MainThreadCalls
from medviewer.jobs.queue import JobQueue

LEANER = "There is too little memory for the fastest way; running in the way that takes the least."
HALF_A_GIGABYTE = 512 * MEGABYTE
TOLD = Estimate(1.0, 10**9, basis=MEASURED)
FAST = BackendTrial("torch", "float32", ms_per_tile=1.0, ram_bytes=400 * MEGABYTE, summed=2)
SMALL = BackendTrial("openvino", "float32", ms_per_tile=2.0, ram_bytes=100 * MEGABYTE, summed=2)
EATING = """
        blocks = []
        while True:
            blocks.append(np.empty(1 << 28, np.uint8))  # asked for and not touched: the machine keeps it
"""

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the bound is a limit of Linux")


@pytest.fixture(autouse=True)
def nothing_is_kept():
    forget_models()
    yield
    forget_models()


@pytest.fixture
def a_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "noise"
    a_pack(folder, 16, 4)
    return folder


def a_record_of(*trials: BackendTrial) -> BackendRecord:
    record = a_record(16, trials[0])
    (stage,) = record.stages
    return BackendRecord(**{**vars(record), "stages": (type(stage)(stage.stage, stage.tile_shape, trials),)})


@linux_only
@pytest.mark.parametrize(
    "ask",
    [lambda: np.empty(HALF_A_GIGABYTE, np.uint8), lambda: torch.empty(HALF_A_GIGABYTE, dtype=torch.uint8)],
)
def test_more_than_twice_of_what_was_told_is_refused_to_libraries(ask) -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    held = []
    with bounded_memory(TOLD, "cpu"), pytest.raises((MemoryError, RuntimeError)) as found:
        held += [ask() for _ in range(8)]
    assert is_out_of_memory(found.value)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    held += [ask() for _ in range(8)]  # as much as one likes again


@linux_only
def test_a_card_has_its_own_bound() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with bounded_memory(TOLD, "cuda:0"):
        assert resource.getrlimit(resource.RLIMIT_DATA) == before


@linux_only
def test_a_model_that_eats_memory_is_one_sentence_and_the_host_goes_on(make_plugin, a_ct, tmp_path) -> None:
    eater = make_plugin("eater", model=[('        report(0.9, "counted")\n', EATING)])
    other = make_plugin("other")
    calls = MainThreadCalls()
    queue = JobQueue({"model": HostSpec()}, calls.post, tmp_path / "logs")
    try:
        jobs = [
            queue.submit(
                "model", "medviewer.inference.run:run_model", str(folder), a_ct, {}, "cpu", title="T"
            )
            for folder in (other, eater, other)
        ]
        assert calls.run_until(lambda: jobs[0].state.is_final, 60)
        pid = queue.hosts["model"].pid
        assert calls.run_until(lambda: jobs[-1].state.is_final, 60)
        assert [job.state for job in jobs] == [JobState.DONE, JobState.FAILED, JobState.DONE]
        assert jobs[1].error.startswith("Threshold needs more memory than this machine has free")
        assert queue.hosts["model"].pid == pid
    finally:
        queue.close()


@linux_only
def test_a_child_that_meets_its_bound_goes_on_in_the_leaner_way(a_folder: Path, a_ct, tmp_path) -> None:
    write_backend_record(a_folder, a_record_of(FAST, SMALL))
    calls = MainThreadCalls()
    spec = HostSpec(modules=("medviewer", "memory_functions"))
    queue = JobQueue({"model": spec}, calls.post, tmp_path / "logs")
    try:
        function = "memory_functions:run_with_a_greedy_torch"
        job = queue.submit("model", function, str(a_folder), a_ct, title="T")
        assert calls.run_until(lambda: job.state.is_final, 120)
        assert job.state is JobState.DONE, job.error
        assert dict(job.result.provenance.parameters)["backend"] == "OpenVINO float32"
    finally:
        queue.close()


def test_what_does_not_fit_is_refused_with_figures_before_anything_is_loaded(
    a_folder: Path, a_ct, silent, monkeypatch
) -> None:
    write_backend_record(a_folder, a_record_of(FAST))
    monkeypatch.setattr(pack_model, "make_backend", lambda *_: pytest.fail("was loaded"))
    for module in ("reckoning", "memory_room"):
        monkeypatch.setattr(f"medviewer.inference.{module}.free_ram_bytes", lambda: 200 * MEGABYTE)
    with pytest.raises(ModelError, match=r"Noise needs about 1\.\d GB of memory for this series and 0\.2 GB"):
        run_model(str(a_folder), a_ct, {}, "cpu", report=silent)


def test_a_guess_refuses_nothing(a_folder: Path, a_ct, silent, monkeypatch) -> None:
    monkeypatch.setattr("medviewer.inference.reckoning.free_ram_bytes", lambda: 1)
    assert run_model(str(a_folder), a_ct, {}, "cpu", report=silent).labels.any()


def test_the_leaner_way_is_chosen_before_the_start_where_only_that_fits(
    a_folder: Path, a_ct, monkeypatch
) -> None:
    write_backend_record(a_folder, a_record_of(FAST, SMALL))
    monkeypatch.setattr("medviewer.inference.reckoning.free_ram_bytes", lambda: 300 * MEGABYTE)
    said: list[str] = []
    result = run_model(
        str(a_folder), a_ct, {}, "cpu", report=lambda fraction, message="": said.append(message)
    )
    assert LEANER in said
    assert dict(result.provenance.parameters)["backend"] == "OpenVINO float32"


def test_full_memory_falls_back_on_the_leaner_way_once_and_says_so(a_folder: Path, a_ct, monkeypatch) -> None:
    write_backend_record(a_folder, a_record_of(FAST, SMALL))
    tried: list[str] = []

    def make(stage, weights, device, precision="auto"):
        backend = make_backend(stage, weights, device, precision)
        tried.append(backend.name)
        if len(tried) == 1:
            backend.forward = full
        return backend

    def full(batch):
        raise RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory")

    monkeypatch.setattr(pack_model, "make_backend", make)
    said: list[str] = []
    run_model(str(a_folder), a_ct, {}, "cpu", report=lambda fraction, message="": said.append(message))
    assert "torch float32" in tried
    assert tried[-1] == "OpenVINO float32"
    assert [message for message in said if message == LEANER] == [LEANER]


def test_models_that_were_loaded_before_make_way_first(a_folder: Path, a_ct, silent, monkeypatch) -> None:
    write_backend_record(a_folder, a_record_of(SMALL))
    free = [MEGABYTE]
    monkeypatch.setattr("medviewer.inference.reckoning.free_ram_bytes", lambda: free[0])
    monkeypatch.setattr(memory_room, "forget_models", lambda: free.append(free.pop() * 1000))
    assert run_model(str(a_folder), a_ct, {}, "cpu", report=silent).labels.any()
