"""From values to grey: the exact DICOM window."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

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
) -> npt.NDArray[np.uint8]:
    """Grey 0..255 of values [h, w] by DICOM PS3.3 C.11.2.1.2, nearest level.

    NaN, and values in the closed range ``padding`` (C.7.5.1.1.2), are no image: black, inverted or not.

    The linear functions are one subtraction and one multiplication a pixel; equal to
    `WindowLevel.apply` within a grey level for every width (tested).
    """
    grey = scratch.array("grey", values.shape, np.uint8)
    scaled = scratch.array("scaled", values.shape, np.float32)
    if window.function == "SIGMOID" or (window.function == "LINEAR" and window.width <= 1.0):
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
