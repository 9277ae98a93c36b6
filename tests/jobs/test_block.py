"""Shared memory itself."""

from __future__ import annotations

import gc
import io
import multiprocessing
import os
import pickle
import struct
from pathlib import Path

import numpy as np
import pytest

from medviewer.jobs import block as block_module
from medviewer.jobs.allowed_types import find_allowed_type
from medviewer.jobs.block import Block, block_of, empty
from medviewer.jobs.channel import Channel

NAMED = Path("/dev/shm")  # noqa: S108 - where named shared memory shows


@pytest.fixture
def a_pair():
    one, other = multiprocessing.Pipe(duplex=True)
    parent, child = Channel(one, is_parent=True), Channel(other, is_parent=False)
    yield parent, child
    parent.close()
    child.close()


def test_new_array_is_zero_and_writable():
    array = empty((3, 4), np.int16)
    assert array.shape == (3, 4)
    assert not array.any()
    array[1, 1] = 5
    assert block_of(array[1:]) is block_of(array)


def test_array_of_no_elements_is_possible():
    assert empty((0, 4), np.float32).size == 0


def test_plain_array_lies_in_no_block():
    assert block_of(np.zeros(3)) is None
    assert block_of(np.frombuffer(b"abcd", np.uint8)) is None


def test_descriptor_is_closed_with_the_last_array():
    array = empty((100,), np.uint8)
    descriptor = block_of(array).handle
    os.fstat(descriptor)
    del array
    gc.collect()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)


def test_block_that_is_smaller_than_it_claims_is_refused():
    descriptor = os.memfd_create("short")
    os.ftruncate(descriptor, 100)
    with pytest.raises(ValueError, match="smaller than it claims"):
        Block.adopt(descriptor, 1000)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts descriptors as Linux tells them")
def test_a_message_of_blocks_that_lie_leaves_no_descriptor_open(a_pair):
    parent, child = a_pair
    descriptors = Path("/proc/self/fd")
    arrays = [empty((70_000,), np.uint8) for _ in range(3)]
    gc.collect()  # what others left open is not closed while this one counts
    before = len(list(descriptors.iterdir()))
    for lie in (1_000_000, 70_000):
        head = pickle.dumps([(lie, ""), (70_000, ""), (70_000, "")])
        child.connection.send_bytes(struct.pack("<I", len(head)) + head + pickle.dumps(("x",)))
        child._send_descriptors([block_of(array).handle for array in arrays])
        if lie == 70_000:
            assert parent.receive() == ("x",)
        else:
            with pytest.raises(ValueError, match="smaller than it claims"):
                parent.receive()
        gc.collect()
        assert len(list(descriptors.iterdir())) == before


def test_other_side_cannot_shrink_a_block():
    array = empty((100_000,), np.uint8)
    with pytest.raises(PermissionError):
        os.ftruncate(block_of(array).handle, 10)


def test_machine_with_too_little_memory_says_so(monkeypatch):
    monkeypatch.setattr(block_module, "free_memory_bytes", lambda: 100_000_000)
    with pytest.raises(MemoryError, match="90 MB are needed, and 100 MB are free"):
        Block.create(90_000_000)


def test_systems_without_memfd_use_memory_without_a_name(monkeypatch):
    before = set(NAMED.iterdir())
    monkeypatch.setattr(block_module, "_anonymous_file", block_module._unlinked_shared_memory)
    array = empty((300, 300), np.uint8)
    array[:] = 7
    assert set(NAMED.iterdir()) == before
    assert array.sum() == 7 * 90_000


def test_many_arrays_travel_in_one_message(a_pair):
    parent, child = a_pair
    parent.send(("run", *[np.full(70_000, n, np.uint8) for n in range(130)]))
    arrays = child.receive()[1:]
    assert [int(array[-1]) for array in arrays] == list(range(130))
    assert not any(array.flags.writeable for array in arrays)


def test_array_that_claims_more_than_its_block_is_refused(a_pair):
    parent, child = a_pair

    class Lying(pickle.Pickler):
        def persistent_id(self, obj):
            return (0, 0, (1000, 1000), (1000, 1), "|u1", True) if obj == "array" else None

    def send(place):
        buffer = io.BytesIO()
        Lying.persistent_id = lambda self, obj: place if obj == "array" else None
        Lying(buffer).dump(("done", "array"))
        head = pickle.dumps([(70_000, "")])
        child.connection.send_bytes(struct.pack("<I", len(head)) + head + buffer.getvalue())
        child._send_descriptors([block_of(owner).handle])

    owner = empty((70_000,), np.uint8)
    for place in [
        (0, 0, (1000, 1000), (1000, 1), "|u1", True),
        (0, 69_999, (100,), (1,), "|u1", True),
        (0, 0, (100,), (-1,), "|u1", True),
        (0, 0, (100,), (8,), "|O", True),
        (5, 0, (100,), (1,), "|u1", True),
    ]:
        send(place)
        with pytest.raises((ValueError, TypeError, IndexError, pickle.UnpicklingError)):
            parent.receive()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "system"),
        ("builtins", "eval"),
        ("builtins", "getattr"),
        ("medviewer.core.provenance", "fingerprint"),
        ("medviewer.core.provenance", "hashlib.sha256"),
        ("medviewer.core.volume", "np"),
        ("medviewer.core.volume", "Any"),
        ("medviewer.io.load", "load_series"),
        ("numpy", "load"),
        ("pathlib", "os"),
    ],
)
def test_functions_and_foreign_names_are_not_allowed(module, name):
    with pytest.raises(pickle.UnpicklingError, match="not allowed"):
        find_allowed_type(module, name)
