"""Segments in 3D: the body becomes glass, so that they can be seen in their place."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry
from medviewer.render.ray_caster import Transfer
from medviewer.render.reduced_volume import grown, resampled_nearest, softened
from medviewer.scene.slice_plan import LabelPlan

_GLASS = 0.06

COLORED = Transfer((), ((0.0, 0.0), (255.0, 1.0)))
"""How a volume of four channels is seen: its last channel is the opacity of a millimetre."""


def segments_in_glass(
    voxels: npt.NDArray[Any], grid: Geometry, transfer: Transfer, labels: tuple[LabelPlan, ...]
) -> npt.NDArray[np.uint8]:
    """Colours with opacity, uint8 [k, j, i, 4], of a volume as glass with its segments inside.

    Parameters
    ----------
    voxels, grid
        A (reduced) volume of values and its grid.
    transfer
        What the values look like without segments.
    labels
        The segments; those with opacity 0 are left out.
    """
    values, *channels = np.array(transfer.colors).T
    opacity_values, opacities = np.array(transfer.opacities).T
    colored = np.empty((*voxels.shape, 4), dtype=np.uint8)
    for channel in range(3):
        colored[..., channel] = np.interp(voxels, values, channels[channel]) * 255.0
    colored[..., 3] = np.interp(voxels, opacity_values, opacities) * (255.0 * _GLASS)
    for plan in labels:
        _lay_segments(colored, grid, plan)
    return colored


def _lay_segments(colored: npt.NDArray[np.uint8], grid: Geometry, plan: LabelPlan) -> None:
    numbers = resampled_nearest(plan.segmentation.labels, plan.segmentation.geometry, grid)
    table = np.zeros((np.iinfo(numbers.dtype).max + 1, 4), dtype=np.uint8)
    for style in plan.styles:
        if 0 < style.number < len(table) and style.opacity > 0:
            table[style.number] = (*style.color, round(style.opacity * 255.0))
    numbers[table[numbers, 3] == 0] = 0
    if not numbers.any():
        return
    opacity = softened(table[numbers, 3])
    shown = opacity > colored[..., 3]
    colored[shown, :3] = table[grown(numbers)[shown], :3]
    colored[shown, 3] = opacity[shown]
