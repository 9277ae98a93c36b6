"""Cutting a volume by segments: what is not to be seen becomes air."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry
from medviewer.render.nearest_labels import resampled_nearest
from medviewer.render.reduced_volume import softened_in_steps
from medviewer.scene.views.slice_plan import CutPlan


def cut_in_steps(
    voxels: npt.NDArray[Any], grid: Geometry, cut: CutPlan
) -> Generator[None, None, npt.NDArray[Any]]:
    """A copy of voxels [k, j, i] with their least value outside (or inside) the segments.

    Where segments end a voxel is mixed from both, so that the cut has a face that takes light.
    """
    labels = cut.segmentation.labels
    table = np.zeros(int(np.iinfo(labels.dtype).max) + 1, np.uint8)
    table[[n for n in cut.numbers if 0 < n < len(table)]] = 255
    numbers = resampled_nearest(labels, cut.segmentation.geometry, grid)
    yield
    share = yield from softened_in_steps(table[numbers])
    yield
    if cut.keep == "outside":
        share = 255 - share
    air = np.float32(np.nanmin(voxels))
    mixed = (voxels - air) * (share * np.float32(1.0 / 255.0)) + air
    return np.asarray(mixed.astype(voxels.dtype))


_SKIN = 3
"""Voxels by which the air around the body is let into it: as far as a reduced, softened edge reaches."""

_PURE_AIR_HU, _BODY_HU, _WATER_HU = -930.0, -350.0, 0.0


def without_outer_air(voxels: npt.NDArray[Any]) -> Generator[None, None, npt.NDArray[Any]]:
    """A copy of voxels [k, j, i] (HU) in which the air around the body, and its skin, are water.

    Air is outside where a straight way along a row or a column of its slice leads to it from pure air at the
    edge without touching the body: that in lungs and bowel is not, not even in lungs that the edge cuts. The
    outermost layer of voxels is a margin and may hold anything.
    """
    air = voxels < _BODY_HU
    outside = np.zeros(air.shape, bool)
    for axis in (1, 2):
        for way in (slice(None), slice(None, None, -1)):
            turned = np.moveaxis(air, axis, 0)[way].copy()
            turned[1] &= np.moveaxis(voxels, axis, 0)[way][1] < _PURE_AIR_HU
            turned[0] = turned[1]
            np.moveaxis(outside, axis, 0)[way] |= np.logical_and.accumulate(turned, axis=0)
            yield
    for _ in range(_SKIN):
        before = outside.copy()
        for axis in (1, 2):
            there, was = np.moveaxis(outside, axis, 0), np.moveaxis(before, axis, 0)
            there[1:] |= was[:-1]
            there[:-1] |= was[1:]
        yield
    filled = voxels.copy()
    filled[outside] = _WATER_HU
    return filled
