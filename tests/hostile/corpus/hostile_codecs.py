"""Damaged code streams of every codec, and small files that unpack to enormous ones."""

from __future__ import annotations

import struct
import zlib

import imagecodecs
import numpy as np
from hostile_bytes import (
    DEFLATED,
    HTJ2K,
    JPEG,
    JPEG_2000,
    JPEG_LOSSLESS,
    JPEG_LS,
    RLE,
    data_set,
    dicom,
    element,
    fragments,
)
from hostile_case import EITHER, REFUSED, SHOWN, Case, one_file
from hostile_cuts import RLE_STREAM

PICTURE = np.random.default_rng(1).integers(0, 4000, (64, 48)).astype(np.uint16)
_SIZE = {"Rows": 64, "Columns": 48}


def _streams() -> dict[str, tuple[str, bytes, dict[str, object]]]:
    """Codec, its transfer syntax, a good stream and the header's fields for it."""
    lossy = bytes(imagecodecs.jpeg8_encode((PICTURE >> 4).astype(np.uint8)))
    bits = {"BitsAllocated": 8, "BitsStored": 8, "HighBit": 7}
    return {
        "JPEG": (JPEG, lossy, {**_SIZE, **bits}),
        "lossless JPEG": (JPEG_LOSSLESS, bytes(imagecodecs.ljpeg_encode(PICTURE)), _SIZE),
        "JPEG-LS": (JPEG_LS, bytes(imagecodecs.jpegls_encode(PICTURE)), _SIZE),
        "JPEG 2000": (
            JPEG_2000,
            bytes(imagecodecs.jpeg2k_encode(PICTURE, level=0, codecformat="j2k")),
            _SIZE,
        ),
        "HTJ2K": (HTJ2K, bytes(imagecodecs.htj2k_encode(PICTURE)), _SIZE),
        "RLE": (RLE, RLE_STREAM, {}),
    }


def _flipped(stream: bytes, places: range) -> bytes:
    damaged = bytearray(stream)
    for n in places:
        damaged[n] ^= 0x5A
    return bytes(damaged)


def _damages(stream: bytes) -> dict[str, tuple[bytes, str]]:
    size = len(stream)
    return {
        "cut in half": (stream[: size // 2], REFUSED),
        "cut to its head": (stream[:20], REFUSED),
        "one byte": (stream[:1], REFUSED),
        "zeros": (bytes(size), REFUSED),
        "ones": (b"\xff" * size, REFUSED),
        "a quarter of zeros": (
            stream[: size // 2] + bytes(size // 4) + stream[size // 2 + size // 4 :],
            EITHER,
        ),
        "every 97th byte wrong": (_flipped(stream, range(60, size, 97)), EITHER),
        "a wrong head": (_flipped(stream, range(2, min(40, size))), REFUSED),
        "the end first": (stream[size // 2 :] + stream[: size // 2], REFUSED),
        "twice": (stream + stream, EITHER),
    }


def _damaged() -> list[Case]:
    cases = []
    for codec, (syntax, stream, fields) in _streams().items():
        whole = dicom({**fields, "PixelData": fragments(stream)}, syntax)
        cases.append(one_file(f"whole {codec}", whole, SHOWN))
        for name, (damaged, outcome) in _damages(stream).items():
            content = dicom({**fields, "PixelData": fragments(damaged)}, syntax)
            # Run lengths have no head and no sum: a wrong byte is a wrong pixel that nobody can see.
            outcome = EITHER if codec == "RLE" and name in ("a wrong head", "the end first") else outcome
            cases.append(one_file(f"{codec}: {name}", content, outcome))
        smaller = dicom(
            {**fields, "Rows": 63 if codec != "RLE" else 17, "PixelData": fragments(stream)}, syntax
        )
        cases.append(one_file(f"{codec}: another size than the header", smaller))
    return cases


def _patched(stream: bytes, mark: bytes, offset: int, fmt: str, *values: int) -> bytes:
    start = stream.index(mark) + offset
    size = struct.calcsize(fmt)
    return stream[:start] + struct.pack(fmt, *values) + stream[start + size :]


def _huge() -> list[Case]:
    """Header and stream agree on a size that is absurd."""
    streams = _streams()
    wide = {"Rows": 40_000, "Columns": 40_000}
    jls = _patched(streams["JPEG-LS"][1], b"\xff\xf7", 5, ">HH", 40_000, 40_000)
    j2k = _patched(streams["JPEG 2000"][1], b"\xff\x51", 6, ">II", 40_000, 40_000)
    j2k = _patched(j2k, b"\xff\x51", 22, ">II", 40_000, 40_000)
    ht = _patched(streams["HTJ2K"][1], b"\xff\x51", 6, ">II", 40_000, 40_000)
    ht = _patched(ht, b"\xff\x51", 22, ">II", 40_000, 40_000)
    tiles = _patched(streams["JPEG 2000"][1], b"\xff\x51", 22, ">II", 1, 1)
    mark = next(bytes((0xFF, n)) for n in (0xC0, 0xC1) if bytes((0xFF, n)) in streams["JPEG"][1])
    jpeg = _patched(streams["JPEG"][1], mark, 5, ">HH", 40_000, 40_000)
    lossless = _patched(streams["lossless JPEG"][1], b"\xff\xc3", 5, ">HH", 40_000, 40_000)
    bits = {"BitsAllocated": 8, "BitsStored": 8, "HighBit": 7}

    def packed(stream: bytes, syntax: str, **fields: object) -> bytes:
        return dicom({**wide, **fields, "PixelData": fragments(stream)}, syntax)

    cases = {
        "JPEG-LS": packed(jls, JPEG_LS),
        "JPEG 2000": packed(j2k, JPEG_2000),
        "HTJ2K": packed(ht, HTJ2K),
        "JPEG": packed(jpeg, JPEG, **bits),
        "lossless JPEG": packed(lossless, JPEG_LOSSLESS),
        "RLE": packed(RLE_STREAM, RLE),
        "JPEG 2000 of tiles of one pixel": dicom({**_SIZE, "PixelData": fragments(tiles)}, JPEG_2000),
        "a thousand frames of one small stream": dicom(
            {
                "Rows": 2000,
                "Columns": 2000,
                "NumberOfFrames": "500",
                "PixelData": fragments(*[jls[:64]] * 500),
            },
            JPEG_LS,
        ),
    }
    return [one_file(f"a bomb of {name}", content, seconds=5.0) for name, content in cases.items()]


def _deflate_bombs() -> list[Case]:
    def deflated(body: bytes) -> bytes:
        squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        return dicom(syntax=DEFLATED, body=squeeze.compress(body) + squeeze.flush())

    report = {"SOPClassUID": "1.2.840.10008.5.1.4.1.1.88.11", "PixelData": None}
    return [
        one_file(
            "a deflated file of 300 MB of zeros",
            lambda: deflated(data_set() + bytes(300_000_000)),
            says="unreasonably large",
            seconds=5.0,
        ),
        one_file(
            "a deflated file of one long name",
            lambda: deflated(element(0x00100010, "UT", b"A" * 200_000_000)),
            seconds=5.0,
        ),
        one_file(
            "a deflated report of 300 MB of zeros",
            lambda: deflated(data_set(report) + bytes(300_000_000)),
            seconds=5.0,
        ),
        one_file(
            "a deflated file of noise", dicom(syntax=DEFLATED, body=np.random.default_rng(0).bytes(5000))
        ),
    ]


def cases() -> list[Case]:
    """All of them."""
    return [*_damaged(), *_huge(), *_deflate_bombs()]
