"""What of the network's answer is lung: whole pieces, on one side each, without holes.

Works on the network's grid (about two million voxels for a chest), so it costs a fraction of one tile.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from lung_ct_body import shut_in
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
SMALLEST_AIR_ML = 1.0
"""A piece with less air than this in it is dropped: a fully solid piece is not known for lung."""
GAS_HU = -950.0
"""Most of a lung is denser than this once averaged over 3 mm; bowel gas and the windpipe are not."""
TISSUE_SHARE = 0.6
"""Gas is no lung if this share of what is 2 or 3 voxels away from it is tissue."""
LARGE_PIECE_ML = 300.0
"""A piece as large as this is a lung wherever it ends."""
ANCHOR_ML = 150.0
"""A piece this large that goes on above the scan shows how low the lungs reach."""
TOP_SLICES = 3
"""A smaller piece must go on above the scan: reach one of so many topmost slices."""
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
        The network's answer [k, j, i] in LPS order: 0, `LEFT` or `RIGHT`.
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
    part = one_side_each(np.where(gas_in_tissue(hu[box]), 0, labels[box]).astype(np.uint8))
    to_top = labels.shape[0] - box[0].start
    sides = [
        (side, *candidates(part == side, certainty[box], hu[box], voxel_ml, to_top)) for side in (LEFT, RIGHT)
    ]
    lowest = min((pieces_.lowest_of_lungs for *_, pieces_ in sides), default=to_top)
    for side, numbered, found_pieces in sides:
        mask = shut_in(found_pieces.kept(lowest)[numbered])
        out[box][mask & (out[box] == 0)] = side
    return out


def gas_in_tissue(hu: npt.NDArray[np.float32]) -> Mask:
    """Air at least 9 mm thick with tissue around it, and its blurred rim: bowel, stomach, windpipe.

    A bulla is as dark, but has lung around it and is left alone.
    """
    numbered, _ = ndimage.label(ndimage.binary_opening(hu < GAS_HU, np.ones((3, 3, 3), dtype=bool)), _AROUND)
    gas = np.zeros(hu.shape, dtype=bool)
    for number, box in enumerate(ndimage.find_objects(numbered), start=1):
        wider = tuple(
            slice(max(0, s.start - 4), min(n, s.stop + 4)) for s, n in zip(box, hu.shape, strict=True)
        )
        core = numbered[wider] == number
        rim = ndimage.binary_dilation(core, _AROUND)
        around = ndimage.binary_dilation(rim, _AROUND, iterations=2) & ~rim & (numbered[wider] == 0)
        if around.any() and np.mean(hu[wider][around] > AIR_HU) >= TISSUE_SHARE:
            gas[wider] |= rim
    return gas


@dataclass(frozen=True)
class Pieces:
    """What is known of each numbered piece of one side (index 0 is the background)."""

    is_lung_like: Mask
    is_large: Mask
    is_anchor: Mask
    reaches_top: Mask
    lowest: npt.NDArray[np.int64]

    @property
    def lowest_of_lungs(self) -> int:
        """The lowest slice of a piece that is a lung beyond doubt."""
        lowest = self.lowest[self.is_lung_like & self.is_anchor]
        return int(lowest.min()) if len(lowest) else int(np.iinfo(np.int64).max)

    def kept(self, lowest_of_lungs: int) -> Mask:
        """Lung is large, or goes on above the scan, or belongs to a lung that is there."""
        return self.is_lung_like & (self.is_large | self.reaches_top | (self.lowest >= lowest_of_lungs))


def candidates(
    mask: Mask,
    certainty: npt.NDArray[np.float32],
    hu: npt.NDArray[np.float32],
    voxel_ml: float,
    slices_to_top: int,
) -> tuple[npt.NDArray[Any], Pieces]:
    """The pieces of one side, numbered from 1, and what is known of them."""
    numbered, sizes = pieces(mask)
    count = len(sizes)
    inside = numbered > 0
    numbers, values = numbered[inside], hu[inside]
    surest = np.zeros(count, dtype=np.float32)
    np.maximum.at(surest, numbers, certainty[inside])
    airy = np.bincount(numbers, values < AIR_HU, count)
    heights = np.nonzero(inside)[0]
    lowest, highest = np.full(count, np.iinfo(np.int64).max), np.full(count, -1)
    np.minimum.at(lowest, numbers, heights)
    np.maximum.at(highest, numbers, heights)
    is_lung_like = (
        (sizes * voxel_ml >= SMALLEST_PIECE_ML)
        & (sizes >= SMALLEST_SHARE * sizes.max(initial=0))
        & (surest >= LEAST_CERTAINTY)
        & (airy * voxel_ml >= SMALLEST_AIR_ML)
    )
    is_lung_like[0] = False
    is_large = sizes * voxel_ml >= LARGE_PIECE_ML
    reaches_top = highest >= slices_to_top - TOP_SLICES
    is_anchor = is_large | (reaches_top & (sizes * voxel_ml >= ANCHOR_ML))
    return numbered, Pieces(is_lung_like, is_large, is_anchor, reaches_top, lowest)
