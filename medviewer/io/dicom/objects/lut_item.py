"""One item of a lookup table sequence (DICOM PS3.3 C.11.1.1, C.11.2.1.1)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.voi_lut import VoiLut
from medviewer.io.dicom.objects.object_file import element, numbers_of, text_of
from medviewer.io.dicom.pixels.lookup_tables import entries_of

_MOST_ENTRIES = 65536


def lut_of(item: Any) -> VoiLut | None:
    """The table of an item; None where it is not usable."""
    described = numbers_of(item, "LUTDescriptor", 3)
    if len(described) != 3:
        return None
    count = int(described[0]) or _MOST_ENTRIES
    bits = int(described[2])
    table = _entries(element(item, "LUTData"), count)
    if table is None or not 1 <= bits <= 16:
        return None
    # Files are known whose entries are larger than the bits they claim: then the table tells.
    bits = max(bits, int(table.max()).bit_length())
    return VoiLut(described[1], table, bits, text_of(item, "LUTExplanation", 64))


def _entries(data: Any, count: int) -> npt.NDArray[np.uint16] | None:
    if isinstance(data, bytes):
        return entries_of(data, count)
    if data is None or isinstance(data, str):
        return None
    listed = [data] if isinstance(data, int) else list(data)
    if not all(isinstance(one, int) and -32768 <= one < _MOST_ENTRIES for one in listed):
        return None
    return entries_of((np.array(listed, dtype=np.int64) & 0xFFFF).astype("<u2").tobytes(), count)
