"""Encapsulated pixel data: the code stream of each frame (DICOM PS3.5 A.4)."""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import Protocol

_ITEM = b"\xfe\xff\x00\xe0"
_JPEG_START = b"\xff\xd8"
_J2K_START = b"\xff\x4f\xff\x51"
_HEAD = 12
_LONGEST_TABLE = 1 << 26

Piece = tuple[int, int]
"""First byte and length of a fragment's value."""


class SeekableFile(Protocol):
    """What is needed of a file that is open for reading."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """As of `io.RawIOBase`."""

    def read(self, size: int = -1, /) -> bytes | None:
        """As of `io.RawIOBase`."""


def frame_places(file: SeekableFile, start: int, frames: int) -> list[list[Piece]]:
    """The fragments of each frame, without reading them.

    Offset tables that contradict the fragments (too many of them lie) are not believed: as many fragments
    as frames are one each, and else each frame begins where a code stream does.

    Parameters
    ----------
    file
        A file open for reading.
    start
        The first byte of the pixel element's value; there the offset table begins.
    frames
        How many frames the header promises.

    Raises
    ------
    ValueError
        If the fragments are cut short or cannot be told apart into that many frames.
    """
    table, pieces, starts, heads = _fragments(file, start)
    if not pieces:
        raise ValueError("The file ends before its pixels.")
    if frames == 1:
        return [pieces]
    if len(pieces) == frames:
        return [[piece] for piece in pieces]
    if len(table) == frames:
        number_of = {offset: n for n, offset in enumerate(starts)}
        edges = [number_of.get(offset, -1) for offset in table] + [len(pieces)]
        if edges[0] == 0 and edges == sorted(set(edges)):
            return [pieces[a:b] for a, b in pairwise(edges)]
    if len(heads) == frames and heads[0] == 0:
        return [pieces[a:b] for a, b in pairwise([*heads, len(pieces)])]
    raise ValueError(f"The file promises {frames} frames and holds {len(pieces)} pieces of pixel data.")


def _fragments(file: SeekableFile, start: int) -> tuple[tuple[int, ...], list[Piece], list[int], list[int]]:
    """The basic offset table, the fragments, where each starts, and which begin a code stream."""
    table: tuple[int, ...] = ()
    pieces: list[Piece] = []
    starts: list[int] = []
    heads: list[int] = []
    size = file.seek(0, 2)
    position, first = start, None
    while position + 8 <= size:
        file.seek(position)
        head = file.read(_HEAD) or b""
        if head[:4] != _ITEM:  # the closing delimiter, or what some writers leave in its place
            break
        (length,) = struct.unpack_from("<I", head, 4)
        end = position + 8 + length
        if end > size:
            raise ValueError("The file is cut short in its compressed pixels.")
        if first is None:
            first = end
            table = _offset_table(file, position + 8, length)
        else:
            if head[8:].startswith((_JPEG_START, _J2K_START)):
                heads.append(len(pieces))
            pieces.append((position + 8, length))
            starts.append(position - first)
        position = end
    return table, pieces, starts, heads


def _offset_table(file: SeekableFile, start: int, length: int) -> tuple[int, ...]:
    file.seek(start)
    value = file.read(min(length, _LONGEST_TABLE)) or b""
    return struct.unpack(f"<{len(value) // 4}I", value[: len(value) // 4 * 4])
