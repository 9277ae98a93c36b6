"""LabelTarget: the label map that stages write into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.packs.stage import Merge

Array = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class LabelTarget:
    """A turned view [a, b, c] of the label map, and who wins where it has a label already."""

    labels: Array
    merge: Merge = "overwrite"
    is_empty: bool = True
    """Nothing has been written yet, so that nothing has to be compared."""

    def put(self, box: tuple[slice, ...], found: Array) -> None:
        """Writes the labels of a box."""
        if self.is_empty:
            self.labels[box] = found
            return
        here = self.labels[box]
        wins = found != 0
        if self.merge == "keep_earlier":
            wins &= here == 0
        np.copyto(here, found, where=wins, casting="same_kind")
