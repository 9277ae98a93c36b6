"""Encapsulated pixel data: the code stream of each frame (DICOM PS3.5 A.4)."""

from __future__ import annotations

import struct
from itertools import pairwise

_ITEM, _END = b"\xfe\xff\x00\xe0", b"\xfe\xff\xdd\xe0"
_JPEG_START = b"\xff\xd8"
_J2K_START = b"\xff\x4f\xff\x51"


def frame_streams(data: bytes, frames: int) -> list[bytes]:
    """The code stream of each frame.

    Parameters
    ----------
    data
        The file from the first byte of the pixel element's value on; it begins with the offset table.
    frames
        How many frames the header promises.

    Raises
    ------
    ValueError
        If the fragments are cut short or cannot be told apart into that many frames.
    """
    table, fragments, starts = _fragments(data)
    if not fragments:
        raise ValueError("The file ends before its pixels.")
    if frames == 1:
        return [b"".join(fragments)]
    if len(fragments) == frames:
        return fragments
    if len(table) == frames:
        edges = [starts.index(offset) if offset in starts else -1 for offset in table] + [len(fragments)]
        if min(edges) >= 0 and edges == sorted(set(edges)):
            return [b"".join(fragments[a:b]) for a, b in pairwise(edges)]
    heads = [n for n, part in enumerate(fragments) if part.startswith((_JPEG_START, _J2K_START))]
    if len(heads) == frames and heads[0] == 0:
        edges = [*heads, len(fragments)]
        return [b"".join(fragments[a:b]) for a, b in pairwise(edges)]
    raise ValueError(f"The file promises {frames} frames and holds {len(fragments)} pieces of pixel data.")


def _fragments(data: bytes) -> tuple[tuple[int, ...], list[bytes], list[int]]:
    """The basic offset table, the fragments, and where each starts relative to the first."""
    table: tuple[int, ...] = ()
    fragments: list[bytes] = []
    starts: list[int] = []
    position, first = 0, None
    while position + 8 <= len(data):
        mark = data[position : position + 4]
        if mark == _END:
            return table, fragments, starts
        (length,) = struct.unpack_from("<I", data, position + 4)
        end = position + 8 + length
        if mark != _ITEM:
            break
        if end > len(data):
            raise ValueError("The file is cut short in its compressed pixels.")
        value = data[position + 8 : end]
        if first is None:
            first = end
            table = struct.unpack(f"<{length // 4}I", value[: length // 4 * 4])
        else:
            fragments.append(value)
            starts.append(position - first)
        position = end
    # Some writers leave the closing delimiter out; the decoder then judges what there is.
    return table, fragments, starts
