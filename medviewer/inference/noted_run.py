"""Keeping what a run took, so that the next one can be told beforehand."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import psutil

from medviewer.core.geometry import Geometry
from medviewer.core.provenance import Provenance
from medviewer.inference.past_runs import PastRun, add_run
from medviewer.inference.read_model import AnyManifest
from medviewer.inference.reckoning import reckoned

_STATUS = Path("/proc/self/status")
_PARAMS = ("folds", "precision", "step", "tta")


def note_run(folder: Path, manifest: AnyManifest, geometry: Geometry, made: Provenance) -> None:
    """Adds a run that came to its end to those of its model."""
    params = dict(made.parameters)
    before = reckoned(manifest, geometry, made.device, params)
    taken = datetime.fromisoformat(made.ended) - datetime.fromisoformat(made.started)
    run = PastRun(
        version=manifest.info.version,
        device=made.device.partition(":")[0],
        params=work_params(params),
        voxels=math.prod(geometry.shape_kji),
        seconds=taken.total_seconds(),
        peak_bytes=_peak_bytes(),
        vram_bytes=_peak_vram_bytes(made.device),
        reckoned_seconds=before.seconds,
        reckoned_bytes=before.ram_bytes,
    )
    add_run(folder, manifest.info.id, run)


def work_params(params: Mapping[str, str]) -> str:
    """The parameters that change how much there is to do."""
    return " ".join(f"{name}={params[name]}" for name in _PARAMS if params.get(name))


def _peak_bytes() -> int:
    """The most that this process held: since the job began where a host counts anew, else since its start."""
    if _STATUS.is_file():
        found = re.search(r"^VmHWM:\s+(\d+) kB", _STATUS.read_text(), re.MULTILINE)
        if found:
            return int(found.group(1)) * 1024
    memory = psutil.Process().memory_info()
    return int(getattr(memory, "peak_wset", memory.rss))


def _peak_vram_bytes(device: str) -> int:
    torch = sys.modules.get("torch")
    if torch is None or not device.startswith("cuda"):
        return 0
    return int(torch.cuda.max_memory_reserved(device))
