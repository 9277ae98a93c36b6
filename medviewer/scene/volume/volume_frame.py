"""Where a 3D picture lies in the world: a parallel projection that fits the volume at zoom 1."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Geometry
from medviewer.scene.views.slice_plan import Camera
from medviewer.scene.volume.camera_axes import camera_axes


def volume_frame(geometry: Geometry, camera: Camera, size_px: tuple[int, int]) -> tuple[FloatArray, float]:
    """The world point in the middle of a picture of ``size_px``, and how many mm its height shows.

    The front and the sides of the volume are in view at zoom 1.
    """
    right, up, _ = camera_axes(camera)
    extents = np.array(geometry.spacing_ijk) * np.array(geometry.shape_ijk)
    left_mm, back_mm, head_mm = np.abs(np.array(geometry.axes_lps).T * extents).sum(axis=1)
    width, height = size_px
    height_mm = float(max(head_mm, max(left_mm, back_mm) * height / width) / camera.zoom)
    return geometry.centre_lps + height_mm * (camera.pan[1] * up - camera.pan[0] * right), height_mm


def points_in_volume_picture(
    points_lps: npt.ArrayLike, geometry: Geometry, camera: Camera, size_px: tuple[int, int]
) -> FloatArray:
    """Picture positions (..., 2), from the top left corner, of world positions (..., 3)."""
    focus_lps, height_mm = volume_frame(geometry, camera, size_px)
    right, up, _ = camera_axes(camera)
    offset = np.asarray(points_lps, dtype=np.float64) - focus_lps
    scale = size_px[1] / height_mm
    across = np.stack([offset @ right, -(offset @ up)], axis=-1)
    return np.asarray(across * scale + np.array(size_px) / 2.0)
