"""Which backend runs a pack fastest on this machine without changing its answers; tried at install."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import replace

import psutil
import torch

from medviewer.api.model import Report
from medviewer.core.errors import MedviewerError
from medviewer.engine.backends.agreement import Agreement, agreement
from medviewer.engine.backends.backend import Backend
from medviewer.engine.backends.made_tiles import made_tiles, middle_parts, tile_shape, two_sizes
from medviewer.engine.backends.make_backend import backend_of, hardware_name
from medviewer.engine.backends.openvino_library import knows_bfloat16
from medviewer.engine.backends.peak import Peak
from medviewer.engine.backends.processor import threads
from medviewer.engine.backends.record import BackendRecord, BackendTrial, StageRecord, library_versions
from medviewer.engine.backends.size_trial import measured_sizes, sized
from medviewer.engine.backends.split_network import HeadBackend
from medviewer.engine.backends.undisturbed import Stopwatch
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Stage

Way = tuple[str, str]
_REPEATS = 3
_SLOW_S = 5.0
_FAILURES = (MedviewerError, RuntimeError, MemoryError, ValueError, TypeError, IndexError, AssertionError)
_NO_TILES: Mapping[str, Sequence[torch.Tensor]] = {}


def choose_backend(
    manifest: PackManifest,
    device: str,
    tiles: Mapping[str, Sequence[torch.Tensor]] = _NO_TILES,
    *,
    report: Report,
) -> BackendRecord:
    """Tries all ways to run each stage's first fold and records time, memory and agreement of each.

    Parameters
    ----------
    device
        ``"cpu"`` or ``"cuda:n"``.
    tiles
        By stage, inputs [1, channels, ...] that its network was given in the golden case; made ones else.

    Returns
    -------
    a record; where not even the reference ran on made tiles, which may not be what a network takes, a
    stage has no admissible trial and `make_backend` falls back on torch in float32.
    """
    idle = int(psutil.Process().memory_info().rss)
    stages = []
    for number, stage in enumerate(manifest.stages):
        report(number / len(manifest.stages), f"Finding the fastest way to run {stage.name}")
        given = list(tiles.get(stage.name, ())) or made_tiles(tile_shape(manifest, stage))
        stages.append(_best_tried(manifest, stage, device, given, report))
    is_golden = all(tiles.get(stage.name) for stage in manifest.stages)
    kind = device.partition(":")[0]
    versions = library_versions()
    return BackendRecord(kind, hardware_name(device), versions, threads(), idle, is_golden, tuple(stages))


def ways_to_run(stage: Stage, device: str) -> tuple[Way, ...]:
    """Runner and precision of each candidate; the first is the reference."""
    if device.startswith("cuda"):
        if stage.format == "onnx":
            return (("onnxruntime", "float32"),)
        return (("torch", "float32"), ("torch", "float16"), ("torch", "bfloat16"))
    plain: Way = ("onnxruntime" if stage.format == "onnx" else "torch", "float32")
    ways = [plain, ("openvino", "float32")]
    if knows_bfloat16():
        ways.append(("openvino", "bfloat16"))
        if stage.format != "onnx":
            ways.append(("torch", "bfloat16"))
    return tuple(ways)


def _best_tried(
    manifest: PackManifest, stage: Stage, device: str, tiles: Sequence[torch.Tensor], report: Report
) -> StageRecord:
    """A stage's trials. What sees its image whole is tried on a part of it, and measured at two sizes.

    A whole image would take minutes for each way; the known case is run whole with the chosen one later.
    """
    parts = middle_parts(stage, tiles)
    found = _try_stage(manifest, stage, device, parts, report)
    if found.best() is None and parts[0].shape != tiles[0].shape:  # it takes no other size
        return _try_stage(manifest, stage, device, tiles, report)
    best, shapes = found.best(), two_sizes(stage, found.tile_shape)
    if best is None or not shapes or device != "cpu":
        return found
    report(0.0, f"Measuring {stage.name} with {best.runner} {best.precision}")
    figures = measured_sizes(manifest.folder, stage.name, (best.runner, best.precision), shapes, report)
    known = sized(best, math.prod(found.tile_shape[2:]), figures)
    return replace(found, trials=tuple(known if trial is best else trial for trial in found.trials))


def _try_stage(
    manifest: PackManifest, stage: Stage, device: str, tiles: Sequence[torch.Tensor], report: Report
) -> StageRecord:
    reference, *others = ways_to_run(stage, device)
    shape = tuple(tiles[0].shape)
    try:
        first, answers = _run(manifest, stage, device, reference, tiles)
    except _FAILURES as error:
        return StageRecord(stage.name, shape, (_failed(reference, error),))
    trials = [first]
    for way in others:
        report(0.0, f"Trying {stage.name} with {' '.join(way)}")
        if way == ("torch", "bfloat16") and first.ms_per_tile > 1000 * _SLOW_S and len(trials) > 1:
            continue  # OpenVINO does it better, and this would take minutes
        try:
            trial, given = _run(manifest, stage, device, way, tiles)
        except _FAILURES as error:
            trials.append(_failed(way, error))
            continue
        trials.append(
            _judged(trial, [agreement(a, b, stage.output) for a, b in zip(given, answers, strict=True)])
        )
    return StageRecord(stage.name, shape, tuple(trials))


def _run(
    manifest: PackManifest, stage: Stage, device: str, way: Way, tiles: Sequence[torch.Tensor]
) -> tuple[BackendTrial, list[torch.Tensor]]:
    runner, precision = way
    with Peak(device) as peak:
        watch = Stopwatch()
        backend = backend_of(stage, manifest.folder / stage.weights[0], device, runner, precision)
        try:
            answers = [_answer(backend, tiles[0])]
            load_s = watch.seconds(device)
            answers += [_answer(backend, tile) for tile in tiles[1:]]
            ms_per_tile = 1000 * _seconds_a_tile(backend, tiles[0], device)
            summed = _summed(backend, answers[0])
            beside = _bytes_beside(backend, answers)
            refusal = str(getattr(backend, "refusal", ""))
        finally:
            backend.close()
            del backend
            if device.startswith("cuda"):
                torch.cuda.empty_cache()
    return BackendTrial(
        runner,
        precision,
        ms_per_tile=ms_per_tile,
        ram_bytes=max(peak.ram_bytes - beside, peak.ram_bytes // 4),
        vram_bytes=peak.vram_bytes,
        load_s=max(0.0, load_s - ms_per_tile / 1000),  # without the pass itself
        is_admissible=not refusal,
        summed=summed,
        remark=refusal,
    ), answers


def _summed(backend: Backend, answer: torch.Tensor) -> int:
    head = backend.head if isinstance(backend, HeadBackend) else None
    return int(answer.shape[1]) if head is None else head.features


def _bytes_beside(backend: Backend, answers: Sequence[torch.Tensor]) -> int:
    """What a run would not hold: the answers that are kept here, and all classes of a tile at once."""
    kept = sum(4 * answer.numel() for answer in answers)
    return kept + (4 * answers[0].numel() if isinstance(backend, HeadBackend) else 0)


def _answer(backend: Backend, tile: torch.Tensor) -> torch.Tensor:
    return backend.forward(tile).to("cpu", torch.float32).clone()


def _seconds_a_tile(backend: Backend, tile: torch.Tensor, device: str) -> float:
    taken: list[float] = []
    while len(taken) < _REPEATS and sum(taken) < _SLOW_S:
        watch = Stopwatch()
        backend.forward(tile).flatten()[:1].cpu()  # waits for a graphics card
        taken.append(watch.seconds(device))
    return statistics.median(taken)


def _judged(trial: BackendTrial, found: Sequence[Agreement]) -> BackendTrial:
    equal, dice = min(one.equal for one in found), min(one.dice for one in found)
    is_enough = all(one.is_enough for one in found)
    remark = trial.remark or ("" if is_enough else f"only {100 * equal:.2f} % the same, Dice {dice:.4f}")
    is_admissible = trial.is_admissible and is_enough
    return replace(trial, equal_voxels=equal, least_dice=dice, is_admissible=is_admissible, remark=remark)


def _failed(way: Way, error: Exception) -> BackendTrial:
    told = str(error).strip().splitlines() or [type(error).__name__]
    return BackendTrial(*way, equal_voxels=0.0, least_dice=0.0, is_admissible=False, remark=told[0][:200])
