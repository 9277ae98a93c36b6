"""Closed contours as slabs: how a plane that is not theirs cuts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.core.contours import Contour
from medviewer.core.geometry import FloatArray
from medviewer.scene.views.plane_view import PlaneView

_SAME_DIRECTION = 0.999
_SAME_HEIGHT_MM = 0.05
_ABUTTING = 0.2

Interval = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Slabs:
    """Parallel closed contours, each as thick as they are apart.

    Parameters
    ----------
    normal_lps
        Their common normal.
    heights_mm
        Places along it, sorted, one for each slab; contours at one height belong to one slab.
    thickness_mm
        Distance of neighbours (median), mm.
    starts_lps, ends_lps
        All edges [n, 3] of all contours.
    slab
        To which slab each edge belongs.
    """

    normal_lps: FloatArray
    heights_mm: FloatArray
    thickness_mm: float
    starts_lps: FloatArray
    ends_lps: FloatArray
    slab: npt.NDArray[np.intp]

    def cut(self, plane: PlaneView) -> list[FloatArray]:
        """The outline in which a plane cuts the slabs: lines of two points [2, 3], LPS."""
        along = np.cross(self.normal_lps, plane.normal_lps)
        length = float(np.linalg.norm(along))
        if length < 1e-6:
            return []
        along = along / length
        # The direction in the plane that leads from slab to slab, one millimetre along the normal.
        up = np.cross(plane.normal_lps, along)
        up = up / float(up @ self.normal_lps)
        origin = np.array(plane.centre_lps)
        intervals = self._intervals(plane, along, origin)
        height_of_origin = float(origin @ self.normal_lps)

        def point(u: float, height: float) -> FloatArray:
            return np.asarray(origin + u * along + (height - height_of_origin) * up)

        return [np.array([point(*a), point(*b)]) for a, b in self._outline(intervals)]

    def _intervals(
        self, plane: PlaneView, along: FloatArray, origin: FloatArray
    ) -> dict[int, list[Interval]]:
        """For each slab, from where to where the plane runs inside (even-odd)."""
        normal = plane.normal_lps
        first = (self.starts_lps - origin) @ normal
        last = (self.ends_lps - origin) @ normal
        crossing = np.flatnonzero((first < 0) != (last < 0))
        share = first[crossing] / (first[crossing] - last[crossing])
        edges = self.ends_lps[crossing] - self.starts_lps[crossing]
        points = self.starts_lps[crossing] + share[:, None] * edges
        places = (points - origin) @ along
        found: dict[int, list[Interval]] = {}
        order = np.lexsort((places, self.slab[crossing]))
        slabs, places = self.slab[crossing][order], places[order]
        for number in np.unique(slabs):
            ends = places[slabs == number].tolist()
            found[int(number)] = list(zip(ends[0::2], ends[1::2], strict=False))
        return found

    def _outline(self, intervals: dict[int, list[Interval]]) -> Iterator[tuple[Interval, Interval]]:
        """Lines (place, height) to (place, height) around the union of all slabs."""
        half = self.thickness_mm / 2.0
        heights = self.heights_mm
        for number, inside in intervals.items():
            low, high = heights[number] - half, heights[number] + half
            below, above = self._neighbour(number, -1), self._neighbour(number, 1)
            low = low if below is None else (heights[number] + heights[below]) / 2.0
            high = high if above is None else (heights[number] + heights[above]) / 2.0
            for start, end in inside:
                yield (start, low), (start, high)
                yield (end, low), (end, high)
            under = [] if below is None else intervals.get(below, [])
            # Each border is drawn once: by the upper of two neighbours, or by whoever has none there.
            for start, end in _exclusive(inside, under):
                yield (start, low), (end, low)
            if above is None or above not in intervals:
                for start, end in inside:
                    yield (start, high), (end, high)

    def _neighbour(self, number: int, step: int) -> int | None:
        """The slab that touches one from below or above."""
        other = number + step
        if not 0 <= other < len(self.heights_mm):
            return None
        distance = abs(float(self.heights_mm[other] - self.heights_mm[number]))
        return other if distance <= self.thickness_mm * (1.0 + _ABUTTING) else None


def slabs_of(contours: Sequence[Contour], normals: FloatArray) -> tuple[Slabs, ...]:
    """The slabs of the closed contours, one set for each direction that they lie in."""
    left = [n for n, contour in enumerate(contours) if contour.is_closed and len(contour.points_lps) >= 3]
    found = []
    while left:
        normal = normals[left[0]]
        same = [n for n in left if abs(float(normals[n] @ normal)) > _SAME_DIRECTION]
        left = [n for n in left if n not in set(same)]
        found.append(_slabs([contours[n] for n in same], normal))
    return tuple(found)


def _slabs(contours: Sequence[Contour], normal: FloatArray) -> Slabs:
    heights = np.array([float(contour.points_lps.mean(axis=0) @ normal) for contour in contours])
    order = np.argsort(heights, kind="stable")
    steps = np.diff(heights[order])
    slab_of_ordered = np.concatenate([[0], np.cumsum(steps > _SAME_HEIGHT_MM)]).astype(np.intp)
    slab = np.empty_like(slab_of_ordered)
    slab[order] = slab_of_ordered
    places = np.array([heights[slab == n].mean() for n in range(int(slab.max()) + 1)])
    gaps = np.diff(places)
    counts = [len(contour.points_lps) for contour in contours]
    return Slabs(
        normal_lps=normal,
        heights_mm=places,
        thickness_mm=float(np.median(gaps)) if len(gaps) else 1.0,
        starts_lps=np.concatenate([contour.points_lps for contour in contours]),
        ends_lps=np.concatenate([np.roll(contour.points_lps, -1, axis=0) for contour in contours]),
        slab=np.repeat(slab, counts),
    )


def _exclusive(first: Sequence[Interval], second: Sequence[Interval]) -> Iterator[Interval]:
    """Where exactly one of two sets of intervals is."""
    ends = sorted([end for interval in (*first, *second) for end in interval])
    for start, end in zip(ends[0::2], ends[1::2], strict=False):
        if end > start:
            yield start, end
