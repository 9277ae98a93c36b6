"""From lungs on the network's grid to labels at the scan's own resolution, slab by slab.

The network says roughly where the edge is, the scan says exactly: near the edge a voxel is lung the
more readily the darker it is. Deep inside, solid voxels (vessels, nodules, consolidation) stay lung;
well outside, air (bowel, windpipe) stays out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from lung_ct_cleanup import LEFT, RIGHT
from lung_ct_grid import NetworkGrid, Progress, clamped_hu, in_pairs
from scipy import ndimage

EDGE_HU = -350.0
"""About half way between lung and soft tissue."""
EDGE_HALF_RANGE_HU = 400.0
EDGE_TRUST = 0.4
"""How far from one half the network's probability may be before the scan no longer counts."""
_MARGIN = 2


@dataclass(frozen=True)
class Outline:
    """Two fields on the network's grid that are interpolated to the scan.

    ``lung`` float32 [k, j, i]: the network's probability within the accepted lungs, 0 away from them.
    ``side`` float32 [k, j, i]: above 0 nearer the left lung, below 0 nearer the right one, 0 away from both.
    ``box_kji`` is the part of the network's grid that holds the lungs, None where there are none.
    """

    lung: npt.NDArray[np.float32]
    side: npt.NDArray[np.float32]
    box_kji: tuple[slice, slice, slice] | None
    follows_scan: bool = True

    @classmethod
    def of(
        cls,
        coarse: npt.NDArray[np.uint8],
        probabilities: npt.NDArray[np.float32],
        follows_scan: bool = True,
    ) -> Outline:
        """Fields for accepted labels [k, j, i] and the network's probabilities [3, k, j, i]."""
        accepted = coarse > 0
        near = ndimage.binary_dilation(accepted, iterations=_MARGIN)
        found = ndimage.find_objects(ndimage.binary_dilation(near).astype(np.uint8))
        certainty = probabilities[LEFT] + probabilities[RIGHT]
        filled = accepted & (certainty <= 0.5)
        lung = np.where(accepted, np.where(filled, 1.0, certainty), np.minimum(certainty, 0.5 - 1e-3))
        lung = np.where(near, lung, 0.0).astype(np.float32)
        side = np.where(near, probabilities[LEFT] - probabilities[RIGHT], 0.0).astype(np.float32)
        side = np.where(coarse == LEFT, np.maximum(side, 0.1), side)
        side = np.where(coarse == RIGHT, np.minimum(side, -0.1), side)
        return cls(lung, side, found[0] if found else None, follows_scan)


def draw_outline(
    outline: Outline,
    voxels_lps: npt.NDArray[Any],
    grid: NetworkGrid,
    labels_lps: npt.NDArray[np.uint8],
    progress: Progress,
) -> None:
    """Writes 0, left or right into ``labels_lps`` [k, j, i], the scan's grid, a few slices at a time."""
    box = outline.box_kji
    if box is None:
        return
    weights = [grid.up(axis)[:, box[axis]] for axis in range(3)]
    first, last = zip(*(covered(w) for w in weights), strict=True)
    slices, rows, columns = (w[a:b] for w, a, b in zip(weights, first, last, strict=True))
    lung = torch.from_numpy(np.ascontiguousarray(outline.lung[box]))
    side = torch.from_numpy(np.ascontiguousarray(outline.side[box]))
    mixed = mixed_columns(outline.side[box], columns)
    lowest, highest = EDGE_HU - EDGE_HALF_RANGE_HU, EDGE_HU + EDGE_HALF_RANGE_HU
    if outline.follows_scan:
        lung = EDGE_HU + (lung - 0.5) * (EDGE_HALF_RANGE_HU / EDGE_TRUST)

    def draw(k: int) -> int:
        some = slices[k : k + grid.slab]
        place = (
            slice(first[0] + k, first[0] + k + len(some)),
            slice(first[1], last[1]),
            slice(first[2], last[2]),
        )
        level = upsampled(lung, some, rows, columns)
        if outline.follows_scan:
            is_lung = level > clamped_hu(voxels_lps[place], grid.offset_hu, lowest, highest)
        else:
            is_lung = level > 0.5
        labels = torch.full(is_lung.shape, LEFT, dtype=torch.uint8)
        labels[..., : mixed.start] = RIGHT
        labels[..., mixed] += upsampled(side, some, rows, columns[mixed]) < 0
        labels_lps[place] = labels.mul_(is_lung).numpy()
        return k + len(some)

    for drawn in in_pairs(draw, range(0, len(slices), grid.slab)):
        progress(drawn / len(slices))


def mixed_columns(side: npt.NDArray[np.float32], columns: torch.Tensor) -> slice:
    """The scan's columns in which both lungs may be; before them is only right, after them only left."""
    lefts, rights = ((s * side > 0).any(axis=(0, 1)).nonzero()[0] for s in (1, -1))
    first_left = int(lefts[0]) if len(lefts) else len(side[0, 0])
    last_right = int(rights[-1]) if len(rights) else -1
    low, high = sorted((first_left, last_right))
    near = columns[:, max(low, 0) : high + 1].sum(dim=1) > 0
    found = torch.nonzero(near).flatten()
    return slice(int(found[0]), int(found[-1]) + 1) if len(found) else slice(0, len(columns))


def upsampled(
    field: torch.Tensor, slices: torch.Tensor, rows: torch.Tensor, columns: torch.Tensor
) -> torch.Tensor:
    """Some slices of the scan's grid, interpolated linearly along k, j and i from the network's."""
    used = torch.nonzero(slices.sum(dim=0) > 0).flatten()
    low, high = int(used[0]), int(used[-1]) + 1
    in_plane = torch.matmul(rows, torch.matmul(field[low:high], columns.T))
    return torch.tensordot(slices[:, low:high], in_plane, dims=1)


def covered(weights: torch.Tensor) -> tuple[int, int]:
    """First and one past the last row that lies wholly within the columns that are left."""
    rows = torch.nonzero(weights.sum(dim=1) > 0.999).flatten()
    return int(rows[0]), int(rows[-1]) + 1
