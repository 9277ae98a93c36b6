"""Names of files that are being written: they tell who writes, so that what a killed process left can go."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import secrets
from pathlib import Path

_NAME = re.compile(r"\.medviewer-(?P<machine>[0-9a-f]{8})-(?P<process>\d{1,10})-[0-9a-f]{12}\.part(\..*)?")


def temporary_beside(target: Path, suffix: str) -> Path:
    """A new hidden name in the target's folder that ends with ``suffix``."""
    name = f".medviewer-{_machine()}-{os.getpid()}-{secrets.token_hex(6)}.part{suffix}"
    return target.with_name(name)


def remove_stale(folder: Path) -> None:
    """Removes what processes of this machine that are gone left behind; all else stays."""
    try:
        with os.scandir(folder) as listing:
            names = [entry.name for entry in listing if entry.name.startswith(".medviewer-")]
    except OSError:
        return
    if not names:
        return
    import psutil  # seldom needed, and the window's start need not wait for it

    for name in names:
        found = _NAME.fullmatch(name)
        if found and found["machine"] == _machine() and not psutil.pid_exists(int(found["process"])):
            _remove(folder / name)


def _machine() -> str:
    """A folder may lie on a network, where process numbers of others mean nothing."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        # Somebody else's, or gone with its folder: it does no harm.
        return
