"""Segments in 3D: the body becomes glass, so that they can be seen in their place."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry, vector_of
from medviewer.core.palette import palette_table
from medviewer.render.colormap import heat_colors
from medviewer.render.nearest_labels import resampled_nearest
from medviewer.render.ray_caster import Transfer
from medviewer.render.reduced_volume import grown, softened_in_steps
from medviewer.scene.views.over_image import FusionPlan
from medviewer.scene.views.slice_plan import HeatPlan, LabelPlan

_HOTTEST = 0.35
"""Opacity of a millimetre of the hottest place of a heat map at full opacity."""

_FAINTEST = 0.08
"""Below this part of its window an image that is laid over is clear: noise, and blood in a PET."""

_TABLE_SIZE = 4096

COLORED = Transfer((), ((0.0, 0.0), (255.0, 1.0)))
"""How a volume of four channels is seen: its last channel is the opacity of a millimetre."""


def glass_of(transfer: Transfer) -> Transfer:
    """The same colours, faint, so that surfaces inside can be seen."""
    return replace(
        transfer, opacities=tuple((value, alpha * transfer.glass) for value, alpha in transfer.opacities)
    )


def segments_in_glass(
    voxels: npt.NDArray[Any],
    grid: Geometry,
    transfer: Transfer,
    labels: tuple[LabelPlan, ...],
    heats: tuple[HeatPlan, ...] = (),
    fusion: FusionPlan | None = None,
) -> Generator[None, None, npt.NDArray[np.uint8]]:
    """Colours with opacity, uint8 [k, j, i, 4], of a volume as glass with its segments inside.

    The colours are what the generator returns; it pauses between pieces of work.

    Parameters
    ----------
    voxels, grid
        A (reduced) volume of values and its grid.
    transfer
        What the values look like without segments.
    labels
        The segments; those with opacity 0 are left out.
    heats
        Heat maps; the hotter the less glass-like.
    fusion
        Another image in its colours; the higher its values in its window the less glass-like.
    """
    colored = _glass(voxels, transfer)
    yield
    for plan in labels:
        yield from _lay_segments(colored, grid, plan)
    for heat in heats:
        yield from _lay_heat(colored, grid, heat)
    if fusion is not None:
        yield from _lay_image(colored, grid, fusion)
    return colored


def _glass(voxels: npt.NDArray[Any], transfer: Transfer) -> npt.NDArray[np.uint8]:
    """The volume alone, faint: its colours looked up in a table over the range of the transfer."""
    values, *channels = np.array(transfer.colors).T
    opacity_values, opacities = np.array(transfer.opacities).T
    lowest, highest = min(values[0], opacity_values[0]), max(values[-1], opacity_values[-1])
    steps = np.linspace(lowest, highest, _TABLE_SIZE)
    table = np.empty((_TABLE_SIZE, 4), dtype=np.uint8)
    for channel in range(3):
        table[:, channel] = np.interp(steps, values, channels[channel]) * 255.0
    table[:, 3] = np.interp(steps, opacity_values, opacities) * (255.0 * transfer.glass)
    places = voxels.astype(np.float32)
    places -= np.float32(lowest)
    places *= np.float32((_TABLE_SIZE - 1) / (highest - lowest))
    np.clip(places, 0.0, _TABLE_SIZE - 1.0, out=places)
    words = table.view(np.uint32)[:, 0].take(places.astype(np.uint16))
    return words.view(np.uint8).reshape(*voxels.shape, 4)


def _lay_segments(
    colored: npt.NDArray[np.uint8], grid: Geometry, plan: LabelPlan
) -> Generator[None, None, None]:
    numbers = resampled_nearest(plan.segmentation.labels, plan.segmentation.geometry, grid)
    table = np.zeros((np.iinfo(numbers.dtype).max + 1, 4), dtype=np.uint8)
    for style in plan.styles:
        if 0 < style.number < len(table) and style.opacity > 0:
            table[style.number] = (*style.color, round(style.opacity * 255.0))
    numbers[table[numbers, 3] == 0] = 0
    if not numbers.any():
        return
    yield
    # Twice: labels are all or nothing, and one pass leaves terraces.
    opacity = yield from softened_in_steps(table[numbers, 3])
    yield
    opacity = yield from softened_in_steps(opacity)
    yield
    shown = opacity > colored[..., 3]
    colored[shown, :3] = table[grown(grown(numbers))[shown], :3]
    colored[shown, 3] = opacity[shown]


def _lay_image(
    colored: npt.NDArray[np.uint8], grid: Geometry, fusion: FusionPlan
) -> Generator[None, None, None]:
    window = fusion.window
    low, width = window.level - window.width / 2.0, max(window.width, 1e-9)
    scaled = (np.nan_to_num(fusion.volume.voxels.astype(np.float32)) - np.float32(low)) * np.float32(
        255.0 / width
    )
    levels = np.clip(scaled + np.float32(0.5), 0.0, 255.0).astype(np.uint8)
    yield
    levels = resampled_nearest(levels, _in_picture(fusion), grid).astype(np.uint8)
    yield
    levels = yield from softened_in_steps(levels)
    yield
    ramp = np.linspace(0.0, 1.0, 256)
    strength = np.where(ramp >= _FAINTEST, ramp**2, 0.0)
    opacity = np.round(strength * (_HOTTEST * fusion.opacity * 255.0)).astype(np.uint8)[levels]
    shown = opacity > colored[..., 3]
    colored[shown, :3] = palette_table(fusion.palette)[levels[shown]]
    colored[shown, 3] = opacity[shown]


def _in_picture(fusion: FusionPlan) -> Geometry:
    """The grid of the image that is laid over, in the frame of the picture."""
    back, own = np.linalg.inv(np.array(fusion.matrix)), fusion.volume.geometry
    origin = back[:3, :3] @ np.array(own.origin_lps) + back[:3, 3]
    x, y, z = (vector_of(back[:3, :3] @ np.array(axis)) for axis in own.axes_lps)
    return replace(own, origin_lps=vector_of(origin), axes_lps=(x, y, z))


def _lay_heat(colored: npt.NDArray[np.uint8], grid: Geometry, heat: HeatPlan) -> Generator[None, None, None]:
    levels = np.clip(heat.volume.voxels * (255.0 / heat.full_scale) + 0.5, 0.0, 255.0).astype(np.uint8)
    yield
    levels = resampled_nearest(levels, heat.volume.geometry, grid).astype(np.uint8)
    yield
    levels = yield from softened_in_steps(levels)
    yield
    ramp = np.linspace(0.0, 1.0, 256)
    strength = np.where(ramp >= max(heat.threshold, 1e-3), ramp**2, 0.0)
    table = np.round(strength * (_HOTTEST * heat.opacity * 255.0)).astype(np.uint8)
    opacity = table[levels]
    shown = opacity > colored[..., 3]
    colored[shown, :3] = heat_colors(heat.colors)[levels[shown]]
    colored[shown, 3] = opacity[shown]
