"""One stage of a segmentation, from volumes to labels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.engine.engine_run import EngineRun
from medviewer.engine.grid.model_space import ModelImage, to_model_space
from medviewer.engine.labels.decision import Decision, decision_of
from medviewer.engine.labels.direct_writer import DirectWriter
from medviewer.engine.labels.label_target import LabelTarget
from medviewer.engine.labels.previous_labels import with_previous
from medviewer.engine.labels.resampled_writer import ResampledWriter
from medviewer.engine.labels.uncertainty import UncertaintyCollector
from medviewer.engine.reckoning.memory_plan import free_ram_bytes
from medviewer.engine.tiling.accumulation import place_of_sums, sums_bytes
from medviewer.engine.tiling.linear_head import least_ratio
from medviewer.engine.tiling.open_cells import leanest
from medviewer.engine.tiling.sweep import Receiver, sweep
from medviewer.engine.tiling.tile_network import TileNetwork, how_it_ran
from medviewer.engine.tiling.tile_plan import TilePlan, plan_tiles
from medviewer.packs.stage import Stage

Array = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Prepared:
    """A stage ready to run on an image."""

    stage: Stage
    image: ModelImage
    plan: TilePlan
    network: TileNetwork
    decision: Decision
    step: float

    @property
    def used(self) -> dict[str, str]:
        """What the provenance says of it."""
        return how_it_ran(self.network.name, self.network.folds, self.step, self.network.is_mirrored)


def prepare(run: EngineRun, stage: Stage, previous: Array | None = None) -> Prepared:
    """The image as the stage's network sees it, its tiles and its networks.

    Parameters
    ----------
    run
        ``tta``, ``folds`` and ``step`` of its params count.
    previous
        The label map [k, j, i] of the stage that this one builds on.
    """
    image = to_model_space(run.volumes, stage)
    if previous is not None:
        image = with_previous(image, run.manifest, stage, previous)
    step = run.number("step", stage.tiles.step, 0.05, 1.0)
    ratio = least_ratio(stage.tiles.size)
    network = TileNetwork(run.backends_of(stage), stage.space.slices, run.mirror_axes(stage), ratio)
    plan = plan_tiles(image.shape, stage.tiles, stage.space.slices, step)
    decision = decision_of(stage.output, len(run.manifest.info.labels), network.head)
    if network.head is not None or sums_bytes(plan, decision.summed) > free_ram_bytes() / 2:
        plan = leanest(plan)
    return Prepared(stage, image, plan, network, decision, step)


def segment_stage(
    run: EngineRun,
    prepared: Prepared,
    labels: Array,
    is_empty: bool,
    collector: UncertaintyCollector | None = None,
) -> int:
    """Writes a stage's labels into a map [k, j, i] on the volume's grid; gives how many tiles were run.

    ``is_empty``: the map holds nothing yet. ``collector`` takes the stage's uncertainty, if it is wanted.
    """
    stage, image, plan, network = prepared.stage, prepared.image, prepared.plan, prepared.network
    decision, entropy = prepared.decision, None
    if collector is not None:  # it needs every class of every tile
        decision = replace(decision, head=None)
    summed = decision.summed + (collector is not None)
    device = place_of_sums(plan, summed, run.sums_device(network.device))
    if decision.head is not None:
        decision = replace(decision, head=decision.head.to(device))
    target = LabelTarget(image.grid.turned(labels), stage.merge, is_empty)
    writer, own = _writer(prepared, decision, target)
    predict = network.features if decision.head is not None else network.predict
    if collector is not None:
        uncertainty = collector.stage(stage, network)
        predict = uncertainty.predict
        writer = entropy = uncertainty.receiver(writer, plan, image.shape)
    fill, below = stage.tiles.fill, stage.tiles.skip_below
    count = sweep(
        image, plan, network, predict, writer, run.report, fill=fill, skip_below=below, device=device
    )
    if collector is not None and entropy is not None:
        collector.add(image, entropy.entropy)
    if own is not None:
        _put_nearest(own, image, target)
    return count


def _writer(prepared: Prepared, decision: Decision, target: LabelTarget) -> tuple[Receiver, Array | None]:
    """What takes the outputs, and the map on the network's own grid if the labels come from there."""
    image, plan = prepared.image, prepared.plan
    if image.grid.is_same:
        offset = [round(each.offset) for each in image.grid.maps]
        return DirectWriter(decision, target, plan, image.shape, offset), None
    if prepared.stage.output.resample != "labels":
        as_probabilities = prepared.stage.output.resample == "probabilities"
        return ResampledWriter(decision, target, plan, image.grid, as_probabilities), None
    own = np.zeros(image.shape, target.labels.dtype)
    return DirectWriter(decision, LabelTarget(own), plan, image.shape), own


def _put_nearest(own: Array, image: ModelImage, target: LabelTarget) -> None:
    if target.is_empty:
        image.grid.write_nearest(own, target.labels)
        return
    onto = np.zeros(target.labels.shape, own.dtype)
    image.grid.write_nearest(own, onto)
    target.put((slice(None),) * 3, onto)
