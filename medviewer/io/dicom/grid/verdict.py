"""Whether slices form a grid: the verdict that travels with a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from medviewer.core.series import Problem, SlicePositions, Verdict
from medviewer.io.dicom.grid.slice_gaps import SliceGaps, find_gaps, tolerance_mm

FloatArray = npt.NDArray[np.float64]

_LARGEST_LEAN, _LARGEST_SHIFT = 1e-3, 0.5
"""A grid still counts as at right angles, as in `Geometry`, if it leans sideways by less than this per mm
and from its first slice to its last by less than half a pixel: rounded directions come to that."""

_NOISE_OF_STEP, _NOISE_OF_PIXEL = 0.04, 0.25
"""Slices may lie sideways of a straight line by these parts of a step and of a pixel: rounded positions."""

_FEWEST_FOR_A_LINE, _CLEAR = 4, 4.0

_STEEPEST = 1.0
"""Slices that lean more than this (45 degrees) are no stack in a tilted gantry."""

_MOST_PLANES_A_SLICE = 8
_ALWAYS_ALLOWED_PLANES = 64

RESAMPLED = Problem(
    "RESAMPLED", "The volume was resampled from the true slices; those can still be scrolled as they are."
)


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
    positions
        Where the slices lie along the normal.
    problems
        What keeps the slices from being a regular grid, the weightiest first.
    """

    verdict: Verdict
    order: tuple[int, ...]
    step_mm: float
    positions: SlicePositions
    problems: tuple[Problem, ...] = ()


def judge(
    origins_lps: Sequence[Sequence[float]],
    normal_lps: npt.ArrayLike,
    pixel_mm: float = 1.0,
    thicknesses_mm: Sequence[float] = (),
) -> GridVerdict:
    """The verdict on parallel slices.

    Parameters
    ----------
    origins_lps
        First pixel of each slice (n, 3), mm, LPS.
    normal_lps
        Their common unit normal, row x column.
    pixel_mm
        The smaller side of a pixel.
    thicknesses_mm
        Of each slice, 0 where not known; or none at all.
    """
    origins, normal = np.asarray(origins_lps, dtype=np.float64), np.asarray(normal_lps, dtype=np.float64)
    order = np.argsort(origins @ normal, kind="stable")
    sorted_order = tuple(int(n) for n in order)
    distances = (origins @ normal)[order]
    distances = distances - distances[0]
    along = tuple(float(d) for d in distances)
    if len(order) == 1:
        return GridVerdict(Verdict.REGULAR, sorted_order, 0.0, SlicePositions(along, 0.0))
    gaps = find_gaps(distances, [thicknesses_mm[n] for n in order] if len(thicknesses_mm) else ())
    shift = _no_grid(gaps) or _sideways(origins[order], distances, normal, gaps.step_mm, pixel_mm)
    tilt = 0.0 if isinstance(shift, Problem) else float(np.degrees(np.arctan(shift)))
    open_gaps = tuple((along[n], along[n + 1]) for n in np.flatnonzero(gaps.is_open))
    repeated = int(gaps.repeated.sum())
    positions = SlicePositions(along, gaps.step_mm, gaps.missing, repeated, tilt, open_gaps)
    if isinstance(shift, Problem):
        return GridVerdict(Verdict.STACK, sorted_order, gaps.step_mm, positions, (shift,))
    return _on_a_grid(gaps, sorted_order, positions)


def _on_a_grid(gaps: SliceGaps, order: tuple[int, ...], positions: SlicePositions) -> GridVerdict:
    """The verdict on slices that follow each other in one direction."""
    tilt = positions.tilt_degrees
    irregular = _gap_problems(gaps)
    problems = (*irregular, *([_tilt_problem(tilt)] if tilt else []))
    if irregular:
        return GridVerdict(Verdict.GAPPED, order, gaps.step_mm, positions, problems)
    mean = positions.distances_mm[-1] / len(gaps.gaps_mm)
    verdict = Verdict.SHEARED if tilt else Verdict.REGULAR
    return GridVerdict(verdict, order, mean, replace(positions, step_mm=mean), problems)


def _no_grid(gaps: SliceGaps) -> Problem | None:
    """Why the distances allow no grid, if they do not."""
    repeated, count = int(gaps.repeated.sum()), len(gaps.gaps_mm)
    if repeated == count:
        message = f"{count + 1} pictures of one and the same plane: shown one after the other, without MPR."
        return Problem("SAME_POSITION", message)
    if 2 * repeated >= count:
        message = f"{repeated + 1} slices lie at positions that repeat: shown one by one, without MPR."
        return Problem("SAME_POSITION", message)
    planes = float(gaps.gaps_mm.sum()) / gaps.step_mm
    if planes > max(_ALWAYS_ALLOWED_PLANES, _MOST_PLANES_A_SLICE * (count + 1)):
        message = (
            f"There is a gap of {gaps.gaps_mm.max():.4g} mm where {gaps.step_mm:.4g} mm is usual: "
            "shown one by one, without MPR."
        )
        return Problem("GAP", message)
    return None


def _sideways(
    origins: FloatArray, distances: FloatArray, normal: FloatArray, step: float, pixel_mm: float
) -> float | Problem:
    """Sideways shift per mm along the normal (the tangent of a tilt), or why there is no one tilt."""
    offsets = origins - origins[0] - distances[:, None] * normal
    lean = (distances @ offsets) / (distances @ distances)
    residual = np.linalg.norm(offsets - distances[:, None] * lean, axis=1).max()
    slope = float(np.linalg.norm(lean))
    noise = max(tolerance_mm(step), min(_NOISE_OF_STEP * step, _NOISE_OF_PIXEL * pixel_mm))
    if residual > max(noise, _LARGEST_LEAN * distances[-1]) or slope > _STEEPEST:
        message = "The slices are shifted sideways against each other: shown one by one, without MPR."
        return Problem("SIDEWAYS", message)
    shift = slope * distances[-1]
    is_straight = slope <= _LARGEST_LEAN and shift <= _LARGEST_SHIFT * pixel_mm
    # Of few slices nothing tells a tilt from noise; of many a tilt is a line that noise only blurs.
    is_noise = shift <= noise and (len(distances) < _FEWEST_FOR_A_LINE or shift <= _CLEAR * residual)
    return 0.0 if is_straight or is_noise or shift <= tolerance_mm(step) else slope


def _tilt_problem(degrees: float) -> Problem:
    angle = f"{degrees:.1f}" if degrees >= 0.1 else f"{degrees:.2f}"
    return Problem(
        "TILT",
        f"Gantry tilt of {angle} degrees, corrected: resampled to a straight grid.",
    )


def _gap_problems(gaps: SliceGaps) -> list[Problem]:
    """What is missing, there twice or uneven, each in a sentence."""
    problems = []
    missing, repeated = gaps.missing, int(gaps.repeated.sum())
    if missing:
        count = "1 slice is" if missing == 1 else f"{missing} slices are"
        largest = f"the largest gap is {gaps.gaps_mm.max():.4g} mm where {gaps.step_mm:.4g} mm is usual"
        problems.append(Problem("GAP", f"{count} missing ({largest}): the gap is left empty."))
    if gaps.is_uneven:
        apart = gaps.gaps_mm[~gaps.repeated]
        message = (
            f"The distance between slices is uneven, {apart.min():.4g} to {apart.max():.4g} mm: "
            "resampled at the true positions."
        )
        problems.append(Problem("UNEVEN", message))
    if repeated:
        count = "1 slice is" if repeated == 1 else f"{repeated} slices are"
        problems.append(Problem("DUPLICATE", f"{count} there twice: the first one is used."))
    return problems
