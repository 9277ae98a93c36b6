"""Volumes that follow each other in time: one series where they share a grid, else series of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from medviewer.core.series import Problem, Verdict
from medviewer.io.dicom.grid.slice_gaps import tolerance_mm
from medviewer.io.dicom.grid.time_axis import TimeAxis

if TYPE_CHECKING:
    from medviewer.io.dicom.grid.series_plan import SeriesPlan


def plans_in_time(volumes: Sequence[SeriesPlan], axis: TimeAxis) -> list[SeriesPlan]:
    """One plan for the volumes that lie at the same places; each other one keeps its own and says why.

    Volumes that are no grid are no series in time.
    """
    alike = _largest_alike(volumes)
    is_series = len(alike) > 1 and volumes[alike[0]].verdict is not Verdict.STACK
    if not is_series:
        alike = []
    odd = [n for n in range(len(volumes)) if n not in alike]
    problems = [_apart_problem(odd, volumes, is_series)] if odd else []
    plans = [
        replace(
            volumes[n],
            label=", ".join(filter(None, (volumes[n].label, f"{axis.what} {n + 1}"))),
            problems=(*volumes[n].problems, *problems),
        )
        for n in odd
    ]
    if is_series:
        first = volumes[alike[0]]
        together = replace(
            first,
            headers=tuple(header for n in alike for header in volumes[n].headers),
            problems=(*first.problems, *problems),
            axis=replace(axis, times=tuple(axis.times[n] for n in alike)),
        )
        plans.insert(0, together)
    return plans


def _largest_alike(volumes: Sequence[SeriesPlan]) -> list[int]:
    """The volumes with the same slice positions of which there are most."""
    groups: list[list[int]] = []
    for n, volume in enumerate(volumes):
        group = next((group for group in groups if _same_places(volumes[group[0]], volume)), None)
        if group is None:
            groups.append([n])
        else:
            group.append(n)
    return max(groups, key=len)


def _same_places(one: SeriesPlan, other: SeriesPlan) -> bool:
    if len(one.planes) != len(other.planes):
        return False
    shift = np.array([p.origin for p in one.planes]) - np.array([p.origin for p in other.planes])
    return bool(np.abs(shift).max() <= tolerance_mm(one.step_mm))


def _apart_problem(odd: Sequence[int], volumes: Sequence[SeriesPlan], is_series: bool) -> Problem:
    """Why not all volumes are one series in time."""
    count = len(volumes)
    if not is_series:
        message = f"The {count} points in time do not share one grid: each is a series of its own."
        return Problem("TIME_POINTS", message)
    sizes = [len(volume.planes) for volume in volumes]
    usual = max(set(sizes), key=sizes.count)
    named = ", ".join(str(n + 1) for n in odd[:8]) + (" ..." if len(odd) > 8 else "")
    if any(sizes[n] != usual for n in odd):
        held = ", ".join(str(sizes[n]) for n in odd[:8])
        why = f"{held} of {usual} slices are there"
    else:
        why = "the slices lie at other places"
    return Problem("TIME_POINTS", f"Of {count} points in time these are shown apart: {named} ({why}).")
