"""Attributes that make no sense, and structures that are too deep or too many."""

from __future__ import annotations

import struct

from hostile_bytes import LENGTH_UNDEFINED, NOISE, dicom, element, sequence
from hostile_case import EITHER, REFUSED, SHOWN, Case, one_file

_ITEM = b"\xfe\xff\x00\xe0\xff\xff\xff\xff"
_DATA = NOISE.tobytes()

# What a picture of 16 x 16 pixels is said to be.
_REFUSED = {
    "no rows": {"Rows": 0},
    "no columns": {"Columns": 0},
    "rows left out": {"Rows": None},
    "rows of one byte": {"Rows": b"\x10"},
    "65535 x 65535": {"Rows": 65535, "Columns": 65535},
    "more rows than there are": {"Rows": 17},
    "no frames": {"NumberOfFrames": "0"},
    "less than no frames": {"NumberOfFrames": "-1"},
    "a milliard frames": {"NumberOfFrames": "1000000000"},
    "frames beyond all numbers": {"NumberOfFrames": "9" * 400},
    "frames that are no number": {"NumberOfFrames": "1A"},
    "half a frame": {"NumberOfFrames": "0.5"},
    "two frames": {"NumberOfFrames": "2"},
    "no bits": {"BitsAllocated": 0},
    "7 bits": {"BitsAllocated": 7},
    "255 bits": {"BitsAllocated": 255},
    "65535 bits": {"BitsAllocated": 65535},
    "64 bits": {"BitsAllocated": 64},
    "more bits stored than allocated": {"BitsStored": 17},
    "samples beyond all reason": {"SamplesPerPixel": 65535},
    "a photometry of nobody": {"PhotometricInterpretation": "GEHEIM"},
    "colour in one sample": {"PhotometricInterpretation": "RGB"},
    "a palette without one": {"PhotometricInterpretation": "PALETTE COLOR"},
    "three samples of too few bytes": {"SamplesPerPixel": 3, "PhotometricInterpretation": "RGB"},
    "spacing of zero": {"PixelSpacing": "0\\0"},
    "spacing of one zero": {"PixelSpacing": "0.5\\0"},
    "spacing below zero": {"PixelSpacing": "-0.5\\0.5"},
    "spacing with a comma": {"PixelSpacing": "0,5\\0,5"},
    "spacing not a number": {"PixelSpacing": "nan\\nan"},
    "spacing without end": {"PixelSpacing": "inf\\1"},
    "spacing of an atom": {"PixelSpacing": "1e-300\\1e-300"},
    "spacing of a galaxy": {"PixelSpacing": "1e300\\1e300"},
    "spacing in hexadecimal": {"PixelSpacing": "0x1p3\\1"},
    "one spacing": {"PixelSpacing": "0.5"},
    "spacing of one megabyte": {"PixelSpacing": None, "extra": element(0x00280030, "UN", b"1" * 1_000_000)},
    "an orientation of zeros": {"ImageOrientationPatient": "0\\0\\0\\0\\0\\0"},
    "an orientation of one direction": {"ImageOrientationPatient": "1\\0\\0\\1\\0\\0"},
    "an orientation of five numbers": {"ImageOrientationPatient": "1\\0\\0\\0\\1"},
    "an orientation not a number": {"ImageOrientationPatient": "nan\\0\\0\\0\\1\\0"},
    "an orientation of giants": {"ImageOrientationPatient": "1e200\\0\\0\\0\\1e200\\0"},
    "a position not a number": {"ImagePositionPatient": "nan\\nan\\nan"},
    "a position of two numbers": {"ImagePositionPatient": "1\\2"},
    "a position out of this world": {"ImagePositionPatient": "1e308\\0\\0"},
    "a slope of zero": {"RescaleSlope": "0"},
    "a slope not a number": {"RescaleSlope": "nan"},
    "a slope of 1e300": {"RescaleSlope": "1e300"},
    "a slope that is text": {"RescaleSlope": "Geheimnis"},
    "an intercept without end": {"RescaleIntercept": "-inf"},
}

