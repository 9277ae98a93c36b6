"""Where a model runs, on machines with and without a graphics card."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from medviewer.core.errors import ModelError
from medviewer.engine.backends.out_of_memory import is_out_of_memory
from medviewer.inference.device import choose_device


@pytest.fixture
def machine_with(monkeypatch):
    """Makes torch see cards with so many bytes free."""

    def make(*free_bytes):
        cuda = SimpleNamespace(
            is_available=lambda: bool(free_bytes),
            device_count=lambda: len(free_bytes),
            mem_get_info=lambda index: (free_bytes[index], 80e9),
            get_device_name=lambda index: f"Card {index}",
        )
        monkeypatch.setitem(sys.modules, "torch", SimpleNamespace(cuda=cuda))

    return make


def test_processor_needs_no_torch(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)  # importing it would fail
    assert choose_device("cpu").name == "cpu"


def test_auto_takes_the_card_with_most_free_memory(machine_with):
    machine_with(3e9, 9e9)
    device = choose_device("auto")
    assert device.name == "cuda:1"
    assert device.reason == "Running on Card 1."


def test_auto_takes_the_processor_if_no_card_has_enough_free_memory(machine_with):
    machine_with(1e9)
    device = choose_device("auto")
    assert device.name == "cpu"
    assert "only 1.0 GB of the graphics card are free" in device.reason


def test_auto_takes_the_processor_without_a_card(machine_with):
    machine_with()
    assert choose_device("auto").name == "cpu"


def test_card_that_is_asked_for_must_be_there(machine_with):
    machine_with(9e9)
    assert choose_device("cuda").name == "cuda:0"
    assert choose_device("cuda:0").name == "cuda:0"
    with pytest.raises(ModelError, match="no graphics card cuda:3"):
        choose_device("cuda:3")
    machine_with()
    with pytest.raises(ModelError, match="No graphics card"):
        choose_device("cuda")


@pytest.mark.parametrize("name", ["gpu", "", "cuda:x", "mps "])
def test_unknown_device_is_refused(machine_with, name):
    machine_with(9e9)
    with pytest.raises(ModelError, match="no device"):
        choose_device(name)


class OutOfMemoryError(RuntimeError):
    pass


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OutOfMemoryError("x"), True),
        (RuntimeError("CUDA out of memory. Tried to allocate 2 GiB"), True),
        (RuntimeError("CUDA error: out of memory"), True),
        (RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried"), True),
        (MemoryError(), True),
        (RuntimeError("CUDA error: device-side assert triggered"), False),
        (ValueError("wrong shape"), False),
    ],
)
def test_lack_of_memory_is_told_from_other_errors(error, expected):
    assert is_out_of_memory(error) is expected
