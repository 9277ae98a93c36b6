"""How much a fresh process grows at most while it reads."""

from __future__ import annotations

import json
import subprocess
import sys

# VmHWM and not ru_maxrss, which starts with the parent's.
_READ_ONCE = """
import json, sys
from pathlib import Path
from medviewer.io.warm_up import warm_up
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path
from medviewer.io.load import load_series
def peak_kb():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
warm_up(report=LocalReport())
before = peak_kb()
entry = scan_path(sys.argv[1], report=LocalReport()).series[0]
volume = load_series(entry, report=LocalReport())
print(json.dumps([(peak_kb() - before) * 1024, volume.voxels.nbytes]))
"""


def grown_and_volume_bytes(path: str) -> tuple[int, int]:
    """Bytes that a process grows by at its peak while it opens a path, and bytes of the voxels."""
    done = subprocess.run(
        [sys.executable, "-c", _READ_ONCE, path], capture_output=True, text=True, check=True, timeout=300
    )
    grown, size = json.loads(done.stdout)
    return int(grown), int(size)