_SHOWN = {
    "one sample left out": {"SamplesPerPixel": None},
    "a photometry left out": {"PhotometricInterpretation": None},
    "decimals of 40 digits": {"PixelSpacing": "0.5" + "0" * 37 + "\\0.75"},
    "a position of 60 digits": {"ImagePositionPatient": "-10." + "0" * 55 + "\\-20\\0"},
    "a window of no width": {"WindowCenter": "40", "WindowWidth": "0"},
    "a window below zero": {"WindowCenter": "40", "WindowWidth": "-5"},
    "a window not a number": {"WindowCenter": "nan", "WindowWidth": "nan"},
    "a window of 1e300": {"WindowCenter": "1e300", "WindowWidth": "1e300"},
    "more centres than widths": {"WindowCenter": "1\\2\\3", "WindowWidth": "5"},
    "a window function of nobody": {"WindowCenter": "40", "WindowWidth": "9", "VOILUTFunction": "GEHEIM"},
    "10,000 windows": {"WindowCenter": "4\\" * 9_999 + "4", "WindowWidth": "5\\" * 9_999 + "5"},
    "a character set of nobody": {"SpecificCharacterSet": "KLINGON"},
    "100 character sets": {"SpecificCharacterSet": "\\ISO 2022 IR 87" * 100},
    "text of the wrong character set": {
        "SpecificCharacterSet": "ISO_IR 192",
        "SeriesDescription": b"\xff\xfe\x80\x81",
    },
    "escapes without a set": {
        "SpecificCharacterSet": "ISO 2022 IR 87",
        "SeriesDescription": b"\x1b$B\x1b\x1b$$",
    },
    "a name full of zeros": {"PatientName": b"A\0B\0\0\0"},
    "a name that is HTML": {"PatientName": "<img src=x><script>alert(1)</script>"},
    "a patient that is right to left": {"PatientName": "\u202eGeheimnis\u202d"},
    "a name of 60,000 bytes": {"PatientName": "A" * 60_000},
    "a description of all control characters": {"SeriesDescription": bytes(range(1, 32)) + b"x"},
    "a date of nonsense": {"StudyDate": "99999999"},
    "a date that is a path": {"StudyDate": "../../etc/passwd"},
    "an identity of 10,000 bytes": {"SeriesInstanceUID": "1." * 5000},
    "an identity that is a path": {"SeriesInstanceUID": "../../../../tmp/x", "StudyInstanceUID": "..\\..\\x"},
    "an empty identity": {"SeriesInstanceUID": "", "StudyInstanceUID": "", "SOPInstanceUID": ""},
    "a series number of 1,000 digits": {"SeriesNumber": "9" * 1000},
    "an instance number that is none": {"InstanceNumber": "one"},
    "a modality of 5,000 letters": {"Modality": "C" * 5000},
    "a thickness not a number": {"SliceThickness": "nan"},
    "a thickness below zero": {"SliceThickness": "-3"},
    "a padding value beyond the pixels": {"PixelPaddingValue": 65535, "PixelPaddingRangeLimit": 0},
    "all pixels are padding": {"PixelPaddingValue": 0, "PixelPaddingRangeLimit": 65535},
    "a class of nobody": {"SOPClassUID": "1.2.3.4.5"},
}

_EITHER = {
    "a pixel representation of 7": {"PixelRepresentation": 7},
    "a high bit in the wrong place": {"HighBit": 3},
    "a high bit of 60,000": {"HighBit": 60_000},
    "no bits stored": {"BitsStored": 0},
    "two samples": {"SamplesPerPixel": 2},
    "a planar configuration of 9": {"PlanarConfiguration": 9},
    "spacing that is empty": {"PixelSpacing": ""},
    "an orientation left out": {"ImageOrientationPatient": None},
    "a position left out": {"ImagePositionPatient": None},
    "an identity with a line break": {"SeriesInstanceUID": "1.2\n3.4"},
    "8 bits of 16": {"BitsAllocated": 8, "BitsStored": 8, "HighBit": 7},
    "one bit a pixel": {"BitsAllocated": 1, "BitsStored": 1, "HighBit": 0},
    "32 bits of 16": {"BitsAllocated": 32, "BitsStored": 32, "HighBit": 31, "Rows": 8},
    "an aspect ratio of zero": {"PixelSpacing": None, "PixelAspectRatio": "0\\0"},
}


def _values() -> list[Case]:
    made = []
    for outcome, table in ((REFUSED, _REFUSED), (SHOWN, _SHOWN), (EITHER, _EITHER)):
        for name, fields in table.items():
            changes = dict(fields)
            extra = changes.pop("extra", b"")
            made.append(one_file(name, dicom(changes, extra=extra), outcome))
    return made


def _nested(depth: int) -> bytes:
    """Sequences of undefined length in one another, closed properly."""
    opened = (b"\x09\x00\x10\x10SQ\0\0\xff\xff\xff\xff" + _ITEM) * depth
    closed = (b"\xfe\xff\x0d\xe0\0\0\0\0" + b"\xfe\xff\xdd\xe0\0\0\0\0") * depth
    return opened + closed


def _nested_with_lengths(depth: int) -> bytes:
    inner = b""
    for _ in range(depth):
        inner = sequence(0x00091010, inner)
    return inner


