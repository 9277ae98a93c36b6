"""JobQueue: all background work of a program, over several hosts."""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psygnal import Signal

from medviewer.jobs.host import Host
from medviewer.jobs.host_spec import HostSpec
from medviewer.jobs.job import Job, JobState
from medviewer.jobs.job_news import Post
from medviewer.jobs.work import Work

_FUNCTION = re.compile(r"[a-zA-Z_][\w.]*:[a-zA-Z_]\w*")


class JobQueue:
    """Submits jobs to hosts and keeps the list of them. Used on the main thread only.

    Parameters
    ----------
    hosts
        Each host runs one job at a time, in order; different hosts run side by side.
    post
        Runs a callable on the main thread, from any thread, in order.
    log_dir
        Where each host keeps ``<name>.log``.
    """

    added = Signal(Job)
    removed = Signal(Job)

    def __init__(self, hosts: Mapping[str, HostSpec], post: Post, log_dir: Path) -> None:
        self._numbers = itertools.count(1)
        self.jobs: list[Job] = []
        self.hosts = {name: Host(name, spec, post, Path(log_dir)) for name, spec in hosts.items()}

    def submit(
        self,
        host: str,
        function: str,
        /,
        *args: Any,
        title: str,
        kind: str = "",
        urgent: bool = False,
        **kwargs: Any,
    ) -> Job:
        """Queues ``function(*args, report=report, **kwargs)`` on a host.

        Arrays that came from a host are shared with this one, not copied: they must not be written
        until the job has ended. The function sees them read-only.

        Parameters
        ----------
        host, function
            Name of the host, and ``"package.module:name"``, which is imported in the child only.
        title, kind
            What the user reads; a word for the caller's own use.
        urgent
            Goes before all that waits on this host.

        Raises
        ------
        KeyError, ValueError
            If there is no such host, or ``function`` is not a name that it may run.
        """
        allowed = self.hosts[host].spec.modules
        if not _FUNCTION.fullmatch(function) or function.split(":")[0].split(".")[0] not in allowed:
            raise ValueError(f"{function} is not a function that a host may run.")
        job = Job(next(self._numbers), host, title, kind, self._ask_to_stop)
        self.jobs.append(job)
        self.added.emit(job)
        self.hosts[host].submit(Work(job.id, function, args, kwargs, job), is_urgent=urgent)
        return job

    def warm_up(self, host: str) -> None:
        """Starts a host's process and lets it prepare, in the background."""
        self.hosts[host].warm_up()

    def forget(self, job: Job) -> None:
        """Takes a job that has ended off the list and lets go of its result."""
        if job.state.is_final and job in self.jobs:
            self.jobs.remove(job)
            job.forget_result()
            self.removed.emit(job)

    def close(self) -> None:
        """Kills all hosts; jobs that had not ended are cancelled. Takes at most about half a second."""
        closers = [threading.Thread(target=host.close) for host in self.hosts.values()]
        for closer in closers:
            closer.start()
        for closer in closers:
            closer.join()
        for job in self.jobs:
            job.update(state=JobState.CANCELLED)

    def _ask_to_stop(self, job: Job) -> None:
        if self.hosts[job.host].cancel(job):
            job.update(state=JobState.CANCELLED)
        else:
            job.update(state=JobState.CANCELLING)
