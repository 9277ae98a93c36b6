"""What the processor has: cores that this process may use, and its name."""

from __future__ import annotations

import os
import platform
from pathlib import Path

_CPUINFO = Path("/proc/cpuinfo")
_TOPOLOGY = Path("/sys/devices/system/cpu")
_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def threads() -> int:
    """Threads for a network: the real cores that this process may run on, or what the environment says."""
    told = os.environ.get("OMP_NUM_THREADS", "")
    return int(told) if told.isdigit() and int(told) > 0 else real_cores()


def real_cores() -> int:
    """Cores (not hyper-threads) within the process's affinity and its container's share of time."""
    if not hasattr(os, "sched_getaffinity"):
        import psutil

        return max(1, psutil.cpu_count(logical=False) or os.cpu_count() or 1)
    allowed = os.sched_getaffinity(0)
    cores = {_siblings(number) for number in allowed}
    return max(1, min(len(cores), _container_cores(len(cores))))


def processor_name() -> str:
    """The processor as it calls itself, e.g. ``"AMD EPYC 9555"``."""
    if _CPUINFO.is_file():
        for line in _CPUINFO.read_text(errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _siblings(number: int) -> str:
    """The hyper-threads of one core, as the system lists them; the number itself where it does not."""
    try:
        return (_TOPOLOGY / f"cpu{number}" / "topology" / "thread_siblings_list").read_text().strip()
    except OSError:
        return str(number)


def _container_cores(most: int) -> int:
    """Cores that a version 2 control group allows, rounded up."""
    try:
        quota, period = _QUOTA.read_text().split()
    except (OSError, ValueError):
        return most
    return max(1, -(-int(quota) // int(period))) if quota.isdigit() and int(period) > 0 else most
