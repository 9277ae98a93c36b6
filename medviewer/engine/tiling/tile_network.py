"""TileNetwork: the networks of a stage's folds, with mirrored copies, on one tile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from medviewer.core.errors import ModelError
from medviewer.engine.backends.backend import Backend
from medviewer.engine.backends.listening import Listenable, Tell
from medviewer.engine.tiling.linear_head import TILED_RATIO, LinearHead, SplitBackend, joined

if TYPE_CHECKING:
    import torch


def how_it_ran(backend: str, folds: int, step: float, is_mirrored: bool) -> dict[str, str]:
    """What the provenance says of a stage."""
    return {
        "backend": backend,
        "folds": str(folds),
        "step": f"{step:g}",
        "tta": str(is_mirrored).lower(),
    }


class TileNetwork:
    """What the folds of a stage give for a tile, on the mean.

    Parameters
    ----------
    backends
        One a fold.
    slices
        The network reads one slice at a time: a tile is [channels, 1, b, c].
    mirror_axes
        Axes of a, b, c; every combination of them is mirrored, run and mirrored back; empty: none.
    ratio
        How many times as many classes as features it takes to make classes last; see `least_ratio`.
    """

    def __init__(
        self,
        backends: Sequence[Backend],
        slices: bool = False,
        mirror_axes: Sequence[int] = (),
        ratio: float = TILED_RATIO,
    ) -> None:
        self._backends = tuple(backends)
        self._slices = slices
        # Tensor axes of a batch: of slices axis a is not there.
        axes = [axis + (1 if slices else 2) for axis in mirror_axes if not (slices and axis == 0)]
        self._mirrorings = [list(c) for n in range(len(axes) + 1) for c in combinations(axes, n)]
        self.head = _head(self._backends, ratio)
        self.device = self._backends[0].device
        self._tell: Tell | None = None
        self._passed = 0

    def listen(self, tell: Tell | None) -> None:
        """Whom the networks tell, while they run, how much of a tile is done."""
        self._tell = tell
        for backend in self._backends:
            if isinstance(backend, Listenable):
                backend.listen(None if tell is None else self._tell_on)

    def _tell_on(self, share: float) -> None:
        if self._tell is not None:
            self._tell((self._passed + share) / self.passes)

    @property
    def name(self) -> str:
        """What runs it; another backend may have taken over at the first tile."""
        return self._backends[0].name

    @property
    def folds(self) -> int:
        """How many networks there are."""
        return len(self._backends)

    @property
    def is_mirrored(self) -> bool:
        """Whether mirrored copies are run too."""
        return len(self._mirrorings) > 1

    @property
    def passes(self) -> int:
        """How often a network is run for one tile."""
        return len(self._backends) * len(self._mirrorings)

    def features(self, tile: torch.Tensor) -> torch.Tensor:
        """What `head` makes outputs of: the features of every fold, on the mean of mirrored copies."""
        import torch

        given: list[torch.Tensor] = []
        copies = len(self._mirrorings)
        for n, output in enumerate(self._passes(tile, wants_features=True)):
            if n % copies:
                given[-1] += output
            else:
                given.append(output if copies == len(self._backends) == 1 else output.clone())
        if copies > 1:
            for total in given:
                total /= copies
        return given[0] if len(given) == 1 else torch.cat(given)

    def predict(self, tile: torch.Tensor) -> torch.Tensor:
        """Outputs [channels, a, b, c] of a tile [channels, a, b, c]; may be overwritten by the next call.

        Raises
        ------
        ModelError
            If the network gives another shape than it was given.
        """
        return self._mean(self.outputs(tile))

    def answer(self, tile: torch.Tensor) -> torch.Tensor:
        """What is said of a tile [channels, a, b, c] on the mean, without the batch axis: scores, boxes.

        It may have any shape, is not mirrored back, and is a tensor of its own.
        """
        total = self._mean(given[0] for given, _ in self._given(tile))
        return total if self.passes > 1 else total.clone()

    def _mean(self, outputs: Iterator[torch.Tensor]) -> torch.Tensor:
        total = next(outputs)
        if self.passes > 1:
            total = total.clone()
            for output in outputs:
                total += output
            total /= self.passes
        return total

    def outputs(self, tile: torch.Tensor) -> Iterator[torch.Tensor]:
        """Of every fold and mirrored copy, mirrored back; each only lent until the next."""
        return self._passes(tile, wants_features=False)

    def _passes(self, tile: torch.Tensor, wants_features: bool) -> Iterator[torch.Tensor]:
        size = self._batch(tile).shape
        for given, axes in self._given(tile, wants_features):
            if given.shape[0] != size[0] or given.shape[2:] != size[2:]:
                raise ModelError(
                    f"The network gave {tuple(given.shape[2:])} voxels for {tuple(size[2:])}; "
                    "it cannot be used for segmentation or images."
                )
            there = given.flip(axes) if axes else given
            yield there.transpose(0, 1) if self._slices else there[0]

    def _given(
        self, tile: torch.Tensor, wants_features: bool = False
    ) -> Iterator[tuple[torch.Tensor, list[int]]]:
        """What every fold gives for every mirrored copy, and the axes that this one is mirrored along."""
        batch = self._batch(tile)
        self._passed = 0
        for backend in self._backends:
            run = (
                backend.features if wants_features and isinstance(backend, SplitBackend) else backend.forward
            )
            for axes in self._mirrorings:
                yield run(batch.flip(axes) if axes else batch), axes
                self._passed += 1

    def _batch(self, tile: torch.Tensor) -> torch.Tensor:
        return tile.transpose(0, 1) if self._slices else tile[None]


def _head(backends: Sequence[Backend], ratio: float) -> LinearHead | None:
    """The last layers of all folds as one, if every fold has one and that makes the sums so much smaller."""
    heads = [backend.head for backend in backends if isinstance(backend, SplitBackend)]
    if len(heads) < len(backends):
        return None
    found = [head for head in heads if head is not None]
    if len(found) < len(backends):
        return None
    head = joined(found)
    return head if ratio * head.features <= head.classes else None
