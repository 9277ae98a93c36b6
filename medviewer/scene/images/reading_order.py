"""In which order slices are read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from medviewer.core.volume import Volume

# Sagittal from the patient's right to the left, coronal from front to back, axial from head to feet.
_READING_SIGN = (1.0, 1.0, -1.0)


def frames_as_read(frames: Sequence[Volume]) -> tuple[Volume, ...]:
    """Parallel slices in the order of reading; slices that are not parallel stay as they are."""
    normals = np.array([frame.geometry.axes_lps[2] for frame in frames])
    if np.abs(normals @ normals[0]).min() < 0.99:
        return tuple(frames)
    axis = int(np.abs(normals[0]).argmax())
    return tuple(sorted(frames, key=lambda frame: frame.geometry.centre_lps[axis] * _READING_SIGN[axis]))
