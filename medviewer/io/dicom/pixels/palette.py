"""Palettes: the colours that stored values stand for (DICOM PS3.3 C.7.6.3.1.5, C.7.6.3.1.6, C.7.9.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.pixels.lookup_tables import entries_of, parse_descriptor

_CHANNELS = (
    (tags.RED_PALETTE_DESCRIPTOR, tags.RED_PALETTE, tags.SEGMENTED_RED_PALETTE),
    (tags.GREEN_PALETTE_DESCRIPTOR, tags.GREEN_PALETTE, tags.SEGMENTED_GREEN_PALETTE),
    (tags.BLUE_PALETTE_DESCRIPTOR, tags.BLUE_PALETTE, tags.SEGMENTED_BLUE_PALETTE),
)
_DISCRETE, _LINEAR, _INDIRECT = 0, 1, 2
_MOST_SEGMENTS = 200_000


@dataclass(frozen=True, eq=False, slots=True)
class Palette:
    """Colours [n, 3] uint8, the first one for the stored value ``first``."""

    first: int
    colours: npt.NDArray[np.uint8]

    def apply(self, stored: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
        """Colours [..., 3] of stored values; what lies outside takes the first or the last one."""
        index = np.clip(stored.astype(np.int64) - self.first, 0, len(self.colours) - 1)
        return np.asarray(self.colours[index])


def palette_of(header: Header) -> Palette:
    """The palette of a file.

    Raises
    ------
    ValueError
        If it is missing or broken; the message is a sentence.
    """
    channels = [_channel(header, *channel) for channel in _CHANNELS]
    firsts = {first for first, _, _ in channels}
    length = min(len(entries) for _, entries, _ in channels)
    if len(firsts) != 1:
        raise ValueError("The three tables of the palette do not begin with the same value.")
    entries = np.stack([entries[:length] for _, entries, _ in channels], axis=-1)
    # Many files promise 16 bits and hold 8; a palette that is black throughout would make no sense.
    is_wide = channels[0][2] > 8 and int(entries.max()) > 255
    return Palette(firsts.pop(), (entries >> 8 if is_wide else np.minimum(entries, 255)).astype(np.uint8))


def _channel(
    header: Header, descriptor: int, plain: int, segmented: int
) -> tuple[int, npt.NDArray[np.uint16], int]:
    values, order = header.elements.values, header.elements.big_endian
    head = parse_descriptor(values.get(descriptor, b""), header.is_signed, order)
    if head is None:
        raise ValueError("The palette, which gives the colours, is missing or broken.")
    count, first, bits = head
    entries = entries_of(values.get(plain, b""), count, order)
    if entries is None:
        words = entries_of(values.get(segmented, b""), len(values.get(segmented, b"")) // 2, order)
        entries = None if words is None else expand_segments(words, count, bits)
    if entries is None:
        raise ValueError("The palette, which gives the colours, is missing or broken.")
    return first, entries, bits


def expand_segments(words: npt.NDArray[np.uint16], count: int, bits: int) -> npt.NDArray[np.uint16] | None:
    """The entries [count] of a segmented table (PS3.3 C.7.9.2.2); None if it is broken.

    Segments are an operation, a length and values: values as they are, a straight line from the last
    value to a new one, or a number of earlier segments once more.
    """
    units = words.view(np.uint8).astype(np.uint16) if bits == 8 else words
    segments = _Segments(units, count, 1 if bits == 8 else 2)
    if not segments.expand(0, len(units)) or segments.made < count:
        return None
    return np.asarray(np.concatenate(segments.found)[:count])


class _Segments:
    """Segments of a table on their way to being entries; ``unit_bytes`` is the size of a unit in the file."""

    def __init__(self, units: npt.NDArray[np.uint16], count: int, unit_bytes: int) -> None:
        self._units = units
        self._count = count
        self._unit_bytes = unit_bytes
        self._starts: set[int] = set()
        self._steps = 0
        self.found: list[npt.NDArray[np.uint16]] = []
        self.made = 0

    def expand(self, position: int, most: int, is_repeat: bool = False) -> bool:
        """Adds the entries of up to ``most`` segments from a place on; whether they make sense."""
        for _ in range(most):
            self._steps += 1
            if self._steps > _MOST_SEGMENTS:
                return False
            if position + 2 > len(self._units) or self.made >= self._count:
                return True
            operation, length = int(self._units[position]), int(self._units[position + 1])
            if operation == _INDIRECT:
                # No segment that repeats others is itself repeated, so that there is an end.
                if is_repeat or not self._repeat(position + 2, length):
                    return False
                position += 2 + 4 // self._unit_bytes
                continue
            if not is_repeat:
                self._starts.add(position)
            values = self._units[position + 2 : position + 2 + (length if operation == _DISCRETE else 1)]
            if not self._add(operation, length, values):
                return False
            position += 2 + len(values)
        return True

    def _add(self, operation: int, length: int, values: npt.NDArray[np.uint16]) -> bool:
        if operation == _DISCRETE and len(values) == length:
            entries = values
        elif operation == _LINEAR and len(values) == 1 and self.made:
            last = next(float(part[-1]) for part in reversed(self.found) if len(part))
            line = np.linspace(last, float(values[0]), length + 1)[1:]
            entries = np.round(line).astype(np.uint16)
        else:
            return False
        self.found.append(entries)
        self.made += len(entries)
        return True

    def _repeat(self, position: int, length: int) -> bool:
        body = self._units[position : position + 4 // self._unit_bytes]
        if len(body) != 4 // self._unit_bytes:
            return False
        offset = int(sum(int(part) << (8 * self._unit_bytes * n) for n, part in enumerate(body)))
        # The standard counts bytes; some writers count entries.
        for start in (offset // self._unit_bytes, offset):
            if start in self._starts:
                return self.expand(start, length, is_repeat=True)
        return False
