"""Lookup tables of a file: from stored to true values, and from values to grey (PS3.3 C.11.1, C.11.2)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.voi_lut import VoiLut
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.parse.text import plain

_MOST_ENTRIES = 65536
_HALF_RANGE = 32768


@dataclass(frozen=True, eq=False, slots=True)
class LookupTable:
    """Entries [n] uint16 of ``bits`` bits, the first one for the stored value ``first``."""

    first: int
    entries: npt.NDArray[np.uint16]
    bits: int

    def apply(self, stored: npt.NDArray[Any]) -> npt.NDArray[np.uint16]:
        """The entries of values; what lies outside the table takes its first or last entry."""
        index = np.clip(stored.astype(np.int64) - self.first, 0, len(self.entries) - 1)
        return np.asarray(self.entries[index])


def modality_table_of(header: Header) -> LookupTable | None:
    """The table from stored to true values (PS3.3 C.11.1.1), or None.

    Raises
    ------
    ValueError
        If there is one that cannot be used; the message is a sentence.
    """
    items = header.items(tags.MODALITY_LUT_SEQUENCE)
    if not items:
        return None
    table = table_of(items[0], header.is_signed)
    if table is None:
        raise ValueError("The modality lookup table, which gives the true values, is broken.")
    return table


def voi_luts_of(header: Header, lowest: float, highest: float) -> tuple[VoiLut, ...]:
    """The tables from true values to grey, first one first; broken ones are left out.

    Parameters
    ----------
    lowest, highest
        The possible true values: they tell whether the first value of a table is signed, because the
        representation follows from what the modality step gives (PS3.3 C.11.2.1.1).
    """
    found = []
    for item in header.items(tags.VOI_LUT_SEQUENCE):
        table = table_of(item, is_signed=False)
        if table is None:
            continue
        first = table.first
        if lowest < 0 and first >= _HALF_RANGE and first > highest:
            first -= 2 * _HALF_RANGE
        # Files are known whose entries are larger than the bits they claim: then the table tells.
        bits = max(table.bits, int(table.entries.max()).bit_length())
        found.append(VoiLut(first, table.entries, bits, plain(item.text(tags.LUT_EXPLANATION))[:64]))
    return tuple(found)


def table_of(item: Header, is_signed: bool) -> LookupTable | None:
    """The table of an item with LUT Descriptor and LUT Data; None where it cannot be used."""
    values = item.elements.values
    return parse_table(values.get(tags.LUT_DESCRIPTOR, b""), values.get(tags.LUT_DATA, b""), is_signed)


def parse_table(
    descriptor: bytes, data: bytes, is_signed: bool, big_endian: bool = False
) -> LookupTable | None:
    """A table from the raw bytes of its descriptor (entries, first value, bits) and its data."""
    head = parse_descriptor(descriptor, is_signed, big_endian)
    if head is None:
        return None
    count, first, bits = head
    entries = entries_of(data, count, big_endian)
    return None if entries is None else LookupTable(first, entries, bits)


def parse_descriptor(
    descriptor: bytes, is_signed: bool, big_endian: bool = False
) -> tuple[int, int, int] | None:
    """Number of entries (0 means 65536), the first value that is mapped, bits of an entry."""
    if len(descriptor) < 6:
        return None
    count, first, bits = struct.unpack(">HHH" if big_endian else "<HHH", descriptor[:6])
    if is_signed and first >= _HALF_RANGE:
        first -= 2 * _HALF_RANGE
    return (count or _MOST_ENTRIES, first, bits) if 1 <= bits <= 16 else None


def entries_of(data: bytes, count: int, big_endian: bool = False) -> npt.NDArray[np.uint16] | None:
    """Entries [count] as uint16, of 16 bits each or of 8 bits, two to a word; None if there are too few."""
    words = np.frombuffer(data[: len(data) // 2 * 2], ">u2" if big_endian else "<u2").astype("<u2")
    if len(words) < count <= 2 * len(words):
        words = words.view(np.uint8).astype("<u2")
    if not len(words) >= count > 0:
        return None
    return np.asarray(words[:count].astype(np.uint16))
