"""Colour maps: what a level of the window, 0 to 255, is painted in. Data, and of our own making.

None of them is a rainbow: in each, a higher value is lighter than a lower one, so that order and size of a
change are seen by everybody, also by the colour blind and on a grey print (D. Borland, R. Taylor, "Rainbow
Color Map (Still) Considered Harmful", IEEE CG&A 2007).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt

GREY = "grey"
Stop = tuple[float, float, float, float]
Space = Literal["sRGB", "OKLCh"]


@dataclass(frozen=True)
class Palette:
    """A colour map.

    Parameters
    ----------
    id
        What files and plans call it.
    name
        What people call it; to be translated in the context ``"Palettes"``.
    stops
        Levels 0..1 with three numbers, joined by straight lines: red, green, blue 0..1 in ``"sRGB"``;
        lightness 0..1, chroma and hue (degrees) in ``"OKLCh"`` (B. Ottosson 2020), where equal steps of
        lightness look equal.
    """

    id: str
    name: str
    stops: tuple[Stop, ...]
    space: Space = "sRGB"


PALETTES: tuple[Palette, ...] = (
    Palette(GREY, "Grey", ((0.0, 0.0, 0.0, 0.0), (1.0, 1.0, 1.0, 1.0))),
    # Red rises in the first half, green in the second, blue in the last quarter (as DICOM PS3.6 B.1.1).
    Palette(
        "hot_iron",
        "Hot iron",
        ((0.0, 0.0, 0.0, 0.0), (0.5, 1.0, 0.0, 0.0), (0.75, 1.0, 0.5, 0.0), (1.0, 1.0, 1.0, 1.0)),
    ),
    Palette(
        "pet",
        "PET",
        (
            (0.0, 0.0, 0.0, 300.0), (0.18, 0.22, 0.13, 290.0), (0.42, 0.45, 0.22, 330.0),
            (0.62, 0.63, 0.22, 390.0), (0.82, 0.83, 0.17, 440.0), (1.0, 1.0, 0.0, 470.0),
        ),
        "OKLCh",
    ),
    Palette(
        "ember",
        "Ember",
        (
            (0.0, 0.06, 0.03, 270.0), (0.25, 0.29, 0.14, 285.0), (0.5, 0.52, 0.19, 355.0),
            (0.75, 0.75, 0.17, 415.0), (1.0, 0.98, 0.07, 465.0),
        ),
        "OKLCh",
    ),
    Palette(
        "ocean",
        "Ocean",
        (
            (0.0, 0.06, 0.03, 265.0), (0.3, 0.336, 0.10, 255.0), (0.6, 0.612, 0.12, 215.0),
            (0.85, 0.842, 0.12, 165.0), (1.0, 0.98, 0.08, 120.0),
        ),
        "OKLCh",
    ),
)  # fmt: skip
_BY_ID = {palette.id: palette for palette in PALETTES}


def is_palette(palette_id: str) -> bool:
    """Whether there is a palette of that id."""
    return palette_id in _BY_ID


@lru_cache(maxsize=len(PALETTES))
def palette_table(palette_id: str) -> npt.NDArray[np.uint8]:
    """Red, green and blue (256, 3) of each level of a palette; read-only. KeyError if there is none."""
    palette = _BY_ID[palette_id]
    at = np.array([stop[0] for stop in palette.stops])
    levels = np.linspace(0.0, 1.0, 256)
    channels = [np.interp(levels, at, [stop[n] for stop in palette.stops]) for n in (1, 2, 3)]
    colors = np.stack(channels, axis=-1)
    if palette.space == "OKLCh":
        colors = _srgb_of_oklch(colors)
    table = np.round(np.clip(colors, 0.0, 1.0) * 255.0).astype(np.uint8)
    table.setflags(write=False)
    return table


def lightness(colors: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """OKLab lightness 0..1 of sRGB colours (..., 3) in 0..1: how light they look."""
    rgb = np.asarray(colors, dtype=np.float64)
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    roots = np.cbrt(linear @ np.linalg.inv(_LINEAR_OF_LMS).T)
    return np.asarray(roots @ _LIGHTNESS)


# OKLab, B. Ottosson, "A perceptual color space for image processing" (2020).
_LMS_OF_LAB = np.array(
    [
        [1.0, 0.3963377774, 0.2158037573],
        [1.0, -0.1055613458, -0.0638541728],
        [1.0, -0.0894841775, -1.2914855480],
    ]
)
_LINEAR_OF_LMS = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ]
)
_LIGHTNESS = np.linalg.inv(_LMS_OF_LAB)[0]


def _srgb_of_oklch(lch: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Colours (n, 3); those that no screen shows lose chroma until one does, and keep lightness and hue."""
    low, high = np.zeros(len(lch)), np.ones(len(lch))
    fits = _is_shown(_linear(lch, high))
    for _ in range(20):
        middle = (low + high) / 2.0
        shown = _is_shown(_linear(lch, middle))
        low, high = np.where(shown, middle, low), np.where(shown, high, middle)
    linear = np.clip(_linear(lch, np.where(fits, 1.0, low)), 0.0, 1.0)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1.0 / 2.4) - 0.055)


def _linear(lch: npt.NDArray[np.float64], share: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Linear red, green, blue with a share of the chroma."""
    hue, chroma = np.radians(lch[:, 2]), lch[:, 1] * share
    lab = np.stack([lch[:, 0], chroma * np.cos(hue), chroma * np.sin(hue)], axis=-1)
    return np.asarray((lab @ _LMS_OF_LAB.T) ** 3 @ _LINEAR_OF_LMS.T)


def _is_shown(linear: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    return np.asarray(((linear >= -1e-4) & (linear <= 1.0 + 1e-4)).all(axis=-1))
