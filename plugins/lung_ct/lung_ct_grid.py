"""Between the scan's own grid and the network's: two small matrix products a slice, no full-size copy.

Every function works on arrays [k, j, i] whose i, j, k grow to the Left, Posterior and Superior.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import torch

NETWORK_SPACING_MM = 3.0
AIR_HU = -1000.0
HIGHEST_HU = 400.0
_USUAL_INTERCEPT_HU = 1024.0
_WATER_SHARE = 0.1
_SLAB_VOXELS = 4_000_000

Floats = npt.NDArray[np.float32]
Progress = Callable[[float], None]
Result = TypeVar("Result")


def resampling_weights(
    places_mm: torch.Tensor, count_out: int, step_out_mm: float, reach_mm: float
) -> torch.Tensor:
    """Matrix (count_out, count_in) that resamples one axis from samples at ``places_mm``.

    A triangle that reaches as far as the coarser step: linear interpolation when the output is finer,
    an average without aliasing when it is coarser. Rows sum to one, so edges repeat the last value.
    """
    centres = (torch.arange(count_out, dtype=torch.float64) + 0.5) * step_out_mm
    centres = centres.clamp(places_mm[0], places_mm[-1])
    weights = (1.0 - (centres[:, None] - places_mm[None, :]).abs() / reach_mm).clamp(min=0.0)
    return (weights / weights.sum(dim=1, keepdim=True)).float()


def missing_intercept_hu(voxels: npt.NDArray[Any]) -> float:
    """What must be taken from the voxels to get HU: 1024 where they are plainly stored values, else 0.

    CT in HU always has air or fat below zero. A scan that has no value below zero, and a good part of
    it about 1024, has lost its rescale intercept (DICOM PS3.3 C.11.1.1.2).
    """
    sample = voxels[:: max(1, len(voxels) // 8), ::4, ::4]
    about_water = np.mean((sample > 900) & (sample < 1200))
    is_stored = about_water >= _WATER_SHARE and float(sample.min()) >= 0 and float(voxels.min()) >= 0
    return _USUAL_INTERCEPT_HU if is_stored else 0.0


@dataclass(frozen=True)
class NetworkGrid:
    """The isotropic grid the network works on, over the same box as the scan.

    ``shape_kji`` is the scan's shape and ``spacing_kji`` its spacing in mm, both in LPS order;
    ``offset_hu`` is taken from its values.
    """

    shape_kji: tuple[int, int, int]
    spacing_kji: tuple[float, float, float]
    offset_hu: float = 0.0
    step_mm: float = NETWORK_SPACING_MM

    @property
    def coarse_shape_kji(self) -> tuple[int, int, int]:
        """Shape of the network's grid."""
        k, j, i = (
            max(1, int(np.ceil(n * s / self.step_mm - 1e-6)))
            for n, s in zip(self.shape_kji, self.spacing_kji, strict=True)
        )
        return (k, j, i)

    def down(self, axis: int, stride: int = 1) -> torch.Tensor:
        """Weights that take every ``stride``-th voxel of ``axis`` of the scan to the network's grid."""
        coarse, spacing = self.coarse_shape_kji[axis], self.spacing_kji[axis]
        used = torch.arange(0, self.shape_kji[axis], stride, dtype=torch.float64)
        return resampling_weights(
            (used + 0.5) * spacing, coarse, self.step_mm, max(spacing * stride, self.step_mm)
        )

    def up(self, axis: int) -> torch.Tensor:
        """Weights that take ``axis`` of the network's grid back to the scan."""
        fine, spacing = self.shape_kji[axis], self.spacing_kji[axis]
        places = (torch.arange(self.coarse_shape_kji[axis], dtype=torch.float64) + 0.5) * self.step_mm
        return resampling_weights(places, fine, spacing, max(spacing, self.step_mm))

    @property
    def slab(self) -> int:
        """How many slices of the scan are worked on at once."""
        return max(1, _SLAB_VOXELS // (self.shape_kji[1] * self.shape_kji[2]))


def clamped_hu(
    voxels: npt.NDArray[Any],
    offset_hu: float = 0.0,
    lowest_hu: float = AIR_HU,
    highest_hu: float = HIGHEST_HU,
) -> torch.Tensor:
    """float32 copy within two limits; padding (-2000, -3024), NaN and infinities become air or bone."""
    values = np.array(voxels, dtype=np.float32, order="C")
    if voxels.dtype.kind == "f":
        np.nan_to_num(values, copy=False, nan=-np.inf)
    if offset_hu:
        values -= offset_hu
    return torch.from_numpy(values).clamp_(lowest_hu, highest_hu)


def to_network_grid(voxels_lps: npt.NDArray[Any], grid: NetworkGrid, progress: Progress) -> torch.Tensor:
    """The scan in HU, clamped to -1000..400, averaged onto the network's grid; float32 [k, j, i].

    Of rows and columns finer than half the network's step only every second (third ...) is read: the
    average of what is left is as good, and this step takes a quarter of the time.
    """
    strides = [max(1, int(grid.step_mm / (2.0 * s) + 1e-6)) for s in grid.spacing_kji]
    rows, columns, slices = grid.down(1, strides[1]), grid.down(2, strides[2]).T.contiguous(), grid.down(0)
    coarse = torch.zeros(grid.coarse_shape_kji)

    def in_plane(first: int) -> torch.Tensor:
        slab = voxels_lps[first : first + grid.slab, :: strides[1], :: strides[2]]
        return torch.matmul(rows, torch.matmul(clamped_hu(slab, grid.offset_hu), columns))

    starts = range(0, grid.shape_kji[0], grid.slab)
    for first, planes in zip(starts, in_pairs(in_plane, starts), strict=True):
        last = first + len(planes)
        touched = slices[:, first:last]
        used = torch.nonzero(touched.sum(dim=1) > 0).flatten()
        low, high = int(used[0]), int(used[-1]) + 1
        coarse[low:high] += torch.tensordot(touched[low:high], planes, dims=1)
        progress(last / grid.shape_kji[0])
    return coarse


def in_pairs(work: Callable[[int], Result], starts: Iterable[int]) -> Iterator[Result]:
    """The results of ``work`` in order; two run at a time, one's memory traffic beside the other's sums."""
    with ThreadPoolExecutor(2) as pool:
        try:
            yield from pool.map(work, starts)
        finally:
            pool.shutdown(cancel_futures=True)
