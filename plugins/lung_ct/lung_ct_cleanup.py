"""What of the network's answer is lung: whole pieces, on one side each, without holes.

Works on the network's grid (about two million voxels for a chest), so it costs a fraction of one tile.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

Mask = npt.NDArray[np.bool_]
Labels = npt.NDArray[np.uint8]

LEFT, RIGHT = 1, 2
SMALLEST_PIECE_ML = 4.0
"""A smaller piece is dropped even where it is all there is: 4 ml is a cube of 16 mm."""
SMALLEST_SHARE = 0.02
"""A piece below this share of its side's largest piece is dropped."""
LEAST_CERTAINTY = 0.80
"""A piece in which the network is nowhere surer than this is dropped."""
STRAY_SHARE = 0.5
"""Left inside a right lung is turned right if below this share of that lung; and the other way round."""
AIR_HU = -500.0
"""A piece is dropped unless this much air is in it somewhere: a fully solid piece is not known for lung."""
_AROUND = ndimage.generate_binary_structure(3, 1)


def pieces(mask: Mask) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64]]:
    """Connected pieces (faces touch) numbered from 1, and their sizes in voxels (index 0 unused)."""
    numbered, _ = ndimage.label(mask, _AROUND)
    sizes = np.bincount(numbered.ravel())
    sizes[0] = 0
    return numbered, sizes


def one_side_each(labels: Labels) -> Labels:
    """Turns small pieces of one side that lie against the other side's lung to that side."""
    out = labels.copy()
    for own, other in ((LEFT, RIGHT), (RIGHT, LEFT)):
        numbered, sizes = pieces(labels == own)
        if np.count_nonzero(sizes) < 2:
            continue
        contact = ndimage.binary_dilation(labels == other, _AROUND) & (numbered > 0)
        touching = np.bincount(numbered[contact], minlength=len(sizes)) > 0
        stray = touching & (sizes < STRAY_SHARE * np.count_nonzero(labels == other))
        stray[[0, int(sizes.argmax())]] = False
        out[stray[numbered]] = other
    return out


def whole_lungs(
    labels: Labels, certainty: npt.NDArray[np.float32], hu: npt.NDArray[np.float32], voxel_ml: float
) -> Labels:
    """Pieces large, certain and airy enough to be lung, filled; everything else is background.

    Parameters
    ----------
    labels
        The network's answer [k, j, i]: 0, `LEFT` or `RIGHT`.
    certainty
        Probability of lung of either side, 0..1.
    hu
        The scan on the same grid.
    voxel_ml
        Volume of a voxel, ml.
    """
    out = np.zeros_like(labels)
    found = ndimage.find_objects((labels > 0).astype(np.uint8))
    if not found:
        return out
    box = found[0]
    part = one_side_each(labels[box])
    for side in (LEFT, RIGHT):
        numbered, sizes = pieces(part == side)
        if not sizes.any():
            continue
        inside = numbered > 0
        surest = np.zeros(len(sizes), dtype=np.float32)
        np.maximum.at(surest, numbered[inside], certainty[box][inside])
        airiest = np.full(len(sizes), np.inf, dtype=np.float32)
        np.minimum.at(airiest, numbered[inside], hu[box][inside])
        enough = max(SMALLEST_PIECE_ML / voxel_ml, SMALLEST_SHARE * float(sizes.max()))
        keep = (sizes >= enough) & (surest >= LEAST_CERTAINTY) & (airiest <= AIR_HU)
        mask = without_holes(keep[numbered])
        out[box][mask & (out[box] == 0)] = side
    return out


def without_holes(mask: Mask) -> Mask:
    """The mask with everything that it shuts in."""
    outside, _ = ndimage.label(~np.pad(mask, 1), _AROUND)
    inner = (slice(1, -1),) * 3
    return np.asarray((outside != outside[0, 0, 0])[inner])
