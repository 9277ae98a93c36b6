"""From volumes to what a network sees: turned, on one grid, cropped, resampled, conformed, normalised.

nnU-Net normalises before it resamples; everything else here resamples, conforms and resizes first. An
oblique volume keeps its obliquity: the network's axes are the volume's own nearest ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import ModelError
from medviewer.core.volume import Volume
from medviewer.engine.grid.body_crop import body_box
from medviewer.engine.grid.model_grid import AxisMap, ModelGrid, turn
from medviewer.engine.grid.nnunet_crop import Box, box_of, nonzero_mask
from medviewer.engine.grid.nnunet_resample import resample_image, separate_axis, shape_at
from medviewer.engine.grid.normalise import Mask, PointStep, normalised, point_steps
from medviewer.engine.grid.resample import aligned_to, axis_scale, conformed, resampled, resized
from medviewer.packs.stage import Normalise, Space, Stage

if TYPE_CHECKING:
    import torch

Array = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Channel:
    """One channel [a, b, c]: stored values and the steps that a tile of it still needs."""

    values: Array
    steps: tuple[PointStep, ...] = ()
    inside: Mask | None = None

    def box(self, box: Box) -> npt.NDArray[np.float32]:
        """Some voxels as the network sees them."""
        return normalised(self.values[box], self.steps, None if self.inside is None else self.inside[box])


@dataclass(frozen=True, eq=False)
class ModelImage:
    """What a network sees of an image: channels on its grid, normalised tile by tile.

    ``inside`` is nnU-Net's mask of what is not zero on the cropped grid before resampling, where the pack
    crops to that.
    """

    channels: tuple[Channel, ...]
    grid: ModelGrid
    inside: Mask | None = None

    @property
    def shape(self) -> tuple[int, int, int]:
        """Voxels along a, b, c."""
        return self.grid.shape

    def tile(self, start: Sequence[int], size: Sequence[int], fill: float = 0.0) -> torch.Tensor:
        """Channels [n, a, b, c] (float32) of a box that may reach beyond the image, filled there."""
        import torch

        box, inner = _overlap(start, size, self.shape)
        whole = all(part.stop - part.start == n for part, n in zip(box, size, strict=True))
        if len(self.channels) == 1 and whole:
            return torch.from_numpy(self.channels[0].box(box))[None]
        tile = np.full((len(self.channels), *size), fill, np.float32)
        for values, channel in zip(tile, self.channels, strict=True):
            values[inner] = channel.box(box)
        return torch.from_numpy(tile)

    def tensor(self) -> torch.Tensor:
        """All of it, [n, a, b, c] float32."""
        return self.tile((0, 0, 0), self.shape)


def to_model_space(volumes: Sequence[Volume], stage: Stage) -> ModelImage:
    """The volumes, one a channel, as a stage's network sees them.

    A single volume serves all channels that ``stage.normalise`` has steps for; of a colour picture they
    are red, green and blue. Nothing is copied where nothing is resampled.

    Raises
    ------
    ModelError
        If there are not as many volumes as channels.
    """
    space, grid = stage.space, volumes[0].geometry
    steps = _steps_of(stage, volumes)
    turned = turn(volumes[0].voxels, grid, space.axes)[1]
    stored = [turn(values, grid, space.axes)[0] for values in _stored(volumes, len(steps))]
    spacing = turned.spacing_ijk[::-1]
    box, mask = _crop(stored, space, spacing)
    source = _Source([values[box] for values in stored], steps, box, spacing)
    make = _as_nnunet if space.resampling == "nnunet" else _as_others
    channels, maps = make(source, space, mask)
    return ModelImage(tuple(channels), ModelGrid(grid, space.axes, maps), mask)


@dataclass(frozen=True, eq=False)
class _Source:
    channels: list[Array]
    steps: tuple[tuple[Normalise, ...], ...]
    box: Box
    spacing_mm: Sequence[float]

    @property
    def shape(self) -> tuple[int, ...]:
        return self.channels[0].shape


_Maps = tuple[AxisMap, AxisMap, AxisMap]


def _steps_of(stage: Stage, volumes: Sequence[Volume]) -> tuple[tuple[Normalise, ...], ...]:
    steps = stage.normalise or ((),)
    count = len(volumes) if len(volumes) > 1 else len(steps)
    if len(steps) == 1:
        return steps * count
    if len(steps) != count:
        raise ModelError(f"The network {stage.name} takes {len(steps)} images and was given {len(volumes)}.")
    return steps


def _stored(volumes: Sequence[Volume], count: int) -> list[Array]:
    first = volumes[0]
    if len(volumes) > 1:
        return [first.voxels, *(aligned_to(other, first.geometry) for other in volumes[1:])]
    if first.rgb is not None and count == 3:
        return [first.rgb[..., n] for n in range(3)]
    return [first.voxels] * count


def _crop(stored: Sequence[Array], space: Space, spacing: Sequence[float]) -> tuple[Box, Mask | None]:
    if space.crop == "nonzero":
        mask = nonzero_mask(list(stored))
        box = box_of(mask)
        return box, mask[box]
    if space.crop == "body":
        return body_box(stored[0], spacing), None
    a, b, c = (slice(0, n) for n in stored[0].shape)
    return (a, b, c), None


def _target(space: Space, spacing: Sequence[float]) -> tuple[float, ...]:
    """The spacing that is wanted along a, b, c: the image's own where none is."""
    wanted = space.spacing_mm or (0.0, 0.0, 0.0)
    wanted = (0.0, *wanted) if len(wanted) == 2 else wanted
    return tuple(new or old for new, old in zip(wanted, spacing, strict=True))


