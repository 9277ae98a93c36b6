"""Progress, cancel, crash, memory limits: whatever a job does, the next one runs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from medviewer.jobs import memory_watch
from medviewer.jobs.job import JobState
from medviewer.jobs.memory_watch import MemoryWatch


def test_progress_is_told_but_does_not_flood(a_bench):
    job = a_bench.submit("count_up", 100_000)
    seen = []
    job.changed.connect(lambda changed: seen.append((changed.fraction, changed.message)))
    a_bench.wait(job)
    assert job.result == 100_000
    assert (1.0, "last step") in seen
    assert len(seen) < 60
    fractions = [fraction for fraction, _ in seen]
    assert fractions == sorted(fractions)


def test_states_come_in_order_and_times_are_kept(a_bench):
    job = a_bench.submit("add", 1, 2, title="Adding", kind="sum")
    seen = [job.state]
    job.changed.connect(lambda changed: seen.append(changed.state))
    ends = []
    job.finished.connect(ends.append)
    a_bench.wait(job)
    assert seen == [JobState.QUEUED, JobState.RUNNING, JobState.DONE]
    assert ends == [job]
    assert job.submitted <= job.started <= job.ended
    assert (job.title, job.kind, job.host) == ("Adding", "sum", "reader")
    assert job.peak_memory_mb > 5


def test_queue_tells_of_new_jobs(a_bench):
    seen = []
    a_bench.queue.added.connect(seen.append)
    job = a_bench.run("add", 1, 2)
    assert seen == [job]
    assert job in a_bench.queue.jobs


def test_urgent_job_goes_before_those_that_wait(a_bench):
    order = []
    running = a_bench.submit("count_up", 5, pause_s=0.05)
    jobs = [a_bench.submit("add", 1, n) for n in range(2)]
    jobs.append(a_bench.submit("add", 1, 9, urgent=True))
    for job in jobs:
        job.finished.connect(lambda ended: order.append(ended.result))
    for job in [running, *jobs]:
        a_bench.wait(job)
    assert order == [10, 1, 2]


def test_cancel_stops_a_job_at_its_next_report(make_bench):
    bench = make_bench(grace_s=600.0)  # nothing else would stop it
    pid = bench.run("pid").result
    job = bench.submit("wait_for_cancel")
    bench.until(lambda: job.fraction > 0)
    job.cancel()
    assert job.state is JobState.CANCELLING
    bench.wait(job)
    assert job.state is JobState.CANCELLED
    assert bench.run("pid").result == pid, "the process was not killed"


def test_deaf_job_is_killed_and_its_memory_is_back(a_bench):
    pid = a_bench.run("pid").result
    job = a_bench.submit("sleep_deaf", 60)
    a_bench.until(lambda: job.fraction > 0)
    begin = time.monotonic()
    job.cancel()
    a_bench.wait(job)
    assert job.state is JobState.CANCELLED
    assert time.monotonic() - begin > 0.25, "it was given time to listen"
    assert not psutil.pid_exists(pid)
    assert a_bench.run("pid").result != pid


def test_waiting_job_is_cancelled_at_once_and_never_runs(a_bench):
    first = a_bench.submit("count_up", 5, pause_s=0.05)
    second = a_bench.submit("exit_at_once")
    second.cancel()
    assert second.state is JobState.CANCELLED
    assert a_bench.wait(first).state is JobState.DONE


def test_result_that_comes_after_a_cancel_is_dropped(a_bench):
    job = a_bench.submit("made_volume", (10, 100, 100))
    a_bench.until(lambda: job.state is JobState.RUNNING)
    time.sleep(0.2)  # the result is waiting to be posted
    job.cancel()
    a_bench.wait(job)
    assert job.state is JobState.CANCELLED
    assert job.result is None


def test_cancel_of_an_ended_job_does_nothing(a_bench):
    job = a_bench.run("add", 1, 2)
    job.cancel()
    assert job.state is JobState.DONE


@pytest.mark.parametrize("function", ["segfault", "exit_at_once", "killed_for_memory", "exits_quietly"])
def test_crash_fails_one_job_and_the_next_one_runs(a_bench, function):
    crashed = a_bench.submit(function, title="CT chest")
    following = a_bench.submit("add", 1, 2)
    a_bench.wait(crashed)
    assert crashed.state is JobState.FAILED
    assert crashed.error.startswith("The reader stopped while working on “CT chest”")
    assert crashed.error.endswith("nothing else is affected.")
    assert a_bench.wait(following).result == 3


def test_process_that_died_between_jobs_is_replaced_unnoticed(a_bench):
    pid = a_bench.run("pid").result
    os.kill(pid, signal.SIGKILL)
    job = a_bench.run("pid")
    assert job.state is JobState.DONE
    assert job.result != pid


def test_process_is_replaced_after_a_fault_of_the_graphics_card(a_bench):
    pid = a_bench.run("pid").result
    assert a_bench.run("device_fault").error == "The model stopped."
    assert a_bench.run("pid").result != pid


def test_stopped_process_is_killed_on_cancel(a_bench):
    job = a_bench.submit("count_up", 10_000, pause_s=0.01)
    a_bench.until(lambda: job.fraction > 0)
    os.kill(a_bench.queue.hosts["reader"].pid, signal.SIGSTOP)
    job.cancel()
    assert a_bench.wait(job).state is JobState.CANCELLED
    assert a_bench.run("add", 1, 2).result == 3


def test_error_of_ours_is_passed_on_as_its_sentence(a_bench):
    job = a_bench.run("raise_read_error")
    assert job.state is JobState.FAILED
    assert job.error == "The file is not an image."


def test_unexpected_error_names_its_kind_only(a_bench):
    job = a_bench.run("raise_surprise")
    assert "ValueError" in job.error
    assert "12340" not in job.error


def test_asking_for_more_memory_than_there_is_says_so(a_bench):
    job = a_bench.run("ask_too_much")
    assert job.state is JobState.FAILED
    assert job.error.startswith("There is not enough memory: 1,000,000,000 MB are needed")


def test_memory_limit_stops_a_greedy_job_but_not_shared_arrays(make_bench):
    bench = make_bench(memory_limit_mb=100)
    assert bench.run("take_private_memory", 50).state is JobState.DONE
    greedy = bench.run("take_private_memory", 300)
    assert greedy.state is JobState.FAILED
    assert "not enough memory" in greedy.error
    assert bench.run("large_shared_array", 300_000_000).state is JobState.DONE


def test_job_that_fills_the_machine_is_stopped_from_outside(make_bench, monkeypatch):
    """The machine only says that it is full: nobody fills it for a test."""
    bench = make_bench(memory_reserve_mb=10)
    job = bench.submit("sleep_deaf", 60)
    bench.until(lambda: job.state is JobState.RUNNING)
    monkeypatch.setattr(memory_watch, "free_memory_bytes", lambda: 9_000_000)
    bench.wait(job)
    assert job.state is JobState.FAILED
    assert job.error.startswith("It was stopped before it filled the machine's memory")
    monkeypatch.undo()
    assert bench.run("add", 1, 2).result == 3


def test_a_small_child_is_not_to_blame_for_a_full_machine(monkeypatch):
    monkeypatch.setattr(memory_watch, "free_memory_bytes", lambda: 9_000_000)
    assert not MemoryWatch(os.getpid(), 1 << 50).is_to_blame
    assert MemoryWatch(os.getpid(), 10_000_000).is_to_blame
    assert not MemoryWatch(os.getpid(), 0).is_to_blame


def test_memory_of_a_job_is_returned(make_bench):
    bench = make_bench()
    pid = bench.run("pid").result
    before = psutil.Process(pid).memory_info().rss
    job = bench.run("take_private_memory", 200)
    assert job.peak_memory_mb > 200
    assert bench.run("pid").result == pid
    assert psutil.Process(pid).memory_info().rss - before < 20e6


def test_host_warms_up_before_its_first_job_and_again_after_a_crash(make_bench):
    bench = make_bench(warm_up="job_functions:warm_up")
    bench.queue.warm_up("reader")
    first = bench.run("warm_pid").result
    assert first == bench.run("pid").result
    bench.run("exit_at_once")
    second = bench.run("warm_pid").result
    assert second == bench.run("pid").result != first


def test_host_that_crashes_while_warming_up_still_takes_jobs(make_bench):
    bench = make_bench(warm_up="job_functions:exit_at_once")
    bench.queue.warm_up("reader")
    assert bench.run("add", 1, 2).result == 3


def test_niceness_and_threads_are_set(make_bench, monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    assert make_bench(niceness=7, threads=3).run("niceness").result == (os.nice(0) + 7, "3")


def test_only_functions_of_named_packages_may_run(a_bench):
    for function in ("os:system", "medviewerx.jobs:run", "subprocess:run", "medviewer", "job_functions:a.b"):
        with pytest.raises(ValueError, match="not a function that a host may run"):
            a_bench.queue.submit("reader", function, title="")


def test_close_cancels_what_runs_and_what_waits(make_bench):
    bench = make_bench()
    pid = bench.run("pid").result
    running, waiting = bench.submit("sleep_deaf", 60), bench.submit("add", 1, 2)
    bench.until(lambda: running.state is JobState.RUNNING)
    bench.queue.close()
    assert running.state is waiting.state is JobState.CANCELLED
    assert not psutil.pid_exists(pid)


def test_child_ends_when_its_parent_is_killed(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(
        "import sys, time, pathlib\n"
        f"sys.path[:0] = [{str(Path(__file__).parent / 'functions')!r}]\n"
        "from medviewer.jobs.host_spec import HostSpec\n"
        "from medviewer.jobs.main_thread_calls import MainThreadCalls\n"
        "from medviewer.jobs.queue import JobQueue\n"
        "if __name__ == '__main__':\n"
        "    calls = MainThreadCalls()\n"
        "    hosts = {'reader': HostSpec(modules=('job_functions',))}\n"
        "    queue = JobQueue(hosts, calls.post, pathlib.Path('logs'))\n"
        "    job = queue.submit('reader', 'job_functions:pid', title='')\n"
        "    calls.run_until(lambda: job.state.is_final)\n"
        "    queue.submit('reader', 'job_functions:sleep_deaf', 60, title='')\n"
        "    print(job.result, flush=True)\n"
        "    time.sleep(60)\n"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as parent:
        child = psutil.Process(int(parent.stdout.readline()))
        time.sleep(0.3)
        parent.kill()
    psutil.wait_procs([child], timeout=3)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
