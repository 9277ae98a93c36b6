"""How much there is to do for an image of some shape, reckoned from a manifest alone. Needs no torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod

import numpy as np

from medviewer.core.geometry import Geometry
from medviewer.core.reorient import reorient
from medviewer.engine.tiling.open_cells import most_voxels
from medviewer.engine.tiling.tile_plan import TilePlan, plan_places, whole_if_small
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Space, Stage

_NO = frozenset({"false", "0", "no", "off"})
_BODY_SHARE = 0.8
"""Of each axis in the slice that the box of the body takes in a usual CT."""
_MOST_EXACT = 4000
"""Tiles up to which open voxels are counted; beyond, a bound does."""


@dataclass(frozen=True)
class StageWork:
    """One stage.

    Parameters
    ----------
    tiles, passes
        Parts that the network is given, and how often each of them (folds, mirrored copies).
    tile_voxels, voxels
        Of one part, and of the image on the network's grid.
    open_voxels
        The most that are summed at a time.
    channels
        Images that go in.
    is_resampled
        The network's grid is another one than the volume's.
    """

    stage: Stage
    tiles: int
    passes: int
    tile_voxels: int
    voxels: int
    open_voxels: int
    channels: int
    is_resampled: bool


def workload(manifest: PackManifest, geometry: Geometry, params: Mapping[str, str]) -> tuple[StageWork, ...]:
    """The work of each stage for a volume on this grid.

    What a crop leaves is not known before the voxels are looked at: the body is taken as most of a slice,
    what is not zero as everything.
    """
    return tuple(_stage_work(manifest, stage, geometry, params) for stage in manifest.stages)


def _stage_work(
    manifest: PackManifest, stage: Stage, geometry: Geometry, params: Mapping[str, str]
) -> StageWork:
    shape, is_resampled = _grid_shape(stage.space, geometry)
    plan = _plan(manifest, stage, shape, params)
    return StageWork(
        stage=stage,
        tiles=len(plan),
        passes=_folds(stage, params) * _copies(stage, params),
        tile_voxels=prod(plan.size),
        voxels=prod(shape),
        open_voxels=most_voxels(plan) if len(plan) <= _MOST_EXACT else _bound(plan),
        channels=max(1, len(manifest.info.contract.channels)),
        is_resampled=is_resampled,
    )


def _bound(plan: TilePlan) -> int:
    """What `most_voxels` cannot exceed: one overlap of the image, one of a row of tiles, and a tile."""
    (a, b, c), (_, rows, columns) = plan.size, plan.shape
    overlaps = [
        size - min((after - before for before, after in pairwise(starts)), default=size)
        for starts, size in zip(plan.starts, plan.size, strict=True)
    ]
    return overlaps[0] * rows * columns + a * overlaps[1] * columns + a * b * c


def _plan(manifest: PackManifest, stage: Stage, shape: Sequence[int], params: Mapping[str, str]) -> TilePlan:
    try:
        step = min(max(float(params.get("step", "")), 0.05), 1.0)
    except ValueError:
        step = stage.tiles.step
    if manifest.info.task == "sequence":
        return plan_places(shape, type(stage.tiles)())
    tiles = whole_if_small(shape, stage.tiles, _multiples(stage))
    return plan_places(shape, tiles, stage.space.slices, step)


def _multiples(stage: Stage) -> tuple[int, ...]:
    """A detector's option; what it may hold is checked where it is run."""
    told = stage.output.options.get("size_divisible", ())
    numbers = [n for n in told if isinstance(n, int) and n > 0] if isinstance(told, tuple) else []
    return tuple(numbers) if len(numbers) == (2 if stage.space.slices else 3) else ()


def _grid_shape(space: Space, geometry: Geometry) -> tuple[tuple[int, ...], bool]:
    turned = geometry
    if space.axes:
        nothing = np.broadcast_to(np.uint8(0), geometry.shape_kji)
        turned = reorient(nothing, geometry, space.axes[::-1])[1]
    spacing = turned.spacing_ijk[::-1]
    wanted = space.spacing_mm or (0.0, 0.0, 0.0)
    wanted = (0.0, *wanted) if len(wanted) == 2 else wanted
    target = [new or old for new, old in zip(wanted, spacing, strict=True)]
    cropped = (1.0, _BODY_SHARE, _BODY_SHARE) if space.crop == "body" else (1.0, 1.0, 1.0)
    shape = [
        max(1, round(n * share * old / new))
        for n, share, old, new in zip(turned.shape_kji, cropped, spacing, target, strict=True)
    ]
    is_resampled = any(abs(old - new) > 1e-6 for old, new in zip(spacing, target, strict=True))
    if space.conform:
        shape = list(space.conform)
    if space.resize:
        shape = [shape[0], *space.resize]
    return tuple(shape), is_resampled or bool(space.resize)


def _folds(stage: Stage, params: Mapping[str, str]) -> int:
    told = params.get("folds", "all")
    return min(max(int(told), 1), len(stage.weights)) if told.isdecimal() else len(stage.weights)


def _copies(stage: Stage, params: Mapping[str, str]) -> int:
    axes = [axis for axis in stage.tiles.mirror_axes if not (stage.space.slices and axis == 0)]
    is_off = params.get("tta", "").strip().lower() in _NO
    return 1 if is_off else int(2 ** len(axes))