def _as_nnunet(source: _Source, space: Space, mask: Mask | None) -> tuple[list[Channel], _Maps]:
    target = _target(space, source.spacing_mm)
    shape = shape_at(source.shape, source.spacing_mm, target)
    channels = []
    for values, steps in zip(source.channels, source.steps, strict=True):
        found = point_steps(steps, values, mask)
        if shape == source.shape:
            channels.append(Channel(values, found, mask))
        else:
            ready = normalised(values, found, mask)
            channels.append(Channel(resample_image(ready, shape, source.spacing_mm, target)))
    separate = separate_axis(target, source.spacing_mm)
    maps = []
    for axis, (old, new, part) in enumerate(zip(source.shape, shape, source.box, strict=True)):
        scale = old / new
        offset = part.start + 0.5 * scale - 0.5
        maps.append(AxisMap(new, scale, offset, part.start, part.stop, axis == separate))
    return channels, (maps[0], maps[1], maps[2])


def _as_others(source: _Source, space: Space, mask: Mask | None) -> tuple[list[Channel], _Maps]:
    target = _target(space, source.spacing_mm)
    grids = [
        axis_scale(n, old, new, space.resampling)
        for n, old, new in zip(source.shape, source.spacing_mm, target, strict=True)
    ]
    counts, scales = [count for count, _ in grids], [scale for _, scale in grids]
    channels: list[Array] = []
    starts: tuple[int, ...] = (0, 0, 0)
    for n, values in enumerate(source.channels):
        if n and values is source.channels[0]:
            channels.append(channels[0])
            continue
        if any(scale != 1.0 for scale in scales):
            values = resampled(values, counts, scales, space.resampling)
        if space.conform:
            values, starts = conformed(values, space.conform)
        if space.resize:
            values = resized(values, *space.resize)
        channels.append(values)
    inside = None if mask is None or mask.shape != channels[0].shape else mask
    ready = [
        Channel(values, point_steps(steps, values, inside), inside)
        for values, steps in zip(channels, source.steps, strict=True)
    ]
    maps = [
        _map(n, part, scale, start, new)
        for n, part, scale, start, new in zip(
            space.conform or counts, source.box, scales, starts, channels[0].shape, strict=True
        )
    ]
    return ready, (maps[0], maps[1], maps[2])


def _map(count: int, part: slice, scale: float, start: int, new: int) -> AxisMap:
    """``count`` voxels from ``start`` of the resampled crop, made into ``new`` by resizing edge to edge."""
    offset = part.start + scale * start
    first, last = part.start, part.stop
    if start > 0:  # conforming has cut the image
        first = max(first, int(np.ceil(offset - scale / 2)))
        last = min(last, int(np.floor(offset + scale * (count - 0.5))) + 1)
    ratio = count / new
    return AxisMap(new, scale * ratio, offset + scale * (0.5 * ratio - 0.5), first, last)


def _overlap(start: Sequence[int], size: Sequence[int], shape: Sequence[int]) -> tuple[Box, Box]:
    """The part of a box that lies in an image: where in the image, and where in the box."""
    box, inner = [], []
    for first, length, count in zip(start, size, shape, strict=True):
        low, high = min(max(first, 0), count), max(min(first + length, count), 0)
        box.append(slice(low, max(low, high)))
        inner.append(slice(low - first, max(low, high) - first))
    return (box[0], box[1], box[2]), (inner[0], inner[1], inner[2])
