"""Memory of large blocks goes back to the system although smaller things live on beside them."""

import subprocess
import sys

import pytest

HOLES = """
import sys
import numpy as np
from medviewer.engine.lean_heap import give_large_blocks_back

def held_mb():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

if sys.argv[1] == "back":
    give_large_blocks_back()
large = np.ones(3_000_000)  # 24 MB that come and go: from now on glibc would keep smaller blocks
del large
blocks = [np.ones(125_000) for _ in range(200)]  # 1 MB each
full = held_mb()
del blocks[::2]
print(full - held_mb())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's allocator, and /proc")
@pytest.mark.parametrize(("way", "is_back"), [("back", True), ("as it is", False)])
def test_every_other_block_goes_back(way: str, is_back: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", HOLES, way], capture_output=True, text=True, check=True, timeout=60
    )
    assert (float(done.stdout) > 90) == is_back
