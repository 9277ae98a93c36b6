"""A VOI lookup table: which values become which grey, given value by value (DICOM PS3.3 C.11.2.1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import GeometryError


@dataclass(frozen=True, eq=False)
class VoiLut:
    """A lookup table from values to grey.

    Parameters
    ----------
    first
        The value that the first entry is for; each next entry is for a value 1 higher.
    table
        Entries [n], unsigned.
    bits
        Bits of an entry: ``2**bits - 1`` is white.
    name
        What the file calls it (LUT Explanation).

    Raises
    ------
    GeometryError
        If the table is empty or the number of bits is not 1 to 16.
    """

    first: float
    table: npt.NDArray[Any]
    bits: int
    name: str = ""

    def __post_init__(self) -> None:
        if self.table.ndim != 1 or not self.table.size or not 1 <= self.bits <= 16:
            raise GeometryError("A lookup table needs entries of 1 to 16 bits.")

    def apply(self, values: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Grey in 0..1; values outside the table take its first or last entry (C.11.2.1.1)."""
        index = np.floor(np.asarray(values, dtype=np.float64) - self.first + 0.5)
        # NaN has no entry; whoever draws treats it as no image.
        index = np.clip(np.nan_to_num(index), 0, self.table.size - 1).astype(np.intp)
        return np.asarray(np.minimum(self.table[index] / float((1 << self.bits) - 1), 1.0))
