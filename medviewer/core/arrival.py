"""Arrival: an image whose slices are still being read, and which of them are there."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.volume import Stack, Volume


@dataclass(frozen=True, eq=False)
class Arrival:
    """What a reader hands over before it has read everything.

    Parameters
    ----------
    image
        The image as it will be, or the true slices that it will be made from. Its pixels are filled by
        the reader while this is looked at: a slice means something once it is marked.
    arrived
        uint8 [k]: 1 where the slice (or frame) is whole; marked after its pixels are there.
    first
        The slice that was read first, and is to be shown first.

    Raises
    ------
    GeometryError
        If the marks do not belong to the slices of the image.
    """

    image: Volume | Stack
    arrived: npt.NDArray[np.uint8]
    first: int = 0

    def __post_init__(self) -> None:
        count = len(self.image.voxels if isinstance(self.image, Volume) else self.image.frames)
        if self.arrived.shape != (count,) or self.arrived.dtype != np.uint8 or not 0 <= self.first < count:
            raise GeometryError("The marks of what has arrived do not belong to the slices of the image.")

    def __len__(self) -> int:
        return len(self.arrived)

    @property
    def count(self) -> int:
        """How many slices are there."""
        return int(np.count_nonzero(self.arrived))

    def has(self, number: int) -> bool:
        """Whether slice ``number`` is there."""
        return 0 <= number < len(self) and bool(self.arrived[number])

    def slice(self, number: int) -> Volume:
        """Slice ``number`` alone, as a volume of one slice that shares the image's memory."""
        image = self.image
        if isinstance(image, Stack):
            return image.slice(number)
        grid = image.geometry
        origin_x, origin_y, origin_z = (float(v) for v in grid.index_to_lps((0, 0, number)))
        return replace(
            image,
            voxels=image.voxels[number : number + 1],
            geometry=Geometry(
                (1, *grid.shape_kji[1:]), (origin_x, origin_y, origin_z), grid.spacing_ijk, grid.axes_lps
            ),
            rgb=None if image.rgb is None else image.rgb[number : number + 1],
            instance_uids=image.instance_uids[number : number + 1],
            acquired=None,
        )
