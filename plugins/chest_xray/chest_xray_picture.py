"""From a radiograph of any size to what the network sees, and back to the patient's world."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from medviewer.api import Geometry, ModelError, Volume

_PERCENTILES = (0.5, 99.5)
_FULL_SCALE = 1024.0
"""torchxrayvision's networks see -1024..1024 (Cohen et al., 2022)."""

_IMAGENET_MEAN = (0.485, 0.456, 0.406)
_IMAGENET_STD = (0.229, 0.224, 0.225)


@dataclass(frozen=True)
class Square:
    """The largest centred square of a picture, in its pixels: first row, first column, side."""

    row: int
    column: int
    side: int

    @classmethod
    def of(cls, volume: Volume) -> Square:
        _, height, width = volume.voxels.shape
        side = min(height, width)
        return cls((height - side) // 2, (width - side) // 2, side)

    def grid(self, volume: Volume, size: int) -> Geometry:
        """The grid of ``size`` x ``size`` pixels that fill the square, in the world of ``volume``."""
        ratio = self.side / size
        first_ijk = (self.column + 0.5 * ratio - 0.5, self.row + 0.5 * ratio - 0.5, 0.0)
        dx, dy, dz = volume.geometry.spacing_ijk
        return Geometry(
            (1, size, size),
            tuple(volume.geometry.index_to_lps(first_ijk)),  # type: ignore[arg-type]
            (dx * ratio, dy * ratio, dz),
            volume.geometry.axes_lps,
        )


def network_input(volume: Volume, size: int, channels: int) -> Tensor:
    """What the network sees: (1, channels, size, size) float32, dense tissue bright.

    One channel is scaled to -1024..1024 between the picture's own percentiles 0.5 and 99.5; three
    channels are the same grey values as ImageNet networks expect them.
    """
    square = Square.of(volume)
    rows = slice(square.row, square.row + square.side)
    columns = slice(square.column, square.column + square.side)
    grey = _grey(volume, volume.voxels[0, rows, columns])
    picture = torch.from_numpy(grey)[None, None]
    if square.side != size:
        picture = functional.interpolate(picture, (size, size), mode="bilinear", antialias=True)
    if channels == 1:
        return (2.0 * picture - 1.0) * _FULL_SCALE
    mean, deviation = (torch.tensor(v).reshape(1, 3, 1, 1) for v in (_IMAGENET_MEAN, _IMAGENET_STD))
    return (picture.expand(1, 3, size, size) - mean) / deviation


def _grey(volume: Volume, pixels: np.ndarray) -> np.ndarray:
    """Pixels in 0..1, MONOCHROME1 turned round; padding is black and does not count."""
    values = pixels.astype(np.float32)
    counts = np.isfinite(values)
    if volume.padding is not None:
        counts &= (values < volume.padding[0]) | (values > volume.padding[1])
    sample = values[counts]
    low, high = (
        np.percentile(sample[:: max(1, sample.size // 500_000)], _PERCENTILES) if sample.size else (0, 0)
    )
    if high <= low:
        raise ModelError("The picture has the same value nearly everywhere; there is nothing to judge.")
    grey = np.clip((np.where(counts, values, low) - low) / (high - low), 0.0, 1.0)
    if volume.inverted:
        grey = 1.0 - grey
    return np.ascontiguousarray(np.where(counts, grey, 0.0), dtype=np.float32)
