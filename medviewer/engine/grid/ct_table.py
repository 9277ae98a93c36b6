"""What of a CT is the body, and what is the table it lies on; runs in the worker host.

Only what is surely no body is taken away: air, lungs that the edge cuts, and whatever is in doubt stay.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from medviewer.api.model import Report
from medviewer.core.geometry import Vector
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.volume import Volume
from medviewer.render.reduced_volume import reduced_in_steps

Mask = npt.NDArray[np.bool_]

_VOXELS = 2_000_000
_DENSE_HU = -400.0
_SHEET_MM = 3.5
"""What is thinner than twice this may be the shell of a table."""

_LIMB_MM = 6.0
"""What lies apart from the trunk and is as thick as twice this, is an arm, a leg or a hand."""

_REGROWN_MM = 2.0
_WIDE_MM = 150.0
"""No ear, nose or finger is as wide as this; the shell of a table is."""

_LEAST_LEFT = 0.8
"""If the body would be less than this part without what looks like a shell, that was the body's own (a skull)."""

_AROUND_MM = 4.0
_LEAST_ML = 2.0


def shown_without_table(image: Volume, *, report: Report) -> Segmentation | None:
    """A segment 1 of all that is to be seen when the table is hidden, on a thinner grid; None if there is none.

    The largest thing denser than -400 HU is the body, with whatever else is as thick as a limb. Shells that
    touch it are told from it by being thin and wide. The rest, filled slice by slice, is table.
    """
    work = reduced_in_steps(image.voxels, image.geometry, _VOXELS, averaged=True)
    while True:
        try:
            next(work)
        except StopIteration as end:
            voxels, grid = end.value
            break
    report(0.2, "Looking for the table")
    spacing: Vector = (grid.spacing_ijk[2], grid.spacing_ijk[1], grid.spacing_ijk[0])
    dense = np.asarray(voxels > _DENSE_HU)
    body = _body(dense, spacing)
    report(0.7, "Looking for the table")
    if body is None:
        return None
    table = _filled(dense & ~body) & ~body
    if table.sum() * grid.voxel_volume_ml < _LEAST_ML:
        return None
    hidden = _within(table, _AROUND_MM, spacing) & ~_within(body, 1.5 * max(spacing[1:]), spacing)
    report(1.0, "Looking for the table")
    return Segmentation((~hidden).astype(np.uint8), grid, (Segment(1, "Body"),), "Body")


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
        if max((rows.stop - rows.start) * spacing_kji[1], (columns.stop - columns.start) * spacing_kji[2])
        >= _WIDE_MM
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
