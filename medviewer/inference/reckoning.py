"""The reckoning of a run from the install record, and its correction by past runs."""

from __future__ import annotations

import math
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

from medviewer.core.estimate import Estimate
from medviewer.core.geometry import Geometry
from medviewer.engine.backends.record import read_backend_record
from medviewer.engine.reckoning.estimate import estimate
from medviewer.engine.reckoning.memory_plan import free_ram_bytes
from medviewer.inference.past_runs import PastRun
from medviewer.inference.read_model import AnyManifest
from medviewer.packs.pack_manifest import PackManifest

_NEAREST = 5
_RAM_SHARE = 0.9


def reckoned(manifest: AnyManifest, geometry: Geometry, device: str, params: Mapping[str, str]) -> Estimate:
    """What the manifest and the install record say; of a plugin, which tells nothing beforehand, zero."""
    if not isinstance(manifest, PackManifest):
        return Estimate(0.0, 0, device=device)
    record = read_backend_record(manifest.folder, device.partition(":")[0])
    return estimate(
        manifest,
        geometry,
        device,
        record,
        params,
        free_ram=free_ram_bytes(),
        free_vram=_free_vram_bytes(device),
    )


def corrected(told: Estimate, runs: Sequence[PastRun], voxels: int) -> Estimate:
    """The reckoning, corrected by how past runs of volumes of most similar size came out.

    Parameters
    ----------
    runs
        Of this version of the model on this device, with these parameters.
    voxels
        Of the volume.
    """
    if not runs:
        return told
    near = sorted(runs, key=lambda run: abs(math.log(run.voxels / voxels)))[:_NEAREST]
    basis = f"{len(near)} past runs" if len(near) > 1 else "1 past run"
    seconds = statistics.median(_seconds(run, told, voxels) for run in near)
    ram = int(statistics.median(_ram(run, told, voxels) for run in near))
    vram = max((run.vram_bytes for run in near), default=0) or told.vram_bytes
    fits = told.fits and (told.device != "cpu" or ram <= _RAM_SHARE * free_ram_bytes() + _held_bytes())
    return replace(told, seconds=seconds, ram_bytes=ram, vram_bytes=vram, basis=basis, fits=fits)


def _seconds(run: PastRun, told: Estimate, voxels: int) -> float:
    if run.reckoned_seconds > 0 and told.seconds > 0:
        return run.seconds * told.seconds / run.reckoned_seconds
    return run.seconds * voxels / run.voxels


def _ram(run: PastRun, told: Estimate, voxels: int) -> float:
    """What a process holds besides stays; what grew is put down to the volume where nothing was reckoned."""
    if run.reckoned_bytes > 0 and told.ram_bytes > 0:
        return max(run.peak_bytes + told.ram_bytes - run.reckoned_bytes, 0.5 * told.ram_bytes)
    return run.peak_bytes * max(1.0, voxels / run.voxels)


def _held_bytes() -> int:
    import psutil

    return int(psutil.Process().memory_info().rss)


def _free_vram_bytes(device: str) -> int:
    """Free on the card if torch is here to ask; else the card counts as empty and the run itself decides."""
    torch = sys.modules.get("torch")
    if not device.startswith("cuda") or torch is None or not torch.cuda.is_available():
        return sys.maxsize
    return int(torch.cuda.mem_get_info(device)[0])
