"""How an image is shown in 3D: frozen values that the reader changes and undo brings back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from medviewer.core.geometry import FloatArray, Geometry, Vector

Keep = Literal["inside", "outside"]
SegmentsAs = Literal["glass", "surfaces", "surfaces_alone"]


@dataclass(frozen=True)
class Lighting:
    """A light beside the eye (Phong, CACM 18, 1975): parts of 1; ``power`` is the exponent of the glint.

    ``shaded`` False shows colours as they are, whatever way a surface faces.
    """

    shaded: bool = True
    ambient: float = 0.25
    diffuse: float = 0.8
    specular: float = 0.15
    power: float = 12.0


@dataclass(frozen=True)
class CropBox:
    """Six planes along the axes of a volume's grid: what lies between ``low_ijk`` and ``high_ijk`` is shown.

    Continuous indices; the faces of the volume's own voxels are -0.5 and n - 0.5.
    """

    low_ijk: Vector
    high_ijk: Vector

    def corners_lps(self, grid: Geometry) -> FloatArray:
        """The eight corners (2, 2, 2, 3) by end along i, j, k, mm, LPS."""
        ends = np.stack([self.low_ijk, self.high_ijk])
        i, j, k = np.meshgrid(ends[:, 0], ends[:, 1], ends[:, 2], indexing="ij")
        return grid.index_to_lps(np.stack([i, j, k], axis=-1))

    def face_lps(self, grid: Geometry, axis: int, end: int) -> FloatArray:
        """The middle of a face: across ``axis`` 0..2 (i, j, k), at its low (0) or high (1) end; mm, LPS."""
        middle = (np.array(self.low_ijk) + np.array(self.high_ijk)) / 2.0
        middle[axis] = (self.low_ijk, self.high_ijk)[end][axis]
        return grid.index_to_lps(middle)

    def moved(self, grid: Geometry, axis: int, end: int, index: float) -> CropBox:
        """One face moved to an index; it stays in the volume and a voxel away from the opposite face."""
        whole = whole_box(grid)
        low, high = list(self.low_ijk), list(self.high_ijk)
        if end == 0:
            low[axis] = min(max(index, whole.low_ijk[axis]), high[axis] - 1.0)
        else:
            high[axis] = max(min(index, whole.high_ijk[axis]), low[axis] + 1.0)
        return CropBox((low[0], low[1], low[2]), (high[0], high[1], high[2]))


def whole_box(grid: Geometry) -> CropBox:
    """The box around all voxels."""
    i, j, k = grid.shape_ijk
    return CropBox((-0.5, -0.5, -0.5), (i - 0.5, j - 0.5, k - 0.5))


@dataclass(frozen=True)
class VolumeCut:
    """Only what lies inside or outside some segments of a layer is shown."""

    layer_id: str
    numbers: tuple[int, ...]
    keep: Keep = "inside"


@dataclass(frozen=True)
class VolumeLook:
    """How one image is shown in 3D.

    Parameters
    ----------
    preset
        The name of a transfer function; ``"auto"`` chooses by modality.
    crop
        What of the volume is shown; None for all.
    crops
        Whether the box is on screen with its handles.
    cut
        What segments cut out; None for nothing.
    segments_as
        Segments glow in a body of glass, are surfaces in a body of glass, or surfaces without a body.
    hides_table
        The table under the patient of a CT is left out, as soon as it is known what it is.
    """

    preset: str = "auto"
    lighting: Lighting = field(default=Lighting())
    crop: CropBox | None = None
    crops: bool = False
    cut: VolumeCut | None = None
    segments_as: SegmentsAs = "glass"
    hides_table: bool = True

    def cropped(self, grid: Geometry, box: CropBox) -> VolumeLook:
        """With another box; that around all voxels is none."""
        return replace(self, crop=None if box == whole_box(grid) else box)
