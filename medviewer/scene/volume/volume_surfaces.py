"""Surfaces of a segmentation, as they are kept for the 3D view."""

from __future__ import annotations

from dataclasses import dataclass

from medviewer.core.segmentation import Segmentation
from medviewer.core.surface_mesh import SurfaceMesh


@dataclass(frozen=True, eq=False)
class LayerSurfaces:
    """The surfaces of a segmentation: of each segment a fine one and a coarse one for drafts.

    They are out of date as soon as the layer shows another segmentation.
    """

    segmentation: Segmentation
    meshes: tuple[tuple[SurfaceMesh, SurfaceMesh], ...]
