"""What comes back from a job: values, arrays without a copy, and nothing that is not allowed."""

from __future__ import annotations

import gc
from pathlib import Path

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume
from medviewer.jobs.block import block_of
from medviewer.jobs.job import JobState


def shared_mappings(pid="self"):
    return sum("memfd:medviewer" in line for line in Path(f"/proc/{pid}/maps").read_text().splitlines())


def open_descriptors():
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.fixture
def a_plain_volume():
    voxels = np.arange(40 * 50 * 60, dtype=np.int16).reshape(40, 50, 60)
    return Volume(voxels, Geometry(voxels.shape), unit="HU")


def test_plain_values_come_back(a_bench):
    job = a_bench.run("add", 1, 2)
    assert job.result == 3
    assert job.state is JobState.DONE
    assert job.fraction == 1.0
    assert job.error == ""


def test_volume_comes_back_equal_and_without_a_copy(a_bench):
    volume = a_bench.run("made_volume", (40, 50, 60)).result
    assert np.array_equal(volume.voxels, np.arange(120_000, dtype=np.int16).reshape(40, 50, 60))
    block = block_of(volume.voxels)
    assert block is not None
    assert volume.voxels.ctypes.data == block.address
    assert volume.unit == "HU"


def test_arrays_outside_shared_memory_come_back_equal(a_bench):
    result = a_bench.run("plain_arrays").result
    big = np.arange(300_000, dtype=np.float32)
    assert np.array_equal(result["big"], big)
    assert np.array_equal(result["turned"], big[::-2])
    assert np.array_equal(result["small"], [0, 1, 2])
    assert result["words"].tolist() == ["a", "b"]
    assert np.shares_memory(result["big"], result["same"])


def test_views_of_one_array_still_share_its_memory(a_bench):
    whole, part, reversed_, turned = a_bench.run("parts_of_one_array").result
    assert np.shares_memory(whole, part)
    assert np.array_equal(part, whole[1:3])
    assert np.array_equal(reversed_, whole[::-1])
    assert np.array_equal(turned, whole.transpose(2, 1, 0))


def test_small_part_does_not_keep_a_large_block(a_bench):
    part = a_bench.run("small_part").result
    assert part.shape == (2, 256, 256)
    assert len(block_of(part)) == part.nbytes


def test_argument_is_seen_by_the_job_and_unchanged(a_bench, a_plain_volume):
    assert a_bench.run("mean_of", a_plain_volume).result == a_plain_volume.voxels.mean()


def test_argument_in_shared_memory_is_passed_on_without_a_copy(a_bench):
    volume = a_bench.run("made_volume", (40, 50, 60)).result
    same, is_writeable = a_bench.run("twice", volume).result
    volume.voxels[1, 2, 3] = 77  # two mappings of the same memory
    assert same.voxels[1, 2, 3] == 77
    assert not is_writeable


def test_job_cannot_write_into_its_argument(a_bench, a_plain_volume):
    volume = a_bench.run("made_volume", (40, 50, 60)).result
    before = volume.voxels.copy()
    job = a_bench.run("write_into", volume)
    assert job.state is JobState.FAILED
    assert np.array_equal(volume.voxels, before)


def test_memory_is_free_when_the_last_array_dies(a_bench):
    gc.collect()
    mappings, descriptors = shared_mappings(), open_descriptors()
    job = a_bench.run("made_volume", (100, 200, 200))
    part = job.result.voxels[3:5]
    assert shared_mappings() == mappings + 1
    job.forget_result()
    assert shared_mappings() == mappings + 1, "a view still needs it"
    assert part[0, 0, 1] == np.arange(3 * 40_000 + 2, dtype=np.int16)[-1]
    del part
    assert shared_mappings() == mappings
    assert open_descriptors() == descriptors


def test_child_lets_go_of_a_result_once_it_is_delivered(a_bench):
    a_bench.run("add", 1, 1)
    before = shared_mappings(a_bench.queue.hosts["reader"].pid)
    job = a_bench.run("made_volume", (100, 200, 200))
    assert a_bench.run("add", 1, 1).result == 2  # the release has been handled before this job
    assert shared_mappings(a_bench.queue.hosts["reader"].pid) == before
    assert job.result.voxels[0, 0, 1] == 1


def test_forgotten_job_lets_go_of_its_result(a_bench):
    gc.collect()
    before = shared_mappings()
    job = a_bench.run("made_volume", (40, 50, 60))
    a_bench.queue.forget(job)
    assert job not in a_bench.queue.jobs
    assert shared_mappings() == before


@pytest.mark.parametrize("function", ["foreign_object", "reducing_object", "lying_volume"])
def test_object_that_is_not_allowed_is_refused(a_bench, function):
    job = a_bench.run(function)
    assert job.state is JobState.FAILED
    assert "not allowed" in job.error
    assert job.result is None
    assert a_bench.run("add", 1, 2).result == 3


def test_unpicklable_result_fails_its_job_only(a_bench):
    pid = a_bench.run("pid").result
    job = a_bench.run("unpicklable")
    assert job.state is JobState.FAILED
    assert a_bench.run("pid").result == pid


def test_unpicklable_argument_fails_its_job_only(a_bench):
    job = a_bench.run("add", lambda: 1, 2)
    assert job.state is JobState.FAILED
    assert "could not be given" in job.error
    assert a_bench.run("add", 1, 2).result == 3
