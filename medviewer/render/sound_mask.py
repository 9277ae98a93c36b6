"""Masks whose surface is one sheet everywhere: no two voxels that touch by an edge or a corner alone.

Latecki, Eckhardt and Rosenfeld, "Well-composed sets", CVIU 1995: only around such a set does every edge of
the surface belong to two faces.
"""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import numpy.typing as npt

Voxels = npt.NDArray[np.uint8]

_MOST_ROUNDS = 24


def sound(mask: Voxels) -> Voxels:
    """A mask of 0 and 1 [k, j, i] with a voxel more wherever two touch by less than a face."""
    mended = mask.copy()
    for _ in range(_MOST_ROUNDS):
        if not sum(_fill_edges(mended, pair) for pair in combinations(range(3), 2)) + _fill_corners(mended):
            break
    return mended


def _fill_edges(mask: Voxels, axes: tuple[int, int]) -> int:
    """Fills one of the two gaps at each edge by which alone two voxels touch; how many there were."""
    plane = np.moveaxis(mask, axes, (0, 1))
    a, b, c, d = plane[:-1, :-1], plane[:-1, 1:], plane[1:, :-1], plane[1:, 1:]
    count = 0
    for first, second, gap, other in ((a, d, b, c), (b, c, a, d)):
        crossed = (first & second & ~gap & ~other & 1).astype(bool)
        count += int(crossed.sum())
        gap[crossed] = 1
    return count


def _fill_corners(mask: Voxels) -> int:
    """The same where two voxels share a corner, and where two gaps do; how many there were."""
    corners = {
        place: mask[tuple(slice(1, None) if one else slice(None, -1) for one in place)]
        for place in product((0, 1), repeat=3)
    }
    total = np.zeros(corners[0, 0, 0].shape, np.uint8)
    for one in corners.values():
        total += one
    count = 0
    for place in ((0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)):
        far = tuple(1 - one for one in place)
        first, last = corners[place], corners[far]
        apart = (total == 2) & (first == 1) & (last == 1)
        hollow = (total == 6) & (first == 0) & (last == 0)
        count += int(apart.sum()) + int(hollow.sum())
        corners[place[0], place[1], 1 - place[2]][apart] = 1
        first[hollow] = 1
        if apart.any() or hollow.any():
            break  # the sums are of before
    return count
