"""What a compressed code stream says of itself, read before any decoder may allocate memory for it."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace

from medviewer.io.dicom.parse.transfer_syntax import HTJ2K, JPEG, JPEG_2000, JPEG_LS

_FRAME_MARKERS = frozenset({*range(0xC0, 0xD0), 0xF7}) - {0xC4, 0xC8, 0xCC}
_MOST_TILES = 65536
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_APP0, _APP14 = 0xE0, 0xEE
_COD, _TILES_BEGIN = 0x52, (0x90, 0x93)


@dataclass(frozen=True, slots=True)
class StreamShape:
    """Size of the picture in a code stream, and what it says of its colours.

    Parameters
    ----------
    process
        The JPEG frame marker's second byte, or 0.
    start
        First byte of the stream itself, after any wrapping (JP2 boxes).
    is_ybr
        Whether three components are luminance and colour differences; None where the stream does not say.
    is_signed
        Whether the samples are two's complement (JPEG 2000).
    is_transformed
        JPEG 2000: the decoder undoes a colour transform, so what comes out is red, green and blue.
    """

    rows: int
    columns: int
    components: int
    bits: int
    process: int = 0
    start: int = 0
    is_ybr: bool | None = None
    is_signed: bool = False
    is_transformed: bool = False


def stream_shape(stream: bytes, transfer_syntax: str) -> StreamShape:
    """The shape that a JPEG, JPEG-LS or JPEG 2000 stream declares; ValueError if there is none."""
    if transfer_syntax in JPEG | JPEG_LS:
        return _jpeg_shape(stream)
    if transfer_syntax in JPEG_2000 | HTJ2K:
        return _jpeg_2000_shape(stream)
    raise ValueError("The pixel coding is not known.")


def _jpeg_shape(stream: bytes) -> StreamShape:
    """From the frame header (ITU-T T.81 B.2.2; JPEG-LS ITU-T T.87 C.2.2)."""
    start = stream.find(b"\xff\xd8")
    position, said = start + 2, None
    if start < 0:
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
            return _from_frame_header(stream, position, StreamShape(0, 0, 0, 0, marker, start, said))
        else:
            found = _said_of_colours(stream, position)
            # Adobe's word is more exact than JFIF's, which only says that colours are as usual.
            said = found if marker == _APP14 and found is not None else said if found is None else found
            position += 2 + struct.unpack_from(">H", stream, position + 2)[0]
    raise ValueError("The compressed pixels have no JPEG frame header.")


def _from_frame_header(stream: bytes, position: int, shape: StreamShape) -> StreamShape:
    bits, rows, columns, components = struct.unpack_from(">BHHB", stream, position + 4)
    found = replace(shape, rows=rows, columns=columns, components=components, bits=bits)
    listed = stream[position + 10 : position + 10 + 3 * components]
    if components != 3 or len(listed) != 9:
        return found
    if len(set(listed[1::3])) > 1:  # nobody thins out red, green or blue
        return replace(found, is_ybr=True)
    if found.is_ybr is None and bytes(listed[::3]) == b"RGB":
        return replace(found, is_ybr=False)
    return found


def _said_of_colours(stream: bytes, position: int) -> bool | None:
    """Whether an application segment says that the colours are luminance and differences.

    JFIF (ITU-T T.871) always is; Adobe's segment (ITU-T T.872 6.5.3) says 0 for no transform.
    """
    (length,) = struct.unpack_from(">H", stream, position + 2)
    marker, body = stream[position + 1], stream[position + 4 : position + 2 + min(length, 14)]
    if marker == _APP0 and body.startswith(b"JFIF\0"):
        return True
    if marker == _APP14 and body.startswith(b"Adobe") and len(body) == 12:
        return body[11] != 0
    return None


def _jpeg_2000_shape(stream: bytes) -> StreamShape:
    """From the SIZ and COD markers (ITU-T T.800 A.5.1, A.6.1)."""
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
    depth = stream[start + 42]
    style = _coding_style(stream, start + 2)
    return StreamShape(
        bottom - top,
        right - left,
        components,
        (depth & 0x7F) + 1,
        start=start,
        is_signed=depth >= 0x80,
        is_transformed=len(style) > 8 and style[8] == 1,
    )


def _coding_style(stream: bytes, position: int) -> bytes:
    """The COD segment of the main header with its marker; nothing where there is none."""
    while position + 4 < len(stream) and stream[position] == 0xFF:
        (length,) = struct.unpack_from(">H", stream, position + 2)
        marker = stream[position + 1]
        if marker == _COD:
            return stream[position : position + 2 + length]
        if marker in _TILES_BEGIN:
            break
        position += 2 + length
    return b""
