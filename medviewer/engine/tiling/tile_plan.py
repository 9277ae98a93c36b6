"""TilePlan: where tiles begin and how much each of their voxels weighs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import numpy.typing as npt

from medviewer.packs.stage import Tiles

Triple = tuple[int, int, int]
FloatArray = npt.NDArray[np.float32]

_LEAST_WEIGHT = 1e-3
_NNUNET_SCALE = 10.0


@dataclass(frozen=True, eq=False)
class TilePlan:
    """Tiles over an image [a, b, c] that is filled up around to hold at least one.

    Parameters
    ----------
    shape
        Of the filled image.
    before
        How much of the filling lies before the image, per axis.
    size
        Of each tile.
    starts
        Per axis where tiles begin, in the filled image, not falling.
    weights
        Of a tile's voxels [a, b, c], positive.
    order
        The axes, from the one along which tiles come slowest.
    is_flat
        All weights are 1.
    """

    shape: Triple
    before: Triple
    size: Triple
    starts: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
    weights: FloatArray
    order: Triple = (0, 1, 2)
    is_flat: bool = False

    def __len__(self) -> int:
        return math.prod(len(starts) for starts in self.starts)

    def __iter__(self) -> Iterator[Triple]:
        """Positions in ``starts`` of every tile, along the last axis of ``order`` fastest."""
        for place in product(*(range(len(self.starts[axis])) for axis in self.order)):
            a, b, c = (place[self.order.index(axis)] for axis in range(3))
            yield (a, b, c)


def plan_tiles(
    shape: Sequence[int], tiles: Tiles, slices: bool = False, step: float | None = None
) -> TilePlan:
    """The tiles of an image.

    Parameters
    ----------
    shape
        Of the image on the network's grid [a, b, c].
    tiles
        What the pack says.
    slices
        The network reads one slice along a at a time; ``tiles.size`` has two numbers then.
    step
        Instead of the pack's, as a fraction of a tile's size.
    """
    plan = plan_places(shape, tiles, slices, step)
    weighted = plan.size[1:] if slices else plan.size
    return replace(plan, weights=_weights(weighted, tiles).reshape(plan.size))


def whole_if_small(shape: Sequence[int], tiles: Tiles, multiples: Sequence[int]) -> Tiles:
    """Tiles by which an image with fewer voxels than one is looked at whole, as MONAI's detectors do it.

    ``multiples``: of what its sides are filled up to, per axis of a tile; empty: the tiles are as they were.
    """
    inside = shape[len(shape) - len(multiples) :]
    if not multiples or (tiles.size and math.prod(inside) >= math.prod(tiles.size)):
        return tiles
    sides = (-(-n // multiple) * multiple for n, multiple in zip(inside, multiples, strict=True))
    return replace(tiles, size=tuple(sides))


def plan_places(
    shape: Sequence[int], tiles: Tiles, slices: bool = False, step: float | None = None
) -> TilePlan:
    """As `plan_tiles` without weights, which take longer: for reckoning."""
    wanted = _tile_size(shape, tiles, slices)
    filled = [max(n, size) for n, size in zip(shape, wanted, strict=True)]
    fraction = tiles.step if step is None else step
    make_starts = _monai_starts if tiles.scheme == "monai" else _nnunet_starts
    starts = [make_starts(n, size, fraction) for n, size in zip(filled, wanted, strict=True)]
    if slices:
        starts[0] = tuple(range(filled[0]))
    return TilePlan(
        shape=(filled[0], filled[1], filled[2]),
        before=_triple((n - m) // 2 for n, m in zip(filled, shape, strict=True)),
        size=wanted,
        starts=(starts[0], starts[1], starts[2]),
        weights=np.empty(0, np.float32),
        is_flat=tiles.blending == "constant",
    )


def _tile_size(shape: Sequence[int], tiles: Tiles, slices: bool) -> Triple:
    if tiles.size:
        size = (1, *tiles.size[-2:]) if slices else tiles.size
        return _triple(size)
    whole = (-(-n // tiles.multiple_of) * tiles.multiple_of for n in shape)
    _, rows, columns = size = _triple(whole)
    return (1, rows, columns) if slices else size


def _monai_starts(count: int, size: int, step: float) -> tuple[int, ...]:
    """As MONAI's ``dense_patch_slices`` with the interval of ``sliding_window_inference``."""
    interval = size if size == count else max(int(size * (1 - (1 - step))), 1)
    # 1 - (1 - step): the overlap is what MONAI is given, and its rounding decides the interval.
    tiles = next(n for n in range(count) if n * interval + size >= count) + 1
    return tuple(min(n * interval, count - size) for n in range(tiles))


def _nnunet_starts(count: int, size: int, step: float) -> tuple[int, ...]:
    """As nnU-Net's ``compute_steps_for_sliding_window``: evenly spread."""
    tiles = int(np.ceil((count - size) / (size * step))) + 1
    distance = (count - size) / (tiles - 1) if tiles > 1 else 0.0
    return tuple(int(np.round(distance * n)) for n in range(tiles))


def _weights(size: Sequence[int], tiles: Tiles) -> FloatArray:
    if tiles.blending == "constant":
        return np.ones(tuple(size), np.float32)
    if tiles.scheme == "monai":
        return _monai_gaussian(size, tiles.sigma_scale)
    return _nnunet_gaussian(size, tiles.sigma_scale)


def _monai_gaussian(size: Sequence[int], sigma_scale: float) -> FloatArray:
    """As MONAI's ``compute_importance_map``, to the last digit."""
    import torch

    weights = torch.ones(())
    for axis, count in enumerate(size):
        place = torch.arange(-(count - 1) / 2.0, (count - 1) / 2.0 + 1, dtype=torch.float32)
        along = torch.exp(place**2 / (-2 * (count * sigma_scale) ** 2))
        weights = weights.unsqueeze(-1) * along[(None,) * axis] if axis else along
    least = max(float(weights.min()), _LEAST_WEIGHT)
    return np.asarray(weights.clamp_(min=least).numpy(), np.float32)


def _nnunet_gaussian(size: Sequence[int], sigma_scale: float) -> FloatArray:
    """As nnU-Net's ``compute_gaussian``: a filtered point, at most 10, rounded to half precision."""
    from scipy.ndimage import gaussian_filter

    point = np.zeros(tuple(size))
    point[tuple(count // 2 for count in size)] = 1
    spread = gaussian_filter(point, [count * sigma_scale for count in size], 0, mode="constant", cval=0)
    weights: FloatArray = (spread / (spread.max() / _NNUNET_SCALE)).astype(np.float16).astype(np.float32)
    weights[weights == 0] = weights[weights != 0].min()
    return weights


def _triple(numbers: Sequence[int] | Iterator[int]) -> Triple:
    first, second, third = numbers
    return (int(first), int(second), int(third))
