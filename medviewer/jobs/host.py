"""Host: one supervised child process and the thread of the window's process that owns it."""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from medviewer.jobs import host_log
from medviewer.jobs.channel import Channel
from medviewer.jobs.child import child_main
from medviewer.jobs.host_spec import HostSpec
from medviewer.jobs.job import Job, JobState
from medviewer.jobs.job_news import JobNews, Post

_CLOSING_S = 0.5


@dataclass(eq=False)
class Work:
    """What a job asks a host to do; ``job`` is None for a warm-up."""

    number: int
    function: str
    arguments: tuple[Any, ...] = ()
    named: dict[str, Any] = field(default_factory=dict)
    job: Job | None = None
    cancelled_at: float | None = None


class Host:
    """Runs work in a child process, one piece at a time, and survives whatever happens there.

    All methods return at once; every change of a `Job` is posted to the main thread. The child is
    started by `warm_up` or by the first job, and again after it was killed or crashed.
    """

    def __init__(self, name: str, spec: HostSpec, post: Post, log_dir: Path) -> None:
        self.name = name
        self.spec = spec
        self.log_path = log_dir / f"{name}.log"
        self._post = post
        self._waiting: deque[Work] = deque()
        self._current: Work | None = None
        self._lock = threading.Lock()
        self._woken, self._wake_up = multiprocessing.Pipe(duplex=False)
        self._is_woken = False
        self._is_closed = False
        self._process: multiprocessing.process.BaseProcess | None = None
        self._channel: Channel | None = None
        self._thread = threading.Thread(target=self._serve, name=f"host {name}", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int | None:
        """Process id of the child, None while there is none."""
        process = self._process
        return process.pid if process is not None and process.is_alive() else None

    def submit(self, work: Work, is_urgent: bool = False) -> None:
        """Queues work; urgent work goes before all that waits."""
        with self._lock:
            if is_urgent:
                self._waiting.appendleft(work)
            else:
                self._waiting.append(work)
        self._wake()

    def warm_up(self) -> None:
        """Starts the child and lets it prepare, in the background."""
        self.submit(Work(0, self.spec.warm_up, self.spec.warm_up_arguments))

    def cancel(self, job: Job) -> bool:
        """Asks a running job to stop, or takes a waiting one out of the queue; True in the latter case."""
        with self._lock:
            for work in self._waiting:
                if work.job is job:
                    self._waiting.remove(work)
                    return True
            if self._current is not None and self._current.job is job:
                self._current.cancelled_at = time.monotonic()
        self._wake()
        return False

    def log_tail(self, lines: int = 40) -> str:
        """The last lines of the child's log."""
        return host_log.log_tail(self.log_path, lines)

    def close(self) -> None:
        """Kills the child, whatever it does; takes at most half a second."""
        self._is_closed = True
        self._wake()
        process = self._process
        if process is not None:
            process.kill()
        self._thread.join(_CLOSING_S)

    def _wake(self) -> None:
        with self._lock:
            if not self._is_woken and not self._wake_up.closed:
                self._is_woken = True
                self._wake_up.send_bytes(b"1")

    def _sleep_no_more(self) -> None:
        """Waits until woken, and takes note of it."""
        self._woken.recv_bytes()
        with self._lock:
            self._is_woken = False

    def _serve(self) -> None:
        """The thread: work after work until closed."""
        while self._wait_for_work():
            self._carry_out()
        self._end_child()
        with self._lock:
            self._wake_up.close()
            self._woken.close()

    def _wait_for_work(self) -> bool:
        while not self._is_closed:
            with self._lock:
                if self._waiting:
                    self._current = self._waiting.popleft()
                    return True
            self._sleep_no_more()
        return False

    def _carry_out(self) -> None:
        work = self._current
        if work is None:
            return
        news = JobNews(work.job, self._post)
        try:
            channel = self._hand_over(work)
        except MemoryError as error:
            news.end(JobState.FAILED, error=str(error))
        except (OSError, TypeError, AttributeError, pickle.PicklingError) as error:
            sentence = f"The {self.name} could not be given this work ({type(error).__name__})."
            news.end(JobState.FAILED, error=sentence)
        else:
            news.start()
            self._follow(work, channel, news)
        with self._lock:
            self._current = None

    def _hand_over(self, work: Work) -> Channel:
        """Sends work to the child, to a fresh one if it has died since the last job."""
        message = ("run", work.number, work.function, work.arguments, work.named)
        channel = self._running_channel()
        try:
            channel.send(message)
        except OSError:
            self._end_child()
            channel = self._running_channel()
            channel.send(message)
        return channel

    def _follow(self, work: Work, channel: Channel, news: JobNews) -> None:
        """Stays with a running job until it has ended, one way or the other."""
        has_asked = False
        while not self._is_closed:
            remaining: float | None = None
            if work.cancelled_at is not None:
                remaining = work.cancelled_at + self.spec.grace_s - time.monotonic()
                if remaining <= 0:
                    self._restart()
                    news.end(JobState.CANCELLED)
                    return
                if not has_asked:
                    has_asked = self._tell(channel, ("cancel", work.number))
            ready = wait([channel.connection, self._woken], remaining)
            if self._woken in ready:
                self._sleep_no_more()
            if channel.connection in ready and self._take(work, channel, news):
                return

    def _take(self, work: Work, channel: Channel, news: JobNews) -> bool:
        """Takes one message of the child; whether the job has ended."""
        try:
            kind, number, *rest = channel.receive()
        except (EOFError, OSError):
            sentence = self._crash_sentence(work)
            self._restart(with_warm_up=work.job is not None)
            news.end(JobState.CANCELLED if work.cancelled_at else JobState.FAILED, error=sentence)
            return True
        except (pickle.UnpicklingError, ValueError, TypeError, LookupError, MemoryError):
            self._restart()
            news.end(JobState.FAILED, error=f"The {self.name} gave back something that is not allowed.")
            return True
        if number != work.number:
            return False
        if kind == "progress":
            news.progress(*rest)
            return False
        self._tell(channel, ("release", number))
        outcome, peak_memory_mb = rest
        if work.cancelled_at is not None or kind == "cancelled":
            news.end(JobState.CANCELLED, peak_memory_mb=peak_memory_mb)
        elif kind == "done":
            news.end(JobState.DONE, result=outcome, fraction=1.0, peak_memory_mb=peak_memory_mb)
        else:
            news.end(JobState.FAILED, error=str(outcome), peak_memory_mb=peak_memory_mb)
        return True

    def _crash_sentence(self, work: Work) -> str:
        if self._process is not None:
            self._process.join(1.0)
        code = self._process.exitcode if self._process is not None else None
        reason = " because the machine ran out of memory" if code == -9 else ""
        what = f" while working on “{work.job.title}”" if work.job is not None else ""
        return f"The {self.name} stopped{what}{reason}; nothing else is affected."

    def _running_channel(self) -> Channel:
        """The channel to a living child; starts one if there is none."""
        if self._channel is None or self.pid is None:
            self._end_child()
            context = multiprocessing.get_context("spawn")
            own, other = context.Pipe(duplex=True)
            self._process = context.Process(
                target=child_main,
                args=(other, self.spec, str(self.log_path)),
                name=f"medviewer {self.name}",
                daemon=True,
            )
            self._process.start()
            other.close()
            self._channel = Channel(own, is_parent=True)
        return self._channel

    def _restart(self, with_warm_up: bool = True) -> None:
        """Ends the child; a fresh one warms up before the next job."""
        self._end_child()
        if with_warm_up and self.spec.warm_up and not self._is_closed:
            self.submit(Work(0, self.spec.warm_up, self.spec.warm_up_arguments), is_urgent=True)

    def _end_child(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._channel is not None:
            self._channel.close()
        self._process = self._channel = None

    def _tell(self, channel: Channel, message: tuple[Any, ...]) -> bool:
        """Sends a small message to a child that may just have died; always True."""
        with contextlib.suppress(OSError):  # noticed at the next receive
            channel.send(message)
        return True
