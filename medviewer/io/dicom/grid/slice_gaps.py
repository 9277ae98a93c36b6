"""How parallel slices follow each other along their normal: the usual step, repeats, and real gaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

_OPEN_FROM = 1.5
"""Slices further apart than this many steps have a gap between them that nothing fills."""

_THICKER = 1.2


@dataclass(frozen=True, eq=False, slots=True)
class SliceGaps:
    """What lies between each slice and the next, in the order along the normal.

    Parameters
    ----------
    gaps_mm
        Distances (n - 1) from each slice to the next.
    step_mm
        The usual distance: the lower median of those that are not repeats; 0 if all are.
    repeated
        Where the next slice lies at the same place.
    is_open
        Where the distance is a real gap: more than 1.5 steps.
    """

    gaps_mm: FloatArray
    step_mm: float
    repeated: BoolArray
    is_open: BoolArray

    @property
    def missing(self) -> int:
        """How many slices the real gaps have room for."""
        if not self.is_open.any():
            return 0
        return int((np.rint(self.gaps_mm[self.is_open] / self.step_mm) - 1).sum())

    @property
    def is_uneven(self) -> bool:
        """Whether any distance is not a step, or for a gap a whole number of steps; repeats apart.

        Where there are neither gaps nor repeats the step is the mean, as for the grid they then are.
        """
        if not (self.is_open.any() or self.repeated.any()):
            mean = float(self.gaps_mm.mean())
            return bool(np.abs(self.gaps_mm - mean).max() > tolerance_mm(mean))
        times = np.where(self.is_open, np.rint(self.gaps_mm / (self.step_mm or 1.0)), 1.0)
        off = np.abs(self.gaps_mm - times * self.step_mm)
        return bool((off > tolerance_mm(self.step_mm) * times)[~self.repeated].any())


def tolerance_mm(step_mm: float) -> float:
    """How far a gap may be off the step before slices are no grid, mm."""
    return max(0.001, min(0.1, 0.01 * step_mm))


def find_gaps(distances_mm: npt.ArrayLike, thicknesses_mm: npt.ArrayLike = ()) -> SliceGaps:
    """The gaps between slices whose distances along the normal are given in ascending order.

    The lower median is a distance that really occurs, where a mean of the two middle ones may be none.
    Where slices are thicker than those at the usual distance, as above the skull base in many heads, and
    reach each other, there is no gap.

    Parameters
    ----------
    thicknesses_mm
        Of each slice, 0 where not known; or none at all.
    """
    gaps = np.diff(np.asarray(distances_mm, dtype=np.float64))
    apart = np.sort(gaps[gaps > 0.001])
    step = float(apart[(len(apart) - 1) // 2]) if len(apart) else 0.0
    repeated = gaps <= tolerance_mm(step)
    is_open = gaps > _OPEN_FROM * step + tolerance_mm(step) if step else np.zeros_like(repeated)
    thicknesses = np.asarray(thicknesses_mm, dtype=np.float64)
    if is_open.any() and len(thicknesses) == len(gaps) + 1:
        is_open &= ~_reached_by_thicker(gaps, step, thicknesses)
    return SliceGaps(gaps, step, repeated, is_open)


def _reached_by_thicker(gaps: FloatArray, step: float, thicknesses: FloatArray) -> BoolArray:
    """Where the thicker of two slices is thicker than usual and as thick as their distance."""
    thicker = np.maximum(thicknesses[1:], thicknesses[:-1])
    usual = float(np.median(thicker[gaps <= _OPEN_FROM * step]))
    return (thicker >= _THICKER * usual) & (gaps <= thicker * 1.05) & (usual > 0)