def _deep() -> list[Case]:
    def before_pixels(extra: bytes) -> bytes:
        # Group 0009 lies before the patient, so the whole file is walked through it.
        start, end = dicom({"PixelData": None}), element(0x7FE00010, "OW", _DATA)
        place = start.index(b"\x10\x00\x10\x00PN")
        return start[:place] + extra + start[place:] + end

    shallow = before_pixels(_nested(30))
    cases = [one_file("sequences 30 deep", shallow, SHOWN)]
    for depth in (1000, 100_000):
        cases.append(one_file(f"sequences {depth} deep", before_pixels(_nested(depth))))
        opened = (b"\x09\x00\x10\x10SQ\0\0\xff\xff\xff\xff" + _ITEM) * depth
        cases.append(one_file(f"sequences {depth} deep and never closed", before_pixels(opened)))
        unknown = (
            b"\x09\x00\x10\x10UN\0\0\xff\xff\xff\xff" + (_ITEM + b"\x09\x00\x10\x10\xff\xff\xff\xff") * depth
        )
        cases.append(one_file(f"unknown sequences {depth} deep", before_pixels(unknown)))
    cases.append(
        one_file("sequences with lengths 1000 deep", before_pixels(_nested_with_lengths(1000)), EITHER)
    )
    shared = _shared(400)
    cases.append(
        one_file(
            "functional groups 400 deep",
            dicom({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.2.1", "NumberOfFrames": "1"}, extra=shared),
            SHOWN,
        )
    )
    return cases


def _shared(depth: int) -> bytes:
    inner = element(0x00280030, "DS", b"0.5\\0.5 ")
    for _ in range(depth):
        inner = sequence(0x00289110, inner)
    return sequence(0x52009229, inner)


def _many() -> list[Case]:
    start, end = dicom({"PixelData": None}), element(0x7FE00010, "OW", _DATA)

    def elements(count: int) -> bytes:
        parts = []
        for n in range(count):
            group, number = 0x0029 + 2 * (n // 60_000), 0x1000 + n % 60_000
            parts.append(struct.pack("<HH2sH", group, number, b"LO", 2) + b"ab")
        return start + b"".join(parts) + end

    def items(count: int) -> bytes:
        body = (b"\xfe\xff\x00\xe0\0\0\0\0") * count
        return start + element(0x00291010, "SQ", body) + end

    def frames(count: int) -> bytes:
        groups = b"\xfe\xff\x00\xe0\0\0\0\0" * count
        fields = {
            "SOPClassUID": "1.2.840.10008.5.1.4.1.1.2.1",
            "NumberOfFrames": str(count),
            "PixelData": None,
        }
        return dicom(fields, extra=element(0x52009230, "SQ", groups)) + end

    return [
        one_file("50,000 elements", lambda: elements(50_000), SHOWN),
        one_file("300,000 elements", lambda: elements(300_000), SHOWN),
        one_file("100,000 empty items", lambda: items(100_000), SHOWN),
        one_file("200,000 frames of nothing", lambda: frames(200_000)),
        one_file("frames without their groups", frames(1), EITHER),
        one_file(
            "a sequence of undefined length of 300,000 items",
            lambda: (
                start
                + element(0x00291010, "SQ", b"", length=LENGTH_UNDEFINED)
                + b"\xfe\xff\x00\xe0\0\0\0\0" * 300_000
                + b"\xfe\xff\xdd\xe0\0\0\0\0"
                + end
            ),
            EITHER,
        ),
    ]


def _preambles() -> list[Case]:
    starts = {
        "a program of Linux": b"\x7fELF\x02\x01\x01\0",
        "a program of Windows": b"MZ\x90\0" + bytes(56) + struct.pack("<I", 64) + b"PE\0\0",
        "a TIFF": b"II*\0\x08\0\0\0\1\0\0\1\3\0\1\0\0\0\x10\0\0\0",
        "a PDF": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n",
        "a shell script": b"#!/bin/sh\ntouch /tmp/medviewer-was-here\n",
        "a web page": b"<html><script>alert(1)</script>",
        "a PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "a JPEG": b"\xff\xd8\xff\xe0\0\x10JFIF",
        "a ZIP": b"PK\x03\x04\x14\0\0\0\0\0",
        "gzip": b"\x1f\x8b\x08\0",
        "NRRD": b"NRRD0004\ntype: short\n",
        "a NIfTI": b"\x5c\x01\0\0",
    }
    return [one_file(f"begins as {name}", dicom(preamble=start), SHOWN) for name, start in starts.items()]


def cases() -> list[Case]:
    """All of them."""
    return [*_values(), *_deep(), *_many(), *_preambles()]
