"""What is known of the table under a patient."""

from __future__ import annotations

from dataclasses import dataclass

from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segmentation


@dataclass(frozen=True, eq=False)
class WithoutTable:
    """What an image on ``grid`` shows when its table is hidden: segment 1 of ``shown``, None for everything.

    A table does not move: it is as good for all other time points on the same grid.
    """

    grid: Geometry
    shown: Segmentation | None
