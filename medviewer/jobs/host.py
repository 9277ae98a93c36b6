"""Host: one supervised child process and the thread of the window's process that owns it."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections import deque
from enum import Enum, auto
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from medviewer.jobs import host_log
from medviewer.jobs.caution import Caution
from medviewer.jobs.crash_place import crashed_thread, log_size
from medviewer.jobs.file_notes import FileNotes
from medviewer.jobs.host_spec import HostSpec
from medviewer.jobs.job import Job, JobState
from medviewer.jobs.job_news import JobNews, Post
from medviewer.jobs.spare_child import SpareChild
from medviewer.jobs.stall_watch import StallWatch
from medviewer.jobs.waiting_line import WaitingLine
from medviewer.jobs.work import Work

if TYPE_CHECKING:
    from medviewer.jobs.spawned_child import SpawnedChild

_CLOSING_S = 0.5
_LOOK_S = 0.5
_IDLE_S = 2.0
_MOST_TRIES = 10
_FULL = "It was stopped before it filled the machine's memory; close other series or programs and try again."
_ENDLESS = "keeps the reader busy without end, so it is left out."


class _Course(Enum):
    """What became of a piece of work that was handed over."""

    GOES_ON = auto()
    ENDED = auto()
    NEVER_BEGAN = auto()
    AGAIN = auto()


class Host:
    """Runs work in a child process, one piece at a time, and survives whatever happens there.

    All methods return at once; every change of a `Job` is posted to the main thread. The child is
    started by `warm_up` or by the first job, and again after it was killed or crashed.
    """

    def __init__(
        self, name: str, spec: HostSpec, post: Post, log_dir: Path, line: WaitingLine | None = None
    ) -> None:
        self.name = name
        self.spec = spec
        self.log_path = log_dir / f"{name}.log"
        self._post = post
        self.line = line or WaitingLine()
        self._warm_ups: deque[Work] = deque()
        self._current: Work | None = None
        self._child: SpawnedChild | None = None
        self._spare = SpareChild(name, spec, self.log_path)
        self._caution = Caution()
        self._log_start = 0
        self._watch = StallWatch(None, spec.stall_s)
        self._lock = threading.Lock()
        self._woken, self._wake_up = multiprocessing.Pipe(duplex=False)
        self._is_woken = False
        self._is_closed = False
        self._thread = threading.Thread(target=self._serve, name=f"host {name}", daemon=True)
        self.line.join(self._wake)
        self._thread.start()

    @property
    def pid(self) -> int | None:
        """Process id of the child, None while there is none."""
        child = self._child
        return None if child is None else child.pid

    def warm_up(self) -> None:
        """Starts the child and lets it prepare, in the background."""
        with self._lock:
            self._warm_ups.append(Work.warm_up(self.spec))
        self._wake()

    def ask_to_stop(self, job: Job) -> None:
        """Asks a job to stop if it runs here."""
        with self._lock:
            if self._current is not None and self._current.job is job:
                self._current.cancelled_at = time.monotonic()
        self._wake()

    def log_tail(self, lines: int = 40) -> str:
        """The last lines of the child's log."""
        return host_log.log_tail(self.log_path, lines)

    def close(self) -> None:
        """Kills the child, whatever it does; takes at most half a second."""
        self._is_closed = True
        self._wake()
        child = self._child
        if child is not None:
            child.kill()
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
        self._spare.end()
        with self._lock:
            self._wake_up.close()
            self._woken.close()

    def _wait_for_work(self) -> bool:
        while not self._is_closed:
            with self._lock:  # a job neither waits nor runs at no time that `ask_to_stop` could see
                self._current = self._warm_ups.popleft() if self._warm_ups else self.line.take()
                if self._current is not None:
                    return True
            if self._child is not None and self._spare.is_wanted and not self._woken.poll(_IDLE_S):
                self._spare.prepare()
            else:
                self._sleep_no_more()
        return False

    def _carry_out(self) -> None:
        work = self._current
        if work is None:
            return
        news = JobNews(work.job, self._post)
        try:
            course = self._try_until_it_ends(work, news)
            if course is _Course.NEVER_BEGAN:  # the child had died since its last job: a fresh one
                course = self._try_until_it_ends(work, news)
            if course is _Course.NEVER_BEGAN:
                news.end(JobState.FAILED, error=f"The {self.name} could not be started; its log says why.")
        except MemoryError as error:
            news.end(JobState.FAILED, error=str(error))
        except Exception as error:  # noqa: BLE001 - the edge: one job fails, the host goes on
            self._end_child()
            sentence = f"The {self.name} could not be given this work ({type(error).__name__})."
            news.end(JobState.FAILED, error=sentence)
        self._caution = self._caution.at_ease()
        with self._lock:
            self._current = None

    def _try_until_it_ends(self, work: Work, news: JobNews) -> _Course:
        """Does the work again, with more caution, after each file that stopped the child."""
        for _ in range(_MOST_TRIES):
            work.caution = self._caution
            course = self._try(work, news)
            if course is not _Course.AGAIN:
                return course
        news.end(JobState.FAILED, error=f"Too many files stop the {self.name}; nothing else is affected.")
        return _Course.ENDED

    def _try(self, work: Work, news: JobNews) -> _Course:
        if self._child is None or not self._child.is_alive:
            self._end_child()
            self._child = self._spare.take()
        self._log_start = log_size(self.log_path)
        try:
            self._child.channel.send(work.message)
        except (BrokenPipeError, ConnectionResetError):
            self._end_child()
            return _Course.NEVER_BEGAN
        return self._follow(work, self._child, news)

    def _follow(self, work: Work, child: SpawnedChild, news: JobNews) -> _Course:
        """Stays with a running job until it has ended, one way or the other."""
        from medviewer.jobs.memory_watch import MemoryWatch  # not for the window's start

        has_asked = False
        course = _Course.GOES_ON
        memory = MemoryWatch(child.pid, self.spec.memory_reserve_bytes)
        self._watch = StallWatch(child.pid, self.spec.stall_s)
        while course is _Course.GOES_ON and not self._is_closed:
            remaining = _LOOK_S
            if work.cancelled_at is not None:
                remaining = min(work.cancelled_at + self.spec.grace_s - time.monotonic(), _LOOK_S)
                if remaining <= 0:
                    self._end_child()
                    self._prepare_next()
                    news.end(JobState.CANCELLED)
                    return _Course.ENDED
                if not has_asked:
                    child.tell("cancel", work.number)
                    has_asked = True
            ready = wait([child.channel.connection, self._woken], remaining)
            if self._woken in ready:
                self._sleep_no_more()
            if child.channel.connection in ready:
                course = self._take(work, child, news)
            if course is _Course.GOES_ON and (stuck := self._watch.stuck_on(child.notes)) is not None:
                self._end_child()
                self._caution = self._caution.without(stuck.file, _ENDLESS)
                course = _Course.AGAIN
            elif course is _Course.GOES_ON and memory.is_to_blame:
                self._end_child()
                self._prepare_next()
                news.end(JobState.FAILED, error=_FULL)
                course = _Course.ENDED
        return course

    def _take(self, work: Work, child: SpawnedChild, news: JobNews) -> _Course:
        """Takes one message of the child."""
        try:
            return self._understand(child.channel.receive(), work, child, news)
        except (EOFError, OSError):
            return self._after_crash(work, child, news)
        except Exception:  # noqa: BLE001 - the edge: what the child says cannot be trusted any more
            self._end_child()
            self._prepare_next()
            news.end(JobState.FAILED, error=f"The {self.name} gave back something that is not allowed.")
        return _Course.ENDED

    def _after_crash(self, work: Work, child: SpawnedChild, news: JobNews) -> _Course:
        """Finds the file that stopped the child, if one did: the work is then done again without it."""
        was_killed = child.was_killed_by_system()
        notes = child.notes.open_notes() if child.notes is not None else []
        self._end_child()
        if not news.has_started:
            return _Course.NEVER_BEGAN
        if work.job is None:
            return _Course.ENDED
        thread = crashed_thread(self.log_path, self._log_start)
        caution = None if was_killed else self._caution.after_crash(notes, thread)
        if caution is None or work.cancelled_at is not None:
            self._prepare_next()
            news.end(JobState.FAILED, error=_crash_sentence(self.name, work.job, was_killed))
            return _Course.ENDED
        self._caution = caution
        return _Course.AGAIN

    def _understand(
        self, message: tuple[Any, ...], work: Work, child: SpawnedChild, news: JobNews
    ) -> _Course:
        kind, number, *rest = message
        if kind == "notes":
            child.notes = FileNotes(rest[0])
            return _Course.GOES_ON
        if number != work.number:  # a spare process's warm-up
            if kind in ("done", "failed", "cancelled"):
                child.tell("release", number)
            return _Course.GOES_ON
        if kind == "started":
            news.start()
            return _Course.GOES_ON
        if kind == "progress":
            fraction, text = rest
            self._watch.got_to(fraction)
            news.progress(number, fraction, text)
            return _Course.GOES_ON
        if kind == "partial":
            news.partial(number, rest[0])
            return _Course.GOES_ON
        outcome, peak_memory_mb = rest
        child.tell("release", number)
        if kind == "done":
            news.end(JobState.DONE, result=outcome, fraction=1.0, peak_memory_mb=peak_memory_mb)
        elif kind == "cancelled":
            news.end(JobState.CANCELLED, peak_memory_mb=peak_memory_mb)
        else:
            news.end(JobState.FAILED, error=str(outcome), peak_memory_mb=peak_memory_mb)
        return _Course.ENDED

    def _prepare_next(self) -> None:
        """A fresh child warms up before the next job."""
        if self.spec.warm_up and not self._is_closed:
            self.warm_up()

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


def _crash_sentence(name: str, job: Job, was_killed: bool) -> str:
    reason = ", probably because the machine ran out of memory" if was_killed else ""
    return f"The {name} stopped while working on “{job.title}”{reason}; nothing else is affected."
