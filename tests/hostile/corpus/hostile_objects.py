"""Objects that are no pictures, with content that makes no sense."""

from __future__ import annotations

import struct

import numpy as np
from hostile_bytes import NOISE, dicom, element, sequence
from hostile_case import EITHER, REFUSED, Case, one_file

_NO_PICTURE = dict.fromkeys(
    (
        "PixelData",
        "Rows",
        "Columns",
        "BitsAllocated",
        "BitsStored",
        "HighBit",
        "PixelRepresentation",
        "SamplesPerPixel",
        "PhotometricInterpretation",
        "RescaleSlope",
        "RescaleIntercept",
        "PixelSpacing",
    ),
    None,
)
_CLASSES = {
    "a report": "1.2.840.10008.5.1.4.1.1.88.11",
    "key images": "1.2.840.10008.5.1.4.1.1.88.59",
    "a presentation state": "1.2.840.10008.5.1.4.1.1.11.1",
    "contours": "1.2.840.10008.5.1.4.1.1.481.3",
    "a plan": "1.2.840.10008.5.1.4.1.1.481.5",
    "a document": "1.2.840.10008.5.1.4.1.1.104.1",
    "a waveform": "1.2.840.10008.5.1.4.1.1.9.1.1",
    "a segmentation": "1.2.840.10008.5.1.4.1.1.66.4",
    "a dose": "1.2.840.10008.5.1.4.1.1.481.2",
}


def _object(kind: str, extra: bytes = b"", **fields: object) -> bytes:
    return dicom({**_NO_PICTURE, "SOPClassUID": _CLASSES[kind], "Modality": "OT", **fields}, extra=extra)


def _text(depth: int, count: int = 1) -> bytes:
    """Content of a report, ``depth`` containers in one another."""
    inner = (
        element(0x0040A010, "CS", b"CONTAINS")
        + element(0x0040A040, "CS", b"TEXT")
        + element(0x0040A160, "UT", b"Geheimnis ")
    )
    body = sequence(0x0040A730, *[inner] * count)
    for _ in range(depth):
        item = element(0x0040A010, "CS", b"CONTAINS") + element(0x0040A040, "CS", b"CONTAINER ") + body
        body = sequence(0x0040A730, item)
    return body


def _contour(points: bytes, kind: bytes = b"CLOSED_PLANAR ") -> bytes:
    contour = (
        element(0x30060042, "CS", kind) + element(0x30060046, "IS", b"4 ") + element(0x30060050, "UN", points)
    )
    roi = (
        element(0x3006002A, "IS", b"255\\0\\0 ")
        + sequence(0x30060040, contour)
        + element(0x30060084, "IS", b"1 ")
    )
    named = (
        element(0x30060022, "IS", b"1 ")
        + element(0x30060024, "UI", b"1.2.3.5\0")
        + element(0x30060026, "LO", b"Geheimnis ")
    )
    return sequence(0x30060020, named) + sequence(0x30060039, roi)


def _empty() -> list[Case]:
    return [one_file(f"{kind} of nothing", _object(kind), EITHER) for kind in _CLASSES]


