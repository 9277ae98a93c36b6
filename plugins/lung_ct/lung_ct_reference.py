"""Yardsticks that know nothing of the network: lung by its air, and the overlap of two masks.

Used by the tests and by evaluate.py only.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

Mask = npt.NDArray[np.bool_]

AIR_HU = -400.0
_SMALLEST_ML = 50.0
_WINDPIPE_HU = -930.0
_CLOSING_MM = 5.0


def dice(first: npt.ArrayLike, second: npt.ArrayLike) -> float:
    """Dice overlap of two masks, 0..1; 1 where both are empty."""
    a, b = np.asarray(first, dtype=bool), np.asarray(second, dtype=bool)
    total = np.count_nonzero(a) + np.count_nonzero(b)
    return 1.0 if total == 0 else 2.0 * np.count_nonzero(a & b) / total


def air_inside_body(hu_lps: npt.NDArray[Any], is_cut: bool = False) -> Mask:
    """Air (below -400 HU) that, slice by slice, is not joined to the air at the picture's border.

    With ``is_cut`` the field of view runs through the lungs: only the front edge is open to outside air.
    """
    air = hu_lps < AIR_HU
    inside = np.zeros(air.shape, dtype=bool)
    for k, picture in enumerate(air):
        framed = np.pad(picture, 1, constant_values=not is_cut)
        framed[0] = True
        numbered, _ = ndimage.label(framed)
        inside[k] = picture & (numbered[1:-1, 1:-1] != numbered[0, 0])
    return inside


def windpipe(hu_lps: npt.NDArray[Any], spacing_kji: tuple[float, float, float]) -> Mask:
    """Trachea and main bronchi: nearly pure air, thicker than 4 mm, grown from the roundest piece up high."""
    bare = ndimage.gaussian_filter(hu_lps.astype(np.float32), [0, 0.7, 0.7]) < _WINDPIPE_HU
    numbered, count = ndimage.label(bare & air_inside_body(hu_lps))
    if not count:
        return np.zeros(hu_lps.shape, dtype=bool)
    voxel_ml = float(np.prod(spacing_kji)) / 1000.0
    best, best_score = 0, 0.0
    for number, box in enumerate(ndimage.find_objects(numbered), start=1):
        piece = numbered[box] == number
        millilitres = np.count_nonzero(piece) * voxel_ml
        height_mm = piece.shape[0] * spacing_kji[0]
        if 3.0 < millilitres < 150.0 and height_mm >= 30.0 and millilitres * height_mm > best_score:
            best, best_score = number, millilitres * height_mm
    if not best:
        return np.zeros(hu_lps.shape, dtype=bool)
    return np.asarray(ndimage.binary_dilation(numbered == best, iterations=1))


def ball_closing(mask: Mask, spacing_kji: tuple[float, float, float], radius_mm: float = _CLOSING_MM) -> Mask:
    """Closing with a ball: fills vessels and small nodules."""
    margin = [int(np.ceil(radius_mm / s)) + 1 for s in spacing_kji]
    wide = np.pad(mask, [(m, m) for m in margin], mode="edge")
    grown = ndimage.distance_transform_edt(~wide, sampling=spacing_kji) <= radius_mm
    closed = ndimage.distance_transform_edt(grown, sampling=spacing_kji) > radius_mm
    inner = tuple(slice(m, -m) for m in margin)
    return np.asarray(closed[inner] | mask)


def lungs_by_air(
    hu_lps: npt.NDArray[Any], spacing_kji: tuple[float, float, float], is_cut: bool = False
) -> Mask:
    """Largest regions of air inside the body without the windpipe, closed: a reference for healthy lungs."""
    air = air_inside_body(hu_lps, is_cut) & ~windpipe(hu_lps, spacing_kji)
    numbered, _ = ndimage.label(air)
    sizes = np.bincount(numbered.ravel()) * float(np.prod(spacing_kji)) / 1000.0
    sizes[0] = 0.0
    large = sizes >= max(_SMALLEST_ML, 0.1 * float(sizes.max(initial=0.0)))
    large[0] = False
    return ball_closing(large[numbered], spacing_kji)
