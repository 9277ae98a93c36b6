"""Turning arrays to another order of axes without touching a value."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry

_OPPOSITE = dict(zip("LRPASI", "RLAPIS", strict=True))


def reorient(
    voxels: npt.NDArray[Any], geometry: Geometry, orientation: str
) -> tuple[npt.NDArray[Any], Geometry]:
    """The same voxels with i, j and k growing in the directions that ``orientation`` names.

    Parameters
    ----------
    voxels
        Array [k, j, i] (further axes may follow).
    geometry
        Its grid. An oblique grid keeps its obliquity; its nearest axes are used.
    orientation
        Three letters such as ``"LPS"`` or ``"RAS"``.

    Returns
    -------
    view of the array (no copy) and its geometry; every voxel keeps its place in the world.
    """
    order, flips = _order_and_flips(geometry.orientation, orientation)
    first_ijk = [0, 0, 0]
    for axis, flipped in zip(order, flips, strict=True):
        first_ijk[axis] = geometry.shape_ijk[axis] - 1 if flipped else 0
    axes = np.array(geometry.axes_lps)
    new_axes = [(-axes[a] if f else axes[a]) for a, f in zip(order, flips, strict=True)]
    turned = Geometry(
        shape_kji=tuple(geometry.shape_ijk[a] for a in reversed(order)),  # type: ignore[arg-type]
        origin_lps=tuple(geometry.index_to_lps(first_ijk)),
        spacing_ijk=tuple(geometry.spacing_ijk[a] for a in order),  # type: ignore[arg-type]
        axes_lps=tuple(tuple(a) for a in new_axes),  # type: ignore[arg-type]
    )
    array_order = [2 - a for a in reversed(order)] + list(range(3, voxels.ndim))
    steps = [slice(None, None, -1 if f else None) for f in reversed(flips)]
    return voxels.transpose(array_order)[tuple(steps)], turned


def _order_and_flips(source: str, target: str) -> tuple[list[int], list[bool]]:
    """For i, j, k of the target: which source axis it is, and whether it runs the other way."""
    order, flips = [], []
    for letter in target:
        if letter in source:
            order.append(source.index(letter))
            flips.append(False)
        elif _OPPOSITE.get(letter, "?") in source:
            order.append(source.index(_OPPOSITE[letter]))
            flips.append(True)
    if sorted(order) != [0, 1, 2]:
        raise GeometryError(f"{source} cannot be turned to {target}.")
    return order, flips
