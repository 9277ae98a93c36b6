"""Reordering, trying again, logs, several hosts for one kind of work, and the history."""

from __future__ import annotations

import json
import os
from dataclasses import asdict

import pytest

from medviewer.jobs.graphics_cards import graphics_cards
from medviewer.jobs.history import INTERRUPTED, HistoryEntry, JobHistory
from medviewer.jobs.host_spec import HostSpec, model_specs
from medviewer.jobs.job import Job, JobState
from medviewer.jobs.job_log import JobLog
from tests.jobs.conftest import MODULES, opened_bench


def at_once(work, done, _failed=None):
    done(work())


def ended_order(jobs):
    order = []
    for job in jobs:
        job.finished.connect(lambda ended: order.append(ended.title))
    return order


def test_waiting_jobs_are_done_in_the_order_they_were_moved_to(a_bench):
    running = a_bench.submit("count_up", 5, pause_s=0.05)
    jobs = [a_bench.submit("add", 1, 1, title=name) for name in "abc"]
    a_bench.until(lambda: running.state is JobState.RUNNING)
    told = []
    a_bench.queue.reordered.connect(told.append)
    a_bench.queue.move(jobs[2], -5)
    a_bench.queue.move(jobs[0], 1)
    assert [job.title for job in a_bench.queue.waiting("reader")] == ["c", "b", "a"]
    assert told == [jobs[2], jobs[0]]
    order = ended_order(jobs)
    for job in jobs:
        a_bench.wait(job)
    assert order == ["c", "b", "a"]


def test_a_running_job_cannot_be_moved(a_bench):
    running = a_bench.submit("count_up", 5, pause_s=0.05)
    a_bench.until(lambda: running.state is JobState.RUNNING)
    told = []
    a_bench.queue.reordered.connect(told.append)
    a_bench.queue.move(running, 1)
    assert told == []
    assert a_bench.wait(running).state is JobState.DONE


def test_a_cancelled_job_can_be_done_once_more_for_whoever_waits_for_it(a_bench):
    job = a_bench.submit("count_up", 400, pause_s=0.01)
    results = []
    job.finished.connect(lambda ended: results.append(ended.result))
    a_bench.until(lambda: job.state is JobState.RUNNING)
    job.cancel()
    assert a_bench.wait(job).state is JobState.CANCELLED
    a_bench.queue.retry(job)
    assert job.state is JobState.QUEUED
    assert a_bench.wait(job).state is JobState.DONE
    assert results == [None, 400]


def test_a_job_that_is_done_is_not_done_again(a_bench):
    job = a_bench.run("add", 1, 2)
    a_bench.queue.retry(job)
    assert job.state is JobState.DONE


def test_a_running_job_says_about_how_long_it_still_takes(a_bench):
    job = a_bench.submit("count_up", 60, pause_s=0.02)
    assert job.remaining_seconds is None
    a_bench.until(lambda: job.fraction > 0.3)
    assert 0.0 < job.remaining_seconds < 20.0
    a_bench.wait(job)
    assert job.remaining_seconds is None
    assert job.peak_memory_bytes > 5_000_000


def test_a_log_keeps_what_was_said_and_not_every_number():
    log = JobLog()
    for text in ("Loading", "Tile 1 of 9", "Tile 2 of 9", "", "Checked the result"):
        log.add(text)
    assert [line.split("  ")[1] for line in log.text().splitlines()] == [
        "Loading", "Tile 1 of 9", "Checked the result"
    ]  # fmt: skip


def test_two_hosts_share_the_work_of_one_name_and_see_their_own_card(tmp_path):
    specs = [HostSpec(modules=MODULES, environment=(("MEDVIEWER_TEST_CARD", str(n)),)) for n in range(2)]
    with opened_bench(tmp_path / "logs", model=specs) as bench:
        jobs = [bench.submit("variable", "MEDVIEWER_TEST_CARD", 0.4, host="model") for _ in range(4)]
        for job in jobs:
            bench.wait(job)
        assert {job.result for job in jobs} == {"0", "1"}
        assert set(bench.queue.hosts) == {"model", "model-2"}


def test_a_job_on_the_second_host_can_be_cancelled(tmp_path):
    specs = [HostSpec(modules=MODULES, grace_s=0.3)] * 2
    with opened_bench(tmp_path / "logs", model=specs) as bench:
        jobs = [bench.submit("count_up", 2000, pause_s=0.01, host="model") for _ in range(2)]
        bench.until(lambda: all(job.state is JobState.RUNNING for job in jobs))
        for job in jobs:
            job.cancel()
        assert {bench.wait(job).state for job in jobs} == {JobState.CANCELLED}


