"""How much memory may still be taken before the machine (or its container) is full."""

from __future__ import annotations

from pathlib import Path

_CGROUP = Path("/sys/fs/cgroup")


def free_memory_bytes() -> int | None:
    """Bytes that can be taken without pushing anything out, or None where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return None
    available = next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable")), None)
    container = _container_free_bytes()
    known = [amount for amount in (available, container) if amount is not None]
    return min(known) if known else None


def _container_free_bytes() -> int | None:
    """What a version 2 control group leaves; its inactive file cache can be given back and counts as free."""
    try:
        limit = (_CGROUP / "memory.max").read_text().strip()
        used = int((_CGROUP / "memory.current").read_text())
        statistics = (_CGROUP / "memory.stat").read_text().splitlines()
    except (OSError, ValueError):
        return None
    if not limit.isdigit():
        return None
    cache = next((int(line.split()[1]) for line in statistics if line.startswith("inactive_file ")), 0)
    return max(int(limit) - used + cache, 0)
