"""Sliding-window inference over the network's grid, with Gaussian blending."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product

import torch
from lung_ct_network import MULTIPLE, normalised

TILE_KJI = (64, 112, 144)
"""Voxels of one tile: 192 mm of height, and the whole breadth and depth of most chests."""
OVERLAP = 0.5
_NO_TISSUE_HU = -500.0
_MARGIN = 2

Progress = Callable[[float], None]


@dataclass
class TileRun:
    """Probabilities of one volume and what they cost.

    ``probabilities`` is float32 [3, k, j, i]; ``forward_seconds`` the time inside the network alone.
    """

    probabilities: torch.Tensor
    tiles: int = 0
    skipped: int = 0
    forward_seconds: float = 0.0
    windows: list[tuple[slice, slice, slice]] = field(default_factory=list)


def tile_starts(length: int, tile: int) -> list[int]:
    """First voxels of evenly spread tiles that cover ``length`` and overlap by at least `OVERLAP`."""
    if length <= tile:
        return [0]
    count = -(-(length - tile) // int(tile * (1.0 - OVERLAP))) + 1
    return [round(n * (length - tile) / (count - 1)) for n in range(count)]


def tile_size(length: int, tile: int) -> int:
    """The tile's side for an axis: shorter where the volume is, but never less than two multiples."""
    return max(2 * MULTIPLE, min(tile, -(-length // MULTIPLE) * MULTIPLE))


def gaussian_window(size_kji: tuple[int, int, int]) -> torch.Tensor:
    """Weights [k, j, i] that fall towards a tile's edges (sigma an eighth of the side), never zero."""
    sides = []
    for side in size_kji:
        place = torch.arange(side, dtype=torch.float32) - (side - 1) / 2
        sides.append(torch.exp(-0.5 * (place / (side / 8)) ** 2))
    window = sides[0][:, None, None] * sides[1][None, :, None] * sides[2][None, None, :]
    return window.clamp(min=1e-3)


def padded(hu: torch.Tensor, size_kji: tuple[int, int, int]) -> torch.Tensor:
    """At least ``size_kji``: air is added behind and beside, the last slice is repeated above."""
    missing = [max(0, want - have) for want, have in zip(size_kji, hu.shape, strict=True)]
    hu = torch.nn.functional.pad(hu, (0, missing[2], 0, missing[1]), value=-1000.0)
    if missing[0]:
        hu = torch.cat([hu, hu[-1:].expand(missing[0], -1, -1)])
    return hu


@torch.inference_mode()
def run_tiles(network: torch.nn.Module, hu: torch.Tensor, device: str, progress: Progress) -> TileRun:
    """Class probabilities of a volume in HU on the network's grid.

    Tiles without any tissue cost nothing: they are background. ``progress`` is called before and
    after each tile and may raise to stop.
    """
    whole, box = hu.shape, tissue_box(hu)
    hu = hu[box]
    shape = tuple(hu.shape)
    size = tuple(tile_size(n, t) for n, t in zip(shape, TILE_KJI, strict=True))
    hu = padded(hu, size)  # type: ignore[arg-type]
    window = gaussian_window(size)  # type: ignore[arg-type]
    total = torch.zeros((3, *hu.shape))
    weight = torch.full(tuple(hu.shape), 1e-6)
    total[0] = 1e-6
    starts = [tile_starts(n, t) for n, t in zip(hu.shape, size, strict=True)]
    corners = list(product(*starts))
    run = TileRun(total)
    for number, corner in enumerate(corners):
        progress(number / len(corners))
        place = tuple(slice(c, c + s) for c, s in zip(corner, size, strict=True))
        tile = hu[place]
        if float(tile.max()) < _NO_TISSUE_HU:
            run.skipped += 1
            total[0][place] += window
        else:
            started = time.perf_counter()
            batch = normalised(tile)[None, None].to(device).contiguous(memory_format=torch.channels_last_3d)
            probabilities = torch.softmax(network(batch)[0].float(), dim=0).cpu()
            run.forward_seconds += time.perf_counter() - started
            run.tiles += 1
            total[(slice(None), *place)] += probabilities * window
        weight[place] += window
        run.windows.append(place)  # type: ignore[arg-type]
    progress(1.0)
    total /= weight
    run.probabilities = torch.zeros((3, *whole))
    run.probabilities[0] = 1.0
    run.probabilities[(slice(None), *box)] = total[:, : shape[0], : shape[1], : shape[2]]
    return run


def tissue_box(hu: torch.Tensor) -> tuple[slice, slice, slice]:
    """The part [k, j, i] that holds all tissue, a few voxels wider; one slice of air if there is none."""
    tissue = hu > _NO_TISSUE_HU
    sides = []
    for axis in range(3):
        others = [n for n in range(3) if n != axis]
        found = torch.nonzero(tissue.amax(dim=others)).flatten()
        if not len(found):
            return (slice(0, 1), slice(0, 1), slice(0, 1))
        sides.append(slice(max(0, int(found[0]) - _MARGIN), int(found[-1]) + 1 + _MARGIN))
    return (sides[0], sides[1], sides[2])
