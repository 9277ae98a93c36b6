"""What a compressed code stream says of itself, read before any decoder may allocate memory for it."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from medviewer.io.dicom.transfer_syntax import HTJ2K, JPEG, JPEG_2000, JPEG_LS

_FRAME_MARKERS = frozenset({*range(0xC0, 0xD0), 0xF7}) - {0xC4, 0xC8, 0xCC}
_MOST_TILES = 65536
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})


@dataclass(frozen=True, slots=True)
class StreamShape:
    """Size of the picture in a code stream; ``process`` is the JPEG frame marker's second byte or 0."""

    rows: int
    columns: int
    components: int
    bits: int
    process: int = 0


def stream_shape(stream: bytes, transfer_syntax: str) -> StreamShape:
    """The shape that a JPEG, JPEG-LS or JPEG 2000 stream declares; ValueError if there is none."""
    if transfer_syntax in JPEG | JPEG_LS:
        return _jpeg_shape(stream)
    if transfer_syntax in JPEG_2000 | HTJ2K:
        return _jpeg_2000_shape(stream)
    raise ValueError("The pixel coding is not known.")


def _jpeg_shape(stream: bytes) -> StreamShape:
    """From the frame header (ITU-T T.81 B.2.2; JPEG-LS ITU-T T.87 C.2.2)."""
    position = stream.find(b"\xff\xd8") + 2
    if position < 2:
        raise ValueError("The compressed pixels do not begin as JPEG.")
    while position + 9 < len(stream):
        if stream[position] != 0xFF:
            break
        marker = stream[position + 1]
        if marker == 0xFF:
            position += 1
        elif marker in _WITHOUT_LENGTH:
            position += 2
        elif marker in _FRAME_MARKERS:
            bits, rows, columns, components = struct.unpack_from(">BHHB", stream, position + 4)
            return StreamShape(rows, columns, components, bits, marker)
        else:
            position += 2 + struct.unpack_from(">H", stream, position + 2)[0]
    raise ValueError("The compressed pixels have no JPEG frame header.")


def _jpeg_2000_shape(stream: bytes) -> StreamShape:
    """From the SIZ marker (ITU-T T.800 A.5.1)."""
    start = stream.find(b"\xff\x4f\xff\x51", 0, 4096)
    if start < 0 or start + 45 > len(stream):
        raise ValueError("The compressed pixels do not begin as JPEG 2000.")
    right, bottom, left, top = struct.unpack_from(">IIII", stream, start + 8)
    tile_width, tile_height = struct.unpack_from(">II", stream, start + 24)
    if (
        not tile_width
        or not tile_height
        or (right // tile_width + 1) * (bottom // tile_height + 1) > _MOST_TILES
    ):
        raise ValueError("The compressed picture is cut into an unreasonable number of tiles.")
    (components,) = struct.unpack_from(">H", stream, start + 40)
    bits = (stream[start + 42] & 0x7F) + 1
    return StreamShape(bottom - top, right - left, components, bits)