def test_each_card_gets_a_host_of_its_own():
    assert len(model_specs(cards=0)) == len(model_specs(cards=1)) == 1
    three = model_specs(("a",), cards=3)
    assert [dict(spec.environment)["CUDA_VISIBLE_DEVICES"] for spec in three] == ["0", "1", "2"]


def test_the_users_word_on_cards_counts(monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "2,3")
    assert graphics_cards() == 1


def test_closing_ends_every_job_though_they_are_forgotten_one_by_one(tmp_path):
    with opened_bench(tmp_path, reader=HostSpec(modules=MODULES)) as bench:
        jobs = [bench.submit("count_up", 50, pause_s=0.1) for _ in range(5)]
        for job in jobs:
            job.finished.connect(bench.queue.forget)
        bench.until(lambda: jobs[0].state is JobState.RUNNING)
        bench.queue.close()
        assert [job.state for job in jobs] == [JobState.CANCELLED] * 5


def test_history_survives_a_restart(a_bench, tmp_path):
    file = tmp_path / "state" / "history.json"
    history = JobHistory(file, at_once, kinds=("sum",))
    history.listen_to(a_bench.queue)
    a_bench.run("add", 1, 2, title="Adding", kind="sum")
    a_bench.run("add", 1, 2, title="of no interest", kind="load")
    (entry,) = JobHistory(file, at_once).entries
    assert (entry.title, entry.kind, entry.state) == ("Adding", "sum", "DONE")
    assert entry.submitted <= entry.started <= entry.ended
    assert entry.peak_memory_bytes > 5_000_000
    assert file.stat().st_mode & 0o077 == 0


def test_a_job_that_the_programs_end_cut_short_was_interrupted(tmp_path):
    file = tmp_path / "history.json"
    job = Job(1, "model", "Lungs", "model", lambda _: None)
    job.update(state=JobState.RUNNING)
    file.write_text(json.dumps([HistoryEntry.of(job).__dict__]))
    (entry,) = JobHistory(file, at_once).entries
    assert entry.state == INTERRUPTED


@pytest.mark.parametrize("text", ["", "{", "[1, null, {}]", '[{"key": 3}]', "\x00\x01", '{"a": 1}'])
def test_a_damaged_history_counts_as_empty(tmp_path, text):
    file = tmp_path / "history.json"
    file.write_text(text)
    assert JobHistory(file, at_once).entries == ()
    kept = file.with_name("history.json.broken")
    is_a_list = text.startswith("[")
    assert kept.exists() is not is_a_list
    assert is_a_list or kept.read_text() == text


def test_two_windows_write_one_history_and_lose_nothing_of_each_other(a_bench, tmp_path):
    file = tmp_path / "history.json"
    one, other = (JobHistory(file, at_once, kinds=(kind,)) for kind in ("sum", "load"))
    for history in (one, other):
        history.listen_to(a_bench.queue)
    a_bench.run("add", 1, 2, title="first", kind="sum")
    a_bench.run("add", 1, 2, title="second", kind="load")
    a_bench.run("add", 1, 2, title="third", kind="sum")
    assert {entry.title for entry in one.entries} == {"third", "first"}
    later = JobHistory(file, at_once)
    assert {entry.title for entry in later.entries} == {"third", "second", "first"}
    later.clear()
    a_bench.run("add", 1, 2, title="fourth", kind="load")
    assert [entry.title for entry in JobHistory(file, at_once).entries] == ["fourth"]
    assert [path.name for path in tmp_path.iterdir()] == ["history.json"]


def test_a_job_that_another_window_still_runs_was_not_interrupted(tmp_path):
    job = Job(1, "model", "Lungs", "model", lambda _: None)
    job.update(state=JobState.RUNNING)
    file = tmp_path / "history.json"
    file.write_text(json.dumps([asdict(HistoryEntry.of(job)) | {"process": os.getppid()}]))
    (entry,) = JobHistory(file, at_once).entries
    assert (entry.state, entry.ended) == ("RUNNING", "")
    (row,) = json.loads(file.read_text())
    assert row["state"] == "RUNNING"


def test_a_history_that_cannot_be_written_disturbs_nothing(a_bench, tmp_path):
    blocked = tmp_path / "a file"
    blocked.write_text("")
    history = JobHistory(blocked / "history.json", at_once, kinds=("sum",))
    history.listen_to(a_bench.queue)
    assert a_bench.run("add", 1, 2, kind="sum").state is JobState.DONE
    assert len(history.entries) == 1


def test_clearing_forgets_what_has_ended(a_bench, tmp_path):
    file = tmp_path / "history.json"
    history = JobHistory(file, at_once, kinds=("sum",))
    history.listen_to(a_bench.queue)
    a_bench.run("add", 1, 2, kind="sum")
    history.clear()
    assert history.entries == ()
    assert JobHistory(file, at_once).entries == ()
