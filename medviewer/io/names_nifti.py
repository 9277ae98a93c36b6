"""Names and colours of labels in the extended header of a NIfTI file.

NIfTI-1 has no place for names; the one in use is an extension of code 30 (Caret, XML) with a
``LabelTable``, as the Connectome tools and TotalSegmentator write it. Readers that do not know it skip it.
"""

from __future__ import annotations

import gzip
import re
import struct
import zlib
from html import escape, unescape
from pathlib import Path

from medviewer.core.segmentation import Segment, Segmentation
from medviewer.io.label_origin import origin_facts

_CARET = 30
_MOST_BYTES = 1 << 20
_LABEL = re.compile(r"<Label\b([^<>]*)>([^<]*)</Label>")
_PAIR = re.compile(r"<MD><Name>([^<]{1,40})</Name><Value>([^<]*)</Value></MD>")
_ATTRIBUTE = re.compile(r"(\w+)\s*=\s*\"([^\"]*)\"")


def label_extension(segmentation: Segmentation) -> bytes:
    """The extension that names the segments, padded to a multiple of 16 bytes."""
    labels = "".join(
        f'<Label Key="{segment.number}" Red="{segment.color[0] / 255:.6f}" '
        f'Green="{segment.color[1] / 255:.6f}" Blue="{segment.color[2] / 255:.6f}" Alpha="1">'
        f"{escape(segment.name)}</Label>"
        for segment in segmentation.segments
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><CaretExtension><VolumeInformation Index="0">'
        f"<LabelTable>{labels}</LabelTable>{_origin(segmentation)}<VolumeType>Label</VolumeType>"
        "</VolumeInformation></CaretExtension>"
    ).encode()
    size = -(-(len(text) + 8) // 16) * 16
    return struct.pack("<ii", size, _CARET) + text.ljust(size - 8, b"\0")


def _origin(segmentation: Segmentation) -> str:
    """Which model made it and what a reader said of it, as the format's own pairs of name and value."""
    facts = origin_facts(segmentation)
    if not facts:
        return ""
    pairs = (f"<MD><Name>{name}</Name><Value>{escape(value)}</Value></MD>" for name, value in facts.items())
    return f"<MetaData>{''.join(pairs)}</MetaData>"


def nifti_origin(path: Path) -> dict[str, str]:
    """The pairs of name and value that a file has in its extension, as `origin_facts` made them."""
    pairs = (match.groups() for text in _texts(path) for match in _PAIR.finditer(text))
    return {unescape(name): unescape(value) for name, value in pairs}


def _texts(path: Path) -> list[str]:
    try:
        return _extensions(path)
    except (OSError, EOFError, zlib.error, struct.error):
        # Names are an extra: damage is told by whoever reads the voxels.
        return []


def nifti_segments(path: Path) -> tuple[Segment, ...]:
    """The segments that a ``.nii`` or ``.nii.gz`` file names, in their order; empty if it names none."""
    for text in _texts(path):
        found = {}
        for match in _LABEL.finditer(text):
            segment = _segment(dict(_ATTRIBUTE.findall(match[1])), unescape(match[2]).strip())
            if segment is not None:
                found[segment.number] = segment
        if found:
            return tuple(found.values())
    return ()


def _segment(attributes: dict[str, str], name: str) -> Segment | None:
    key = attributes.get("Key", "")
    if not key.isdigit() or not 0 < int(key) <= 65535:
        return None
    try:
        color = [round(255 * min(max(float(attributes[c]), 0.0), 1.0)) for c in ("Red", "Green", "Blue")]
    except (KeyError, ValueError):
        return Segment(int(key), name or f"Label {key}")
    return Segment(int(key), name or f"Label {key}", (color[0], color[1], color[2]))


def _extensions(path: Path) -> list[str]:
    """Text of the Caret extensions, each at most a megabyte."""
    found = []
    with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as file:
        header = file.read(352)
        if len(header) < 352 or header[348] == 0 or header[:4] not in (b"\x5c\x01\0\0", b"\0\0\x01\x5c"):
            return []
        order = "<" if header[:4] == b"\x5c\x01\0\0" else ">"
        position, end = 352, struct.unpack_from(f"{order}f", header, 108)[0]
        while position + 16 <= end:
            size, code = struct.unpack(f"{order}ii", file.read(8))
            if not 16 <= size <= min(_MOST_BYTES, end - position):
                break
            body = file.read(size - 8)
            position += size
            if code == _CARET:
                found.append(body.rstrip(b"\0").decode("utf-8", "replace"))
    return found
