"""SpareChild: a warm process in reserve, so that a host is back at once after a crash."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.jobs.host_spec import HostSpec
from medviewer.jobs.work import Work

if TYPE_CHECKING:
    from medviewer.jobs.spawned_child import SpawnedChild


class SpareChild:
    """At most one process that has been started and told to warm up, and waits."""

    def __init__(self, name: str, spec: HostSpec, log_path: Path) -> None:
        self._name = name
        self._spec = spec
        self._log_path = log_path
        self._child: SpawnedChild | None = None

    @property
    def is_wanted(self) -> bool:
        """Whether the host keeps one and there is none."""
        return self._spec.keeps_spare and (self._child is None or not self._child.is_alive)

    def prepare(self) -> None:
        """Starts one; it warms up by itself. Without one the host only takes longer."""
        self.end()
        with contextlib.suppress(OSError):
            self._child = self._fresh()
            if self._spec.warm_up:
                self._child.channel.send(Work.warm_up(self._spec).message)

    def take(self) -> SpawnedChild:
        """The spare one, or a fresh one.

        Raises
        ------
        OSError
            If there is none and the system cannot start one.
        """
        child, self._child = self._child, None
        if child is not None:
            if child.is_alive:
                return child
            child.end()
        return self._fresh()

    def end(self) -> None:
        """Kills it."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def _fresh(self) -> SpawnedChild:
        # On the host's own thread: the window's start need not wait for channels and shared memory.
        from medviewer.jobs.spawned_child import SpawnedChild

        return SpawnedChild(self._name, self._spec, self._log_path)
