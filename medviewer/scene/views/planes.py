"""The standard planes, as a radiologist expects them.

The patient's left is on the picture's right; axial is seen from the feet, coronal from the front,
sagittal with anterior on the left.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import permutations, product
from typing import Literal

import numpy as np

from medviewer.core.geometry import FloatArray, Geometry, Vector, vector_of
from medviewer.scene.views.viewport import PlaneKind, Viewport

Alignment = Literal["volume", "patient"]

_KINDS: tuple[PlaneKind, ...] = ("axial", "coronal", "sagittal")
_THICK = 1.5
"""Slices this many times as far apart as their pixels are read as they were acquired."""
_LEFT, _POSTERIOR, _HEAD = 0, 1, 2
# Which direction of (left, posterior, head) runs to the right and down the picture, with its sign.
_RIGHT_AND_DOWN: dict[PlaneKind, tuple[tuple[int, int], tuple[int, int]]] = {
    "axial": ((_LEFT, 1), (_POSTERIOR, 1)),
    "coronal": ((_LEFT, 1), (_HEAD, -1)),
    "sagittal": ((_POSTERIOR, 1), (_HEAD, -1)),
}


@lru_cache(maxsize=16)
def left_posterior_head(geometry: Geometry, aligned: Alignment = "volume") -> FloatArray:
    """Three right-handed unit vectors (rows) nearest to left, posterior and head, LPS.

    For ``"volume"`` they are the grid's own axes in the order and with the signs that come nearest;
    for ``"patient"`` exactly the patient's.
    """
    if aligned == "patient":
        return np.eye(3)
    axes = np.array(geometry.axes_lps)
    best, best_trace = np.eye(3), -np.inf
    for order in permutations(range(3)):
        for signs in product((1.0, -1.0), repeat=3):
            candidate = axes[list(order)] * np.array(signs)[:, None]
            trace = float(np.trace(candidate))
            if trace > best_trace + 1e-9 and np.linalg.det(candidate) > 0:
                best, best_trace = candidate, trace
    best.setflags(write=False)
    return best


@lru_cache(maxsize=64)
def standard_plane(
    geometry: Geometry, kind: PlaneKind, aligned: Alignment = "volume"
) -> tuple[Vector, Vector]:
    """Unit vectors (right_lps, down_lps) of a standard plane through a grid.

    Parameters
    ----------
    geometry
        The grid that is cut.
    kind
        ``"axial"``, ``"sagittal"`` or ``"coronal"``.
    aligned
        ``"volume"``: along the grid's own axes, so that an oblique acquisition is shown as it was
        made; ``"patient"``: exactly along the patient's axes.
    """
    directions = left_posterior_head(geometry, aligned)
    (right, right_sign), (down, down_sign) = _RIGHT_AND_DOWN[kind]
    return vector_of(directions[right] * right_sign), vector_of(directions[down] * down_sign)


def reading_plane(geometry: Geometry) -> PlaneKind:
    """The plane to look at first: that of the slices if they are thick, else axial."""
    across, down, thick = geometry.spacing_ijk
    return plane_of_slices(geometry) if thick > _THICK * max(across, down) else "axial"


def plane_of_slices(geometry: Geometry) -> PlaneKind:
    """The standard plane that the slices of a grid are nearest to."""
    normal = np.array(geometry.axes_lps[2])

    def likeness(kind: PlaneKind) -> float:
        return abs(float(np.cross(*standard_plane(geometry, kind)) @ normal))

    return max(_KINDS, key=likeness)


def acquired_plane(geometry: Geometry, as_stored: bool) -> tuple[Vector, Vector]:
    """Unit vectors (right_lps, down_lps) of the plane of rows and columns of a single slice.

    ``as_stored`` shows it as stored: rows to the right, columns downwards (DICOM images, and files
    that do not say how they lie). Otherwise it is turned to the standard plane that it is nearest to.
    """
    if as_stored:
        return geometry.axes_lps[0], geometry.axes_lps[1]
    return standard_plane(geometry, plane_of_slices(geometry))


def turned(right_lps: Vector, down_lps: Vector, viewport: Viewport) -> tuple[Vector, Vector]:
    """The picture's right and down after the viewport's quarter turns, mirroring and flipping."""
    right, down = np.array(right_lps), np.array(down_lps)
    for _ in range(viewport.quarter_turns % 4):
        right, down = -down, right
    if viewport.mirrored:
        right = -right
    if viewport.flipped:
        down = -down
    return vector_of(right), vector_of(down)
