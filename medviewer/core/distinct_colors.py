"""Colours for many parts that can be told apart, also by the colour blind."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medviewer.core.segmentation import COLOR_BLIND_SAFE, Color

_LEVELS = tuple(range(30, 256, 25))
_DARKEST = 0.45
# Linear RGB as a deuteranope sees it (Machado, Oliveira and Fernandes 2009, severity 1.0).
_DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)
_TO_LMS = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
     [0.0883024619, 0.2817188376, 0.6299787005]]
)  # fmt: skip
_TO_OKLAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
     [0.0259040371, 0.7827717662, -0.8086757660]]
)  # fmt: skip


def distinct_colors(count: int) -> tuple[Color, ...]:
    """``count`` colours: the palette for the colour blind first, then always the one farthest from them.

    Distances are those of OKLab (Ottosson 2020), the smaller one of what usual eyes see and twice
    what deuteranopes see (who have fewer colours to give away).
    Colours too dark to be seen over an image are left out. The same count gives the same colours.
    """
    chosen = [np.array(color, np.float64) for color in COLOR_BLIND_SAFE[:count]]
    grid = (
        np.stack(np.meshgrid(_LEVELS, _LEVELS, _LEVELS, indexing="ij"), -1).reshape(-1, 3).astype(np.float64)
    )
    usual, seen_red_green = _oklab(grid), _oklab(grid, is_deuteranope=True)
    usual_kept = usual[:, 0] > _DARKEST
    grid, usual, seen_red_green = grid[usual_kept], usual[usual_kept], seen_red_green[usual_kept]
    nearest = np.full(len(grid), np.inf)
    for color in chosen:
        nearest = np.minimum(nearest, _distances(color, usual, seen_red_green))
    while len(chosen) < count:
        best = int(nearest.argmax())
        chosen.append(grid[best])
        nearest = np.minimum(nearest, _distances(grid[best], usual, seen_red_green))
    return tuple((int(r), int(g), int(b)) for r, g, b in chosen)


def _distances(
    color: npt.NDArray[np.float64], usual: npt.NDArray[np.float64], seen_red_green: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    to_usual = np.linalg.norm(usual - _oklab(color[None]), axis=1)
    to_other = np.linalg.norm(seen_red_green - _oklab(color[None], is_deuteranope=True), axis=1)
    return np.asarray(np.minimum(to_usual, 2.0 * to_other))


def _oklab(rgb: npt.NDArray[np.float64], is_deuteranope: bool = False) -> npt.NDArray[np.float64]:
    scaled = rgb / 255.0
    linear = np.where(scaled <= 0.04045, scaled / 12.92, ((scaled + 0.055) / 1.055) ** 2.4)
    if is_deuteranope:
        linear = np.clip(linear @ _DEUTERANOPIA.T, 0.0, 1.0)
    return np.asarray(np.cbrt(linear @ _TO_LMS.T) @ _TO_OKLAB.T)
