"""A file that stops the process is named and left out; all others are read, and the host is back at once."""

from __future__ import annotations

import psutil
import pytest

from medviewer.jobs.job import JobState

MODULES = ("reading_functions",)


@pytest.fixture
def make_reader(make_bench):
    return lambda **fields: make_bench(**{"modules": MODULES, "keeps_output": False, **fields})


@pytest.fixture
def read(tmp_path):
    """Submits the reading of files with these contents, named 0, 1, 2 ..."""

    def submit(bench, *contents, threads=2, function="read_files"):
        paths = []
        for n, content in enumerate(contents):
            path = tmp_path / str(n)
            path.write_text(content)
            paths.append(str(path))
        return bench.wait(
            bench.queue.submit("reader", f"reading_functions:{function}", paths, threads, title="x")
        )

    return submit


@pytest.mark.parametrize("fault", ["crash", "abort"])
def test_a_file_that_crashes_the_process_is_left_out_by_name(make_reader, read, tmp_path, fault):
    job = read(make_reader(), "a", "slow", fault, "slow", "b")
    assert job.state is JobState.DONE
    assert job.result == (
        ["a", "b", "slow", "slow"],
        [f"{tmp_path / '2'} makes the reader crash, so it is left out."],
    )


def test_each_of_several_such_files_is_named(make_reader, read, tmp_path):
    job = read(make_reader(), "crash", "a", "abort", "crash")
    assert job.result[0] == ["a"]
    assert [sentence.split()[0] for sentence in job.result[1]] == [str(tmp_path / n) for n in "023"]


def test_where_nobody_says_which_thread_it_was_no_innocent_file_is_left_out(make_reader, read, tmp_path):
    job = read(make_reader(), "slow", "silent crash", "slow", "slow", threads=3)
    assert job.result[0] == ["slow"] * 3
    assert [sentence.split()[0] for sentence in job.result[1]] == [str(tmp_path / "1")]


def test_a_file_that_never_ends_is_left_out(make_reader, read, tmp_path):
    job = read(make_reader(stall_s=0.6), "a", "hang", "b")
    assert job.result == (
        ["a", "b"],
        [f"{tmp_path / '1'} keeps the reader busy without end, so it is left out."],
    )


def test_work_that_reads_no_file_may_take_its_time(make_reader):
    bench = make_reader(stall_s=0.2)
    job = bench.wait(bench.queue.submit("reader", "reading_functions:long_work", 1.5, title=""))
    assert job.result == "done"


def test_a_file_is_remembered_until_it_changes(make_reader, read, tmp_path):
    bench = make_reader()
    assert len(read(bench, "crash").result[1]) == 1
    pid = bench.queue.hosts["reader"].pid
    again = bench.queue.submit("reader", "reading_functions:read_files", [str(tmp_path / "0")], 1, title="")
    assert len(bench.wait(again).result[1]) == 1
    assert bench.queue.hosts["reader"].pid == pid, "it was not tried again"
    assert read(bench, "mended").result == (["mended"], [])


def test_too_many_such_files_end_in_one_sentence(make_reader, read):
    job = read(make_reader(), *["crash"] * 12, threads=1)
    assert job.state is JobState.FAILED
    assert job.error == "Too many files stop the reader; nothing else is affected."


def test_a_crash_of_a_thread_that_reads_nothing_blames_the_only_file_there_is(make_reader, tmp_path):
    (tmp_path / "0").write_text("a")
    bench = make_reader()
    job = bench.wait(
        bench.queue.submit("reader", "reading_functions:crash_elsewhere", str(tmp_path / "0"), title="")
    )
    assert job.error == f"{tmp_path / '0'} makes the reader crash, so it is left out."


def test_a_cancel_during_the_second_try_is_heard(make_reader, read, tmp_path):
    bench = make_reader()
    (tmp_path / "0").write_text("crash")
    (tmp_path / "1").write_text("hang")
    paths = [str(tmp_path / name) for name in "01"]
    job = bench.queue.submit("reader", "reading_functions:read_files", paths, 1, title="")
    pid = None

    def is_second_try():
        nonlocal pid
        now = bench.queue.hosts["reader"].pid
        pid, changed = now or pid, pid is not None and now not in (None, pid)
        return changed

    bench.until(is_second_try)
    job.cancel()
    assert bench.wait(job).state is JobState.CANCELLED


def test_a_spare_process_takes_over_at_once(make_reader, read):
    bench = make_reader(keeps_spare=True, warm_up="reading_functions:slow_start")
    bench.queue.warm_up("reader")
    assert read(bench, "a").result[0] == ["a"]
    spare = bench.queue.hosts["reader"]._spare
    bench.until(lambda: not spare.is_wanted)  # idle, so that the spare one is started
    pid = spare._child.pid
    assert read(bench, "crash", "b").result[0] == ["b"]
    assert bench.queue.hosts["reader"].pid == pid
    assert read(bench, "a").result[0] == ["a"]


def test_no_process_outlives_the_queue(make_reader, read):
    others = psutil.Process().children()
    bench = make_reader(keeps_spare=True)
    read(bench, "a")
    spare = bench.queue.hosts["reader"]._spare
    bench.until(lambda: not spare.is_wanted)
    children = [child for child in psutil.Process().children() if child not in others]
    assert len(children) >= 2
    bench.queue.close()
    assert not [
        child for child in psutil.wait_procs(children, timeout=3)[1] if "spawn_main" in str(child.cmdline())
    ]
