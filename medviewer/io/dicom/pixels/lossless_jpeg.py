"""Lossless JPEG (ITU-T T.81 Annex H) in all its forms, decoded by the part that every decoder knows.

The fast decoder passes over restart markers, point transforms and components in scans of their own
without a word, and gives a wrong picture. So such a stream is taken apart into plain ones: a restart
interval, and a component with a scan of its own, are each a picture by themselves.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import imagecodecs
import numpy as np
import numpy.typing as npt

_FRAME, _TABLES, _RESTART, _SCAN, _END = 0xC3, 0xC4, 0xDD, 0xDA, 0xD9
_RESTART_MARK = re.compile(rb"\xff+[\xd0-\xd7]")
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_LONGEST_SAMPLE = 8
"""Bytes: a Huffman code and a difference of 16 bits each, both with stuffed zeros."""


@dataclass(frozen=True)
class _Scan:
    """One scan: its components' places in the frame, predictor, point transform and coded data."""

    components: tuple[int, ...]
    selectors: bytes
    predictor: int
    shift: int
    tables: bytes
    interval: int
    data: bytes


@dataclass
class _Stream:
    """The frame header and the scans of a stream; ``specs`` are 3 bytes a component."""

    bits: int = 0
    rows: int = 0
    columns: int = 0
    specs: tuple[bytes, ...] = ()
    tables: bytes = b""
    interval: int = 0
    scans: list[_Scan] = field(default_factory=list)


def decode_lossless(stream: bytes, out: npt.NDArray[Any]) -> None:
    """Decodes a stream that begins with its start marker into [row, column] or [row, column, component].

    Raises
    ------
    ValueError
        If the stream is not of this kind or broken; the message is a sentence.
    RuntimeError
        As the decoders raise.
    """
    parsed = _parse(stream)
    first = parsed.scans[0]
    if (
        len(parsed.scans) == 1
        and not first.interval
        and not first.shift
        and len(first.components) == len(parsed.specs)
    ):
        _decode_plain(stream, out)
        return
    if {n for scan in parsed.scans for n in scan.components} != set(range(len(parsed.specs))):
        raise ValueError("The compressed picture is cut short.")
    for scan in parsed.scans:
        whole = out if out.ndim == 2 else out[..., list(scan.components)]
        part = np.empty(_squeezed(whole.shape), out.dtype)
        for begin, end, piece in _pieces(parsed, scan):
            _decode_plain(piece, part[begin:end])
        part <<= scan.shift
        if out.ndim == 2:
            out[...] = part
        else:
            out[..., list(scan.components)] = part.reshape(whole.shape)


def _decode_plain(stream: bytes, out: npt.NDArray[Any]) -> None:
    try:
        imagecodecs.ljpeg_decode(stream, out=out)
    except (ValueError, RuntimeError):
        # The faster decoder does not know every kind of table.
        np.copyto(out, _decode_sof3(stream, out.size), casting="unsafe")


def _decode_sof3(stream: bytes, samples: int) -> npt.NDArray[Any]:
    """This decoder does not look where the stream ends: so what comes behind it must make no difference."""
    if 8 * len(stream) < samples:
        raise ValueError("The compressed picture is cut short.")
    behind = _LONGEST_SAMPLE * samples
    decoded = np.asarray(imagecodecs.jpegsof3_decode(stream + bytes(behind)))
    if not np.array_equal(decoded, imagecodecs.jpegsof3_decode(stream + b"\x55" * behind)):
        raise ValueError("The compressed picture is cut short.")
    return decoded


def _squeezed(shape: tuple[int, ...]) -> tuple[int, ...]:
    return shape[:2] if shape[2:] == (1,) else shape


def _pieces(parsed: _Stream, scan: _Scan) -> Iterator[tuple[int, int, bytes]]:
    """First row, row after the last, and plain stream of each restart interval of a scan."""
    rows = parsed.rows
    if scan.interval:
        if scan.interval % parsed.columns:
            raise ValueError("The compressed picture has restart markers within its rows, which is not read.")
        rows = scan.interval // parsed.columns
    parts = _RESTART_MARK.split(scan.data) if scan.interval else [scan.data]
    if len(parts) != -(-parsed.rows // rows):
        raise ValueError("The compressed picture is cut short.")
    for n, data in enumerate(parts):
        begin, end = n * rows, min((n + 1) * rows, parsed.rows)
        yield begin, end, _plain(replace(scan, data=data), parsed, end - begin)


def _plain(scan: _Scan, parsed: _Stream, rows: int) -> bytes:
    """A stream of one scan without restarts and point transform; the bits that this cut off come later."""
    specs = b"".join(parsed.specs[n] for n in scan.components)
    count = len(scan.components)
    frame = (
        struct.pack(">HBHHB", 8 + 3 * count, parsed.bits - scan.shift, rows, parsed.columns, count) + specs
    )
    head = struct.pack(">HB", 6 + 2 * count, count) + scan.selectors + bytes([scan.predictor, 0, 0])
    return b"\xff\xd8\xff\xc3" + frame + scan.tables + b"\xff\xda" + head + scan.data + b"\xff\xd9"


def _parse(stream: bytes) -> _Stream:
    parsed = _Stream()
    position = 2
    try:
        while position + 4 <= len(stream):
            marker = stream[position + 1]
            if stream[position] != 0xFF or marker == _END:
                break
            if marker == 0xFF:
                position += 1
                continue
            (length,) = struct.unpack_from(">H", stream, position + 2)
            position += 2 + length
            body = stream[position - length + 2 : position]
            if marker == _SCAN:
                position = _add_scan(parsed, body, stream, position)
            else:
                _take(parsed, marker, body)
    except (struct.error, IndexError) as error:
        raise ValueError("The compressed pixels cannot be decoded.") from error
    if not parsed.scans or not parsed.columns or any(spec[1] != 0x11 for spec in parsed.specs):
        raise ValueError("The compressed pixels are no lossless JPEG of full resolution.")
    return parsed


def _take(parsed: _Stream, marker: int, body: bytes) -> None:
    """What a segment before a scan says."""
    if marker == _FRAME:
        parsed.bits, parsed.rows, parsed.columns, count = struct.unpack_from(">BHHB", body)
        parsed.specs = tuple(body[6 + 3 * n : 9 + 3 * n] for n in range(count))
    elif marker == _TABLES:
        parsed.tables += b"\xff\xc4" + struct.pack(">H", len(body) + 2) + body
    elif marker == _RESTART:
        (parsed.interval,) = struct.unpack_from(">H", body)


def _add_scan(parsed: _Stream, body: bytes, stream: bytes, start: int) -> int:
    """Keeps a scan; the first byte after its data."""
    count = body[0]
    selectors = body[1 : 1 + 2 * count]
    predictor, _, low = body[1 + 2 * count : 4 + 2 * count]
    names = [spec[0] for spec in parsed.specs]
    if any(name not in names for name in selectors[::2]) or low & 15 >= parsed.bits:
        raise ValueError("The compressed pixels cannot be decoded.")
    components = tuple(names.index(name) for name in selectors[::2])
    if count == len(parsed.specs):  # the only scan: nothing comes after it but the end
        end = stream.rfind(b"\xff\xd9", start)
    else:
        found = _NEXT_MARKER.search(stream, start)
        end = -1 if found is None else found.start()
    data = stream[start:end] if end >= 0 else stream[start:]
    parsed.scans.append(
        _Scan(components, selectors, predictor, low & 15, parsed.tables, parsed.interval, data)
    )
    return end if end >= 0 else len(stream)
