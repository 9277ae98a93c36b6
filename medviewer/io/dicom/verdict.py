"""Whether slices form a grid: the verdict that travels with a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.core.series import Problem, Verdict

FloatArray = npt.NDArray[np.float64]

_LARGEST_LEAN = 1e-3
"""Sideways shift per mm of a grid that still counts as at right angles, as in `Geometry`."""


@dataclass(frozen=True, slots=True)
class GridVerdict:
    """The verdict on the positions of parallel slices.

    Parameters
    ----------
    verdict
        REGULAR, SHEARED, GAPPED or STACK.
    order
        Indices of the slices, sorted along the normal.
    step_mm
        Distance of neighbouring slices along the normal.
    problem
        What keeps the slices from being a regular grid, or None.
    """

    verdict: Verdict
    order: tuple[int, ...]
    step_mm: float
    problem: Problem | None = None


def tolerance_mm(step_mm: float) -> float:
    """How far a gap may be off the step before slices are no grid, mm."""
    return max(0.001, min(0.1, 0.01 * step_mm))


def judge(origins_lps: Sequence[Sequence[float]], normal_lps: npt.ArrayLike) -> GridVerdict:
    """The verdict on parallel slices.

    Parameters
    ----------
    origins_lps
        First pixel of each slice (n, 3), mm, LPS.
    normal_lps
        Their common unit normal, row x column.
    """
    origins, normal = np.asarray(origins_lps, dtype=np.float64), np.asarray(normal_lps, dtype=np.float64)
    distances = origins @ normal
    order = np.argsort(distances, kind="stable")
    sorted_order = tuple(int(n) for n in order)
    if len(order) == 1:
        return GridVerdict(Verdict.REGULAR, sorted_order, 0.0)
    gaps = np.diff(distances[order])
    positive = gaps[gaps > 0.001]
    step = float(np.median(positive)) if len(positive) else 0.0
    tolerance = tolerance_mm(step)
    repeated = int((gaps <= 0.001).sum())
    if 2 * repeated >= len(gaps):
        message = f"{repeated + 1} slices lie at positions that repeat: shown one by one, without MPR."
        return GridVerdict(Verdict.STACK, sorted_order, step, Problem("SAME_POSITION", message))
    uneven = bool((np.abs(gaps - step) > tolerance).any())
    shift = _sideways(origins[order], distances[order], normal, step, tolerance)
    if isinstance(shift, Problem):
        return GridVerdict(Verdict.STACK, sorted_order, step, shift)
    if uneven:
        return GridVerdict(Verdict.GAPPED, sorted_order, step, _gap_problem(gaps, step, tolerance, repeated))
    if shift > _LARGEST_LEAN:
        angle = float(np.degrees(np.arctan(shift)))
        message = f"Gantry tilt of {angle:.1f} degrees: shown as true slices; MPR and volume models are off."
        return GridVerdict(Verdict.SHEARED, sorted_order, step, Problem("TILT", message))
    mean = float((distances[order[-1]] - distances[order[0]]) / len(gaps))
    return GridVerdict(Verdict.REGULAR, sorted_order, mean)


def _sideways(
    origins: FloatArray, distances: FloatArray, normal: FloatArray, step: float, tolerance: float
) -> float | Problem:
    """Sideways shift per mm along the normal (the tangent of a tilt), or why there is no one tilt."""
    along = distances - distances[0]
    offsets = origins - origins[0] - along[:, None] * normal
    lean = (along @ offsets) / (along @ along)
    residual = np.linalg.norm(offsets - along[:, None] * lean, axis=1).max()
    if residual > max(tolerance, _LARGEST_LEAN * along[-1]):
        message = "The slices are shifted sideways against each other: shown one by one, without MPR."
        return Problem("SIDEWAYS", message)
    slope = float(np.linalg.norm(lean))
    return 0.0 if slope * along[-1] <= tolerance_mm(step) else slope


def _gap_problem(gaps: FloatArray, step: float, tolerance: float, repeated: int) -> Problem:
    times = gaps / step
    missing = np.rint(times).astype(int) - 1
    are_multiples = np.abs(gaps - (missing + 1) * step) <= tolerance * (missing + 1)
    off = "MPR and volume models are off."
    if repeated:
        count = "1 slice is" if repeated == 1 else f"{repeated} slices are"
        return Problem("DUPLICATE", f"{count} there twice: shown as true slices; {off}")
    if are_multiples.all() and missing.max() > 0:
        total = int(missing.sum())
        count = "1 slice is" if total == 1 else f"{total} slices are"
        largest = f"the largest gap is {gaps.max():.4g} mm where {step:.4g} mm is usual"
        return Problem("GAP", f"{count} missing ({largest}): shown as true slices; {off}")
    return Problem(
        "UNEVEN",
        f"The distance between slices is uneven, {gaps.min():.4g} to {gaps.max():.4g} mm: "
        f"shown as true slices; {off}",
    )
