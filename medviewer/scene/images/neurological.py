"""Neurological display: the patient's left on the left of the picture, where the reader asked for it."""

from __future__ import annotations

from medviewer.core.geometry import Vector
from medviewer.scene.images.image_layer import ImageLayer


def faces_the_reader(right_lps: Vector, image: ImageLayer) -> bool:
    """Whether a plane of slices shows the patient's left on the right, so that it can be shown the other way.

    Planes that run from front to back, single pictures (X-rays) and images that do not say how they lie have
    no such choice. ``right_lps`` is the plane's right before any turning.
    """
    x, y, z = right_lps
    is_single = image.is_flat and image.frame_count == 1
    return image.frame(0).has_orientation and not is_single and x > max(abs(y), abs(z))


def other_way(right_lps: Vector) -> Vector:
    """The plane's right, seen from the other side of the patient."""
    x, y, z = right_lps
    return 0.0 - x, 0.0 - y, 0.0 - z
