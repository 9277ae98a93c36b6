"""The position of a frame that is told by its distance from the first one."""

from __future__ import annotations

from collections.abc import Sequence


def position_along(position: Sequence[float], orientation: Sequence[float], distance_mm: float) -> bytes:
    """Image Position (Patient) of a slice along the normal of another one, as a file writes it.

    Parameters
    ----------
    position
        Image Position (Patient) of the other slice, x, y, z in mm, LPS.
    orientation
        Image Orientation (Patient), six direction cosines of rows and columns (DICOM PS3.3 C.7.6.2.1.1).
    distance_mm
        Along the cross product of rows and columns.
    """
    (a, b, c), (x, y, z) = orientation[:3], orientation[3:]
    normal = (b * z - c * y, c * x - a * z, a * y - b * x)
    return position_text([p + distance_mm * n for p, n in zip(position, normal, strict=True)])


def position_text(position: Sequence[float]) -> bytes:
    """A position, mm, as a file writes it (PS3.5 6.2, VR DS)."""
    return "\\".join(f"{v:.10g}" for v in position).encode()
