"""The maps that a network makes of a whole image, for tasks that need the numbers themselves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import ModelError
from medviewer.engine.engine_run import EngineRun
from medviewer.engine.labels.channel_writer import ChannelWriter
from medviewer.engine.part_report import PartReport
from medviewer.engine.reckoning.memory_plan import free_ram_bytes
from medviewer.engine.tiling.accumulation import place_of_sums
from medviewer.engine.tiling.sweep import sweep
from medviewer.engine.tiling.tile_network import TileNetwork
from medviewer.engine.tiling.tile_plan import plan_tiles
from medviewer.packs.stage import Stage

if TYPE_CHECKING:
    from medviewer.engine.grid.model_space import ModelImage

FloatArray = npt.NDArray[np.float32]

_MOST_OF_FREE = 0.9


def whole_maps(engine_run: EngineRun, stage: Stage, image: ModelImage, channels: int) -> FloatArray:
    """The network's maps [channels, a, b, c] (float32), tiles blended, folds and mirrored copies on the mean.

    What no tile has shown to the network is 0.

    Parameters
    ----------
    channels
        As many as are expected, by which the place of the sums is chosen; there may be others.

    Raises
    ------
    ModelError
        If the network's maps do not have the size of what it was given or are not finite, or there is
        too little memory.
    """
    network = TileNetwork(engine_run.backends_of(stage), stage.space.slices, engine_run.mirror_axes(stage))
    step = engine_run.number("step", stage.tiles.step, 0.05, 1.0)
    plan = plan_tiles(image.shape, stage.tiles, stage.space.slices, step)
    _demand_memory(stage, image, channels)
    writer = ChannelWriter(plan, image.shape)
    sweep(
        image,
        plan,
        network,
        network.predict,
        writer,
        PartReport(engine_run.report, 0.0, 0.95),
        fill=stage.tiles.fill,
        skip_below=stage.tiles.skip_below,
        device=place_of_sums(plan, channels, engine_run.sums_device(network.device)),
    )
    if writer.values is None:
        return np.zeros((channels, *image.shape), np.float32)
    if not all(np.isfinite(one).all() for one in writer.values):
        raise ModelError(f"The network {stage.name} gave numbers that are not finite.")
    return writer.values


def _demand_memory(stage: Stage, image: ModelImage, channels: int) -> None:
    """Unlike labels, maps are held whole: it is told before anything runs if they do not fit."""
    needed, free = 4 * channels * math.prod(image.shape), free_ram_bytes()
    if needed > _MOST_OF_FREE * free:
        raise ModelError(
            f"The {channels} maps of the network {stage.name} need {needed / 1e9:.1f} GB of memory for this "
            f"image and {free / 1e9:.1f} GB are free; close other images or programs."
        )
