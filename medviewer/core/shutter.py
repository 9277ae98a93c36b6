"""A display shutter: what of an image is to be shown at all (DICOM PS3.3 C.7.6.11)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Corner = tuple[float, float]


@dataclass(frozen=True)
class Shutter:
    """Shapes in image positions; only what lies within all of them is shown.

    Positions are (column, row) with 1.0 at the centre of the first pixel, as the standard counts.

    Parameters
    ----------
    rectangle
        Left, right, top and bottom edge, the last columns and rows that are shown.
    circle
        Centre and radius in pixels.
    polygon
        Corners, at least three.
    grey
        What is shown instead, 0 black to 1 white.
    """

    rectangle: tuple[float, float, float, float] | None = None
    circle: tuple[Corner, float] | None = None
    polygon: tuple[Corner, ...] = ()
    grey: float = 0.0

    def shows(self, column: npt.ArrayLike, row: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Whether positions are shown."""
        x, y = np.broadcast_arrays(np.asarray(column, dtype=np.float64), np.asarray(row, dtype=np.float64))
        shown = np.ones(x.shape, dtype=bool)
        if self.rectangle is not None:
            left, right, top, bottom = self.rectangle
            # Half a pixel: a shutter is told in whole pixels, a picture is sampled anywhere in them.
            shown &= (x >= left - 0.5) & (x < right + 0.5) & (y >= top - 0.5) & (y < bottom + 0.5)
        if self.circle is not None:
            (centre_x, centre_y), radius = self.circle
            shown &= (x - centre_x) ** 2 + (y - centre_y) ** 2 <= (radius + 0.5) ** 2
        if len(self.polygon) >= 3:
            shown &= _inside(self.polygon, x, y)
        return shown


def _inside(
    polygon: tuple[Corner, ...], x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    """Even-odd rule."""
    inside = np.zeros(x.shape, dtype=bool)
    for (x0, y0), (x1, y1) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if y0 == y1:
            continue
        crosses = (y0 > y) != (y1 > y)
        inside ^= crosses & (x < x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    return inside
