"""Surfaces of segments made at full resolution and written to files; runs in the writer host."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from medviewer.api.model import Report
from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segmentation
from medviewer.core.surface_mesh import SurfaceMesh
from medviewer.io.mesh_file import save_meshes
from medviewer.render.surface_cut import Box, cut_and_closed
from medviewer.render.surface_nets import surfaces_of

Part = tuple[Segmentation, tuple[int, ...]]
"""A segmentation and the numbers of those of its segments that are wanted."""


def export_surfaces(
    parts: Sequence[Part],
    path: str,
    each: bool = False,
    crop: tuple[Box, Geometry] | None = None,
    *,
    report: Report,
) -> tuple[str, ...]:
    """Writes the surfaces of segments to ``.stl``, ``.obj`` or ``.ply``; gives the paths of the files.

    Parameters
    ----------
    each
        A file for each segment; otherwise one with all of them.
    crop
        A box of continuous indices of a grid: surfaces are cut by it, and closed where it cuts them.

    Raises
    ------
    WriteError
        If no segment has a surface or a file could not be saved.
    """
    meshes: list[SurfaceMesh] = []
    for number, (segmentation, numbers) in enumerate(parts):
        made = surfaces_of(segmentation, numbers, report=_share(report, number, len(parts)))
        meshes += made if crop is None else [_within(one, segmentation, *crop) for one in made]
    report(1.0, "Writing surfaces")
    return save_meshes([one for one in meshes if len(one.triangles)], path, each)


def _share(report: Report, number: int, count: int) -> Report:
    """Progress within one of several pieces of work, as progress of all."""

    def tell(fraction: float, message: str = "") -> None:
        report((number + fraction) / count, message)

    return tell


def _within(mesh: SurfaceMesh, segmentation: Segmentation, box: Box, grid: Geometry) -> SurfaceMesh:
    """A surface in a box, closed. Where clipping leaves a gap, it goes around whole voxels in the box."""
    cut = cut_and_closed(mesh, box, grid)
    if cut.is_closed:
        return cut
    labels = np.where(_in_box(segmentation.geometry, box, grid), segmentation.labels, 0)
    inside = replace(segmentation, labels=labels.astype(segmentation.labels.dtype))
    whole = surfaces_of(inside, (mesh.number,), report=lambda *_: None)
    return whole[0] if whole else replace(mesh, triangles=mesh.triangles[:0])


def _in_box(own: Geometry, box: Box, grid: Geometry) -> np.ndarray:
    """Which voxel centres [k, j, i] lie in a box of another grid's indices."""
    to_index = np.linalg.inv(grid.affine_lps) @ own.affine_lps
    k, j, i = (np.arange(size, dtype=np.float64) for size in own.shape_kji)
    inside = np.ones(own.shape_kji, bool)
    for axis in range(3):
        a, b, c, d = to_index[axis]
        index = a * i[None, None, :] + b * j[None, :, None] + c * k[:, None, None] + d
        inside &= (index >= box[0][axis]) & (index <= box[1][axis])
    return inside
