"""Room for a run: whether there is enough memory, and a bound so that one model cannot take all of it."""

from __future__ import annotations

import contextlib
import gc
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from medviewer.core.errors import ModelError
from medviewer.core.estimate import Estimate
from medviewer.core.geometry import Geometry
from medviewer.engine.reckoning.estimate import MEASURED
from medviewer.engine.reckoning.memory_plan import free_ram_bytes
from medviewer.inference.attempts import Attempt
from medviewer.inference.loaded_model import forget_models
from medviewer.inference.read_model import AnyManifest
from medviewer.inference.reckoning import reckoned

_FACTOR = 2.0
_LEAST_BYTES = 2 * 1024**3
_SHARE_OF_FREE = 0.95
_STATUS = Path("/proc/self/status")


def room_for(manifest: AnyManifest, geometry: Geometry, attempt: Attempt, is_last: bool) -> Estimate | None:
    """What a run will take, or None if that does not fit and a leaner way is left.

    Only what was measured at install is believed so far that nothing is tried against it. Models that were
    loaded before make way first.

    Raises
    ------
    ModelError
        If it does not fit and no way is left, before anything has run.
    """
    told = reckoned(manifest, geometry, attempt.device, attempt.params)
    if told.fits or attempt.device != "cpu" or told.basis != MEASURED:
        return told
    forget_models()
    give_memory_back()
    told = reckoned(manifest, geometry, attempt.device, attempt.params)
    if told.fits:
        return told
    if not is_last:
        return None
    free = free_ram_bytes()
    raise ModelError(
        f"{manifest.info.name} needs about {told.ram_bytes / 1e9:.1f} GB of memory for this series and "
        f"{free / 1e9:.1f} GB are free; close other series or programs, or cut the series smaller."
    )


@contextlib.contextmanager
def bounded_memory(told: Estimate, device: str) -> Iterator[None]:
    """While it is open, this process may take twice what was measured and no more than is free (Linux).

    Asking for more raises MemoryError here, instead of filling the machine until the system ends some program
    or the window stands still. It counts memory that is the process's own (``RLIMIT_DATA``), so that neither
    libraries nor what is shared with the window take part. What runs on a graphics card reserves addresses of
    any size, and its bound is the card.
    """
    if sys.platform != "linux" or device != "cpu":
        yield
        return
    import resource

    free = int(_SHARE_OF_FREE * free_ram_bytes())
    is_known = told.basis == MEASURED
    wanted = max(int(_FACTOR * told.ram_bytes), _LEAST_BYTES) if is_known else free
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bound = _own_bytes() + min(wanted, free)
    known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min([bound, *known]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def give_memory_back() -> None:
    """Lets go of what nobody holds, also on the graphics card."""
    gc.collect()
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available() and torch.cuda.is_initialized():
        torch.cuda.empty_cache()


def _own_bytes() -> int:
    """What counts against the bound so far."""
    found = re.search(r"^VmData:\s+(\d+) kB", _STATUS.read_text(), re.MULTILINE)
    return int(found.group(1)) * 1024 if found else 0
