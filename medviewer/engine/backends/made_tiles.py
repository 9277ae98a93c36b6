"""Tiles to try a network on where its pack brings no case of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch

from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Stage

_CHANNEL_NAMES = ("in_channels", "input_channels", "n_input_channels", "num_input_channels")
_SIDE = {2: 256, 3: 96}
_TWO_SIDES = (64, 128)
"""Far enough apart for a slope; the larger one is more than a processor's cache holds."""
_SLICES = 12
_GRAINS = (4, 12, 32)


def tile_shape(manifest: PackManifest, stage: Stage) -> tuple[int, ...]:
    """[1, channels, ...] of what a stage's network is given at a time."""
    size = stage.tiles.size or stage.space.conform or stage.space.resize
    if not size:
        dimensions = 2 if manifest.info.contract.dimensions == 2 or stage.space.slices else 3
        size = (_multiple(stage, _SIDE[dimensions]),) * dimensions
    if manifest.info.task == "sequence" and len(size) == 2:
        size = (_SLICES, *size)
    return (1, input_channels(manifest, stage), *size)


def middle_parts(stage: Stage, tiles: Sequence[torch.Tensor]) -> list[torch.Tensor]:
    """Of what a network is given whole, a part from the middle, tried in seconds; tiles as they are."""
    side = _multiple(stage, _SIDE[3])
    if stage.tiles.size or tiles[0].dim() != 5 or math.prod(tiles[0].shape[2:]) <= side**3:
        return list(tiles)
    return [_middle(tile, side) for tile in tiles]


def two_sizes(stage: Stage, shape: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Two shapes [1, channels, ...] of what a network is given whole, in 3D; none for one that has a size."""
    if stage.tiles.size or len(shape) != 5:
        return ()
    sides = (_multiple(stage, side) for side in _TWO_SIDES)
    return tuple((*shape[:2], side, side, side) for side in sides)


def _multiple(stage: Stage, side: int) -> int:
    return -(-side // stage.tiles.multiple_of) * stage.tiles.multiple_of


def _middle(tile: torch.Tensor, side: int) -> torch.Tensor:
    for axis in range(2, tile.dim()):
        count = tile.shape[axis]
        tile = tile.narrow(axis, max(0, (count - side) // 2), min(side, count))
    return tile.clone()


def input_channels(manifest: PackManifest, stage: Stage) -> int:
    """Channels of a stage's input: what its arguments say, else one an image and one a label before it.

    torchvision's classifiers take colours.
    """
    for name in _CHANNEL_NAMES:
        told = stage.arguments.get(name)
        if isinstance(told, int) and not isinstance(told, bool):
            return told
    if stage.architecture.startswith("torchvision."):
        return 3
    images = max(1, len(manifest.info.contract.channels), len(stage.normalise))
    before = next((other for other in manifest.stages if other.name == stage.previous), None)
    return images + (0 if before is None else sum(label != 0 for label in set(before.output.labels)))


def made_tiles(shape: Sequence[int], count: int = 2) -> list[torch.Tensor]:
    """Smooth shapes of several sizes with a little noise, mean 0 and deviation 1; the same at each call."""
    generator = torch.Generator().manual_seed(0)
    return [_made_tile(tuple(shape), generator) for _ in range(count)]


def _made_tile(shape: tuple[int, ...], generator: torch.Generator) -> torch.Tensor:
    mode = "trilinear" if len(shape) == 5 else "bilinear"
    tile = 0.05 * torch.randn(shape, generator=generator)
    for grain in _GRAINS:
        coarse = [max(2, -(-n // grain)) for n in shape[2:]]
        blobs = torch.randn((*shape[:2], *coarse), generator=generator)
        tile += torch.nn.functional.interpolate(blobs, size=shape[2:], mode=mode, align_corners=True)
    return (tile - tile.mean()) / tile.std().clamp_min(1e-6)
