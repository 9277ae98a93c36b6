"""Values of parts of an image: put together to one value of the whole, and told slice by slice."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry, Vector
from medviewer.engine.grid.model_grid import ModelGrid

FloatArray = npt.NDArray[np.float64]
Aggregation = Literal["max", "mean", "top_k", "noisy_or"]

AGGREGATIONS: tuple[Aggregation, ...] = ("max", "mean", "top_k", "noisy_or")

_PARALLEL = 0.999  # cosine; about 2.5 degrees


def aggregated(probabilities: FloatArray, how: Aggregation, k: int = 3) -> FloatArray:
    """One probability of the whole for each class.

    Parameters
    ----------
    probabilities
        [parts, classes], 0..1.
    how
        ``"max"``; ``"mean"``; ``"top_k"``: the mean of the ``k`` highest; ``"noisy_or"``: the probability
        that it is in at least one part, if parts were independent.
    """
    if how == "max":
        return np.asarray(probabilities.max(axis=0))
    if how == "mean":
        return np.asarray(probabilities.mean(axis=0))
    if how == "top_k":
        highest = np.sort(probabilities, axis=0)[-min(k, len(probabilities)) :]
        return np.asarray(highest.mean(axis=0))
    return np.asarray(1.0 - np.prod(1.0 - probabilities, axis=0))


def by_input_slice(values: FloatArray, grid: ModelGrid) -> tuple[FloatArray, tuple[Vector, ...]]:
    """Values of the network's slices a, told for the slices k of the image that it was given.

    Where the network's slices run another way than the image's, the values stay as they are, and the
    middle of each slice is given, mm, LPS.

    Parameters
    ----------
    values
        [a], one for each slice of the network's grid.

    Returns
    -------
    values [k] and no places, or ``values`` and their places.
    """
    ours, theirs = grid.volume, grid.geometry
    if abs(float(np.dot(ours.axes_lps[2], theirs.axes_lps[2]))) < _PARALLEL:
        return values, _middles(theirs)
    middles = ours.index_to_lps([(*_half(ours), k) for k in range(ours.shape_kji[0])])
    nearest_a = _nearest(grid.from_lps(middles)[:, 0], len(values))
    told = values[nearest_a]
    # Where the network's slices are finer, none of them is lost.
    own = theirs.index_to_lps([(*_half(theirs), a) for a in range(len(values))])
    np.maximum.at(told, _nearest(ours.lps_to_index(own)[:, 2], len(told)), values)
    return told, ()


def _middles(geometry: Geometry) -> tuple[Vector, ...]:
    places = geometry.index_to_lps([(*_half(geometry), a) for a in range(geometry.shape_kji[0])])
    return tuple((float(x), float(y), float(z)) for x, y, z in places)


def _half(geometry: Geometry) -> tuple[float, float]:
    i, j, _ = geometry.shape_ijk
    return (i - 1) / 2.0, (j - 1) / 2.0


def _nearest(places: FloatArray, count: int) -> npt.NDArray[np.int64]:
    return np.clip(np.floor(places + 0.5), 0, count - 1).astype(np.int64)
