"""Orientation letters of a 3D view."""

from __future__ import annotations

import math

import numpy as np

from medviewer.core.geometry import edge_letters
from medviewer.scene.slice_plan import Camera


def camera_letters(camera: Camera) -> tuple[str, str, str, str]:
    """Letters of the left, right, top and bottom edge of what a camera sees."""
    azimuth, elevation = math.radians(camera.azimuth), math.radians(camera.elevation)
    outwards = np.array([math.sin(azimuth), -math.cos(azimuth), 0.0])
    head = np.array([0.0, 0.0, 1.0])
    up = math.cos(elevation) * head - math.sin(elevation) * outwards
    right = np.cross(head, outwards)
    return edge_letters(-right), edge_letters(right), edge_letters(up), edge_letters(-up)
