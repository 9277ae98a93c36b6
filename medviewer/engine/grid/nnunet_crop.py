"""nnU-Net's crop to what is not zero, and its mask of that."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

Box = tuple[slice, slice, slice]
Mask = npt.NDArray[np.bool_]


def nonzero_mask(channels: list[npt.NDArray[Any]]) -> Mask:
    """Where any channel [a, b, c] is not zero, enclosed holes included."""
    mask: Mask = channels[0] != 0
    for channel in channels[1:]:
        mask |= channel != 0
    if mask.all():
        return mask
    filled: Mask = ndimage.binary_fill_holes(mask)
    return filled


def box_of(mask: Mask) -> Box:
    """The bounding box of a mask; of an empty one, everything."""
    box = []
    for axis in range(mask.ndim):
        others = tuple(other for other in range(mask.ndim) if other != axis)
        inside = np.flatnonzero(mask.any(axis=others))
        box.append(slice(int(inside[0]), int(inside[-1]) + 1) if len(inside) else slice(0, mask.shape[axis]))
    return (box[0], box[1], box[2])
