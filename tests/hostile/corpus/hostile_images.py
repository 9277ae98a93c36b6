"""NIfTI, NRRD, MetaImage and picture files with headers that lie."""

from __future__ import annotations

import gzip
import io
import struct
import zlib
from pathlib import Path

import numpy as np
from hostile_bytes import SECRET_ID, SECRET_NAME
from hostile_case import EITHER, REFUSED, SHOWN, Case, one_file
from PIL import Image

_VOXELS = np.random.default_rng(2).integers(0, 1000, (5, 6, 7)).astype("<i2").tobytes()


def nifti(
    dim: tuple[int, ...] = (3, 7, 6, 5, 1, 1, 1, 1),
    datatype: int = 4,
    bitpix: int = 16,
    pixdim: tuple[float, ...] = (1, 1, 1, 2, 1, 1, 1, 1),
    offset: float = 352,
    slope: float = 1,
    codes: tuple[int, int] = (0, 1),
    rows: tuple[float, ...] = (1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0),
    magic: bytes = b"n+1\0",
    extension: bytes = bytes(4),
    voxels: bytes = _VOXELS,
    size: int = 348,
) -> bytes:
    """A NIfTI-1 file."""
    head = bytearray(348)
    struct.pack_into("<i", head, 0, size)
    struct.pack_into("<8h", head, 40, *dim)
    struct.pack_into("<hh", head, 70, datatype, bitpix)
    struct.pack_into("<8f", head, 76, *pixdim)
    struct.pack_into("<ff", head, 108, offset, slope)
    head[123] = 2
    head[148:228] = f"{SECRET_NAME} {SECRET_ID}".encode().ljust(80, b"\0")
    struct.pack_into("<2h", head, 252, *codes)
    struct.pack_into("<12f", head, 280, *rows)
    head[344:348] = magic
    return bytes(head) + extension + voxels


