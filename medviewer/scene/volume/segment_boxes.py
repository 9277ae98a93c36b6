"""How far the segments of a segmentation reach."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from medviewer.core.geometry import Vector
from medviewer.core.segmentation import Segmentation

MOST_SEGMENTS = 24
"""Of more than these, a bar of a few pixels tells nothing."""


@dataclass(frozen=True, eq=False)
class SegmentBoxes:
    """For each segment that has voxels its number and the corners of its box, mm, LPS.

    The box lies along the grid, through the outermost voxel centres.
    """

    segmentation: Segmentation
    corners_lps: tuple[tuple[int, tuple[Vector, ...]], ...]


def segment_boxes(segmentation: Segmentation) -> SegmentBoxes:
    """Looks through all voxels; takes a while for large volumes, so it is for a worker thread."""
    numbers = [segment.number for segment in segmentation.segments]
    if len(numbers) > MOST_SEGMENTS:
        return SegmentBoxes(segmentation, ())
    found = []
    for number in numbers:
        box = _box(segmentation, number)
        if box is not None:
            corners = segmentation.geometry.index_to_lps(np.array(list(product(*box)), dtype=np.float64))
            found.append((number, tuple((float(x), float(y), float(z)) for x, y, z in corners)))
    return SegmentBoxes(segmentation, tuple(found))


def _box(segmentation: Segmentation, number: int) -> tuple[tuple[int, int], ...] | None:
    """First and last index of a segment along i, j and k; None if it has no voxel."""
    labels = segmentation.labels
    columns = np.zeros(labels.shape[2], dtype=np.bool_)
    rows = np.zeros(labels.shape[1], dtype=np.bool_)
    planes = np.zeros(labels.shape[0], dtype=np.bool_)
    for k, plane in enumerate(labels):  # a mask of the whole volume would be as large as the labels
        mask = plane == number
        columns |= mask.any(axis=0)
        in_rows = mask.any(axis=1)
        rows |= in_rows
        planes[k] = in_rows.any()
    if not planes.any():
        return None
    ends = (np.flatnonzero(one)[[0, -1]] for one in (columns, rows, planes))
    return tuple((int(first), int(last)) for first, last in ends)
