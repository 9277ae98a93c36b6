"""Partial results: what a job hands over before its end, and what becomes of it."""

from __future__ import annotations

import gc
from pathlib import Path

import numpy as np

from medviewer.jobs.block import block_of
from medviewer.jobs.job import JobState


def shared_mappings():
    return sum("memfd:medviewer" in line for line in Path("/proc/self/maps").read_text().splitlines())


def submitted(a_bench, function, *args, **kwargs):
    job = a_bench.submit(function, *args, **kwargs)
    seen = []
    job.partial.connect(seen.append)
    return job, seen


def test_partial_result_comes_before_the_end_and_fills_while_it_is_looked_at(a_bench, tmp_path):
    go_on = tmp_path / "go on"
    job, seen = submitted(a_bench, "hand_over_then_fill_halves", 20, str(go_on))
    a_bench.until(lambda: bool(seen))
    values, arrived = seen[0]
    a_bench.until(lambda: arrived.sum() == 10)
    assert job.state is JobState.RUNNING
    assert all((values[n] == n).all() for n in np.flatnonzero(arrived))
    go_on.touch()
    a_bench.wait(job)
    assert arrived.all()
    assert [int(plane[0, 0]) for plane in values] == list(range(20))


def test_final_result_lies_in_the_memory_of_the_partial_one(a_bench):
    job, seen = submitted(a_bench, "hand_over_then_fill", 3, pause_s=0.0)
    values, arrived = a_bench.wait(job).result
    assert np.shares_memory(values, seen[0][0])
    assert np.shares_memory(arrived, seen[0][1])
    assert block_of(values) is block_of(seen[0][0])


def test_array_of_a_partial_result_outlives_the_process_that_made_it(a_bench):
    job, seen = submitted(a_bench, "hand_over_and_die")
    a_bench.wait(job)
    assert job.state is JobState.FAILED
    assert not seen[0][0].any()
    assert a_bench.run("add", 1, 2).result == 3


def test_nothing_is_handed_over_once_the_user_has_asked_to_stop(a_bench):
    job, seen = submitted(a_bench, "hand_over_then_fill", 500)
    a_bench.until(lambda: job.state is JobState.RUNNING)
    job.cancel()
    known = len(seen)
    a_bench.wait(job)
    assert job.state is JobState.CANCELLED
    assert len(seen) == known


def test_memory_of_partial_results_is_free_when_nothing_shows_them(a_bench):
    gc.collect()
    before = shared_mappings()
    job, seen = submitted(a_bench, "hand_over_often", 12)
    a_bench.wait(job)
    assert [int(values[0, 0, 0]) for values in seen] == list(range(12))
    assert shared_mappings() - before == 12
    seen.clear()
    gc.collect()
    assert shared_mappings() == before


def test_partial_result_that_holds_a_function_ends_the_process(a_bench):
    pid = a_bench.run("pid").result
    job, seen = submitted(a_bench, "hand_over_a_function")
    a_bench.wait(job)
    assert job.state is JobState.FAILED
    assert job.error == "The reader gave back something that is not allowed."
    assert not seen
    assert a_bench.run("pid").result != pid


def test_small_part_of_a_large_block_is_shared_too_while_it_is_filled(a_bench):
    job, seen = submitted(a_bench, "hand_over_parts_of_large_blocks")
    a_bench.wait(job)
    some_slices, one_row = seen[0]
    assert some_slices.shape == (2, 100, 100)
    assert (some_slices == 9).all()
    assert (one_row == 9).all()
