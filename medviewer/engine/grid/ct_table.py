"""What of a CT is the body, and what is the table it lies on; runs in the worker host.

Only what is surely no body is taken away: air, lungs that the edge cuts, and whatever is in doubt stay.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from medviewer.api.model import Report
from medviewer.core.geometry import Geometry, Vector, vector_of
from medviewer.core.reorient import reorient
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.volume import Volume

Mask = npt.NDArray[np.bool_]

_VOXELS = 1_500_000
_DENSE_HU = -400.0
_SHEET_MM = 3.5
"""What is thinner than twice this may be the shell of a table."""

_LIMB_MM = 6.0
"""What lies apart from the trunk and is as thick as twice this, is an arm, a leg or a hand."""

_REGROWN_MM = 2.0
_WIDE_MM = 150.0
"""No ear, nose or finger is as wide as this; the shell of a table is."""

_LEAST_LEFT = 0.5
"""If less than this part of the body is left without what looks like a shell, that was a skull."""

_LONG_MM, _LONG_PART = 60.0, 0.5
"""A table is so wide and goes through so many slices: vessels of a lung that is cut open do not."""

_BESIDE_MM = 15.0
"""What lies so near to it belongs to it: a mattress, a rail."""

_AROUND_MM = 4.0
_LEAST_ML = 2.0
_BEYOND = 2


def shown_without_table(image: Volume, *, report: Report) -> Segmentation | None:
    """Segment 1: all that is to be seen when the table is hidden, on a thinner grid; None if there is none.

    The largest thing denser than -400 HU is the body, with whatever else is as thick as a limb. Shells that
    touch it are told from it by being thin and wide. Of the rest what is wide and goes through most slices is
    table, with what lies beside and behind it.
    """
    voxels, grid = _thinned(*reorient(image.voxels, image.geometry, "LPS"))
    report(0.2, "Looking for the table")
    spacing: Vector = (grid.spacing_ijk[2], grid.spacing_ijk[1], grid.spacing_ijk[0])
    dense = np.asarray(voxels > _DENSE_HU)
    body = _body(dense, spacing)
    report(0.7, "Looking for the table")
    if body is None:
        return None
    table = _filled(_table(dense & ~body, spacing)) & ~body
    if table.sum() * grid.voxel_volume_ml < _LEAST_ML:
        return None
    hidden = (_within(table, _AROUND_MM, spacing) | _beyond(table, body)) & ~_within(
        body, 1.5 * max(spacing[1:]), spacing
    )
    report(1.0, "Looking for the table")
    # Thinning leaves out a last row or column: what is known at the edge goes on beyond it.
    shown = np.pad((~hidden).astype(np.uint8), _BEYOND, mode="edge")
    origin = vector_of(grid.index_to_lps((-_BEYOND, -_BEYOND, -_BEYOND)))
    grid = replace(grid, shape_kji=shown.shape, origin_lps=origin)
    return Segmentation(shown, grid, (Segment(1, "Body"),), "Body")


def _thinned(voxels: npt.NDArray[Any], grid: Geometry) -> tuple[npt.NDArray[Any], Geometry]:
    """Fewer slices, and rows and columns that are means of some, so that about `_VOXELS` are left."""
    steps = np.ones(3, int)
    shape, spacing = np.array(grid.shape_ijk), np.array(grid.spacing_ijk)
    while np.prod(shape // steps) > _VOXELS:
        steps[int(np.where(shape // steps > 2, spacing * steps, np.inf).argmin())] += 1
    i, j, k = (int(step) for step in steps)
    slices = voxels[k // 2 :: k]
    rows, columns = shape[1] // j, shape[0] // i
    small = np.empty((len(slices), rows, columns), np.float32)
    for number, one in enumerate(slices):
        small[number] = one[: rows * j, : columns * i].reshape(rows, j, columns, i).mean(axis=(1, 3))
    first = grid.index_to_lps(((i - 1) / 2.0, (j - 1) / 2.0, float(min(k // 2, shape[2] - 1))))
    finer = vector_of(spacing * steps)
    return small, replace(grid, shape_kji=small.shape, origin_lps=vector_of(first), spacing_ijk=finer)


def _body(dense: Mask, spacing_kji: Vector) -> Mask | None:
    """The body in what is dense, filled slice by slice; None where nothing is."""
    parts, count = ndimage.label(dense)
    if count == 0:
        return None
    sizes = np.bincount(parts.ravel())
    sizes[0] = 0
    largest = [int(n) for n in np.argsort(sizes)[::-1][:3] if sizes[n]]
    filled = {n: _filled(parts == n) for n in largest}
    main = max(largest, key=lambda n: int(filled[n].sum()))
    trunk = parts == main
    body = filled[main]
    own = _filled(trunk & ~_shells(trunk, spacing_kji))
    if own.sum() >= _LEAST_LEFT * body.sum():
        body = own
    depth = _depth(dense & ~body, spacing_kji)
    thick = ndimage.maximum(depth, parts, np.arange(count + 1))
    limbs = np.asarray(thick) >= _LIMB_MM
    limbs[[0, main]] = False
    return np.asarray(body | _filled(limbs[parts]))


def _table(rest: Mask, spacing_kji: Vector) -> Mask:
    """What of all that is not the body is a table."""
    parts, _ = ndimage.label(rest)
    long = [
        number
        for number, (slices, rows, columns) in enumerate(ndimage.find_objects(parts), 1)
        if _width_mm(rows, columns, spacing_kji) >= _LONG_MM
        and slices.stop - slices.start >= _LONG_PART * len(rest)
    ]
    near = np.unique(parts[_within(np.isin(parts, long), _BESIDE_MM, spacing_kji)])
    return np.asarray(np.isin(parts, near if long else ()) & rest)


def _beyond(table: Mask, body: Mask) -> Mask:
    """All that lies on the other side of the table: rails, cables and parts of the scanner, nobody."""
    rows = np.arange(table.shape[1])
    places = [(mask.sum(axis=(0, 2)) * rows).sum() / max(1, mask.sum()) for mask in (table, body)]
    way = slice(None) if places[0] > places[1] else slice(None, None, -1)
    return np.asarray(np.logical_or.accumulate(table[:, way], axis=1)[:, way])


def _width_mm(rows: slice, columns: slice, spacing_kji: Vector) -> float:
    """The longer side of a box in its slices."""
    down, across = (rows.stop - rows.start) * spacing_kji[1], (columns.stop - columns.start) * spacing_kji[2]
    return float(max(down, across))


def _shells(trunk: Mask, spacing_kji: Vector) -> Mask:
    """Thin, wide sheets that touch the body."""
    core = _depth(trunk, spacing_kji) > _SHEET_MM
    near = trunk & _within(core, _SHEET_MM + _REGROWN_MM, spacing_kji)
    parts, count = ndimage.label(near)
    if count == 0:
        return np.zeros_like(trunk)
    thick = np.asarray(ndimage.maximum(_depth(near, spacing_kji), parts, np.arange(count + 1)))
    solid = thick >= _LIMB_MM
    solid[0] = False
    thin, _ = ndimage.label(trunk & ~solid[parts])
    wide = [
        number
        for number, (_, rows, columns) in enumerate(ndimage.find_objects(thin), 1)
        if _width_mm(rows, columns, spacing_kji) >= _WIDE_MM
    ]
    return np.isin(thin, wide)


def _filled(mask: Mask) -> Mask:
    """Each axial slice with its holes filled."""
    return np.stack([ndimage.binary_fill_holes(plane) for plane in mask])


def _depth(mask: Mask, spacing_kji: Vector) -> npt.NDArray[Any]:
    """How far inside a mask each voxel lies, mm; the edge of the volume is no end of it."""
    if mask.all():
        return np.full(mask.shape, np.inf)
    return np.asarray(ndimage.distance_transform_edt(mask, spacing_kji))


def _within(mask: Mask, reach_mm: float, spacing_kji: Vector) -> Mask:
    """What lies in a mask or not further from it than a distance."""
    if not mask.any():
        return mask
    return np.asarray(ndimage.distance_transform_edt(~mask, spacing_kji) <= reach_mm)
