"""The sanity check of Adebayo et al. (2018).

A map that a network with random weights gives too shows the image and not the model.
"""

from __future__ import annotations

import copy

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

Floats = npt.NDArray[np.float64]
_MOST_PLACES = 200_000


def with_random_weights(network: nn.Module, seed: int) -> nn.Module:
    """A copy of a network that has learned nothing; every tensor keeps its size and its scale.

    Matrices and kernels are drawn from a normal distribution of the same root mean square. Lists (biases,
    gains, running means and variances) are put into another order, the same one for all of a module.
    """
    random = torch.Generator().manual_seed(seed)
    other = copy.deepcopy(network)
    with torch.no_grad():
        for module in other.modules():
            tensors = [*module.parameters(recurse=False), *module.buffers(recurse=False)]
            orders: dict[int, torch.Tensor] = {}
            for tensor in tensors:
                if not tensor.is_floating_point() or tensor.numel() < 2:
                    continue
                if tensor.ndim < 2:
                    order = orders.setdefault(len(tensor), torch.randperm(len(tensor), generator=random))
                    tensor.copy_(tensor[order.to(tensor.device)])
                else:
                    drawn = torch.randn(tensor.shape, generator=random)
                    scale = tensor.float().pow(2).mean().sqrt().cpu()
                    tensor.copy_((drawn * scale).to(tensor))
    return other.eval()


def rank_correlation(one: npt.NDArray[np.float32], other: npt.NDArray[np.float32]) -> float:
    """Spearman's rank correlation of two maps, -1..1; 0 if one of them is the same everywhere."""
    step = max(1, one.size // _MOST_PLACES)
    ranks = [_ranks(values.ravel()[::step]) for values in (one, other)]
    spread = [float(rank.std()) for rank in ranks]
    if min(spread) <= 0.0:
        return 0.0
    first, second = (rank - rank.mean() for rank in ranks)
    return float(np.clip((first * second).mean() / (spread[0] * spread[1]), -1.0, 1.0))


def _ranks(values: npt.NDArray[np.float32]) -> Floats:
    """Ranks from 0; equal values share the mean of theirs."""
    _, group, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts + 1) / 2.0)[group])
