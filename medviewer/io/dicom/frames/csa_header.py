"""The private CSA header of Siemens MR files: named values in a binary table (not in the standard)."""

from __future__ import annotations

import struct

from medviewer.io.dicom.parse.header import Header

_CREATOR = "SIEMENS CSA HEADER"
_GROUP = 0x00290000
_IMAGE, _SERIES = 0x10, 0x20
_MOST_ENTRIES = 128
_MOST_VALUES = 10_000
_MARK = b"SV10"

CsaValues = dict[str, tuple[str, ...]]


def csa_image_header(header: Header) -> CsaValues:
    """The values about one image by name; empty where there are none or they are broken."""
    return _parse(_block(header, _IMAGE))


def csa_protocol(header: Header) -> str:
    """The measurement protocol as the text that the scanner wrote; empty where it is missing."""
    values = _parse(_block(header, _SERIES))
    return next((values[name][0] for name in ("MrPhoenixProtocol", "MrProtocol") if values.get(name)), "")


def private_number(header: Header, group: int, creator: str, element: int) -> int | None:
    """An unsigned 16-bit private element, in whichever block its creator reserved (PS3.5 7.8.1)."""
    block = _reserved(header, group, creator)
    return None if block is None else header.short((group << 16) | (block << 8) | element)


def _reserved(header: Header, group: int, creator: str) -> int | None:
    blocks = range(0x10, 0x100)
    return next((b for b in blocks if header.string((group << 16) | b).startswith(creator)), None)


def _block(header: Header, element: int) -> bytes:
    block = _reserved(header, _GROUP >> 16, _CREATOR)
    return b"" if block is None else header.elements.values.get(_GROUP | (block << 8) | element, b"")


def _parse(raw: bytes) -> CsaValues:
    try:
        return _entries(raw)
    except (struct.error, ValueError):
        return {}


def _entries(raw: bytes) -> CsaValues:
    is_new = raw.startswith(_MARK)
    position = 8 if is_new else 0
    (count,) = struct.unpack_from("<I", raw, position)
    if not 1 <= count <= _MOST_ENTRIES:
        raise ValueError("no table")
    position += 8
    found: CsaValues = {}
    first_count = 0
    for n in range(count):
        name, _, _, _, values, _ = struct.unpack_from("<64si4siii", raw, position)
        position += 84
        if not 0 <= values <= _MOST_VALUES:
            raise ValueError("too many values")
        first_count = values if n == 0 else first_count
        texts: list[str] = []
        for _ in range(values):
            one, other, *_ = struct.unpack_from("<4i", raw, position)
            # The older kind counts the length from the number of values of the first entry on.
            length = other if is_new else one - first_count
            if not 0 <= length <= len(raw) - position - 16:
                raise ValueError("a value is longer than the table")
            value = raw[position + 16 : position + 16 + length]
            texts.append(value.split(b"\0")[0].decode("latin-1").strip())
            position += 16 + (length + 3) // 4 * 4
        found[name.split(b"\0")[0].decode("latin-1")] = tuple(text for text in texts if text)
    return found
