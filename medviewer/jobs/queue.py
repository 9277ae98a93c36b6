"""JobQueue: all background work of a program, over several hosts."""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from psygnal import Signal

from medviewer.jobs.host import Host
from medviewer.jobs.host_spec import HostSpec
from medviewer.jobs.job import Job, JobState
from medviewer.jobs.job_news import Post
from medviewer.jobs.waiting_line import WaitingLine
from medviewer.jobs.work import Work

_FUNCTION = re.compile(r"[a-zA-Z_][\w.]*:[a-zA-Z_]\w*")


class JobQueue:
    """Submits jobs to hosts and keeps the list of them. Used on the main thread only.

    Parameters
    ----------
    hosts
        Each host runs one job at a time, in order; different hosts run side by side. Several specs under
        one name are hosts that share the work of that name.
    post
        Runs a callable on the main thread, from any thread, in order.
    log_dir
        Where each host keeps ``<name>.log``.
    """

    added = Signal(Job)
    removed = Signal(Job)
    reordered = Signal(Job)

    def __init__(self, hosts: Mapping[str, HostSpec | Sequence[HostSpec]], post: Post, log_dir: Path) -> None:
        self._numbers = itertools.count(1)
        self.jobs: list[Job] = []
        self.hosts: dict[str, Host] = {}
        self._works: dict[int, Work] = {}
        for name, specs in hosts.items():
            line = WaitingLine()
            for n, spec in enumerate([specs] if isinstance(specs, HostSpec) else specs, 1):
                own_name = name if n == 1 else f"{name}-{n}"
                self.hosts[own_name] = Host(own_name, spec, post, Path(log_dir), line)

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
        self._works[job.id] = Work(job.id, function, args, kwargs, job)
        job.finished.connect(self._let_go_of_work)
        self.hosts[host].line.add(self._works[job.id], is_urgent=urgent)
        return job

    def waiting(self, host: str) -> list[Job]:
        """The jobs that wait for a host, the next one first."""
        return self.hosts[host].line.jobs()

    def move(self, job: Job, offset: int) -> None:
        """Moves a waiting job by ``offset`` places, negative to the front. Harmless once it runs."""
        if self.hosts[job.host].line.move(job, offset):
            self.reordered.emit(job)

    def retry(self, job: Job) -> None:
        """Does a job that failed or was cancelled once more; whoever waits for its result gets it then.

        Its arguments are kept until `forget`. Harmless for any other job.
        """
        work = self._works.get(job.id)
        if work is None or job.state not in (JobState.FAILED, JobState.CANCELLED):
            return
        self._works[job.id] = Work(job.id, work.function, work.arguments, work.named, job)
        job.start_again()
        self.hosts[job.host].line.add(self._works[job.id])

    def warm_up(self, host: str) -> None:
        """Starts a host's process (one of several is enough) and lets it prepare, in the background."""
        self.hosts[host].warm_up()

    def forget(self, job: Job) -> None:
        """Takes a job that has ended off the list and lets go of its result."""
        if job.state.is_final and job in self.jobs:
            self.jobs.remove(job)
            job.forget_result()
            self._works.pop(job.id, None)
            self.removed.emit(job)

    def close(self) -> None:
        """Kills all hosts; jobs that had not ended are cancelled. Takes at most about half a second."""
        closers = [threading.Thread(target=host.close) for host in self.hosts.values()]
        for closer in closers:
            closer.start()
        for closer in closers:
            closer.join()
        for job in list(self.jobs):  # who hears of the end may take a job off the list
            job.update(state=JobState.CANCELLED)

    def _ask_to_stop(self, job: Job) -> None:
        line = self.hosts[job.host].line
        if line.remove(job):
            job.update(state=JobState.CANCELLED)
            return
        for host in self.hosts.values():
            if host.line is line:
                host.ask_to_stop(job)
        job.update(state=JobState.CANCELLING)

    def _let_go_of_work(self, job: Job) -> None:
        """What a job was given may be large; only one that can be tried again keeps it."""
        if job.state is JobState.DONE:
            self._works.pop(job.id, None)
