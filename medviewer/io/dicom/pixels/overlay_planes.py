"""Overlay planes of the slices of a series (DICOM PS3.3 C.9.2 and C.9.3, PS3.5 8.1.2)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from medviewer.core.errors import ReadError
from medviewer.core.overlay_plane import OverlayPlane
from medviewer.core.series import Problem
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.parse.text import plain
from medviewer.io.dicom.pixels.stored_pixels import container_of, read_stored
from medviewer.io.dicom.pixels.values import has_floats
from medviewer.io.progress import ReadReport

_DATA = 0x3000
_MOST_PIXELS = 1 << 26
Overlays = tuple[tuple[OverlayPlane, ...], ...]


def overlays_of(headers: Sequence[Header], report: ReadReport) -> tuple[Overlays, tuple[Problem, ...]]:
    """What the files draw over each slice, nothing at all where none does; and what cannot be read.

    Files without overlay planes are not opened again.

    Parameters
    ----------
    headers
        Of the slices, as `frame_headers` gives them, in their order.

    Raises
    ------
    Cancelled
        If the report says so.
    """
    if not any(header.has(tag) for header in headers for tag in tags.OVERLAY_ROWS):
        return (), ()
    reader = _OverlayReader()
    found = []
    for n, header in enumerate(headers):
        report(n / len(headers), "Reading drawings")
        with report.reading(header.path):
            found.append(reader.planes(header))
    problems: tuple[Problem, ...] = ()
    if reader.unread:
        drawings = "a drawing" if len(reader.unread) == 1 else f"{len(reader.unread)} drawings"
        message = f"The file lays {drawings} over the picture that cannot be read and is not shown."
        problems = (Problem("OVERLAY", message),)
    return (tuple(found) if any(found) else ()), problems


class _OverlayReader:
    """Reads the drawings of each file once; ``unread`` are those that cannot be read, by file and group."""

    def __init__(self) -> None:
        self._data: dict[str, dict[int, bytes]] = {}
        self._planes: dict[tuple[str, int, int], OverlayPlane] = {}
        self.unread: set[tuple[str, int]] = set()

    def planes(self, header: Header) -> tuple[OverlayPlane, ...]:
        """The drawings over one slice."""
        found = []
        for group in tags.OVERLAY_GROUPS:
            if not header.has((group << 16) + 0x10):
                continue
            try:
                plane = self._plane(header, group)
            except (ValueError, OSError, ReadError):
                self.unread.add((header.path, group))
            else:
                found += [] if plane is None else [plane]
        return tuple(found)

    def _plane(self, header: Header, group: int) -> OverlayPlane | None:
        if header.path not in self._data:
            self._data[header.path] = {}  # a file that cannot be read is not tried for every drawing
            self._data[header.path] = _separate_data(header.path)
        data = self._data[header.path].get(group)
        frame = header.frame_index if data is None else _frame_over(header, group)
        if frame is None:
            return None
        key = (header.path, group, frame)
        if key not in self._planes:
            is_embedded = data is None
            rows, columns = header.short((group << 16) + 0x10) or 0, header.short((group << 16) + 0x11) or 0
            if not 0 < rows * columns <= _MOST_PIXELS or header.tile is not None:
                raise ValueError("The drawing has no size that can be laid over the slice.")
            if is_embedded and (rows, columns) != (header.rows, header.columns):
                raise ValueError("A drawing in the pixels must have their size.")
            bits = _embedded_bits(header, group) if data is None else _frame_bits(data, frame, rows * columns)
            self._planes[key] = _described(header, group, bits)
        return self._planes[key]


def _described(header: Header, group: int, bits: bytes) -> OverlayPlane:
    base = group << 16
    origin = header.signed_shorts(base + 0x50)
    row, column = origin[:2] if len(origin) >= 2 else (1, 1)
    return OverlayPlane(
        group=group,
        rows=header.short(base + 0x10) or 0,
        columns=header.short(base + 0x11) or 0,
        first_row=row - 1,
        first_column=column - 1,
        bits=bits,
        kind="R" if header.string(base + 0x40) == "R" else "G",
        label=plain(header.text(base + 0x1500)),
        description=plain(header.text(base + 0x22)),
    )


def _frame_over(header: Header, group: int) -> int | None:
    """Which frame of a drawing lies over a slice: a single one without a number over every slice."""
    count, origin = header.number((group << 16) + 0x15), header.short((group << 16) + 0x51)
    if not header.is_frame or (count is None and origin is None):
        return 0
    frame = header.frame_index + 1 - max(origin or 1, 1)
    return frame if 0 <= frame < (count or 1) else None


def _frame_bits(data: bytes, frame: int, size: int) -> bytes:
    """The bits of one frame; frames follow each other without a gap and begin anywhere in a byte."""
    start, end = frame * size, (frame + 1) * size
    part = data[start // 8 : (end + 7) // 8]
    if len(part) < (end + 7) // 8 - start // 8:
        raise ValueError("The drawing is cut short.")
    if start % 8 == 0:
        return part
    digits = np.unpackbits(np.frombuffer(part, np.uint8), bitorder="little")
    return np.packbits(digits[start % 8 : start % 8 + size], bitorder="little").tobytes()


def _embedded_bits(header: Header, group: int) -> bytes:
    """The bits of a drawing in bits that the pixels of its slice do not use (PS3.5 8.1.2, retired)."""
    place, high_bit = header.short((group << 16) + 0x0102), header.short(tags.HIGH_BIT)
    if place is None or place >= header.bits_allocated or header.samples != 1 or has_floats(header):
        raise ValueError("The drawing is neither in the file nor in its pixels.")
    top = header.bits_stored - 1 if high_bit is None else high_bit
    if top - header.bits_stored < place <= top:
        raise ValueError("The drawing lies in bits that belong to the picture.")
    stored = np.empty((1, header.rows, header.columns), container_of(header))
    read_stored(header, stored)
    return np.packbits((stored >> place) & 1, bitorder="little").tobytes()


def _separate_data(path: str) -> dict[int, bytes]:
    """Overlay Data of all groups of a file."""
    # Loaded late: hardly any file has drawings.
    from medviewer.io.dicom.objects.object_file import read_object

    dataset = read_object(path, [(group << 16) + _DATA for group in tags.OVERLAY_GROUPS])
    found = {}
    for group in tags.OVERLAY_GROUPS:
        tag = (group << 16) + _DATA
        if tag not in dataset:
            continue
        raw = dataset.get_item(tag)
        if isinstance(raw.value, bytes):
            is_swapped = not getattr(raw, "is_little_endian", True) and raw.VR == "OW"
            found[group] = _swapped(raw.value) if is_swapped else raw.value
    return found


def _swapped(words: bytes) -> bytes:
    """Bytes of big-endian words of 16 bits in the order of the bits that they hold."""
    return np.frombuffer(words[: len(words) // 2 * 2], ">u2").astype("<u2").tobytes()
