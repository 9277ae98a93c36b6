"""How parallel slices follow each other along their normal: the usual step, repeats, and real gaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

_OPEN_FROM = 1.5
"""Slices further apart than this many steps have a gap between them that nothing fills."""


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
        """Whether any distance is no whole number of steps, repeats apart."""
        gaps = self.gaps_mm[~self.repeated]
        times = np.maximum(1, np.rint(gaps / self.step_mm)) if self.step_mm else gaps
        return bool((np.abs(gaps - times * self.step_mm) > tolerance_mm(self.step_mm) * times).any())


def tolerance_mm(step_mm: float) -> float:
    """How far a gap may be off the step before slices are no grid, mm."""
    return max(0.001, min(0.1, 0.01 * step_mm))


def find_gaps(distances_mm: npt.ArrayLike) -> SliceGaps:
    """The gaps between slices whose distances along the normal are given in ascending order.

    The lower median is a distance that really occurs, where a mean of the two middle ones may be none.
    """
    gaps = np.diff(np.asarray(distances_mm, dtype=np.float64))
    apart = np.sort(gaps[gaps > 0.001])
    step = float(apart[(len(apart) - 1) // 2]) if len(apart) else 0.0
    repeated = gaps <= tolerance_mm(step)
    return SliceGaps(
        gaps,
        step,
        repeated,
        gaps > _OPEN_FROM * step + tolerance_mm(step) if step else np.zeros_like(repeated),
    )
