"""Decision: from the mean outputs of a voxel to its label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from medviewer.core.errors import ModelError
from medviewer.packs.stage import Output

if TYPE_CHECKING:
    import torch

    from medviewer.engine.tiling.linear_head import LinearHead

_CHUNK_VALUES = 1 << 20
"""All channels of a chunk: 4 MB, which the processor's cache holds and memory does not notice."""


@dataclass(frozen=True, eq=False)
class Decision:
    """What the channels mean: see `medviewer.packs.stage.Output`.

    Parameters
    ----------
    labels
        The label of each channel.
    threshold
        For channels that are labels of their own; None: the greatest channel wins, the first of equals.
    head
        Makes the channels of the features that were added up; None where those are the channels.
    of_probabilities
        The channels are probabilities already and no logits.
    """

    labels: tuple[int, ...]
    threshold: float | None = None
    head: LinearHead | None = None
    of_probabilities: bool = False

    @property
    def most(self) -> int:
        """The greatest label."""
        return max(self.labels, default=0)

    @property
    def summed(self) -> int:
        """How many channels are added up."""
        return len(self.labels) if self.head is None else self.head.features

    def decide(self, sums: torch.Tensor, weight: torch.Tensor | None) -> torch.Tensor:
        """Labels [n] (uint8, or int32 above 255) of weighted sums [channels, n] and weights [n].

        Raises
        ------
        ModelError
            If the network gave something that is no number, or another number of channels.
        """
        import torch

        dtype = torch.uint8 if self.most <= 255 else torch.int32
        found = torch.zeros(sums.shape[1], dtype=dtype, device=sums.device)
        size = max(4096, _CHUNK_VALUES // len(self.labels))
        for first in range(0, sums.shape[1], size):
            part = slice(first, first + size)
            means = sums[:, part] if weight is None else sums[:, part] / weight[part]
            if self.head is not None:
                means = self.head.apply(means)
            if len(means) != len(self.labels):
                raise ModelError(
                    f"The network gives {len(means)} channels and its pack names {len(self.labels)}; "
                    "the pack and its weights do not belong together."
                )
            self._decide_chunk(means, found[part])
        return found

    def probabilities(self, means: torch.Tensor) -> torch.Tensor:
        """Softmax or sigmoid [labels, ...] of mean outputs [channels, ...]."""
        import torch

        if self.head is not None:
            means = self.head.apply(means.flatten(1)).reshape(self.head.classes, *means.shape[1:])
        return torch.softmax(means, 0) if self.threshold is None else torch.sigmoid(means)

    def _decide_chunk(self, means: torch.Tensor, found: torch.Tensor) -> None:
        import torch

        if self.threshold is None:
            best = means[0].clone()
            found.fill_(self.labels[0])
            for channel, label in zip(means[1:], self.labels[1:], strict=True):
                found.masked_fill_(channel > best, label)
                torch.maximum(best, channel, out=best)
            _demand_numbers(best)
            return
        for channel, label in zip(means, self.labels, strict=True):
            _demand_numbers(channel)
            share = channel if self.of_probabilities else torch.sigmoid(channel)
            found.masked_fill_(share > self.threshold, label)


def _demand_numbers(values: torch.Tensor) -> None:
    if not bool(values.isfinite().all()):
        raise ModelError(
            "The network gave values that are not numbers (NaN or infinite); "
            "its weights or its input are damaged, or it needs a higher precision."
        )


def decision_of(output: Output, label_count: int, head: LinearHead | None = None) -> Decision:
    """The decision that a pack's output asks for.

    Where it names no labels, its channels are the pack's labels in order, after background for softmax.
    """
    is_softmax = output.kind == "softmax"
    labels: Sequence[int] = output.labels or range(0 if is_softmax else 1, label_count + 1)
    return Decision(tuple(labels), None if is_softmax else output.threshold, head)
