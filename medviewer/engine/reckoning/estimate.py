"""What a run will take, reckoned before it starts from what was measured at install. Needs no torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from medviewer.core.estimate import Estimate
from medviewer.core.geometry import Geometry
from medviewer.engine.backends.record import BackendRecord, BackendTrial, StageRecord
from medviewer.engine.reckoning.memory_plan import MemoryPlan, Needs, memory_plan
from medviewer.engine.reckoning.workload import StageWork, workload
from medviewer.packs.pack_manifest import PackManifest

# Measured on one core of 2024; what a machine differs by comes in through its past runs.
_SUM_S = 3e-9
_DECIDE_S = 4e-9
_RESAMPLE_S = 60e-9
_NORMALISE_S = 4e-9
_CHECK_S = 6e-9
_A_TILE_S = 2e-3
_A_RUN_S = 0.1
_UNKNOWN_S_PER_VOXEL = 2e-6
_UNKNOWN_IDLE_BYTES = 500_000_000
_UNKNOWN_BYTES_PER_VOXEL = 400
_WIDTHS = ("channels", "features", "features_per_stage", "filters", "init_filters", "feature_size")
_HELD_AT_ONCE, _BLOCK, _MOST_WIDE = 3, 16, 1024
"""Images of the first layer's width that torch holds at once, padded to what its convolutions work in."""
_WORTH_TELLING_BYTES = 1_000_000_000
MEASURED = "the measurement at install"
"""The basis of what is told with a record."""
_NO_PARAMS: Mapping[str, str] = {}


def estimate(
    manifest: PackManifest,
    geometry: Geometry,
    device: str,
    record: BackendRecord | None,
    params: Mapping[str, str] = _NO_PARAMS,
    *,
    free_ram: int,
    free_vram: int = 0,
) -> Estimate:
    """Time and memory of a pack on a volume of this grid.

    Parameters
    ----------
    device, record
        ``"cpu"`` or ``"cuda:n"``; of the install on it, without one a usual network is reckoned.
    params
        ``tta``, ``folds``, ``step`` and ``precision`` count.
    free_ram, free_vram
        Bytes that may be taken.
    """
    works = workload(manifest, geometry, params)
    trials = [_trial(record, work, params.get("precision", "") or "auto") for work in works]
    pairs = list(zip(works, trials, strict=True))
    sums = max(4 * _summed(w, t) * w.open_voxels for w, t in pairs)
    grown, vram = _ram(works, trials, geometry), max(trial.vram_bytes for trial in trials)
    plan = memory_plan(Needs(grown, vram, sums), device, free_ram, free_vram)
    sums_in_ram = plan.device == "cpu" or not plan.has_sums_on_device
    idle = _UNKNOWN_IDLE_BYTES if record is None else record.idle_bytes
    voxels = prod(geometry.shape_kji)
    return Estimate(
        seconds=_A_RUN_S + sum(_seconds(w, t, voxels) for w, t in pairs),
        ram_bytes=idle + grown + (sums if sums_in_ram else 0),
        vram_bytes=0 if plan.device == "cpu" else vram + (0 if sums_in_ram else sums),
        tiles=sum(work.tiles * work.passes for work in works),
        device=plan.device,
        plan=_told(plan, pairs, sums),
        basis=MEASURED if record is not None else "a usual network of this size",
        fits=plan.fits,
    )


def _trial(record: BackendRecord | None, work: StageWork, precision: str) -> BackendTrial:
    """What was measured for a stage, for a tile of the size that it will be given."""
    stage = None if record is None else record.of_stage(work.stage.name)
    best = None if stage is None else stage.best(precision) or stage.best()
    if stage is None or best is None:
        return BackendTrial(
            "torch",
            "float32",
            ms_per_tile=1000 * _UNKNOWN_S_PER_VOXEL * work.tile_voxels,
            ram_bytes=_usual_bytes_per_voxel(work) * work.tile_voxels,
        )
    return best.for_tile(work.tile_voxels / max(1, _tried_voxels(stage)))


def _usual_bytes_per_voxel(work: StageWork) -> int:
    """By the width of its first layer, at full resolution, and its classes; else a usual one."""
    for name in _WIDTHS:
        told = work.stage.arguments.get(name)
        width = told[0] if isinstance(told, list | tuple) and told else told
        if isinstance(width, int) and not isinstance(width, bool) and 0 < width < _MOST_WIDE:
            padded = -(-width // _BLOCK) * _BLOCK
            return 4 * (_HELD_AT_ONCE * padded + max(1, len(work.stage.output.labels)))
    return _UNKNOWN_BYTES_PER_VOXEL


def _tried_voxels(stage: StageRecord) -> int:
    return prod(stage.tile_shape[2:])


def _summed(work: StageWork, trial: BackendTrial) -> int:
    return trial.summed or max(1, len(work.stage.output.labels))


def _seconds(work: StageWork, trial: BackendTrial, volume_voxels: int) -> float:
    summed, classes = _summed(work, trial), max(1, len(work.stage.output.labels))
    network = work.tiles * (work.passes * trial.ms_per_tile / 1000 + _A_TILE_S) + trial.load_s
    tiles = work.tiles * work.tile_voxels * (_NORMALISE_S * work.channels + _SUM_S * summed)
    decided = (volume_voxels if work.is_resampled else work.voxels) * classes * _DECIDE_S
    resampled = work.voxels * work.channels * _RESAMPLE_S if work.is_resampled else 0.0
    back = volume_voxels * summed * _DECIDE_S if work.is_resampled else 0.0
    return network + tiles + decided + resampled + back + _CHECK_S * volume_voxels


def _ram(works: Sequence[StageWork], trials: Sequence[BackendTrial], geometry: Geometry) -> int:
    """Beyond what the process holds before: the networks, the image on their grid, the volume, its labels."""
    volume = 3 * prod(geometry.shape_kji)
    networks = sum(trial.ram_bytes for trial in trials)
    images = max(4 * work.channels * work.voxels if work.is_resampled else 0 for work in works)
    tile = max(4 * work.tile_voxels * (work.channels + _beside(work)) for work in works)
    back = max(_on_the_way_back(work, trial) for work, trial in zip(works, trials, strict=True))
    return int(volume + networks + images + tile + back)


def _beside(work: StageWork) -> int:
    """Maps as large as a tile: its weights; of a whole image their sum, and two while it is normalised."""
    return 4 if work.tiles == 1 else 1


def _on_the_way_back(work: StageWork, trial: BackendTrial) -> int:
    """Copies of what is resampled, where a whole image comes at once."""
    if work.tiles > 1 or not work.is_resampled or work.stage.output.resample == "labels":
        return 0
    return 2 * 4 * (_summed(work, trial) + 1) * work.tile_voxels


def _told(plan: MemoryPlan, pairs: Sequence[tuple[StageWork, BackendTrial]], sums: int) -> str:
    runners = dict.fromkeys(f"{trial.runner} {trial.precision}" for _, trial in pairs)
    said = f"{', '.join(runners)}, {plan.reason}"
    if sums < _WORTH_TELLING_BYTES:
        return said
    channels = max(_summed(work, trial) for work, trial in pairs)
    return f"{said}; {sums / 1e9:.1f} GB of the memory are sums of {channels} channels where tiles overlap"
