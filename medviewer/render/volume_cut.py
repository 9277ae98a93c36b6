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

_PURE_AIR_HU, _BODY_HU, _AIR_HU = -930.0, -350.0, -1000.0

_SOLID_HU = -600.0
_AROUND_MM = 40.0
_MOSTLY_SOLID = 0.42
"""What is solid and has so much that is solid around it is the wall of the chest, the heart or the liver."""

_EDGE = 2
"""Voxels from a wall into the lung that are still a mixture of both."""


def lungs_alone(voxels: npt.NDArray[Any], grid: Geometry) -> Generator[None, None, npt.NDArray[Any]]:
    """A copy of voxels [k, j, i] (HU) in which all but lungs, with their vessels and nodules, is air.

    Without the walls of the chest, which a ray meets first, what is solid in a lung can be opaque.
    """
    outside = yield from _outer_air(voxels)
    solid = outside | (voxels > _SOLID_HU)
    around = solid.astype(np.float32)
    for axis, spacing in enumerate(reversed(grid.spacing_ijk)):
        around = _mean_along(around, axis, max(1, round(_AROUND_MM / 2.0 / spacing)))
        yield
    wall = solid & (around > _MOSTLY_SOLID)
    for _ in range(_EDGE):
        wall = _grown(wall)
        yield
    alone = voxels.copy()
    alone[wall | outside] = max(_AIR_HU, float(np.nanmin(voxels)))  # a type without a sign holds no air
    return alone


def _outer_air(voxels: npt.NDArray[Any]) -> Generator[None, None, npt.NDArray[np.bool_]]:
    """Where the air around the body is, and its skin.

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
    return outside


def _mean_along(values: npt.NDArray[np.float32], axis: int, reach: int) -> npt.NDArray[np.float32]:
    """The mean of so many values on either side of each; beyond the edge the edge goes on."""
    ends = [(0, 0)] * 3
    ends[axis] = (reach + 1, reach)
    sums = np.moveaxis(np.pad(values, ends, mode="edge").cumsum(axis=axis, dtype=np.float32), axis, 0)
    width = 2 * reach + 1
    return np.asarray(np.moveaxis((sums[width:] - sums[:-width]) / np.float32(width), 0, axis), np.float32)


def _grown(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """A mask with the voxels that share a face with it."""
    grown = mask.copy()
    for axis in range(3):
        there, was = np.moveaxis(grown, axis, 0), np.moveaxis(mask, axis, 0)
        there[1:] |= was[:-1]
        there[:-1] |= was[1:]
    return grown
