"""True slices that are no straight regular grid become volumes on one; the slices stay with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.volume import Stack, Volume
from medviewer.io.dicom.grid.resample import Filling, choose_filling, resample, resample_colours
from medviewer.io.dicom.grid.straight_grid import StraightGrid
from medviewer.io.progress import PartOfReport, ReadReport


def straighten(
    stacks: Sequence[Stack], values: npt.NDArray[Any], grid: StraightGrid, report: ReadReport
) -> list[Volume]:
    """A volume for each stack, all on one grid and in one block of memory [t, k, j, i].

    The volumes name the instances of their slices in order, gaps not counted.

    Parameters
    ----------
    stacks
        True slices in the order along their normal, the same places in each.
    values
        The values of all of them, which say what lies outside.
    """
    filling = choose_filling(values, stacks[0].padding)
    block = report.empty((len(stacks), *grid.geometry.shape_kji), filling.dtype)
    return [
        _straight(stack, grid, filling, voxels, PartOfReport(report, t / len(stacks), (t + 1) / len(stacks)))
        for t, (stack, voxels) in enumerate(zip(stacks, block, strict=True))
    ]


def _straight(
    stack: Stack, grid: StraightGrid, filling: Filling, voxels: npt.NDArray[Any], report: ReadReport
) -> Volume:
    resample(stack.frames, grid, filling, stack.padding, voxels, report)
    colours = None
    if stack.rgb is not None:
        colours = report.empty((*grid.geometry.shape_kji, 3), np.uint8)
        resample_colours(stack.rgb, grid, colours, report)
    return Volume(
        voxels,
        grid.geometry,
        unit=stack.unit,
        info=stack.info,
        report=stack.report,
        windows=stack.windows,
        inverted=stack.inverted,
        padding=filling.padding,
        instance_uids=stack.instance_uids,
        frame_numbers=stack.frame_numbers,
        spacing_source=stack.spacing_source,
        has_orientation=stack.has_orientation,
        rgb=colours,
        voi_luts=stack.voi_luts,
        acquired=stack,
    )
