"""Cutting a volume by segments: what is not to be seen becomes air."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry
from medviewer.render.nearest_labels import resampled_nearest
from medviewer.render.reduced_volume import softened_in_steps
from medviewer.scene.slice_plan import CutPlan


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
