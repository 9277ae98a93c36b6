"""The samplers of a view: one an array, kept between pictures."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry
from medviewer.render.nearest_voxels import NearestVoxels
from medviewer.render.plane_sampler import PlaneSampler, finished
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import SlicePlan

_Key = tuple[int, Geometry, bool]


class Samplers:
    """Samples what a plan shows, in the plan's quality; what no longer is used is let go of."""

    def __init__(self) -> None:
        self._samplers: dict[_Key, tuple[npt.NDArray[Any], PlaneSampler]] = {}
        self._used: set[_Key] = set()
        self._nearest: dict[tuple[Geometry, PlaneView], NearestVoxels] = {}

    def begin(self) -> None:
        """Before a picture."""
        self._used = set()

    def end(self) -> None:
        """After a picture: keeps what it used."""
        self._samplers = {key: self._samplers[key] for key in self._used}
        self._nearest = {}

    def of(self, voxels: npt.NDArray[Any], geometry: Geometry, as_float: bool = True) -> PlaneSampler:
        """The sampler of an array [k, j, i] on a grid."""
        key = (id(voxels), geometry, as_float)
        if key not in self._samplers:
            # The array is kept beside its sampler, so that its id cannot come to mean another one.
            self._samplers[key] = (voxels, PlaneSampler(voxels, geometry, as_float))
        self._used.add(key)
        return self._samplers[key][1]

    def values(
        self, voxels: npt.NDArray[Any], geometry: Geometry, plan: SlicePlan, plane: PlaneView, outside: float
    ) -> npt.NDArray[np.float32]:
        """Values [h, w] on a plane, interpolated and put together as a plan says."""
        return finished(self.values_in_steps(voxels, geometry, plan, plane, outside))

    def values_in_steps(
        self, voxels: npt.NDArray[Any], geometry: Geometry, plan: SlicePlan, plane: PlaneView, outside: float
    ) -> Generator[None, None, npt.NDArray[np.float32]]:
        """As `values`, with pauses."""
        sampler = self.of(voxels, geometry)
        if plan.draft and sampler.is_dear(plane, plan.slab_mm):
            nearest = self._shared(sampler, geometry, plane) if not plan.slab_mm else None
            return sampler.sample_moving(plane, nearest, plan.slab_mm, plan.slab_mode, outside)
        way, mode = plan.interpolation, plan.slab_mode
        return (yield from sampler.sample_in_steps(plane, way, plan.slab_mm, mode, outside))

    def numbers(self, labels: npt.NDArray[Any], geometry: Geometry, plan: SlicePlan) -> npt.NDArray[Any]:
        """Label numbers [h, w] on the plane of a plan."""
        sampler = self.of(labels, geometry, as_float=False)
        if plan.draft and sampler.is_dear(plan.plane, 0.0):
            nearest = self._shared(sampler, geometry, plan.plane)
            return sampler.sample_moving(plan.plane, nearest, 0.0, plan.slab_mode, 0.0)
        return sampler.sample(plan.plane)

    def _shared(self, sampler: PlaneSampler, geometry: Geometry, plane: PlaneView) -> NearestVoxels:
        """An image and its labels lie on one grid: which voxels are nearest is reckoned once."""
        if (geometry, plane) not in self._nearest:
            self._nearest[geometry, plane] = sampler.nearest(plane)
        return self._nearest[geometry, plane]
