"""The program's reader host, with the corpus's own function allowed, and no event loop."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from medviewer.jobs.host_spec import reader_spec
from medviewer.jobs.job import Job
from medviewer.jobs.main_thread_calls import MainThreadCalls
from medviewer.jobs.queue import JobQueue

CORPUS = str(Path(__file__).parent / "corpus")
if CORPUS not in sys.path:
    sys.path.insert(0, CORPUS)


class Reader:
    """One host; `close` ends it."""

    def __init__(self, logs: Path, modules_more: tuple[str, ...] = (), **fields: Any) -> None:
        self.calls = MainThreadCalls()
        spec = reader_spec("medviewer.io.warm_up:warm_up")
        spec = replace(spec, modules=(*spec.modules, "hostile_reader", *modules_more), **fields)
        self.queue = JobQueue({"reader": spec}, self.calls.post, logs)
        self.logs = logs
        self.queue.warm_up("reader")

    @property
    def pid(self) -> int | None:
        return self.queue.hosts["reader"].pid

    def submit(self, function: str, *arguments: Any, title: str = "") -> Job:
        return self.queue.submit("reader", function, *arguments, title=title)

    def wait(self, job: Job, seconds: float = 180.0) -> Job:
        assert self.calls.run_until(lambda: job.state.is_final, seconds), "the job did not end"
        return job

    def until_it_has_a_spare(self, seconds: float = 180.0) -> int:
        """The number of the process that would take over."""
        spare, end = self.queue.hosts["reader"]._spare, time.monotonic() + seconds
        while spare.is_wanted or spare._child is None:
            assert time.monotonic() < end, "no spare process was started"
            self.calls.run_until(lambda: False, 0.02)
        return spare._child.pid

    def examine(self, path: Path) -> Job:
        """The finished job of looking at one path."""
        return self.wait(self.submit("hostile_reader:examine", str(path)))

    def log_text(self) -> str:
        return "".join(log.read_text(errors="replace") for log in self.logs.iterdir())

    def close(self) -> None:
        self.queue.close()
