"""Lines with no more points than a screen can show."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_MANY = 1000


def thinned(points_px: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Points [n, 2] without those that lie within half a pixel of the one before; short lines as they are."""
    if len(points_px) <= _MANY:
        return points_px
    cells = np.floor(points_px * 2.0)
    moves = (np.diff(cells, axis=0) != 0).any(axis=1)
    return np.asarray(points_px[np.concatenate([[True], moves])])
