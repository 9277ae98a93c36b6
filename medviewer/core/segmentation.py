"""Segmentation: a label map plus its named parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.provenance import Provenance
from medviewer.core.series import Problem
from medviewer.core.uncertainty import Uncertainty

Color = tuple[int, int, int]

# Okabe and Ito (2008), "Color Universal Design", ordered for contrast on grey.
COLOR_BLIND_SAFE: tuple[Color, ...] = (
    (86, 180, 233),
    (230, 159, 0),
    (0, 158, 115),
    (204, 121, 167),
    (240, 228, 66),
    (213, 94, 0),
    (0, 114, 178),
)


@dataclass(frozen=True)
class Code:
    """A coded concept (DICOM PS3.3 8.8): value, scheme designator such as ``"SCT"``, meaning."""

    value: str
    scheme: str
    meaning: str


@dataclass(frozen=True)
class Segment:
    """One named part of a segmentation. ``number`` is its value in the label map, from 1."""

    number: int
    name: str
    color: Color = COLOR_BLIND_SAFE[0]
    code: Code | None = None


@dataclass(frozen=True, eq=False)
class Segmentation:
    """A label map [k, j, i] (uint8 or uint16, 0 = background) on a grid, with its segments.

    ``source_series_uid`` and ``source_instance_uids`` name the DICOM series it was made from, if any.
    ``problems`` is what a reader had to leave out or change, in sentences.
    """

    labels: npt.NDArray[Any]
    geometry: Geometry
    segments: tuple[Segment, ...]
    name: str = "Segmentation"
    provenance: Provenance | None = None
    source_series_uid: str = ""
    source_instance_uids: tuple[str, ...] = field(default=())
    problems: tuple[Problem, ...] = field(default=())
    uncertainty: Uncertainty | None = None

    def __post_init__(self) -> None:
        if self.labels.shape != self.geometry.shape_kji:
            raise GeometryError(f"Labels {self.labels.shape} do not fill the grid {self.geometry.shape_kji}.")

    def counts(self) -> dict[int, int]:
        """Number of voxels of each segment, by its number."""
        size = max([s.number for s in self.segments], default=0) + 1
        counted = np.zeros(size, dtype=np.int64)
        for plane in self.labels:  # bincount widens to 8 bytes a voxel: one plane at a time
            counted += np.bincount(plane.ravel(), minlength=size)[:size]
        return {s.number: int(counted[s.number]) for s in self.segments}

    def volumes_ml(self) -> dict[int, float]:
        """Volume of each segment, ml, by its number."""
        return {n: count * self.geometry.voxel_volume_ml for n, count in self.counts().items()}

    def centre_lps(self, number: int) -> npt.NDArray[np.float64] | None:
        """A world point inside the segment: its centroid on the slice where it is largest; None if empty."""
        mask = self.labels == number
        areas = mask.sum(axis=(1, 2))
        if not areas.any():
            return None
        k = int(areas.argmax())
        rows, columns = np.nonzero(mask[k])
        nearest = int(((rows - rows.mean()) ** 2 + (columns - columns.mean()) ** 2).argmin())
        return self.geometry.index_to_lps((columns[nearest], rows[nearest], k))
