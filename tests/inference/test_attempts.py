"""A full graphics card: sums leave it first, then the whole run does, each once, and it is said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from pack_maker import a_pack

from medviewer.core.errors import ModelError
from medviewer.engine import pack_model
from medviewer.engine.backends.make_backend import make_backend
from medviewer.engine.backends.out_of_memory import is_out_of_memory
from medviewer.inference import run
from medviewer.inference.device import Device
from medviewer.inference.loaded_model import forget_models
from medviewer.inference.run import run_model

SUMS = "The graphics card has too little memory; adding up in the machine's memory instead."
PROCESSOR = "The graphics card has too little memory; running on the processor instead."


class Card:
    """Stands in for a graphics card: its networks run on the processor and run out of memory as told."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.loaded: list[str] = []

    def make(self, stage, weights, device, precision="auto"):
        self.loaded.append(device)
        backend = make_backend(stage, weights, "cpu", "float32")
        forward = backend.forward

        def on_card(batch):
            if device != "cpu" and self.failures:
                self.failures -= 1
                raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")
            return forward(batch)

        backend.forward = on_card
        return backend


@pytest.fixture(autouse=True)
def one_thread():
    """Threads that wait for each other at every little layer take most of the time on a busy machine."""
    count = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(count)


@pytest.fixture
def a_folder(tmp_path: Path) -> Path:
    a_pack(tmp_path / "noise", 16, 4)
    return tmp_path / "noise"


@pytest.fixture
def run_on_card(a_folder: Path, a_ct, monkeypatch):
    """Runs the pack on a card that fails so many times; what was said, the result, the card."""

    def run_it(failures: int, device: str = "cuda:0"):
        forget_models()
        card, said = Card(failures), []
        monkeypatch.setattr(pack_model, "make_backend", card.make)
        monkeypatch.setattr(run, "choose_device", lambda wanted: Device(device, "Running on a card."))
        result = run_model(
            str(a_folder), a_ct, {}, "auto", report=lambda fraction, message="": said.append(message)
        )
        return [one for one in said if one in (SUMS, PROCESSOR)], result, card

    yield run_it
    forget_models()


def test_card_with_enough_memory_is_not_spoken_of(run_on_card) -> None:
    said, result, _ = run_on_card(0)
    assert said == []
    assert result.provenance.device == "cuda:0"


def test_sums_leave_the_card_first(run_on_card) -> None:
    said, result, card = run_on_card(1)
    assert said == [SUMS]
    assert result.provenance.device == "cuda:0"
    assert card.loaded == ["cuda:0", "cuda:0"]


def test_the_processor_takes_over_at_last_and_the_result_is_the_same(run_on_card) -> None:
    _, wanted, _ = run_on_card(0)
    said, result, card = run_on_card(99)
    assert said == [SUMS, PROCESSOR]
    assert result.provenance.device == "cpu"
    assert card.loaded == ["cuda:0", "cuda:0", "cpu"]
    assert np.array_equal(result.labels, wanted.labels)
    assert "sums" not in dict(result.provenance.parameters)


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory"),
        RuntimeError("std::bad_alloc"),
        RuntimeError("[ONNXRuntimeError] : Failed to allocate memory for requested buffer of size 9"),
    ],
)
def test_full_memory_of_the_machine_is_one_sentence(
    a_folder: Path, a_ct, silent, monkeypatch, error: Exception
) -> None:
    assert is_out_of_memory(error)

    class Full:
        name, device = "torch float32", "cpu"

        def forward(self, batch):
            raise error

        def close(self) -> None:
            pass

    monkeypatch.setattr(pack_model, "make_backend", lambda *_: Full())
    with pytest.raises(ModelError, match="Noise needs more memory than this machine has free"):
        run_model(str(a_folder), a_ct, {}, "cpu", report=silent)
    forget_models()
