"""Uncertainty of a segmentation: the entropy of the mean of several predictions.

The predictions come from mirrored or slightly changed copies (test-time augmentation, Wang et al. 2019), from
dropout that is kept on (Gal and Ghahramani 2016) or from folds (Lakshminarayanan et al. 2017). Each tile's
entropy travels as one more channel beside the sums of its outputs, so nothing but the map itself is kept, and
the labels are the same with it and without.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import ModelError
from medviewer.core.segmentation import Segmentation
from medviewer.core.uncertainty import Uncertainty, UncertaintyMethod
from medviewer.core.volume import Volume
from medviewer.engine.engine_run import EngineRun
from medviewer.engine.grid.model_space import ModelImage
from medviewer.engine.tiling.open_cells import Cell
from medviewer.engine.tiling.sweep import Receiver
from medviewer.engine.tiling.tile_network import TileNetwork
from medviewer.engine.tiling.tile_plan import TilePlan, Triple
from medviewer.packs.stage import Stage

if TYPE_CHECKING:
    import torch

PARAMETER = "uncertainty"
METHODS: tuple[UncertaintyMethod, ...] = ("tta", "folds", "mc_dropout")
_CHANGED_COPIES = 4
_DROPOUT_SAMPLES = 8
_NOISE = 0.05

Samples = Callable[["torch.Tensor"], Iterator["torch.Tensor"]]


class UncertaintyCollector:
    """Gathers the uncertainty of all stages that are shown."""

    def __init__(self, run: EngineRun, method: UncertaintyMethod) -> None:
        self._run = run
        self._method: UncertaintyMethod = method
        self._samples = 0
        self._entropy: npt.NDArray[np.float32] | None = None

    @classmethod
    def of(cls, run: EngineRun) -> UncertaintyCollector | None:
        """As ``uncertainty`` of the params says: off, tta, folds or mc_dropout.

        Raises
        ------
        ModelError
            If it says anything else.
        """
        wanted = run.params.get(PARAMETER, "").strip().lower() or "off"
        if wanted in ("off", "false", "none"):
            return None
        for method in METHODS:
            if wanted == method:
                return cls(run, method)
        raise ModelError(
            f"{run.manifest.info.name} was given {PARAMETER} = {wanted!r}; give off, {', '.join(METHODS)}."
        )

    def stage(self, stage: Stage, network: TileNetwork) -> StageUncertainty:
        """Of one stage, whose tiles ``network`` runs.

        Raises
        ------
        ModelError
            If the pack has no folds, or no dropout, to ask.
        """
        count, samples = _samples_of(self._run, stage, network, self._method)
        self._samples = max(self._samples, count)
        return StageUncertainty(network, samples, stage.output.kind == "softmax")

    def add(self, image: ModelImage, entropy: npt.NDArray[np.float16]) -> None:
        """Takes a stage's map [a, b, c]; where stages overlap the greater uncertainty counts."""
        found = image.grid.values_to_volume(entropy)
        if self._entropy is None:
            self._entropy = found
        else:
            np.maximum(self._entropy, found, out=self._entropy)

    def uncertainty(self, result: Segmentation) -> Uncertainty | None:
        """The map on the result's grid, and the mean in each of its segments."""
        if self._entropy is None:
            return None
        entropy = np.clip(self._entropy, 0.0, 1.0, out=self._entropy)
        volume = Volume(entropy, result.geometry, info=self._run.volume.info)
        return Uncertainty(volume, self._method, self._samples, _by_segment(entropy, result))


class StageUncertainty:
    """The entropy of a stage: made tile by tile, blended as its outputs are."""

    def __init__(self, network: TileNetwork, samples: Samples | None, is_softmax: bool) -> None:
        self._network = network
        self._samples = samples
        self._is_softmax = is_softmax

    def predict(self, tile: torch.Tensor) -> torch.Tensor:
        """The network's outputs [channels + 1, a, b, c] of a tile, the last one being the entropy."""
        import torch

        outputs = self._network.outputs(tile) if self._samples is None else self._samples(tile)
        mean: torch.Tensor | None = None
        logits: torch.Tensor | None = None
        count = 0
        for output in outputs:
            chances = torch.softmax(output, 0) if self._is_softmax else torch.sigmoid(output)
            mean = chances if mean is None else mean.add_(chances)
            if self._samples is None:
                logits = output.clone() if logits is None else logits.add_(output)
            count += 1
        if mean is None:
            raise ModelError("There was no prediction to take the uncertainty of.")
        plain = self._network.predict(tile) if logits is None else logits.div_(count)
        return torch.cat([plain, self._entropy(mean.div_(count))[None].to(plain)])

    def receiver(self, inner: Receiver, plan: TilePlan, shape: Triple) -> EntropyReceiver:
        """Takes complete cells: the outputs are given on to ``inner``."""
        return EntropyReceiver(inner, plan, shape)

    def _entropy(self, chances: torch.Tensor) -> torch.Tensor:
        """0..1 [a, b, c]: of exclusive classes over log(classes); else the most uncertain label's."""
        import torch

        if self._is_softmax:
            return -torch.xlogy(chances, chances).sum(dim=0) / math.log(max(len(chances), 2))
        other = 1.0 - chances
        binary = -(torch.xlogy(chances, chances) + torch.xlogy(other, other))
        return binary.amax(dim=0) / math.log(2.0)


