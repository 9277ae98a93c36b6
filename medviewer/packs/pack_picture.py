"""The picture of a pack, a PNG that believes nothing its file says of itself.

Only the chunks that hold the picture are passed on (ISO/IEC 15948:2004, clause 5): IHDR, PLTE, tRNS, IDAT and
IEND, each with the right check sum, so no text, profile or animation reaches a decoder. The pixels are
unpacked here first, and must be exactly as many bytes as the header calls for.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

MOST_BYTES = 2 << 20
MOST_SIDE = 1024
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_WANTED = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


def pack_picture(path: Path) -> bytes:
    """A plain PNG of the same picture, at most `MOST_SIDE` pixels a side; b"" for anything else.

    For worker threads.
    """
    try:
        if path.is_symlink() or path.stat().st_size > MOST_BYTES:
            return b""
        return plain_png(path.read_bytes())
    except OSError:
        return b""


def plain_png(data: bytes) -> bytes:
    """The chunks of a PNG that hold its picture; b"" if it is damaged, animated, interlaced or too large."""
    try:
        chunks = list(_chunks(data))
        kinds = [kind for kind, _ in chunks]
        if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or kinds.count(b"IHDR") != 1:
            return b""
        packed = b"".join(body for kind, body in chunks if kind == b"IDAT")
        wanted = _raw_bytes(chunks[0][1])
    except (ValueError, struct.error):
        return b""
    if not wanted or not _unpacks_to(packed, wanted):
        return b""
    return _SIGNATURE + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not data.startswith(_SIGNATURE):
        raise ValueError("no PNG")
    at = len(_SIGNATURE)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        (told,) = struct.unpack_from(">I", data, at + 8 + length)
        if zlib.crc32(kind + body) != told:
            raise ValueError("damaged")
        if kind in _WANTED:
            yield kind, body
        at += 12 + length
        if kind == b"IEND":
            return
    raise ValueError("short")


def _raw_bytes(header: bytes) -> int:
    """How many bytes the rows must unpack to: one for the filter of each, and the pixels. 0: not read."""
    width, height, depth, colour, method, filters, interlace = struct.unpack(">IIBBBBB", header)
    if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE) or (method, filters, interlace) != (0, 0, 0):
        return 0
    if depth not in _DEPTHS.get(colour, ()):
        return 0
    return int(height * (1 + (width * _CHANNELS[colour] * depth + 7) // 8))


def _unpacks_to(packed: bytes, wanted: int) -> bool:
    unpacker = zlib.decompressobj()
    try:
        raw = unpacker.decompress(packed, wanted + 1)
    except zlib.error:
        return False
    return len(raw) == wanted and unpacker.eof


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
