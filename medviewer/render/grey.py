"""From values to grey: the exact DICOM window or lookup table."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medviewer.core.voi_lut import VoiLut
from medviewer.core.window_level import WindowLevel
from medviewer.render.scratch import Scratch

# Stands for "outside the volume": so far out that every window makes it an end of the scale.
FAR_BELOW = -1e20
FAR_ABOVE = 1e20


def grey_levels(
    values: npt.NDArray[np.float32],
    window: WindowLevel,
    inverted: bool,
    padding: tuple[float, float] | None,
    scratch: Scratch,
    voi_lut: VoiLut | None = None,
) -> npt.NDArray[np.uint8]:
    """Grey 0..255 of values [h, w], or colours of [h, w, 3], by DICOM PS3.3 C.11.2.1.2, nearest level.

    A VOI lookup table (C.11.2.1.1) stands for the window. What lies outside the volume is black.
    NaN, and values in the closed range ``padding`` (C.7.5.1.1.2), are no image: black, inverted or not.

    The linear functions are one subtraction and one multiplication a pixel; equal to
    `WindowLevel.apply` within a grey level for every width (tested).
    """
    grey = scratch.array("grey", values.shape, np.uint8)
    scaled = scratch.array("scaled", values.shape, np.float32)
    if voi_lut is not None:
        _look_up(values, voi_lut, inverted, scaled)
    elif window.function == "SIGMOID" or (window.function == "LINEAR" and window.width <= 1.0):
        exact = window.apply(values)
        scaled[:] = (1.0 - exact if inverted else exact) * 255.0 + 0.5
    else:
        standard = window.function == "LINEAR"
        width = window.width - 1.0 if standard else window.width
        level = window.level - 0.5 if standard else window.level
        gain = (-255.0 if inverted else 255.0) / width
        # Subtracting first keeps the precision of float32 for narrow windows far from zero.
        np.subtract(values, np.float32(level), out=scaled)
        np.multiply(scaled, np.float32(gain), out=scaled)
        np.add(scaled, np.float32(128.0), out=scaled)
        np.clip(scaled, 0.0, 255.5, out=scaled)
    if np.isnan(values.min()):
        scaled[np.isnan(values)] = 0.0
    if padding is not None:
        scaled[(values >= padding[0]) & (values <= padding[1])] = 0.0
    np.copyto(grey, scaled, casting="unsafe")
    return grey


def _look_up(
    values: npt.NDArray[np.float32], table: VoiLut, inverted: bool, out: npt.NDArray[np.float32]
) -> None:
    """The table's levels 0..255, half a level up, of values; the end of the scale far outside."""
    levels = np.minimum(table.table.astype(np.float32) * np.float32(255.0 / ((1 << table.bits) - 1)), 255.0)
    levels = np.floor((255.0 - levels if inverted else levels) + 0.5)
    np.subtract(values, np.float32(table.first - 0.5), out=out)
    np.clip(np.nan_to_num(out, copy=False), 0.0, table.table.size - 1, out=out)
    levels.take(out.astype(np.int32), out=out)
    out[np.abs(values) > FAR_ABOVE / 10.0] = 0.0
