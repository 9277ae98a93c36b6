"""What a model is given: the voxels of a volume without those that are no image."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.api.contract import InputContract
from medviewer.core.volume import Volume


def without_padding(volume: Volume, contract: InputContract) -> Volume:
    """The volume with its padding at the lowest value of its image, or of the contract if that is higher.

    Padding is outside the scanned field or in a gap between slices: often a number far below all others,
    which a network would take for a thing. A model for single pictures gets it as it is: what a picture
    is normalised by is the model's own affair. What is no number (NaN, infinite) is treated as padding is,
    for every model: one such voxel would spoil all that a network sees around it. The voxels that are
    given are read-only; they are copied only where there is something to replace.
    """
    voxels = volume.voxels
    padding = volume.padding if contract.dimensions == 3 else None
    if any(_is_nothing(plane, padding).any() for plane in voxels):
        voxels = _filled(voxels, padding, contract)
    readable = voxels.view()
    readable.flags.writeable = False
    return replace(volume, voxels=readable)


def _filled(
    voxels: npt.NDArray[Any], padding: tuple[float, float] | None, contract: InputContract
) -> npt.NDArray[Any]:
    images = (plane[~_is_nothing(plane, padding)] for plane in voxels)
    lowest = min((float(image.min()) for image in images if image.size), default=np.inf)
    if not np.isfinite(lowest):
        return voxels
    if contract.value_range is not None:
        lowest = max(lowest, float(np.ceil(contract.value_range[0])))
    filled = voxels.copy()
    for plane in filled:
        plane[_is_nothing(plane, padding)] = lowest
    return filled


def _is_nothing(plane: npt.NDArray[Any], padding: tuple[float, float] | None) -> npt.NDArray[np.bool_]:
    is_nothing = ~np.isfinite(plane) if plane.dtype.kind == "f" else np.zeros(plane.shape, bool)
    if padding is not None:
        is_nothing |= (plane >= padding[0]) & (plane <= padding[1])
    return is_nothing