def _nifti() -> list[Case]:
    nan, inf = float("nan"), float("inf")
    good = nifti()
    table = {
        "whole": (good, SHOWN),
        "a magic of nobody": (nifti(magic=b"abcd"), REFUSED),
        "a size of nobody": (nifti(size=1 << 30), REFUSED),
        "nine dimensions": (nifti(dim=(9, 7, 6, 5, 1, 1, 1, 1)), REFUSED),
        "no dimensions": (nifti(dim=(0, 7, 6, 5, 1, 1, 1, 1)), REFUSED),
        "less than no dimensions": (nifti(dim=(-3, 7, 6, 5, 1, 1, 1, 1)), REFUSED),
        "lengths below zero": (nifti(dim=(3, -7, -6, 5, 1, 1, 1, 1)), REFUSED),
        "lengths of zero": (nifti(dim=(3, 7, 0, 5, 1, 1, 1, 1)), REFUSED),
        "lengths beyond all numbers": (nifti(dim=(7, *[32767] * 7)), REFUSED),
        "lengths of a wrapped product": (nifti(dim=(5, 32767, 32767, 32767, 32767, 32767, 1, 1)), REFUSED),
        "more than there is": (nifti(dim=(3, 7, 6, 6, 1, 1, 1, 1)), REFUSED),
        "a kind of number of nobody": (nifti(datatype=31_000), REFUSED),
        "bits that do not fit": (nifti(datatype=4, bitpix=64), EITHER),
        "no bits": (nifti(datatype=4, bitpix=0), EITHER),
        "complex numbers": (nifti(datatype=32, bitpix=64, dim=(3, 7, 3, 2, 1, 1, 1, 1)), REFUSED),
        "an offset below zero": (nifti(offset=-352), REFUSED),
        "an offset not a number": (nifti(offset=nan), EITHER),
        "an offset without end": (nifti(offset=inf), REFUSED),
        "an offset beyond the file": (nifti(offset=1e9), REFUSED),
        "an offset of 1e30": (nifti(offset=1e30), REFUSED),
        "spacing not a number": (nifti(pixdim=(1, nan, 1, 1, 1, 1, 1, 1), codes=(0, 0)), REFUSED),
        "spacing of zero": (nifti(pixdim=(1, 0, 0, 0, 1, 1, 1, 1), codes=(0, 0)), EITHER),
        "spacing below zero": (nifti(pixdim=(1, -1, -1, -1, 1, 1, 1, 1), codes=(0, 0)), EITHER),
        "rows not a number": (nifti(rows=(nan,) * 12), REFUSED),
        "rows of zeros": (nifti(rows=(0.0,) * 12), REFUSED),
        "rows of giants": (nifti(rows=(1e38, 0, 0, 0, 0, 1e38, 0, 0, 0, 0, 1e38, 0)), REFUSED),
        "rows in one plane": (nifti(rows=(1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0)), REFUSED),
        "codes of nobody": (nifti(codes=(999, 999)), EITHER),
        "a slope not a number": (nifti(slope=nan), EITHER),
        "a slope of 1e38": (nifti(slope=1e38), EITHER),
        "an extension without end": (nifti(extension=b"\1\0\0\0" + struct.pack("<ii", 1 << 30, 4)), EITHER),
        "an extension of no length": (nifti(extension=b"\1\0\0\0" + struct.pack("<ii", 0, 0)), EITHER),
        "a pair without the other": (nifti(magic=b"ni1\0"), EITHER),
        "cut": (good[:400], REFUSED),
        "half a header": (good[:200], REFUSED),
        "empty": (b"", REFUSED),
        "zeros": (bytes(5000), REFUSED),
        "text": (b"Geheimnis^Xaver " * 100, REFUSED),
    }
    cases = [
        one_file(f"NIfTI: {name}", content, outcome, file="x.nii")
        for name, (content, outcome) in table.items()
    ]
    packed = gzip.compress(good)
    packs = {
        "whole": (packed, SHOWN),
        "cut": (packed[: len(packed) // 2], REFUSED),
        "a wrong sum": (packed[:-8] + b"\0\1\2\3" + packed[-4:], REFUSED),
        "a wrong length": (packed[:-4] + b"\xff\xff\xff\x7f", EITHER),
        "noise": (np.random.default_rng(3).bytes(3000), REFUSED),
        "packed twice": (gzip.compress(packed), REFUSED),
        "not packed": (good, EITHER),
        "two members": (packed + packed, EITHER),
        "bytes behind": (packed + b"Geheimnis", EITHER),
        "empty": (b"", REFUSED),
        "a head only": (packed[:10], REFUSED),
    }
    cases += [
        one_file(f"packed NIfTI: {name}", content, outcome, file="x.nii.gz")
        for name, (content, outcome) in packs.items()
    ]
    lie = nifti(dim=(3, 30_000, 30_000, 30_000, 1, 1, 1, 1))
    cases += [
        one_file(
            "packed NIfTI: a bomb of zeros behind the voxels",
            lambda: gzip.compress(good + bytes(400_000_000)),
            EITHER,
            file="x.nii.gz",
            seconds=5.0,
        ),
        one_file("packed NIfTI: a bomb of lengths", lambda: gzip.compress(lie), file="x.nii.gz", seconds=5.0),
        one_file(
            "packed NIfTI: a bomb that is as large as it says",
            lambda: gzip.compress(
                nifti(
                    dim=(3, 32_000, 32_000, 100, 1, 1, 1, 1), datatype=2, bitpix=8, voxels=bytes(50_000_000)
                )
            ),
            file="x.nii.gz",
            seconds=5.0,
        ),
    ]
    return cases


def nrrd(
    fields: dict[str, str | None] | None = None, voxels: bytes = _VOXELS, head: str = "NRRD0004"
) -> bytes:
    """A NRRD file; a field of None is left out."""
    base: dict[str, str | None] = {
        "type": "short",
        "dimension": "3",
        "space": "left-posterior-superior",
        "sizes": "7 6 5",
        "space directions": "(1,0,0) (0,1,0) (0,0,2)",
        "kinds": "domain domain domain",
        "endian": "little",
        "encoding": "raw",
        "space origin": "(0,0,0)",
        "content": f"{SECRET_NAME} {SECRET_ID}",
    }
    lines = [f"{key}: {value}" for key, value in {**base, **(fields or {})}.items() if value is not None]
    return "\n".join([head, *lines]).encode() + b"\n\n" + voxels


def _nrrd() -> list[Case]:
    table = {
        "whole": ({}, SHOWN),
        "sizes below zero": ({"sizes": "-7 -6 5"}, REFUSED),
        "sizes of zero": ({"sizes": "7 0 5"}, REFUSED),
        "sizes beyond all numbers": ({"sizes": "99999999999999999999 6 5"}, REFUSED),
        "sizes of a wrapped product": ({"sizes": "4294967296 4294967296 2"}, REFUSED),
        "more than there is": ({"sizes": "7 6 600"}, REFUSED),
        "far more than there is": ({"sizes": "30000 30000 3000"}, REFUSED),
        "two sizes": ({"sizes": "7 6"}, REFUSED),
        "a dimension of 17": ({"dimension": "17"}, REFUSED),
        "a dimension of zero": ({"dimension": "0"}, REFUSED),
        "a dimension below zero": ({"dimension": "-3"}, REFUSED),
        "a dimension of a milliard": ({"dimension": "1000000000"}, REFUSED),
        "a type of nobody": ({"type": "Geheimnis"}, REFUSED),
        "a block": ({"type": "block"}, REFUSED),
        "an encoding of nobody": ({"encoding": "Geheimnis"}, REFUSED),
        "ascii that is none": ({"encoding": "ascii"}, REFUSED),
        "hex that is none": ({"encoding": "hex"}, REFUSED),
        "gzip that is none": ({"encoding": "gzip"}, REFUSED),
        "bzip2 that is none": ({"encoding": "bzip2"}, REFUSED),
        "an endian of nobody": ({"endian": "middle"}, REFUSED),
        "no endian": ({"endian": None}, REFUSED),
        "bytes skipped below zero": ({"byte skip": "-5"}, REFUSED),
        "bytes skipped beyond the file": ({"byte skip": "4000000000"}, REFUSED),
        "lines skipped beyond the file": ({"line skip": "4000000000"}, REFUSED),
        "directions not a number": ({"space directions": "(nan,0,0) (0,1,0) (0,0,2)"}, REFUSED),
        "directions of zeros": ({"space directions": "(0,0,0) (0,0,0) (0,0,0)"}, REFUSED),
        "directions of giants": ({"space directions": "(1e300,0,0) (0,1e300,0) (0,0,1e300)"}, REFUSED),
        "two directions": ({"space directions": "(1,0,0) (0,1,0)"}, REFUSED),
        "directions of nobody": ({"space directions": "none none none"}, EITHER),
        "a space of nobody": ({"space": "Geheimnis"}, REFUSED),
        "an origin not a number": ({"space origin": "(nan,nan,nan)"}, REFUSED),
        "kinds of nobody": ({"kinds": "a b c"}, REFUSED),
        "a line of a megabyte": ({"content": "A" * 1_000_000}, EITHER),
        "a field of nobody": ({"geheim": "x"}, EITHER),
    }
    cases = [
        one_file(f"NRRD: {name}", nrrd(fields), outcome, file="x.nrrd")
        for name, (fields, outcome) in table.items()
    ]
    packed = gzip.compress(_VOXELS)
    bomb = {"encoding": "gzip", "sizes": "20000 20000 20000"}
    cases += [
        one_file("NRRD: a head only", b"NRRD0004\n", file="x.nrrd"),
        one_file("NRRD: a head without an end", nrrd(voxels=b"").rstrip(), file="x.nrrd"),
        one_file("NRRD: a version of nobody", nrrd(head="NRRD9999"), EITHER, file="x.nrrd"),
        one_file("NRRD: packed and cut", nrrd({"encoding": "gzip"}, packed[:-30]), file="x.nrrd"),
        one_file(
            "NRRD: packed with a wrong sum", nrrd({"encoding": "gzip"}, packed[:-8] + bytes(8)), file="x.nrrd"
        ),
        one_file(
            "NRRD: a bomb",
            lambda: nrrd({"encoding": "gzip"}, gzip.compress(bytes(400_000_000))),
            EITHER,
            file="x.nrrd",
            seconds=5.0,
        ),
        one_file("NRRD: a bomb of lengths", nrrd(bomb, packed), file="x.nrrd", seconds=5.0),
        one_file(
            "NRRD: 100,000 pairs",
            nrrd(None, b"").rstrip() + b"\n" + b"a:=b\n" * 100_000 + b"\n" + _VOXELS,
            EITHER,
            file="x.nrrd",
        ),
    ]
    return cases


def meta_image(fields: dict[str, str | None] | None = None, voxels: bytes = _VOXELS) -> bytes:
    """A MetaImage file; a field of None is left out."""
    base: dict[str, str | None] = {
        "ObjectType": "Image",
        "NDims": "3",
        "BinaryData": "True",
        "BinaryDataByteOrderMSB": "False",
        "CompressedData": "False",
        "TransformMatrix": "1 0 0 0 1 0 0 0 1",
        "Offset": "0 0 0",
        "Comment": f"{SECRET_NAME} {SECRET_ID}",
        "ElementSpacing": "1 1 2",
        "DimSize": "7 6 5",
        "ElementType": "MET_SHORT",
    }
    merged = {**base, **(fields or {})}
    data = merged.pop("ElementDataFile", "LOCAL")
    lines = [f"{key} = {value}" for key, value in merged.items() if value is not None]
    return "\n".join([*lines, f"ElementDataFile = {data}"]).encode() + b"\n" + voxels


def _meta_image() -> list[Case]:
    table = {
        "whole": ({}, SHOWN),
        "100 dimensions": ({"NDims": "100"}, REFUSED),
        "no dimensions": ({"NDims": "0"}, REFUSED),
        "less than no dimensions": ({"NDims": "-1"}, REFUSED),
        "dimensions of a milliard": ({"NDims": "1000000000"}, REFUSED),
        "sizes below zero": ({"DimSize": "-7 -6 5"}, REFUSED),
        "sizes of zero": ({"DimSize": "7 0 5"}, REFUSED),
        "sizes beyond all numbers": ({"DimSize": "99999999999999999999 6 5"}, REFUSED),
        "sizes of a wrapped product": ({"DimSize": "65536 65536 65536"}, REFUSED),
        "more than there is": ({"DimSize": "7 6 600"}, REFUSED),
        "one size": ({"DimSize": "7"}, REFUSED),
        "sizes that are text": ({"DimSize": "a b c"}, REFUSED),
        "a type of nobody": ({"ElementType": "MET_GEHEIM"}, REFUSED),
        "a type that is empty": ({"ElementType": ""}, REFUSED),
        "channels below zero": ({"ElementNumberOfChannels": "-3"}, REFUSED),
        "channels of a milliard": ({"ElementNumberOfChannels": "1000000000"}, REFUSED),
        "packed that is not": ({"CompressedData": "True", "CompressedDataSize": "420"}, REFUSED),
        "packed of a size below zero": ({"CompressedData": "True", "CompressedDataSize": "-1"}, REFUSED),
        "packed of a size beyond the file": (
            {"CompressedData": "True", "CompressedDataSize": "99999999999"},
            REFUSED,
        ),
        "spacing of zero": ({"ElementSpacing": "0 0 0"}, REFUSED),
        "spacing not a number": ({"ElementSpacing": "nan 1 1"}, REFUSED),
        "spacing below zero": ({"ElementSpacing": "-1 1 1"}, EITHER),
        "a matrix of zeros": ({"TransformMatrix": "0 0 0 0 0 0 0 0 0"}, REFUSED),
        "a matrix not a number": ({"TransformMatrix": "nan 0 0 0 1 0 0 0 1"}, REFUSED),
        "a matrix of two numbers": ({"TransformMatrix": "1 0"}, REFUSED),
        "an offset not a number": ({"Offset": "nan nan nan"}, REFUSED),
        "a header below zero": ({"HeaderSize": "-5"}, REFUSED),
        "a header beyond the file": ({"HeaderSize": "4000000000"}, EITHER),
        "text that is none": ({"BinaryData": "False"}, REFUSED),
        "an object of nobody": ({"ObjectType": "Geheimnis"}, REFUSED),
        "a line of a megabyte": ({"Comment": "A" * 1_000_000}, REFUSED),
        "no type": ({"ElementType": None}, REFUSED),
        "no sizes": ({"DimSize": None}, REFUSED),
    }
    cases = [
        one_file(f"MetaImage: {name}", meta_image(fields), outcome, file="x.mha")
        for name, (fields, outcome) in table.items()
    ]
    squeezed = zlib.compress(bytes(400_000_000))
    packed = {"CompressedData": "True", "CompressedDataSize": str(len(squeezed))}
    cases += [
        one_file(
            "MetaImage: a bomb", lambda: meta_image(packed, squeezed), EITHER, file="x.mha", seconds=5.0
        ),
        one_file(
            "MetaImage: a bomb of lengths",
            meta_image({**packed, "DimSize": "20000 20000 2000"}, squeezed),
            file="x.mha",
            seconds=5.0,
        ),
        one_file(
            "MetaImage: a line without an end", b"ObjectType = Image\nNDims = " + b"3" * 100_000, file="x.mha"
        ),
        one_file("MetaImage: zeros", bytes(10_000), file="x.mha"),
        one_file("MetaImage: empty", b"", file="x.mha"),
    ]
    return cases


def _saved(fmt: str, mode: str = "L", size: tuple[int, int] = (30, 20), **more: object) -> bytes:
    target = io.BytesIO()
    count = size[0] * size[1] * len(mode)
    Image.frombytes(mode, size, np.random.default_rng(4).bytes(count)).save(target, fmt, **more)
    return target.getvalue()


def png_chunk(kind: bytes, body: bytes) -> bytes:
    """One chunk with its right sum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png(width: int, height: int, data: bytes, depth: int = 8, colour: int = 0, extra: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", head)
        + extra
        + png_chunk(b"IDAT", data)
        + png_chunk(b"IEND", b"")
    )


def _pictures() -> list[Case]:
    good, tif, jpg = _saved("PNG"), _saved("TIFF"), _saved("JPEG")
    zeros = zlib.compress(bytes(200_000_000), 9)
    loop = tif[:4] + struct.pack("<I", 8) + struct.pack("<H", 0) + struct.pack("<I", 8) + tif[8:]
    table = {
        "x.png": {
            "whole": (good, SHOWN),
            "cut": (good[: len(good) // 2], REFUSED),
            "a wrong sum": (good.replace(b"IDAT", b"IDAU", 1), REFUSED),
            "no width": (_png(0, 20, zlib.compress(bytes(20))), REFUSED),
            "a bomb of size": (_png(50_000, 50_000, zlib.compress(bytes(5000))), REFUSED),
            "a bomb of 4 milliards": (_png(0x7FFFFFFF, 0x7FFFFFFF, zlib.compress(bytes(5000))), REFUSED),
            "a bomb of zeros": (_png(30, 20, zeros), EITHER),
            "a bomb of text": (
                _png(30, 20, zlib.compress(bytes(31 * 20)), extra=png_chunk(b"zTXt", b"a\0\0" + zeros)),
                EITHER,
            ),
            "a bomb of colour": (
                _png(30, 20, zlib.compress(bytes(31 * 20)), extra=png_chunk(b"iCCP", b"a\0\0" + zeros)),
                EITHER,
            ),
            "a depth of nobody": (_png(30, 20, zlib.compress(bytes(620)), depth=3), REFUSED),
            "a colour of nobody": (_png(30, 20, zlib.compress(bytes(620)), colour=9), REFUSED),
            "a palette without one": (_png(30, 20, zlib.compress(bytes(620)), colour=3), EITHER),
            "a chunk longer than the file": (good[:33] + struct.pack(">I", 0x7FFFFFFF) + good[37:], EITHER),
            "empty": (b"", REFUSED),
            "a head only": (good[:8], REFUSED),
        },
        "x.tif": {
            "whole": (tif, SHOWN),
            "cut": (tif[: len(tif) // 2], REFUSED),
            "directories in a circle": (loop, REFUSED),
            "a directory beyond the file": (tif[:4] + struct.pack("<I", 1 << 30) + tif[8:], REFUSED),
            "a size of nobody": (
                tif.replace(struct.pack("<HHII", 256, 4, 1, 30), struct.pack("<HHII", 256, 4, 1, 0x7FFFFFFF)),
                EITHER,
            ),
            "noise behind a head": (b"II*\0\x08\0\0\0" + np.random.default_rng(5).bytes(4000), REFUSED),
            "empty": (b"", REFUSED),
        },
        "x.jpg": {
            "whole": (jpg, SHOWN),
            "cut": (jpg[: len(jpg) // 2], REFUSED),
            "a bomb of size": (_sized(jpg, 65_500, 65_500), REFUSED),
            "zeros": (jpg[:2] + bytes(2000), REFUSED),
            "empty": (b"", REFUSED),
        },
    }
    return [
        one_file(
            f"{Path(file).suffix[1:].upper()}: {name}",
            content,
            outcome,
            file=file,
            seconds=5.0 if "bomb" in name else 2.0,
        )
        for file, contents in table.items()
        for name, (content, outcome) in contents.items()
    ]


def _sized(jpg: bytes, rows: int, columns: int) -> bytes:
    start = jpg.index(b"\xff\xc0") + 5
    return jpg[:start] + struct.pack(">HH", rows, columns) + jpg[start + 4 :]


def cases() -> list[Case]:
    """All of them."""
    return [*_nifti(), *_nrrd(), *_meta_image(), *_pictures()]