def _full() -> list[Case]:
    many = "\\".join(["1.5"] * 300_000).encode()
    points = {
        "not a number": b"nan\\nan\\nan\\0\\0\\0 ",
        "text": b"Geheimnis^Xaver ",
        "two and a half": b"1\\2\\3\\4\\5 ",
        "giants": b"1e308\\1e308\\1e308\\-1e308\\0\\0",
        "empty": b"",
        "100,000": many,
    }
    seg = {
        "Rows": 16,
        "Columns": 16,
        "BitsAllocated": 1,
        "BitsStored": 1,
        "HighBit": 0,
        "SamplesPerPixel": 1,
        "PixelRepresentation": 0,
    }
    groups = sequence(0x52009230, *[b""] * 3)
    big = {
        "Rows": 65535,
        "Columns": 65535,
        "BitsAllocated": 1,
        "BitsStored": 1,
        "HighBit": 0,
        "SamplesPerPixel": 1,
    }
    dose = {
        "Rows": 16,
        "Columns": 16,
        "BitsAllocated": 16,
        "BitsStored": 16,
        "HighBit": 15,
        "SamplesPerPixel": 1,
        "PixelRepresentation": 0,
        "PhotometricInterpretation": "MONOCHROME2",
        "PixelData": NOISE.tobytes(),
        "PixelSpacing": "1\\1",
        "Modality": "RTDOSE",
    }
    return [
        *[
            one_file(f"contours of points {name}", _object("contours", _contour(raw)), EITHER)
            for name, raw in points.items()
        ],
        one_file(
            "contours of a kind of nobody", _object("contours", _contour(b"0\\0\\0 ", b"GEHEIM")), EITHER
        ),
        one_file("a report 60 deep", _object("a report", _text(60)), EITHER),
        one_file("a report 400 deep", _object("a report", _text(400)), EITHER),
        one_file("a report of 20,000 lines", _object("a report", _text(1, 20_000)), EITHER),
        one_file(
            "a report of one megabyte of text",
            _object(
                "a report",
                sequence(
                    0x0040A730,
                    element(0x0040A040, "CS", b"TEXT") + element(0x0040A160, "UT", b"A" * 1_000_000),
                ),
            ),
            EITHER,
        ),
        one_file(
            "a document longer than the file",
            _object("a document", element(0x00420011, "OB", b"%PDF", length=1 << 28)),
            EITHER,
        ),
        one_file(
            "a document that is a program",
            _object(
                "a document",
                element(0x00420011, "OB", b"\x7fELF" + bytes(100))
                + element(0x00420012, "LO", b"application/x-sh"),
            ),
            EITHER,
        ),
        one_file(
            "a segmentation without its groups",
            _object("a segmentation", NumberOfFrames="1", PixelData=bytes(32), **seg),
            REFUSED,
        ),
        one_file(
            "a segmentation of empty groups",
            _object("a segmentation", groups, NumberOfFrames="3", PixelData=bytes(96), **seg),
            REFUSED,
        ),
        one_file(
            "a segmentation of 65535 x 65535",
            _object("a segmentation", groups, NumberOfFrames="3", PixelData=bytes(96), **big),
            REFUSED,
        ),
        one_file(
            "a segmentation of a milliard frames",
            _object("a segmentation", groups, NumberOfFrames="1000000000", PixelData=bytes(96), **seg),
            REFUSED,
        ),
        one_file(
            "a dose of a scaling not a number",
            _object("a dose", DoseGridScaling="nan", NumberOfFrames="1", **dose),
            EITHER,
        ),
        one_file(
            "a dose of offsets not a number",
            _object("a dose", DoseGridScaling="1", NumberOfFrames="1", GridFrameOffsetVector="nan", **dose),
            EITHER,
        ),
        one_file(
            "a dose of too many offsets",
            _object(
                "a dose",
                DoseGridScaling="1",
                NumberOfFrames="1",
                GridFrameOffsetVector="\\".join("1" * 9999),
                **dose,
            ),
            EITHER,
        ),
        one_file(
            "a shutter of nowhere",
            _object(
                "a presentation state",
                element(0x00181600, "CS", b"POLYGONAL ") + element(0x00181620, "IS", b"-99999\\x\\5 "),
            ),
            EITHER,
        ),
        one_file(
            "overlay planes of nowhere",
            dicom(
                extra=element(0x60000010, "US", struct.pack("<H", 60_000))
                + element(0x60000011, "US", struct.pack("<H", 60_000))
                + element(0x60000050, "SS", struct.pack("<hh", -9, -9))
                + element(0x60003000, "OW", b"ab")
            ),
            EITHER,
        ),
        one_file(
            "noise with a report's class", _object("a report", np.random.default_rng(6).bytes(5000)), EITHER
        ),
    ]


def cases() -> list[Case]:
    """All of them."""
    return [*_empty(), *_full()]
