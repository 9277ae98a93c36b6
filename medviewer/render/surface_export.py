"""Surfaces of segments made at full resolution and written to files; runs in the writer host."""

from __future__ import annotations

from medviewer.api.model import Report
from medviewer.core.segmentation import Segmentation
from medviewer.io.mesh_file import save_meshes
from medviewer.render.surface_nets import surfaces_of


def export_surfaces(
    segmentation: Segmentation, numbers: tuple[int, ...], path: str, report: Report
) -> tuple[str, ...]:
    """Writes the surfaces of some segments to ``.stl``, ``.obj`` or ``.ply``; gives the paths of the files.

    Raises
    ------
    WriteError
        If no segment has a surface or a file could not be saved.
    """
    meshes = surfaces_of(segmentation, numbers, report=report)
    report(1.0, "Writing surfaces")
    return save_meshes(meshes, path)
