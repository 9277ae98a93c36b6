"""What a child process does to itself: priority, threads, memory limit, end with its parent."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import re
import signal
import sys
from pathlib import Path

from medviewer.jobs.host_spec import HostSpec
from medviewer.jobs.usable_cores import usable_cores

_PR_SET_PDEATHSIG = 1
_M_ARENA_MAX = -8
_STATUS = Path("/proc/self/status")


def prepare_process(spec: HostSpec) -> None:
    """Sets what must be set before any library is imported."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C at a terminal is for the parent
    os.environ.update(spec.environment)
    threads = str(spec.threads or _real_cores())
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS"):
        os.environ.setdefault(name, threads)
    # A waiting thread must not spin: on busy cores that made a network several times slower.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("GOMP_SPINCOUNT", "0")
    if spec.niceness and hasattr(os, "nice"):
        os.nice(spec.niceness)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        with contextlib.suppress(AttributeError):  # not glibc
            # each arena reserves address space; one for every core would eat the memory limit
            libc.mallopt(_M_ARENA_MAX, 2)


def _real_cores() -> int:
    """Cores without hyper-threading, as far as this process may use them."""
    import psutil

    return max(1, min(psutil.cpu_count(logical=False) or usable_cores(), usable_cores()))


class MemoryLimit:
    """A limit on the address space (Linux): asking for more raises MemoryError instead of swapping."""

    def __init__(self, limit_bytes: int | None) -> None:
        self._limit_bytes = limit_bytes if sys.platform == "linux" else None
        self._allowed_bytes = 0

    def begin(self) -> None:
        """A job begins: it may take the limit on top of what is held now."""
        if self._limit_bytes is not None:
            self._allowed_bytes = _status_bytes("VmSize") + self._limit_bytes
            self._set()

    def raise_by(self, size_bytes: int) -> None:
        """A shared array is about to be mapped, which does not count."""
        if self._limit_bytes is not None:
            self._allowed_bytes += size_bytes
            self._set()

    def _set(self) -> None:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = self._allowed_bytes if hard == resource.RLIM_INFINITY else min(self._allowed_bytes, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


class PeakMemory:
    """The most memory that this process held: in a job (Linux), or since its start (elsewhere)."""

    def __init__(self) -> None:
        # Opened before the sandbox closes: to count anew is to write.
        self._restarter: int | None = None
        with contextlib.suppress(OSError):
            self._restarter = os.open("/proc/self/clear_refs", os.O_WRONLY)

    def restart(self) -> None:
        """From now on `megabytes` counts anew."""
        if self._restarter is not None:
            with contextlib.suppress(OSError):
                os.write(self._restarter, b"5")

    def megabytes(self) -> float | None:
        """The peak since `restart`, MB."""
        if sys.platform == "linux":
            return _status_bytes("VmHWM") / 1e6
        if sys.platform == "win32":
            import psutil

            return float(psutil.Process().memory_info().peak_wset) / 1e6
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def give_memory_back() -> None:
    """Returns what a job left in the allocator to the system."""
    gc.collect()
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):  # not glibc
            ctypes.CDLL(None).malloc_trim(0)


def take_as_permanent() -> None:
    """What is here after warming up stays: the collector need not look through it after every job."""
    gc.freeze()


def _status_bytes(field: str) -> int:
    found = re.search(rf"^{field}:\s+(\d+) kB", _STATUS.read_text(), re.MULTILINE)
    return int(found.group(1)) * 1024 if found else 0
