"""SpawnedChild: a child process as its parent sees it."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from pathlib import Path
from typing import Any

from medviewer.jobs.channel import Channel
from medviewer.jobs.child import child_main
from medviewer.jobs.file_notes import FileNotes
from medviewer.jobs.host_spec import HostSpec

_ENDING_S = 1.0


class SpawnedChild:
    """Starts a child process; `end` kills it, whatever it does.

    Raises
    ------
    OSError
        If the system cannot start another process.
    """

    def __init__(self, name: str, spec: HostSpec, log_path: Path) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy the window's threads and locks
        own, other = context.Pipe(duplex=True)
        self.channel = Channel(own, is_parent=True)
        self._process = context.Process(
            target=child_main, args=(other, spec, str(log_path)), name=f"medviewer {name}", daemon=True
        )
        try:
            self._process.start()
        except OSError:
            self.channel.close()
            raise
        finally:
            other.close()  # so that the child's end is noticed
        self.pid = self._process.pid
        self.notes: FileNotes | None = None

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def kill(self) -> None:
        """Any thread: makes the process end soon."""
        with contextlib.suppress(ValueError):  # it has been ended already
            self._process.kill()

    def tell(self, *message: Any) -> None:
        """Sends a small message; that the child has died is noticed when receiving."""
        with contextlib.suppress(OSError):
            self.channel.send(message)

    def was_killed_by_system(self) -> bool:
        """Once it is gone: whether it was killed from outside, as a system out of memory does."""
        self._process.join(_ENDING_S)
        return self._process.exitcode == -getattr(signal, "SIGKILL", 9)

    def end(self) -> None:
        """Kills the process if it still runs, and returns all its memory."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.channel.close()
