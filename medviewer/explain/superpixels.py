"""Superpixels: an image cut into parts of like brightness, in two or three dimensions.

SLIC (Achanta et al. 2012) with one simplification: a place may join its own cell of a regular grid or one
of the neighbouring cells, and no other.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_ROUNDS = 4
_COARSEST = 96


def superpixels(
    values: npt.NDArray[np.float32], cells: int, compactness: float = 0.3
) -> npt.NDArray[np.int32]:
    """Parts of an image, numbered from 0 without gaps.

    Parameters
    ----------
    values
        [*space], of one quantity.
    cells
        About how many parts.
    compactness
        How much a distance of one cell counts against the range of brightness: 0 follows brightness
        alone, large numbers give boxes.
    """
    step = [max(1, -(-length // _COARSEST)) for length in values.shape]
    coarse = values[tuple(slice(s // 2, None, s) for s in step)]
    parts = _slic(coarse.astype(np.float64), cells, compactness)
    places = np.ix_(
        *(
            np.minimum(np.arange(n) // s, m - 1)
            for n, s, m in zip(values.shape, step, parts.shape, strict=True)
        )
    )
    return np.ascontiguousarray(parts[places])


def _slic(values: Array, cells: int, compactness: float) -> npt.NDArray[np.int32]:
    counts = _cells_along(values.shape, cells)
    low, high = np.percentile(values, (1.0, 99.0))
    grey = np.clip((values - low) / max(high - low, 1e-12), 0.0, 1.0)
    places = np.meshgrid(
        *((np.arange(n) + 0.5) / n * c for n, c in zip(values.shape, counts, strict=True)), indexing="ij"
    )
    features = np.stack([grey / max(compactness, 1e-6), *places])  # one cell is as long as 1
    home = np.stack([np.minimum(p.astype(np.int64), c - 1) for p, c in zip(places, counts, strict=True)])
    labels = np.ravel_multi_index(tuple(home), counts)
    for _ in range(_ROUNDS):
        centres = _means(features, labels, int(np.prod(counts)))
        labels = _nearest(features, centres, home, counts)
    _, numbered = np.unique(labels, return_inverse=True)
    return numbered.reshape(values.shape).astype(np.int32)


def _cells_along(shape: tuple[int, ...], cells: int) -> tuple[int, ...]:
    """Cells along each axis, as cubic as may be; their product is near ``cells``."""
    edge = (float(np.prod(shape)) / max(cells, 1)) ** (1.0 / len(shape))
    return tuple(int(np.clip(round(length / edge), 1, length)) for length in shape)


def _means(features: Array, labels: Array, count: int) -> Array:
    flat = labels.ravel()
    sizes = np.bincount(flat, minlength=count)
    sums = [np.bincount(flat, one.ravel(), minlength=count) for one in features]
    return np.where(sizes > 0, np.stack(sums) / np.maximum(sizes, 1), np.inf)


def _nearest(features: Array, centres: Array, home: Array, counts: tuple[int, ...]) -> Array:
    """For each place the nearest of the centres of its own and the neighbouring cells."""
    best = np.full(home.shape[1:], np.inf)
    labels = np.zeros(home.shape[1:], dtype=np.int64)
    for offset in product((-1, 0, 1), repeat=len(counts)):
        cell = [np.clip(h + o, 0, c - 1) for h, o, c in zip(home, offset, counts, strict=True)]
        candidate = np.ravel_multi_index(tuple(cell), counts)
        distance = ((features - centres[:, candidate]) ** 2).sum(axis=0)
        closer = distance < best
        best[closer], labels[closer] = distance[closer], candidate[closer]
    return labels
