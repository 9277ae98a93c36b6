"""The place of a landmark in its heat map, finer than a voxel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage

FloatArray = npt.NDArray[np.float32]

_FOOT = 0.2  # of the peak's height: what is lower belongs to the ground
_LEAST_VOXELS = 2
_SEEN_OF_SIGMA = {1: 0.8314, 2: 0.7731, 3: 0.7216}
"""Standard deviation of a Gaussian of 1, 2, 3 dimensions that is cut off at its foot, over its own."""


@dataclass(frozen=True)
class Peak:
    """``place`` on the map's grid (a, b, c), ``height`` of its highest voxel, and how widely it spreads."""

    place: tuple[float, float, float]
    height: float
    spread_mm: float


def find_peak(heat: FloatArray, spacing_mm: Sequence[float], radius_mm: float) -> Peak | None:
    """The highest peak of a heat map [a, b, c]; None where nothing in it is above 0.

    The place is the centroid of the peak: of the connected voxels around the highest one, within
    ``radius_mm``, that are above a fifth of its height, weighted by how far they are. Its spread is the
    standard deviation along one axis (the mean of the axes) of the Gaussian that has the same spread down
    to a fifth of its height.
    """
    top = np.unravel_index(int(heat.argmax()), heat.shape)
    height = float(heat[top])
    if not height > 0.0:
        return None
    box, first = [], []
    for at, count, mm in zip(top, heat.shape, spacing_mm, strict=True):
        reach = max(_LEAST_VOXELS, int(np.ceil(radius_mm / mm)))
        first.append(max(int(at) - reach, 0))
        box.append(slice(first[-1], min(int(at) + reach + 1, count)))
    near = heat[tuple(box)].astype(np.float64)
    parts, _ = ndimage.label(near > _FOOT * height)
    own = parts == parts[tuple(int(at) - start for at, start in zip(top, first, strict=True))]
    places = np.argwhere(own).astype(np.float64)
    values = near[own]
    above = values - _FOOT * height
    centre = (places * above[:, None]).sum(axis=0) / above.sum()
    mean = (places * values[:, None]).sum(axis=0) / values.sum()
    offsets_mm = (places - mean) * np.array(spacing_mm)
    dims = max(sum(count > 1 for count in heat.shape), 1)
    variance = float((values[:, None] * offsets_mm**2).sum() / values.sum()) / dims
    a, b, c = (float(x) + start for x, start in zip(centre, first, strict=True))
    return Peak((a, b, c), height, float(np.sqrt(variance)) / _SEEN_OF_SIGMA[dims])
