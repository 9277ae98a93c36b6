"""Which thread of a child crashed, from what the child's last breath left in its log."""

from __future__ import annotations

import re
from pathlib import Path

_MARK = re.compile(rb"^Current thread 0x([0-9a-f]+)", re.MULTILINE)
_LONGEST_BYTES = 1_000_000


def log_size(log: Path) -> int:
    """Bytes in a log; 0 if there is none."""
    try:
        return log.stat().st_size
    except OSError:
        return 0


def crashed_thread(log: Path, start: int) -> int | None:
    """The number (`threading.get_ident`) of the thread that `faulthandler` says crashed.

    Parameters
    ----------
    start
        The log's size when the job began; what was written before is not looked at.
    """
    try:
        with log.open("rb") as file:
            file.seek(start)
            found = _MARK.findall(file.read(_LONGEST_BYTES))
    except OSError:
        return None
    return int(found[-1], 16) if found else None
