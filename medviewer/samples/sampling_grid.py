"""The grid a phantom is sampled on, and the coarse lattice on which its smooth shapes are computed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry
from medviewer.samples.spec import ThoraxSpec

Field = npt.NDArray[np.float32]
"""A smooth scalar on the coarse lattice [k, j, i]; for shapes the distance to it, negative inside."""

Points = npt.NDArray[np.float64]
"""World or body positions (n, 3), mm."""

COARSE_MM = 4.2
MARGIN_MM = 6.0


@dataclass(frozen=True)
class SamplingGrid:
    """Where the voxels of a phantom are, gantry tilt included.

    Voxel ``ijk`` lies at ``origin + i*dx*(1,0,0) + j*dy*(0,c,s) + k*dz*(0,0,1)`` with ``c, s`` the
    cosine and sine of the tilt: slices are parallel, the stack is sheared (DICOM PS3.3
    C.8.2.1, Gantry/Detector Tilt). Without tilt this is `nominal`.
    """

    shape_kji: tuple[int, int, int]
    spacing_ijk: tuple[float, float, float]
    origin_lps: tuple[float, float, float]
    tilt_rad: float = 0.0

    @classmethod
    def of(cls, spec: ThoraxSpec) -> SamplingGrid:
        """The grid that ``spec`` asks for, centred on its centre."""
        tilt = float(np.radians(spec.gantry_tilt_deg))
        k, j, i = ((n - 1) / 2.0 for n in spec.shape_kji)
        dx, dy, dz = spec.spacing_ijk
        x, y, z = spec.centre_lps
        origin = (x - i * dx, y - j * dy * float(np.cos(tilt)), z - k * dz - j * dy * float(np.sin(tilt)))
        return cls(spec.shape_kji, spec.spacing_ijk, origin, tilt)

    @property
    def nominal(self) -> Geometry:
        """The grid as if the gantry were upright; the true one where there is no tilt."""
        return Geometry(self.shape_kji, self.origin_lps, self.spacing_ijk)

    @property
    def steps_lps(self) -> Points:
        """World vectors (3, 3) of one step along i, j, k, mm."""
        dx, dy, dz = self.spacing_ijk
        c, s = np.cos(self.tilt_rad), np.sin(self.tilt_rad)
        return np.array([[dx, 0.0, 0.0], [0.0, dy * c, dy * s], [0.0, 0.0, dz]])

    def to_index(self, points_lps: npt.ArrayLike) -> Points:
        """Continuous indices ijk (n, 3) of world points (n, 3)."""
        offsets = np.asarray(points_lps, dtype=np.float64) - self.origin_lps
        return np.asarray(offsets @ np.linalg.inv(self.steps_lps))

    def to_lps(self, index_ijk: npt.ArrayLike) -> Points:
        """World points (n, 3) of continuous indices ijk (n, 3)."""
        return np.asarray(np.asarray(index_ijk, dtype=np.float64) @ self.steps_lps + self.origin_lps)


@dataclass(frozen=True)
class Lattice:
    """Coarse nodes in the index space of a grid; linear weights carry a field from them to the voxels.

    ``nodes`` are the continuous fine indices of the nodes along k, j, i; ``weights`` the matrices
    (n_fine, n_coarse) of linear interpolation.
    """

    grid: SamplingGrid
    nodes: tuple[npt.NDArray[np.float64], ...]
    weights: tuple[Field, ...]

    @classmethod
    def over(cls, grid: SamplingGrid, coarse_mm: float = COARSE_MM) -> Lattice:
        """The lattice of about ``coarse_mm`` over a grid (an axis that is coarse already is kept)."""
        nodes, weights = [], []
        for count, spacing in zip(grid.shape_kji, reversed(grid.spacing_ijk), strict=True):
            intervals = max(1, int(np.ceil((count - 1) * spacing / coarse_mm)))
            here = np.linspace(0.0, count - 1, min(count, intervals + 1)) if count > 1 else np.zeros(1)
            nodes.append(here)
            weights.append(_linear_weights(here, count))
        return cls(grid, tuple(nodes), tuple(weights))

    @property
    def shape_kji(self) -> tuple[int, int, int]:
        return (len(self.nodes[0]), len(self.nodes[1]), len(self.nodes[2]))

    def coordinates_lps(self) -> tuple[Field, Field, Field]:
        """World x (1, 1, i), y (1, j, 1) and z (k, j, 1) of the nodes, mm."""
        steps, origin = self.grid.steps_lps, self.grid.origin_lps
        k, j, i = self.nodes
        x = (origin[0] + i * steps[0, 0])[None, None, :]
        y = (origin[1] + j * steps[1, 1])[None, :, None]
        z = (origin[2] + k * steps[2, 2])[:, None, None] + (j * steps[1, 2])[None, :, None]
        return x.astype(np.float32), y.astype(np.float32), z.astype(np.float32)

    def node_lps(self, nodes_kji: npt.NDArray[np.intp]) -> Points:
        """World points (n, 3) of lattice nodes given by their indices (n, 3) along k, j, i."""
        fine = [axis[nodes_kji[:, n]] for n, axis in enumerate(self.nodes)]
        return self.grid.to_lps(np.stack(fine[::-1], axis=1))


def _linear_weights(nodes: npt.NDArray[np.float64], count: int) -> Field:
    """Rows of linear interpolation from ``nodes`` to the integers 0..count-1."""
    fine = np.arange(count)
    if len(nodes) == 1:
        return np.ones((count, 1), np.float32)
    step = nodes[1] - nodes[0]
    left = np.minimum((fine / step).astype(int), len(nodes) - 2)
    share = fine / step - left
    matrix = np.zeros((count, len(nodes)), np.float32)
    matrix[fine, left] = 1.0 - share
    matrix[fine, left + 1] += share
    return matrix
