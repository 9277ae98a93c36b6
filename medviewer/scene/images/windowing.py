"""Windowing with the hand."""

from __future__ import annotations

import math

import numpy as np

from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.scene.views.plane_view import PlaneView


def dragged_window(
    window: WindowLevel, moved_px: tuple[float, float], gain: float = 1.0, value_range: float = 4096.0
) -> WindowLevel:
    """The window after the mouse moved: to the right wider, down a higher level (darker).

    The width grows by a factor, so that a narrow brain window and a wide bone window feel alike:
    300 pixels make it 2.7 times as wide at gain 1; the level moves by one width in 300 pixels. A
    window narrower than a thousandth of the values' range still moves.

    Parameters
    ----------
    moved_px
        Movement since ``window`` (right, down) in logical pixels.
    gain
        The user's setting; 0.5 is half as sensitive.
    value_range
        Greatest minus least value of the image, its unit.
    """
    right, down = moved_px
    width = window.width * math.exp(right * gain / 300.0)
    span = max(window.width, value_range / 1000.0)
    return WindowLevel(width, window.level + down * gain * span / 300.0, window.function)


def region_window(
    image: Volume, plane: PlaneView, corner_px: tuple[float, float], other_px: tuple[float, float]
) -> WindowLevel | None:
    """The window that spans the values (percentiles 1 to 99) in a rectangle of a picture; None outside."""
    (left, right), (top, bottom) = (sorted(pair) for pair in zip(corner_px, other_px, strict=True))
    columns = np.linspace(left, right, min(256, max(2, round(right - left) + 1)))
    rows = np.linspace(top, bottom, min(256, max(2, round(bottom - top) + 1)))
    pixels = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
    index = np.floor(image.geometry.lps_to_index(plane.pixel_to_lps(pixels)) + 0.5).astype(int)
    inside = ((index >= 0) & (index < np.array(image.geometry.shape_ijk))).all(axis=1)
    i, j, k = index[inside].T
    values = image.voxels[k, j, i]
    values = values[np.isfinite(values)]
    if image.padding is not None:
        values = values[(values < image.padding[0]) | (values > image.padding[1])]
    if not values.size:
        return None
    low, high = np.percentile(values, (1, 99))
    return WindowLevel.from_range(float(low), float(high), "region") if high > low else None
