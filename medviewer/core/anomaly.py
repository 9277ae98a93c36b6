"""Anomaly: where an image is unlike what a model knows, and how much as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from medviewer.core.geometry import Vector
from medviewer.core.provenance import Provenance
from medviewer.core.volume import Volume


@dataclass(frozen=True, eq=False)
class AnomalyMap:
    """The error of a reconstruction, and what it means.

    Parameters
    ----------
    error
        Reconstruction error (float32, not negative) on the grid of the input.
    score
        One number for the whole image, higher is stranger.
    threshold
        The score from which the model's makers call an image abnormal; None: they do not say.
    full_scale
        The error that is shown as the strongest colour.
    """

    error: Volume
    score: float
    full_scale: float
    threshold: float | None = None
    name: str = "Anomaly"
    provenance: Provenance | None = field(default=None)

    @property
    def is_abnormal(self) -> bool | None:
        """None if there is no threshold."""
        return None if self.threshold is None else self.score >= self.threshold

    @property
    def peak_lps(self) -> Vector:
        """The middle of the voxel with the greatest error, mm."""
        index_kji = np.unravel_index(int(self.error.voxels.argmax()), self.error.voxels.shape)
        x, y, z = (float(value) for value in self.error.geometry.index_to_lps(index_kji[::-1]))
        return x, y, z
