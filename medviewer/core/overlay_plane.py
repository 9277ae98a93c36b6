"""OverlayPlane: a drawing of one bit a pixel that a file lays over a slice (DICOM PS3.3 C.9.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import GeometryError

OverlayKind = Literal["G", "R"]
"""``"G"``: graphics; ``"R"``: a region of interest."""


@dataclass(frozen=True)
class OverlayPlane:
    """A drawing over one slice; it may be smaller or larger than the slice.

    Parameters
    ----------
    group
        Group of its elements, 0x6000 to 0x601E; names the same drawing from slice to slice.
    rows, columns
        Its size, in pixels of the slice.
    first_row, first_column
        Row and column of the slice, from 0, that its first pixel lies on; may be negative.
    bits
        One bit a pixel, row by row, the least significant bit of each byte first.
    label, description
        As the file says; "" where it says nothing.

    Raises
    ------
    GeometryError
        If the bits do not fill the size.
    """

    group: int
    rows: int
    columns: int
    first_row: int
    first_column: int
    bits: bytes
    kind: OverlayKind = "G"
    label: str = ""
    description: str = ""

    def __post_init__(self) -> None:
        if min(self.rows, self.columns) < 1 or len(self.bits) != (self.rows * self.columns + 7) // 8:
            raise GeometryError("The bits of an overlay plane do not fill its rows and columns.")

    def mask(self) -> npt.NDArray[np.uint8]:
        """Its pixels [row, column], 1 where it is drawn, else 0."""
        packed = np.frombuffer(self.bits, np.uint8)
        count = self.rows * self.columns
        return np.unpackbits(packed, count=count, bitorder="little").reshape(self.rows, self.columns)
