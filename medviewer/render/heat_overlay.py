"""A heat map over a picture: as a cover of colour, or as lines of equal heat that leave the rest as it is."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.render.colormap import heat_colors
from medviewer.render.compose import blend
from medviewer.scene.views.slice_plan import HeatPlan

_LINES = (0.25, 0.5, 0.75)
"""Parts of the range at which there is a line, besides the least that is drawn."""


def lay_heat(words: npt.NDArray[Any], values: npt.NDArray[np.float32], heat: HeatPlan) -> None:
    """Blends a heat map into a picture.

    Parameters
    ----------
    words
        The picture [h, w] as `medviewer.render.compose` packs it; it is changed.
    values
        The heat at each of its pixels; below 0 where there is none.
    """
    least = max(heat.threshold, 0.0) * heat.full_scale
    shown = _on_lines(values, heat) if heat.lines else values >= least
    levels = np.clip(values[shown] * (255.0 / heat.full_scale) + 0.5, 0.0, 255.0).astype(np.uint8)
    if heat.lines:
        levels = np.maximum(levels, 96)  # a dark line would not be seen on a dark image
    strength = np.full(len(levels), heat.opacity, dtype=np.float32)
    words[shown] = blend(words[shown], _colors(heat.colors)[levels], strength)


def _on_lines(values: npt.NDArray[np.float32], heat: HeatPlan) -> npt.NDArray[np.bool_]:
    """Pixels of which a neighbour to the right or below lies beyond one of the lines; two pixels wide."""
    borders = sorted({max(heat.threshold, 1e-3), *(one for one in _LINES if one > heat.threshold)})
    bands = np.searchsorted(np.array(borders, np.float32) * heat.full_scale, values, side="right")
    on = np.zeros(values.shape, bool)
    across, along = bands[:, 1:] != bands[:, :-1], bands[1:] != bands[:-1]
    on[:, 1:] |= across
    on[:, :-1] |= across
    on[1:] |= along
    on[:-1] |= along
    return on & (values >= 0.0)


@lru_cache(maxsize=8)
def _colors(name: str) -> npt.NDArray[np.float32]:
    table = heat_colors(name).astype(np.float32)
    table.flags.writeable = False
    return table
