"""LinearHead: the last layer of a network, where it only mixes the channels of each voxel.

Such a layer (a convolution of one voxel) and the weighted mean over tiles can change places: mixing the mean
features gives the mean logits. So only the few features of overlapping tiles are added up, and the many
classes are made once a voxel, in small pieces, when it is complete. The memory of a run does then not depend
on the number of classes at all, and the last layer, often the widest, is computed once instead of for every
overlapping tile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import torch


TILED_RATIO, WHOLE_RATIO = 2.0, 1.0
"""How many times as many classes as features it takes: for tiles that overlap, whose sums then are half as
large, and for an image that is seen whole, where any fewer maps are less memory."""


def least_ratio(tile: Sequence[int]) -> float:
    """The one for tiles of a size, or for none."""
    return TILED_RATIO if tile else WHOLE_RATIO


@dataclass(frozen=True, eq=False)
class LinearHead:
    """``weight`` [classes, features] and ``bias`` [classes], float32."""

    weight: torch.Tensor
    bias: torch.Tensor

    @property
    def features(self) -> int:
        """Channels that go in."""
        return int(self.weight.shape[1])

    @property
    def classes(self) -> int:
        """Channels that come out."""
        return int(self.weight.shape[0])

    def to(self, device: str) -> LinearHead:
        """The same where the sums lie."""
        return LinearHead(self.weight.to(device), self.bias.to(device))

    def apply(self, features: torch.Tensor) -> torch.Tensor:
        """Logits [classes, n] of features [features, n]."""
        import torch

        return torch.addmm(self.bias[:, None], self.weight, features)


@runtime_checkable
class SplitBackend(Protocol):
    """A backend that can stop before its network's last layer; ``head`` is None where it cannot."""

    head: LinearHead | None

    def features(self, batch: torch.Tensor) -> torch.Tensor:
        """What the last layer is given, [n, features, ...] (float32); only where there is a ``head``."""


def joined(heads: Sequence[LinearHead]) -> LinearHead:
    """The mean of several networks' outputs as one layer of all their features, one after the other."""
    import torch

    weight = torch.cat([head.weight for head in heads], dim=1) / len(heads)
    return LinearHead(weight, torch.stack([head.bias for head in heads]).mean(dim=0))
