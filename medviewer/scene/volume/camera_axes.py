"""Directions of a 3D picture."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from medviewer.core.geometry import FloatArray, edge_letters
from medviewer.scene.views.slice_plan import Camera


class CameraAxes(NamedTuple):
    """Unit vectors, LPS: to the right and up in the picture, and out of it towards the eye."""

    right_lps: FloatArray
    up_lps: FloatArray
    towards_eye_lps: FloatArray


def camera_axes(camera: Camera) -> CameraAxes:
    """Where right, up and the eye are: azimuth 0 looks from the patient's front, head up."""
    azimuth, elevation = np.radians(camera.azimuth), np.radians(camera.elevation)
    outwards = np.array([np.sin(azimuth), -np.cos(azimuth), 0.0])
    head = np.array([0.0, 0.0, 1.0])
    towards_eye = np.cos(elevation) * outwards + np.sin(elevation) * head
    up = np.cos(elevation) * head - np.sin(elevation) * outwards
    return CameraAxes(np.cross(up, towards_eye), up, towards_eye)


def camera_letters(camera: Camera) -> tuple[str, str, str, str]:
    """Orientation letters of the left, right, top and bottom edge of a 3D picture."""
    right, up, _ = camera_axes(camera)
    return edge_letters(-right), edge_letters(right), edge_letters(up), edge_letters(-up)
