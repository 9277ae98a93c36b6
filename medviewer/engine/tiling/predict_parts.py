"""What a network says of parts of an image (tiles, slices, the whole) where that is no map to be blended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch

from medviewer.core.errors import ModelError
from medviewer.core.provenance import Provenance
from medviewer.engine.engine_run import EngineRun
from medviewer.engine.grid.model_space import ModelImage
from medviewer.engine.part_report import PartReport
from medviewer.engine.tiling.tile_by_tile import tile_by_tile
from medviewer.engine.tiling.tile_network import TileNetwork, how_it_ran
from medviewer.engine.tiling.tile_plan import TilePlan, Triple, plan_tiles
from medviewer.packs.stage import Stage

_ENGINE_SHARE = 0.95  # of the progress; what comes after the network is short


@dataclass(frozen=True, eq=False)
class Part:
    """One part of an image, and what the network said of it.

    Parameters
    ----------
    start
        Where it begins on the network's grid (a, b, c); negative where it reaches beyond the image.
    output
        Raw output without the batch axis, the mean over folds and mirrored copies; None if there was nothing
        in this part, so that no network has seen it.
    """

    start: Triple
    output: torch.Tensor | None


def plan_of(engine_run: EngineRun, stage: Stage, image: ModelImage) -> TilePlan:
    """The parts that an image is given to a network in."""
    step = engine_run.number("step", stage.tiles.step, 0.05, 1.0)
    return plan_tiles(image.shape, stage.tiles, stage.space.slices, step)


def settings_used(engine_run: EngineRun, stage: Stage) -> Provenance:
    """What the provenance says of how a stage was run."""
    backends = engine_run.backends_of(stage)
    names = ", ".join(dict.fromkeys(backend.name for backend in backends))
    step = engine_run.number("step", stage.tiles.step, 0.05, 1.0)
    used = how_it_ran(names, len(backends), step, bool(engine_run.mirror_axes(stage)))
    return Provenance(parameters=tuple(sorted(used.items())))


def predicted_parts(
    engine_run: EngineRun, stage: Stage, image: ModelImage, plan: TilePlan, may_mirror: bool = True
) -> Iterator[Part]:
    """What a stage's networks say of every part of an image, part by part.

    Parameters
    ----------
    may_mirror
        Whether the pack's mirrored copies are run too: what is said of places cannot be averaged so.

    Raises
    ------
    Cancelled
        If the user asked to stop.
    ModelError
        If an output is not finite.
    """
    axes = engine_run.mirror_axes(stage) if may_mirror else ()
    network = TileNetwork(engine_run.backends_of(stage), stage.space.slices, axes)
    report = PartReport(engine_run.report, 0.0, _ENGINE_SHARE)
    for tile in tile_by_tile(image, plan, report, network, stage.tiles.fill, stage.tiles.skip_below):
        if tile.values is None:
            yield Part(tile.start, None)
            continue
        output = network.answer(tile.values)
        if not bool(torch.isfinite(output).all()):
            raise ModelError(f"The network {stage.name} gave numbers that are not finite.")
        yield Part(tile.start, output)
