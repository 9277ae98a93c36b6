"""What a network says of parts of an image: tiles, slices, or the whole at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import torch

from medviewer.core.errors import ModelError
from medviewer.core.provenance import Provenance
from medviewer.engine.backends.backend import Backend
from medviewer.engine.engine_run import EngineRun
from medviewer.engine.model_space import ModelImage
from medviewer.engine.tile_plan import TilePlan, Triple, plan_tiles
from medviewer.packs.stage import Stage

_ENGINE_SHARE = 0.95  # of the progress; what comes after the network is short


@dataclass(frozen=True, eq=False)
class Part:
    """One part of an image, and what the network said of it.

    Parameters
    ----------
    start
        Where it begins on the network's grid (a, b, c); negative where it reaches beyond the image.
    is_skipped
        There was nothing in it, so that no network has seen it; ``output`` is None then.
    output
        Raw output without the batch axis, the mean over folds and mirrored copies.
    """

    start: Triple
    is_skipped: bool
    output: torch.Tensor | None


def plan_of(engine_run: EngineRun, stage: Stage, image: ModelImage) -> TilePlan:
    """The parts that an image is given to a network in."""
    step = engine_run.number("step", stage.tiles.step, 0.05, 1.0)
    return plan_tiles(image.shape, stage.tiles, stage.space.slices, step)


def settings_used(engine_run: EngineRun, stage: Stage) -> Provenance:
    """What the provenance says of how a stage was run."""
    backends = engine_run.backends_of(stage)
    used = {
        "backend": ", ".join(dict.fromkeys(backend.name for backend in backends)),
        "folds": str(len(backends)),
        "step": f"{engine_run.number('step', stage.tiles.step, 0.05, 1.0):g}",
        "tta": str(bool(engine_run.mirror_axes(stage))).lower(),
    }
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
    backends = engine_run.backends_of(stage)
    flips = _flips(engine_run, stage) if may_mirror else ((),)
    is_flat = stage.space.slices
    for number, place in enumerate(plan):
        engine_run.report(_ENGINE_SHARE * number / len(plan), f"Part {number + 1} of {len(plan)}")
        start = tuple(
            starts[n] - before for starts, n, before in zip(plan.starts, place, plan.before, strict=True)
        )
        tile = image.tile(start, plan.size, stage.tiles.fill)
        below = stage.tiles.skip_below
        if below is not None and float(tile.max()) <= below:
            yield Part(start, True, None)  # type: ignore[arg-type]
            continue
        batch = tile[None, :, 0] if is_flat else tile[None]
        output = _mean(backends, batch, flips)
        if not bool(torch.isfinite(output).all()):
            raise ModelError(f"The network {stage.name} gave numbers that are not finite.")
        yield Part(start, False, output)  # type: ignore[arg-type]


def _flips(engine_run: EngineRun, stage: Stage) -> tuple[tuple[int, ...], ...]:
    """Axes of the batch that each copy is mirrored along; the first copy is not mirrored."""
    axes = engine_run.mirror_axes(stage)
    # A batch of slices has no axis a.
    shift = 1 if stage.space.slices else 2
    usable = [axis + shift for axis in axes if axis + shift >= 2]
    copies = chain.from_iterable(combinations(usable, n) for n in range(len(usable) + 1))
    return tuple(copies)


def _mean(
    backends: Sequence[Backend], batch: torch.Tensor, flips: tuple[tuple[int, ...], ...]
) -> torch.Tensor:
    """The mean output of all folds and mirrored copies, a tensor of its own."""
    total: torch.Tensor | None = None
    for backend in backends:
        for axes in flips:
            output = backend.forward(torch.flip(batch, axes) if axes else batch)[0]
            total = output.clone() if total is None else total.add_(output)
    if total is None:
        raise ModelError("The pack has no network to run.")
    return total.div_(len(backends) * len(flips))
