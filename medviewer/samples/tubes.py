"""Drawing thin tubes and balls into a fine grid with their share of each voxel."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medviewer.samples.branching import Tubes
from medviewer.samples.sampling_grid import Points, SamplingGrid

Cover = npt.NDArray[np.uint8]
"""Share of each voxel [k, j, i] that thin things fill, 0 to `FULL`."""

FULL = 255

_CHUNK = 400_000


def draw_tubes(cover: Cover, grid: SamplingGrid, tubes: Tubes, edge_mm: float) -> None:
    """Raises ``cover`` [k, j, i] to the share of each voxel that the tubes fill.

    A tube thinner than the edge keeps its contrast times its thickness, as in a real picture.
    """
    if not len(tubes):
        return
    step = 0.7 * min(grid.spacing_ijk)
    length = np.linalg.norm(tubes.end - tubes.start, axis=1)
    count = np.maximum(2, np.ceil(length / step)).astype(int)
    which = np.repeat(np.arange(len(tubes)), count)
    number = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    share = (number / (count[which] - 1))[:, None]
    points = tubes.start[which] * (1.0 - share) + tubes.end[which] * share
    draw_balls(cover, grid, points, tubes.radius[which], edge_mm)


def draw_balls(
    cover: Cover, grid: SamplingGrid, points: Points, radii: npt.NDArray[np.float64], edge_mm: float
) -> None:
    """Raises ``cover`` to the share of each voxel inside balls at world ``points`` (n, 3)."""
    index = grid.to_index(points)
    reach = np.ceil((radii[:, None] + 0.5 * edge_mm) / np.array(grid.spacing_ijk)).astype(int)
    inside = ((index > -reach - 1) & (index < np.array(grid.shape_kji[::-1]) + reach)).all(axis=1)
    index, reach, radii = index[inside], reach[inside], radii[inside]
    for size in np.unique(reach, axis=0):
        chosen = (reach == size).all(axis=1)
        box = np.stack(np.meshgrid(*(np.arange(-n, n + 1) for n in size), indexing="ij"), axis=-1).reshape(
            -1, 3
        )
        rows = max(1, _CHUNK // len(box))
        group, group_radii = index[chosen], radii[chosen]
        for first in range(0, len(group), rows):
            _splat(cover, grid, group[first : first + rows], group_radii[first : first + rows], box, edge_mm)


def _splat(
    cover: Cover,
    grid: SamplingGrid,
    index: Points,
    radii: npt.NDArray[np.float64],
    box: npt.NDArray[np.intp],
    edge_mm: float,
) -> None:
    voxel = np.round(index).astype(np.int32)[:, None, :] + box.astype(np.int32)[None]
    steps = grid.steps_lps.astype(np.float32)
    offset = (voxel - index[:, None, :]).astype(np.float32) @ steps
    distance = np.sqrt((offset * offset).sum(axis=-1))
    thin = np.minimum(1.0, (2.0 * radii / edge_mm) ** 1.5).astype(np.float32)[:, None]
    width = np.float32(edge_mm)
    value = np.clip(0.5 + (radii.astype(np.float32)[:, None] - distance) / width, 0.0, 1.0)
    value *= np.where(thin < 1.0, thin, 1.0)
    nk, nj, ni = grid.shape_kji
    valid = (value > 0.0) & (voxel >= 0).all(axis=-1) & (voxel < np.array([ni, nj, nk])).all(axis=-1)
    flat = (voxel[..., 2] * nj + voxel[..., 1]) * ni + voxel[..., 0]
    shares = np.rint(value[valid] * np.float32(FULL)).astype(np.uint8)
    np.maximum.at(cover.reshape(-1), flat[valid], shares)
