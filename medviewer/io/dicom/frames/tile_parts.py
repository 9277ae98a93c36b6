"""Whether all tiles of a JPEG 2000 code stream are there; the decoders paint those that are not black."""

from __future__ import annotations

import struct

_SIZE = struct.Struct(">8I")
_START_OF_TILE = 0xFF90
_TILE_HEAD = 12


def check_tiles(stream: bytes) -> None:
    """Walks over the tile parts (ITU-T T.800 A.4.2).

    Raises
    ------
    ValueError
        If a tile is missing or cut short; the message is a sentence.
    """
    start = stream.find(b"\xff\x4f\xff\x51", 0, 4096)
    if start < 0 or start + 40 > len(stream):
        raise ValueError("The compressed pixels do not begin as JPEG 2000.")
    right, bottom, _, _, width, height, left, top = _SIZE.unpack_from(stream, start + 8)
    if not width or not height or right <= left or bottom <= top:
        raise ValueError("The compressed picture has no tiles.")
    promised = -(-(right - left) // width) * -(-(bottom - top) // height)
    found = _tiles_from(stream, _first_tile(stream, start + 2))
    if len(found) < promised:
        raise ValueError(f"The compressed picture is cut short: {len(found)} of {promised} tiles are there.")


def _first_tile(stream: bytes, position: int) -> int:
    """The first tile's mark behind the markers of the main header."""
    while position + 4 <= len(stream):
        marker, length = struct.unpack_from(">HH", stream, position)
        if marker == _START_OF_TILE or marker < 0xFF00:
            break
        position += 2 + length
    return position


def _tiles_from(stream: bytes, position: int) -> set[int]:
    """Numbers of the tiles of which at least the first part is wholly there."""
    found = set()
    while position + _TILE_HEAD <= len(stream):
        marker, _, tile, length = struct.unpack_from(">HHHI", stream, position)
        if marker != _START_OF_TILE:
            break
        end = len(stream) if length == 0 else position + length
        if end > len(stream) or end < position + _TILE_HEAD:
            break
        found.add(tile)
        position = end
    return found
