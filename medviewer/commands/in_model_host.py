"""Work for the command line in a child process that can reach no network, as the window does it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import platformdirs

from medviewer.commands.console import ConsoleReport
from medviewer.core.errors import Cancelled, ModelError
from medviewer.jobs.host_spec import model_specs
from medviewer.jobs.job import Job, JobState
from medviewer.jobs.main_thread_calls import MainThreadCalls
from medviewer.jobs.queue import JobQueue

_LOOK_S = 0.2
_GRACE_S = 5.0


def in_model_host(function: str, *what: Any, title: str, report: ConsoleReport) -> Any:
    """The result of ``"package.module:name"``; Ctrl+C stops it.

    Raises
    ------
    ModelError
        With the sentence of what went wrong there.
    Cancelled
        If it stopped of itself.
    """
    calls = MainThreadCalls()
    # One process that sees all cards, so that --device means the same as anywhere.
    spec = replace(model_specs(cards=0)[0], niceness=0, warm_up="", warm_up_arguments=())
    logs = Path(platformdirs.user_log_dir("medviewer", appauthor=False))
    queue = JobQueue({"model": spec}, calls.post, logs)

    def tell(job: Job) -> None:
        report(job.fraction, job.message)

    try:
        job = queue.submit("model", function, *what, title=title)
        job.changed.connect(tell)
        try:
            while not calls.run_until(lambda: job.state.is_final, _LOOK_S):
                pass
        except KeyboardInterrupt:
            job.cancel()
            calls.run_until(lambda: job.state.is_final, _GRACE_S)
            raise
    finally:
        queue.close()
    if job.state is JobState.FAILED:
        raise ModelError(job.error)
    if job.state is JobState.CANCELLED:
        raise Cancelled("Stopped.")
    return job.result
