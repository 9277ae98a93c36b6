"""The box of the body in CT: what lies outside needs no network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from medviewer.engine.grid.nnunet_crop import Box, box_of

_BODY_HU = -500
_LOOK_MM = 4.0
_MARGIN_MM = 10.0


def body_box(voxels: npt.NDArray[Any], spacing_mm: Sequence[float]) -> Box:
    """The bounding box of the largest thing above -500 HU, and 10 mm around it.

    It is looked for on every fourth millimetre, which the margin covers. Everything where nothing is
    above -500 HU.
    """
    steps = [max(1, int(_LOOK_MM / mm)) for mm in spacing_mm]
    coarse = voxels[tuple(slice(None, None, step) for step in steps)] > _BODY_HU
    parts, count = ndimage.label(coarse)
    if count == 0:
        return (slice(0, voxels.shape[0]), slice(0, voxels.shape[1]), slice(0, voxels.shape[2]))
    sizes = np.bincount(parts.ravel())
    sizes[0] = 0
    found = box_of(parts == sizes.argmax())
    a, b, c = (
        _widened(part, step, _MARGIN_MM / mm, n)
        for part, step, mm, n in zip(found, steps, spacing_mm, voxels.shape, strict=True)
    )
    return (a, b, c)


def _widened(part: slice, step: int, margin: float, count: int) -> slice:
    first = int(part.start * step - step - margin)
    last = int(np.ceil((part.stop - 1) * step + step + margin)) + 1
    return slice(max(first, 0), min(last, count))
