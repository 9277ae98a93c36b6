"""How alike the answers to a case and to its tilted copy are, in the world and as arrays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry
from medviewer.installer.answer import Answer, dice, likeness
from medviewer.installer.copies import places_in

_EDGE = 4
"""Voxels near the edge of either grid are left out: there the networks saw different surroundings."""


def likeness_in_world(straight: Answer, tilted: Answer) -> float:
    """Agreement of the answer to a tilted copy, looked up where each voxel lies in the world, 0..1.

    Of label maps the Dice of the labels, weighted by their size in the straight answer; of images
    Pearson's correlation; of numbers and places their `likeness`.
    """
    if straight.geometry is None or tilted.geometry is None:
        return likeness(straight, tilted)
    places, is_inside = _inner_places(tilted.geometry, straight.geometry)
    if straight.labels is not None and tilted.labels is not None:
        return _weighted_dice(straight.labels[is_inside], tilted.labels[places][is_inside])
    return _correlation(np.asarray(straight.values)[is_inside], np.asarray(tilted.values)[places][is_inside])


def likeness_of_arrays(straight: Answer, tilted: Answer, grid: Geometry, tilted_grid: Geometry) -> float:
    """Agreement of two answers to the same voxels, said to lie on a straight and on a tilted grid, 0..1."""
    if straight.geometry is not None:
        return likeness(straight, replace(tilted, geometry=straight.geometry))
    if straight.places is None or tilted.places is None:
        return likeness(straight, tilted)
    centres = [(label, score, _centre(corners)) for label, score, corners in straight.places]
    moved = [
        (label, score, tuple(grid.index_to_lps(tilted_grid.lps_to_index(_centre(corners))).tolist()))
        for label, score, corners in tilted.places
    ]
    return likeness(Answer(places=centres), Answer(places=moved))


def _inner_places(
    tilted: Geometry, straight: Geometry
) -> tuple[tuple[npt.NDArray[np.intp], ...], npt.NDArray[np.bool_]]:
    """Nearest index in the tilted grid of each voxel of the straight one, and which are well inside both."""
    places = np.rint(places_in(tilted, straight)).astype(np.intp)
    is_inside = np.ones(straight.shape_kji, dtype=bool)
    for axis, (size, own) in enumerate(zip(tilted.shape_kji, straight.shape_kji, strict=True)):
        edge = min(_EDGE, size // 8)
        is_inside &= (places[axis] >= edge) & (places[axis] < size - edge)
        own_index = np.arange(own).reshape([-1 if n == axis else 1 for n in range(3)])
        is_inside &= (own_index >= edge) & (own_index < own - edge)
        places[axis] = places[axis].clip(0, size - 1)
    return tuple(places), is_inside


def _weighted_dice(straight: npt.NDArray[Any], tilted: npt.NDArray[Any]) -> float:
    labels, counts = np.unique(straight[straight > 0], return_counts=True)
    if not labels.size:
        return float((tilted == 0).mean())
    scores = [dice(straight == label, tilted == label) for label in labels]
    return float(np.average(scores, weights=counts))


def _correlation(straight: npt.NDArray[Any], tilted: npt.NDArray[Any]) -> float:
    first, second = straight.astype(np.float64), tilted.astype(np.float64)
    if first.std() == 0 or second.std() == 0:
        return float(np.allclose(first, second))
    return max(0.0, float(np.corrcoef(first, second)[0, 1]))


def _centre(corners: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(np.array(corners).reshape(-1, 3).mean(axis=0).tolist())
