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
    is normalised by is the model's own affair. The voxels that are given are read-only; they are copied
    only where there is padding.
    """
    voxels = volume.voxels
    if volume.padding is not None and contract.dimensions == 3:
        low, high = volume.padding
        voxels = _filled(voxels, low, high, contract)
    readable = voxels.view()
    readable.flags.writeable = False
    return replace(volume, voxels=readable)


def _filled(voxels: npt.NDArray[Any], low: float, high: float, contract: InputContract) -> npt.NDArray[Any]:
    lowest, found = np.inf, False
    for plane in voxels:
        is_padding = (plane >= low) & (plane <= high)
        found |= bool(is_padding.any())
        image = plane[~is_padding]
        if image.size:
            lowest = min(lowest, float(np.nanmin(image))) if not np.isnan(image).all() else lowest
    if not found or not np.isfinite(lowest):
        return voxels
    if contract.value_range is not None:
        lowest = max(lowest, float(np.ceil(contract.value_range[0])))
    filled = voxels.copy()
    for plane in filled:
        plane[(plane >= low) & (plane <= high)] = lowest
    return filled
