"""Queues whose hosts may run the functions of ``tests/jobs/functions``."""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path

import pytest

from medviewer.jobs.host_spec import HostSpec
from medviewer.jobs.main_thread_calls import MainThreadCalls
from medviewer.jobs.queue import JobQueue

FUNCTIONS = str(Path(__file__).parent / "functions")
MODULES = ("medviewer", "job_functions")


class Bench:
    """A queue with what is needed to drive it without an event loop."""

    def __init__(self, log_dir, **hosts):
        self.calls = MainThreadCalls()
        self.queue = JobQueue(hosts, self.calls.post, log_dir)

    def submit(self, function, *args, host="reader", title="a title", **kwargs):
        return self.queue.submit(host, f"job_functions:{function}", *args, title=title, **kwargs)

    def wait(self, job, timeout_s=180.0):
        assert self.calls.run_until(lambda: job.state.is_final, timeout_s), f"{job} did not end"
        return job

    def run(self, function, *args, **kwargs):
        return self.wait(self.submit(function, *args, **kwargs))

    def until(self, condition, timeout_s=180.0):
        """Looks again and again: not all that is waited for comes with a call."""
        end = time.monotonic() + timeout_s
        while not self.calls.run_until(condition, 0.02):
            assert time.monotonic() < end


@contextlib.contextmanager
def opened_bench(log_dir, **hosts):
    bench = Bench(log_dir, **hosts)
    try:
        yield bench
    finally:
        bench.queue.close()


@pytest.fixture(scope="session", autouse=True)
def _functions_are_importable():
    sys.path.insert(0, FUNCTIONS)
    yield
    sys.path.remove(FUNCTIONS)


@pytest.fixture(scope="module")
def a_bench(tmp_path_factory):
    """One host for a whole module: it must survive whatever the tests do to it."""
    with opened_bench(
        tmp_path_factory.mktemp("logs"), reader=HostSpec(grace_s=0.3, modules=MODULES)
    ) as bench:
        yield bench


@pytest.fixture
def make_bench(tmp_path):
    with contextlib.ExitStack() as stack:

        def make(**fields):
            spec = HostSpec(**{"grace_s": 0.3, "modules": MODULES, **fields})
            return stack.enter_context(opened_bench(tmp_path / "logs", reader=spec))

        yield make
