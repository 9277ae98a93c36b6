"""DICOM files made byte by byte, past all checks of a library. Each names a secret patient."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from pydicom.datadict import dictionary_VR, tag_for_keyword

SECRET_NAME, SECRET_ID = "Geheimnis^Xaver", "ID-4711-GEHEIM"
EXPLICIT, IMPLICIT, BIG, DEFLATED = (
    "1.2.840.10008.1.2.1",
    "1.2.840.10008.1.2",
    "1.2.840.10008.1.2.2",
    "1.2.840.10008.1.2.1.99",
)
RLE = "1.2.840.10008.1.2.5"
JPEG, JPEG_LOSSLESS, JPEG_LS, JPEG_2000, HTJ2K = (
    f"1.2.840.10008.1.2.4.{n}" for n in ("50", "70", "80", "90", "201")
)
_LONG = {"OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"}
NOISE = np.random.default_rng(0).integers(0, 4000, (16, 16)).astype(np.uint16)
LENGTH_UNDEFINED = 0xFFFFFFFF

_BASE: dict[str, Any] = {
    "SOPClassUID": "1.2.840.10008.5.1.4.1.1.2",
    "SOPInstanceUID": "1.2.3.4.1",
    "StudyDate": "20260101",
    "Modality": "CT",
    "PatientName": SECRET_NAME,
    "PatientID": SECRET_ID,
    "SliceThickness": "2",
    "StudyInstanceUID": "1.2.3",
    "SeriesInstanceUID": "1.2.3.4",
    "SeriesNumber": "3",
    "InstanceNumber": "1",
    "ImagePositionPatient": "-10\\-20\\0",
    "ImageOrientationPatient": "1\\0\\0\\0\\1\\0",
    "FrameOfReferenceUID": "1.2.3.5",
    "SamplesPerPixel": 1,
    "PhotometricInterpretation": "MONOCHROME2",
    "Rows": 16,
    "Columns": 16,
    "PixelSpacing": "0.5\\0.75",
    "BitsAllocated": 16,
    "BitsStored": 16,
    "HighBit": 15,
    "PixelRepresentation": 0,
    "RescaleIntercept": "-1024",
    "RescaleSlope": "1",
    "PixelData": NOISE.tobytes(),
}


def element(tag: int, vr: str, value: bytes, order: str = "<", length: int | None = None) -> bytes:
    """One explicit element; ``length`` may lie."""
    said = len(value) if length is None else length
    head = struct.pack(order + "HH", tag >> 16, tag & 0xFFFF) + vr.encode()
    size = struct.pack(order + "HI", 0, said) if vr in _LONG else struct.pack(order + "H", said & 0xFFFF)
    return head + size + value


def implicit(tag: int, value: bytes, length: int | None = None) -> bytes:
    """One implicit element."""
    said = len(value) if length is None else length
    return struct.pack("<HHI", tag >> 16, tag & 0xFFFF, said) + value


def encoded(keyword: str, value: Any, order: str = "<") -> tuple[int, str, bytes]:
    """Tag, kind and bytes of an element, given by its keyword."""
    tag = tag_for_keyword(keyword)
    vr = dictionary_VR(tag)
    vr = {"US or SS": "US", "OB or OW": "OW"}.get(vr, vr)
    if isinstance(value, str):
        raw = value.encode("utf-8")
        value = raw + (b"\0" if vr == "UI" else b" ") * (len(raw) % 2)
    elif isinstance(value, int):
        value = struct.pack(order + {"US": "H", "SS": "h", "UL": "I", "SL": "i"}[vr], value)
    return tag, vr, value


def data_set(changes: dict[str, Any] | None = None, syntax: str = EXPLICIT, extra: bytes = b"") -> bytes:
    """The elements up to the end; None leaves one out. ``extra`` goes in before the pixels, as it is."""
    order = ">" if syntax == BIG else "<"
    fields = {**_BASE, **(changes or {})}
    if syntax == BIG:
        fields["PixelData"] = NOISE.astype(">u2").tobytes()
    elements = sorted(encoded(k, v, order) for k, v in fields.items() if v is not None)
    parts = []
    for tag, vr, value in elements:
        if tag == 0x7FE00010:
            parts.append(extra)
        is_packed = tag == 0x7FE00010 and syntax not in (EXPLICIT, IMPLICIT, BIG, DEFLATED)
        length = LENGTH_UNDEFINED if is_packed else None
        vr = "OB" if is_packed else vr
        parts.append(implicit(tag, value) if syntax == IMPLICIT else element(tag, vr, value, order, length))
    if not any(tag == 0x7FE00010 for tag, _, _ in elements):
        parts.append(extra)
    return b"".join(parts)


def meta(syntax: str = EXPLICIT, sop_class: str = _BASE["SOPClassUID"]) -> bytes:
    """Group 0002."""
    parts = [element(0x00020001, "OB", b"\0\1")]
    for keyword, value in (
        ("MediaStorageSOPClassUID", sop_class),
        ("MediaStorageSOPInstanceUID", "1.2.3.4.1"),
        ("TransferSyntaxUID", syntax),
        ("ImplementationClassUID", "1.2.3.4"),
    ):
        parts.append(element(*encoded(keyword, value)))
    body = b"".join(parts)
    return element(0x00020000, "UL", struct.pack("<I", len(body))) + body


def dicom(
    changes: dict[str, Any] | None = None,
    syntax: str = EXPLICIT,
    extra: bytes = b"",
    preamble: bytes = b"",
    body: bytes | None = None,
) -> bytes:
    """A whole file."""
    content = data_set(changes, syntax, extra) if body is None else body
    sop_class = (changes or {}).get("SOPClassUID") or _BASE["SOPClassUID"]
    return preamble.ljust(128, b"\0")[:128] + b"DICM" + meta(syntax, sop_class) + content


def fragments(*streams: bytes, table: bytes = b"", end: bool = True) -> bytes:
    """Encapsulated pixel data."""
    item = b"\xfe\xff\x00\xe0"
    parts = [item + struct.pack("<I", len(table)) + table]
    for stream in streams:
        stream += b"\0" * (len(stream) % 2)
        parts.append(item + struct.pack("<I", len(stream)) + stream)
    return b"".join(parts) + (b"\xfe\xff\xdd\xe0\0\0\0\0" if end else b"")


def sequence(tag: int, *items: bytes, length: int | None = None) -> bytes:
    """A sequence of defined length."""
    body = b"".join(b"\xfe\xff\x00\xe0" + struct.pack("<I", len(item)) + item for item in items)
    return element(tag, "SQ", body, length=length)
