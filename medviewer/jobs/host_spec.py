"""HostSpec: what kind of child process does the work, and within which limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from medviewer.core.free_memory import free_memory_bytes
from medviewer.jobs.graphics_cards import graphics_cards
from medviewer.jobs.sandbox import Sandbox

WARM_UP_NUMBER = 0
"""The number of the work that warms a process up; jobs count from 1."""

_MEGABYTE = 1024 * 1024
_RESERVE_MB = 384
"""What the system and the window need to go on while a model is stopped."""
_LARGE_PAGES = ("THP_MEM_ALLOC_ENABLE", "1")
"""Torch asks Linux for pages of 2 MB where it takes much memory: fresh pages of 4 KB took a third of the time
of a network of few channels on the processor."""


@dataclass(frozen=True)
class HostSpec:
    """One kind of child process.

    Parameters
    ----------
    niceness
        Added to the process's nice value (POSIX), so that the window stays smooth.
    memory_limit_mb
        How much a job may take beyond what the process holds when the job starts, not counting the
        arrays it makes with ``report.empty``; None for no limit. Linux only.
    memory_reserve_mb
        The child is stopped when less than this is free on the machine and it holds more itself; 0 for never.
    threads
        Threads for numerical libraries; 0 for as many as there are real cores.
    warm_up, warm_up_arguments
        A function ``"package.module:name"`` that a fresh process runs before its first job.
    grace_s
        Time from asking a job to stop until its process is killed.
    keeps_output
        Whether what libraries print goes to the log. Not for hosts that read files: libraries print
        file names and values from headers.
    sandbox
        What the process may not do.
    stall_s
        How long it may work on one small file without a sign of life before it is killed.
    keeps_spare
        Whether a second, warm process waits, so that the host is back at once after a crash.
    modules
        The packages whose functions may be run.
    environment
        Variables that are set before anything is imported, e.g. which graphics card it sees.
    """

    niceness: int = 0
    memory_limit_mb: int | None = None
    memory_reserve_mb: int = 0
    threads: int = 0
    warm_up: str = ""
    warm_up_arguments: tuple[Any, ...] = ()
    grace_s: float = 0.6
    keeps_output: bool = True
    sandbox: Sandbox = Sandbox.NONE
    stall_s: float = 10.0
    keeps_spare: bool = False
    modules: tuple[str, ...] = ("medviewer",)
    environment: tuple[tuple[str, str], ...] = ()

    @property
    def memory_limit_bytes(self) -> int | None:
        return None if self.memory_limit_mb is None else self.memory_limit_mb * _MEGABYTE

    @property
    def memory_reserve_bytes(self) -> int:
        return self.memory_reserve_mb * _MEGABYTE


def reader_spec(warm_up: str = "") -> HostSpec:
    """The host that reads files: it can neither write nor reach a network nor start a program."""
    return HostSpec(
        memory_limit_mb=_reading_limit_mb(),
        warm_up=warm_up,
        keeps_output=False,
        sandbox=Sandbox.READ_ONLY,
        keeps_spare=True,
        grace_s=0.15,  # it holds nothing that could be lost, and the spare takes over
    )


def writer_spec() -> HostSpec:
    """The host that writes files and reads them back: results, sample studies."""
    return HostSpec(memory_limit_mb=_reading_limit_mb(), keeps_output=False, sandbox=Sandbox.NO_NETWORK)


def library_spec() -> HostSpec:
    """The host that indexes studies into the library's database; it makes way for what the user waits for."""
    return HostSpec(
        niceness=5, memory_limit_mb=_reading_limit_mb(), keeps_output=False, sandbox=Sandbox.NO_NETWORK
    )


def worker_spec() -> HostSpec:
    """The host that computes from volumes what is no model's work: registration, surfaces."""
    return HostSpec(niceness=5, memory_reserve_mb=_RESERVE_MB, sandbox=Sandbox.NO_NETWORK)


def report_spec() -> HostSpec:
    """The host that runs the templates of reports: it can only read, take little memory, and be killed."""
    return HostSpec(memory_limit_mb=512, keeps_output=False, sandbox=Sandbox.READ_ONLY, grace_s=0.15)


def model_specs(plugin_folders: tuple[str, ...] = (), cards: int | None = None) -> tuple[HostSpec, ...]:
    """The hosts that run models: one for each graphics card, at least one.

    Each warms up by importing what the listed plugins need, and sees its own card only. ``cards`` is how
    many there are; None asks the machine.
    """
    one = HostSpec(
        niceness=10,
        memory_reserve_mb=_RESERVE_MB,
        warm_up="medviewer.inference.run:warm_up",
        warm_up_arguments=(plugin_folders,),
        sandbox=Sandbox.NO_NETWORK,
        environment=(_LARGE_PAGES,),
    )
    count = graphics_cards() if cards is None else cards
    if count < 2:
        return (one,)
    return tuple(
        replace(one, environment=(*one.environment, ("CUDA_VISIBLE_DEVICES", str(n)))) for n in range(count)
    )


def _reading_limit_mb() -> int:
    """A file that unpacks to far more than it says must not fill the machine.

    Beyond the arrays that are asked for, reading may take 2 GB, or a third of what is free where that is
    more.
    """
    return max(2048, (free_memory_bytes() or 0) // _MEGABYTE // 3)
