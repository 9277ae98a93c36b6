"""TimeSeries: several volumes of one grid, one after the other in time (4D)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from medviewer.core.errors import GeometryError
from medviewer.core.volume import Volume

TimeUnit = Literal["ms", "s", ""]


@dataclass(frozen=True, eq=False)
class TimeSeries:
    """Volumes on one grid in the order of time.

    Parameters
    ----------
    volumes
        At least two; all on the same grid, in the same unit and of the same series. Their arrays
        share one block of memory [t, k, j, i] where they were read from a file.
    times
        The time of each volume in ``time_unit``, or its number from 1 where that is ``""``.
    what
        What the volumes follow, as the user reads it: ``"time point"``, ``"trigger time"``.

    Raises
    ------
    GeometryError
        If there are not two or more volumes on one grid with a time each.
    """

    volumes: tuple[Volume, ...]
    times: tuple[float, ...]
    time_unit: TimeUnit = ""
    what: str = "time point"

    def __post_init__(self) -> None:
        if len(self.volumes) < 2 or len(self.times) != len(self.volumes):
            raise GeometryError("A time series needs two or more volumes and a time for each.")
        first = self.volumes[0].geometry
        if any(volume.geometry != first for volume in self.volumes[1:]):
            raise GeometryError("The volumes of a time series do not share one grid.")

    def __len__(self) -> int:
        return len(self.volumes)

    @property
    def middle(self) -> Volume:
        """The volume in the middle of the series."""
        return self.volumes[len(self.volumes) // 2]
