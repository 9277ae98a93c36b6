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
_APART = 0.1
_DARKEST_LINE = 140
"""Of 255; a darker one would not be seen on a dark image."""
_WIDER_FROM = 800
"""Pixels of a picture; on a fine screen two of them are hardly seen."""


def line_levels(threshold: float) -> tuple[float, ...]:
    """The parts of the range, 0..1, at which there is a line: the least that is drawn, and quarters."""
    least = max(threshold, 0.02)
    return (least, *(one for one in _LINES if one > least + _APART))


def line_color(share: float, colors: npt.NDArray[np.uint8]) -> tuple[int, int, int]:
    """The colour of a line at a part of the range, from a table [256, 3]."""
    red, green, blue = (int(v) for v in colors[max(_DARKEST_LINE, round(share * 255))])
    return red, green, blue


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
        levels = np.maximum(levels, _DARKEST_LINE)
    strength = np.full(len(levels), heat.opacity, dtype=np.float32)
    words[shown] = blend(words[shown], _colors(heat.colors)[levels], strength)


def _on_lines(values: npt.NDArray[np.float32], heat: HeatPlan) -> npt.NDArray[np.bool_]:
    """Pixels of which a neighbour lies beyond one of the lines; two pixels wide, or more."""
    borders = np.array(line_levels(heat.threshold), np.float32) * np.float32(heat.full_scale)
    bands = np.searchsorted(borders, values, side="right")
    on = np.zeros(values.shape, bool)
    across, along = bands[:, 1:] != bands[:, :-1], bands[1:] != bands[:-1]
    on[:, 1:] |= across
    on[:, :-1] |= across
    on[1:] |= along
    on[:-1] |= along
    for _ in range(min(values.shape) // _WIDER_FROM):
        wider = on.copy()
        wider[:, 1:] |= on[:, :-1]
        wider[1:] |= on[:-1]
        on = wider
    return on & (values >= 0.0)


@lru_cache(maxsize=8)
def _colors(name: str) -> npt.NDArray[np.float32]:
    table = heat_colors(name).astype(np.float32)
    table.flags.writeable = False
    return table
