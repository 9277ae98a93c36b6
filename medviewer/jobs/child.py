"""The main loop of a child process: takes one job at a time, answers, gives the memory back."""

from __future__ import annotations

import importlib
import os
import pickle
import queue
import sys
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import Cancelled, MedviewerError
from medviewer.jobs.block import Block, empty
from medviewer.jobs.caution import Caution
from medviewer.jobs.channel import Channel
from medviewer.jobs.child_process import (
    MemoryLimit,
    PeakMemory,
    give_memory_back,
    prepare_process,
    take_as_permanent,
)
from medviewer.jobs.child_report import ChildReport, ProgressSender
from medviewer.jobs.file_notes import NOTES_BYTES, FileNotes
from medviewer.jobs.host_log import HostLog
from medviewer.jobs.host_spec import WARM_UP_NUMBER, HostSpec
from medviewer.jobs.reading_guard import ReadingGuard
from medviewer.jobs.sandbox import enter

Message = tuple[Any, ...]


def child_main(connection: Connection, spec: HostSpec, log_path: str) -> None:
    """Where the child process begins."""
    prepare_process(spec)
    log = HostLog(Path(log_path), spec.keeps_output)
    peak_memory = PeakMemory()
    log.line(f"begins: {spec.sandbox.value}, enforced by {enter(spec.sandbox).value}")
    _Child(connection, spec, log, peak_memory).serve()


def find_function(name: str, modules: tuple[str, ...]) -> Callable[..., Any]:
    """The function ``"package.module:name"``.

    Raises
    ------
    ValueError
        If it is not inside one of ``modules``.
    """
    module, _, function = name.partition(":")
    if not function.isidentifier() or not any(module == m or module.startswith(m + ".") for m in modules):
        raise ValueError(f"{name} is not a function that a host may run.")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


class _Child:
    def __init__(self, connection: Connection, spec: HostSpec, log: HostLog, peak_memory: PeakMemory) -> None:
        self._spec = spec
        self._log = log
        self._peak_memory = peak_memory
        self._limit = MemoryLimit(spec.memory_limit_bytes)
        self._channel = Channel(connection, is_parent=False, allocate=self._allocate)
        notes = empty((NOTES_BYTES,), np.uint8)
        self._notes = FileNotes(notes)
        self._channel.send(("notes", 0, notes))
        self._progress = ProgressSender(lambda *news: self._channel.send(("progress", *news)))
        self._inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._held: Message = ()
        self._held_partial: Message = ()
        self._is_spoilt = False

    def serve(self) -> None:
        """Works until the parent is gone."""
        threading.Thread(target=self._listen, name="listen", daemon=True).start()
        self._log.line("ready")
        while True:
            self._handle(self._inbox.get())

    def _listen(self) -> None:
        """Receives; a thread of its own, so that a cancel or the parent's end is noticed during a job."""
        try:
            while True:
                self._sort(self._channel.receive())
        finally:  # the parent is gone, or what it sends cannot be understood
            os._exit(1)

    def _sort(self, message: Message) -> None:
        if message[0] == "cancel":
            self._cancelled.add(message[1])
        else:
            self._inbox.put(message)

    def _handle(self, message: Message) -> None:
        kind, number = message[0], message[1]
        if kind == "run":
            self._run(number, *message[2:])
        elif kind == "release":
            self._held = self._held_partial = ()
            if self._is_spoilt:
                os._exit(0)  # the next job gets a fresh process
            self._log.keep_small()
            give_memory_back()
            if number == WARM_UP_NUMBER:
                take_as_permanent()

    def _run(
        self, number: int, function: str, arguments: tuple[Any, ...], named: dict[str, Any], caution: Caution
    ) -> None:
        begin = time.monotonic()
        self._channel.send(("started", number))
        self._log.line(f"job {number}: {function}")
        self._peak_memory.restart()
        self._limit.begin()
        report = self._report(number, caution)
        answer = self._answer(number, function, arguments, {**named, "report": report})
        self._progress.drop()
        self._log.line(f"job {number}: {answer[0]} after {time.monotonic() - begin:.2f} s")
        try:
            self._channel.send(answer)
        except (MemoryError, TypeError, AttributeError, ValueError, pickle.PicklingError) as error:
            answer = self._failed(number, error, _sentence(error))
            self._channel.send(answer)
        self._held = answer  # until the parent has mapped its arrays
        self._cancelled.discard(number)

    def _report(self, number: int, caution: Caution) -> ChildReport:
        return ChildReport(
            lambda: number in self._cancelled,
            lambda progress: self._progress.tell(number, progress),
            self._empty,
            lambda value: self._tell_partial(number, value),
            ReadingGuard(self._notes, caution),
        )

    def _answer(
        self, number: int, function: str, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> Message:
        try:
            result = find_function(function, self._spec.modules)(*arguments, **named)
        except Cancelled:
            return ("cancelled", number, "", self._peak_memory.megabytes())
        except MedviewerError as error:
            return self._failed(number, error, str(error))
        except Exception as error:  # noqa: BLE001 - the edge: one job fails, the process goes on
            return self._failed(number, error, _sentence(error))
        return ("done", number, result, self._peak_memory.megabytes())

    def _failed(self, number: int, error: BaseException, sentence: str) -> Message:
        self._log.error(error)
        self._is_spoilt = self._is_spoilt or _is_device_fault(error)
        return ("failed", number, sentence, self._peak_memory.megabytes())

    def _tell_partial(self, number: int, value: Any) -> None:
        message = ("partial", number, value)
        self._channel.send(message, still_filled=True)
        if sys.platform == "win32":  # elsewhere a descriptor under way keeps its block
            self._held_partial = message

    def _allocate(self, size_bytes: int) -> Block:
        self._limit.raise_by(size_bytes)
        return Block.create(size_bytes)

    def _empty(self, shape: Sequence[int], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        kind = np.dtype(dtype)
        shape = tuple(int(n) for n in shape)
        size_bytes = int(np.prod([1, *shape], dtype=object)) * kind.itemsize
        return np.ndarray(shape, kind, buffer=self._allocate(size_bytes))


def _sentence(error: BaseException) -> str:
    """What a user is told of an error that is not one of ours."""
    if isinstance(error, MemoryError):
        own = str(error)
        return (
            own
            if own.endswith(".")
            else "There is not enough memory for this; close other series and try again."
        )
    return f"Something unexpected happened ({type(error).__name__}); its place is in the log of this host."


def _is_device_fault(error: BaseException | None) -> bool:
    """Whether the graphics card has faulted, after which nothing more runs on it in this process."""
    while error is not None:
        if "CUDA error" in str(error) and "out of memory" not in str(error):
            return True
        error = error.__cause__
    return False
