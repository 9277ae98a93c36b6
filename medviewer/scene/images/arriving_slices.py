"""ArrivingSlices: what may be shown of an image that is still being read."""

from __future__ import annotations

import numpy as np

from medviewer.core.arrival import Arrival
from medviewer.core.volume import Volume
from medviewer.scene.views.plane_view import PlaneView

_SAME_DIRECTION = 1e-3
_ON_SLICE = 0.05


class ArrivingSlices:
    """The slices that are there, each a volume of its own, so that no picture can reach the others."""

    def __init__(self, arrival: Arrival) -> None:
        self.arrival = arrival
        self._slices: dict[int, Volume] = {}

    @property
    def percent(self) -> int:
        """How much is there; 99 until all is."""
        count, total = self.arrival.count, len(self.arrival)
        return 100 if count == total else min(99, 100 * count // total)

    @property
    def first_slice(self) -> Volume:
        """The slice that came first."""
        return self._slice(self.arrival.first)

    def slice(self, number: int) -> Volume | None:
        """Slice ``number``, always the same object; None while it is not there."""
        return self._slice(number) if self.arrival.has(number) else None

    def slice_in(self, plane: PlaneView) -> Volume | None:
        """The slice that lies in a plane; None where the plane cuts several, or it is not there yet."""
        image = self.arrival.image
        if not isinstance(image, Volume):
            return None
        normal = np.cross(plane.right_lps, plane.down_lps)
        if abs(abs(float(normal @ np.array(image.geometry.axes_lps[2]))) - 1.0) > _SAME_DIRECTION:
            return None
        along = float(image.geometry.lps_to_index(plane.centre_lps)[2])
        number = round(along)
        return self.slice(number) if abs(along - number) <= _ON_SLICE else None

    def _slice(self, number: int) -> Volume:
        if number not in self._slices:
            self._slices[number] = self.arrival.slice(number)
        return self._slices[number]
