"""ModelGrid: where the network's grid lies in the volume's, and how results come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry
from medviewer.core.reorient import reorient
from medviewer.engine.grid.nnunet_resample import AxisSteps, nearest_steps

Triple = tuple[int, int, int]


@dataclass(frozen=True)
class AxisMap:
    """One tensor axis: voxel x of the network's grid lies at ``scale`` * x + ``offset`` of the volume's.

    Parameters
    ----------
    count
        Voxels of the network's grid.
    first, last
        Half-open range of the volume's voxels (in the turned array) that the network has seen; results for
        voxels outside are background.
    nearest
        Results come back from the nearest voxel along this axis, whatever is asked for (nnU-Net's
        separate axis); both grids lie edge to edge then.
    """

    count: int
    scale: float
    offset: float
    first: int
    last: int
    nearest: bool = False

    @property
    def is_same(self) -> bool:
        """Whether the network's voxels are the volume's."""
        return self.scale == 1.0 and self.offset == round(self.offset)

    def back(self) -> AxisSteps:
        """For each of the volume's voxels ``first`` to ``last``: the network's voxels that it comes from."""
        if self.nearest:  # a rounding error decides ties, so this is reckoned as nnU-Net does
            return nearest_steps(self.count, self.last - self.first)
        place = (np.arange(self.first, self.last) - self.offset) / self.scale
        place = np.clip(place, 0, self.count - 1)
        if self.is_same:
            low = np.floor(place + 0.5).astype(np.int64)
            return AxisSteps(low, low, np.zeros(len(low)))
        low = np.floor(place).astype(np.int64)
        return AxisSteps(low, np.minimum(low + 1, self.count - 1), place - low)


@dataclass(frozen=True)
class ModelGrid:
    """The network's grid [a, b, c].

    Parameters
    ----------
    volume
        The grid that results belong to.
    axes
        Which way a, b and c run in the patient, as ``Space.axes``; ``""`` for k, j, i.
    maps
        Of a, b and c.
    """

    volume: Geometry
    axes: str
    maps: tuple[AxisMap, AxisMap, AxisMap]

    @property
    def shape(self) -> Triple:
        """Voxels along a, b, c."""
        a, b, c = self.maps
        return (a.count, b.count, c.count)

    @property
    def is_same(self) -> bool:
        """Whether the network's voxels are the volume's, so that nothing is resampled."""
        return all(each.is_same for each in self.maps)

    def turned(self, voxels: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """A view [a, b, c] of an array [k, j, i] of the volume; writing to it writes to the array."""
        return turn(voxels, self.volume, self.axes)[0]

    @property
    def geometry(self) -> Geometry:
        """The network's grid in the world; its k, j, i are a, b, c."""
        _, turned = turn(_nothing(self.volume), self.volume, self.axes)
        first_ijk = [each.offset for each in reversed(self.maps)]
        spacing = [n * each.scale for n, each in zip(turned.spacing_ijk, reversed(self.maps), strict=True)]
        return Geometry(
            shape_kji=self.shape,
            origin_lps=tuple(turned.index_to_lps(first_ijk)),
            spacing_ijk=tuple(spacing),  # type: ignore[arg-type]
            axes_lps=turned.axes_lps,
        )

    def to_lps(self, places_abc: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """World points (..., 3) in LPS mm of places (..., 3) on the network's grid, along a, b, c."""
        return self.geometry.index_to_lps(np.asarray(places_abc, np.float64)[..., ::-1])

    def from_lps(self, points_lps: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Places (..., 3) along a, b, c of world points (..., 3) in LPS mm."""
        return self.geometry.lps_to_index(points_lps)[..., ::-1]

    def values_to_volume(self, values: npt.NDArray[Any], outside: float = 0.0) -> npt.NDArray[np.float32]:
        """A map [a, b, c] on the volume's grid [k, j, i], linearly; ``outside`` where nothing was seen."""
        result = np.full(self.volume.shape_kji, outside, np.float32)
        seen = self.turned(result)[self.seen]
        steps = tuple(each.back() for each in self.maps)
        for n, (low, high, weight) in enumerate(_each(steps[0])):
            plane = _mixed(values[low], values[high], weight)
            plane = _mixed(plane[steps[1].low], plane[steps[1].high], steps[1].weight[:, None])
            seen[n] = _mixed(plane[:, steps[2].low], plane[:, steps[2].high], steps[2].weight)
        return result

    def write_nearest(self, labels: npt.NDArray[Any], turned: npt.NDArray[Any]) -> None:
        """Puts a label map [a, b, c] into a turned array of the volume, from the nearest voxels."""
        seen = turned[self.seen]
        a, b, c = (_nearest(each.back()) for each in self.maps)
        for n, low in enumerate(a):
            seen[n] = labels[low][np.ix_(b, c)]

    @property
    def seen(self) -> tuple[slice, slice, slice]:
        """The box of the turned array that the network has seen."""
        a, b, c = (slice(each.first, each.last) for each in self.maps)
        return (a, b, c)


def turn(voxels: npt.NDArray[Any], geometry: Geometry, axes: str) -> tuple[npt.NDArray[Any], Geometry]:
    """A view [a, b, c] of [k, j, i] with its grid; of an oblique volume along its own nearest axes."""
    return (voxels, geometry) if not axes else reorient(voxels, geometry, axes[::-1])


def _nothing(geometry: Geometry) -> npt.NDArray[np.uint8]:
    return np.broadcast_to(np.uint8(0), geometry.shape_kji)


def _nearest(steps: AxisSteps) -> npt.NDArray[np.int64]:
    return np.where(steps.weight >= 0.5, steps.high, steps.low)


def _each(steps: AxisSteps) -> Sequence[tuple[int, int, float]]:
    return list(zip(steps.low.tolist(), steps.high.tolist(), steps.weight.tolist(), strict=True))


def _mixed(low: npt.NDArray[Any], high: npt.NDArray[Any], weight: Any) -> npt.NDArray[np.float32]:
    weight = np.float32(weight)
    mixed: npt.NDArray[np.float32] = low + (high.astype(np.float32) - low) * weight
    return mixed