class EntropyReceiver(Receiver):
    """Keeps the last channel of complete cells as a map [a, b, c]; 0 where no tile was run."""

    def __init__(self, inner: Receiver, plan: TilePlan, shape: Triple) -> None:
        self._inner = inner
        self._before = plan.before
        self.entropy = np.zeros(shape, np.float16)

    def take(self, cell: Cell) -> None:
        if cell.sums is None or cell.weight is None:
            self._inner.take(cell)
            return
        inner, box = [], []
        for part, before, count in zip(cell.box, self._before, self.entropy.shape, strict=True):
            low, high = max(part.start - before, 0), max(min(part.stop - before, count), 0)
            inner.append(slice(low + before - part.start, max(low, high) + before - part.start))
            box.append(slice(low, max(low, high)))
        values = (cell.sums[-1] / cell.weight)[tuple(inner)].cpu().numpy()
        self.entropy[tuple(box)] = values
        self._inner.take(Cell(cell.box, cell.sums[:-1], cell.weight))

    def tile_done(self, position: Triple) -> None:
        self._inner.tile_done(position)


def _samples_of(
    run: EngineRun, stage: Stage, network: TileNetwork, method: UncertaintyMethod
) -> tuple[int, Samples | None]:
    """How many predictions there are, and what gives them; None: what the network is asked anyway."""
    name, backends = run.manifest.info.name, run.backends_of(stage)
    if method == "folds":
        if len(backends) < 2:
            raise ModelError(f"{name} has one fold only, so folds cannot disagree; choose tta.")
        return network.passes, None
    if method == "tta":
        if network.is_mirrored:
            return network.passes, None
        if stage.tiles.mirror_axes:
            mirrored = TileNetwork(backends, stage.space.slices, stage.tiles.mirror_axes)
            return mirrored.passes, mirrored.outputs
        return _CHANGED_COPIES, lambda tile: _changed_copies(network, tile)
    count = int(run.number("uncertainty_samples", _DROPOUT_SAMPLES, 2, 64))
    dropping = _with_dropout(run, stage)
    return count, lambda tile: _dropout_samples(dropping, tile, count)


def _changed_copies(network: TileNetwork, tile: torch.Tensor) -> Iterator[torch.Tensor]:
    """For networks that may not be mirrored: the tile itself, and copies with a little noise and contrast."""
    import torch

    random = torch.Generator().manual_seed(0)
    spread = tile.std()
    for n in range(_CHANGED_COPIES):
        noise = torch.randn(tile.shape, generator=random).to(tile) * spread * (_NOISE if n else 0.0)
        contrast = 1.0 + (_NOISE * (-1.0) ** n if n else 0.0)
        yield network.predict(tile * contrast + noise)


def _with_dropout(run: EngineRun, stage: Stage) -> TileNetwork:
    """The first fold in torch with its dropout kept on."""
    from torch import nn

    from medviewer.engine.backends.make_backend import load_network
    from medviewer.engine.backends.torch_backend import TorchBackend

    kinds = (nn.Dropout, nn.Dropout1d, nn.Dropout2d, nn.Dropout3d, nn.AlphaDropout, nn.FeatureAlphaDropout)
    layers: list[Any] = []
    if stage.format == "safetensors":
        network = load_network(stage, run.manifest.folder / stage.weights[0])
        layers = [one for one in network.modules() if isinstance(one, kinds) and one.p > 0.0]
    if not layers:
        raise ModelError(f"{run.manifest.info.name} has no dropout that could be kept on; choose tta.")
    for layer in layers:
        layer.train()
    return TileNetwork((TorchBackend(network, run.backends_of(stage)[0].device),), stage.space.slices)


def _dropout_samples(network: TileNetwork, tile: torch.Tensor, count: int) -> Iterator[torch.Tensor]:
    import torch

    with torch.random.fork_rng():
        torch.manual_seed(0)
        for _ in range(count):
            yield network.predict(tile)


def _by_segment(entropy: npt.NDArray[np.float32], result: Segmentation) -> tuple[tuple[int, float], ...]:
    most = max((segment.number for segment in result.segments), default=0)
    sums, counts = np.zeros(most + 1), np.zeros(most + 1)
    for values, labels in zip(entropy, result.labels, strict=True):  # one plane at a time
        flat = labels.ravel()
        sums += np.bincount(flat, values.ravel(), minlength=most + 1)
        counts += np.bincount(flat, minlength=most + 1)
    present = (segment.number for segment in result.segments if counts[segment.number])
    return tuple((number, float(sums[number] / counts[number])) for number in present)
