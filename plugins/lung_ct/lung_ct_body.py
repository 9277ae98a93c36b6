"""Where the patient is: so that table, cushions and blankets are air to the network and never lung.

Works on the network's grid, [k, j, i] in LPS order.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

Mask = npt.NDArray[np.bool_]

AIR_HU = -1000.0
WALL_HU = 40.0
TISSUE_HU = -300.0
FRAME = 4
SMALLEST_SHARE = 0.05
"""A piece of tissue below this share of the largest is no part of the body (arms are)."""
CUT_EDGE_SHARE = 0.25
"""An edge of a slice of which this share is tissue runs through the body."""
_CROSS = ndimage.generate_binary_structure(2, 1)[None]


def body_alone(hu: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The scan with air around the body, and a frame of `FRAME` voxels on the four sides of each slice.

    The frame is air, but a wall of soft tissue along an edge that runs through the body: to the
    network a lung that the field of view cuts off then looks like the lung of a narrower chest.
    """
    tissue = body_tissue(hu)
    cut = cut_edges(tissue)
    frame = ((0, 0), (FRAME, FRAME), (FRAME, FRAME))
    framed = np.pad(np.where(inside_body(tissue, cut), hu, AIR_HU), frame, constant_values=AIR_HU)
    framed[with_walls(np.zeros_like(tissue), cut, FRAME)] = WALL_HU
    return np.asarray(framed, dtype=np.float32)


def body_tissue(hu: npt.NDArray[np.float32]) -> Mask:
    """Soft tissue and bone of the body. A sheet thinner than two voxels (a table's top) is none."""
    dense = hu > TISSUE_HU
    numbered, count = ndimage.label(ndimage.binary_opening(dense, _CROSS))
    if not count:
        return np.zeros(hu.shape, dtype=bool)
    sizes = np.bincount(numbered.ravel())
    sizes[0] = 0
    large = (sizes >= SMALLEST_SHARE * sizes.max()) & (sizes > 0)
    return np.asarray(ndimage.binary_dilation(large[numbered], _CROSS, mask=dense))


def inside_body(tissue: Mask, cut: list[Mask]) -> Mask:
    """The body with everything in it: lungs, bowel gas, windpipe.

    In each axial slice that is what the tissue shuts in, and what lies between tissue in front and
    behind: so a lung that the field of view cuts off at the side stays inside.
    """
    walled = with_walls(tissue, cut, 1)
    in_front = np.logical_or.accumulate(walled, axis=1)
    behind = np.logical_or.accumulate(walled[:, ::-1], axis=1)[:, ::-1]
    inside = in_front & behind
    for k, tissue_of_slice in enumerate(walled):
        inside[k] |= shut_in(tissue_of_slice)
    return np.asarray(inside[:, 1:-1, 1:-1])


def cut_edges(tissue: Mask) -> list[Mask]:
    """For the front, back, right and left edge: in which slices [k] it runs through the body."""
    edges = (tissue[:, 0], tissue[:, -1], tissue[:, :, 0], tissue[:, :, -1])
    return [edge.mean(axis=1) >= CUT_EDGE_SHARE for edge in edges]


def with_walls(tissue: Mask, cut: list[Mask], width: int) -> Mask:
    """The tissue in a frame of ``width`` voxels that is tissue along the cut edges."""
    walled = np.pad(tissue, ((0, 0), (width, width), (width, width)))
    front, back, right, left = cut
    walled[front, :width] = True
    walled[back, -width:] = True
    walled[right, :, :width] = True
    walled[left, :, -width:] = True
    return walled


def shut_in(mask: npt.NDArray[Any]) -> Mask:
    """A mask (2D or 3D) with all its holes."""
    outside, _ = ndimage.label(~np.pad(mask, 1))
    inner = (slice(1, -1),) * mask.ndim
    return np.asarray((outside != outside[(0,) * mask.ndim])[inner])
