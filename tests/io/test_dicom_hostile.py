"""Broken and hostile files: one sentence or a listed reason, never a crash, never a wrong picture."""

from __future__ import annotations

import io
import random
import struct
import zlib

import imagecodecs
import numpy as np
import pytest
from pydicom.encaps import encapsulate

from medviewer.core.errors import ReadError
from medviewer.io.dicom.pixels.codecs import Picture, decode_frame
from medviewer.io.dicom.pixels.fragments import frame_places
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path

JPEG, JPEG_LOSSLESS, JPEG_LS, JPEG_2000, HTJ2K = (
    f"1.2.840.10008.1.2.4.{n}" for n in ("50", "70", "80", "90", "201")
)
NOISE = np.random.default_rng(0).integers(0, 4000, (96, 64)).astype(np.uint16)


def coded(syntax):
    if syntax == JPEG:
        return bytes(imagecodecs.jpeg8_encode((NOISE >> 4).astype(np.uint8)))
    encode = {
        JPEG_LOSSLESS: imagecodecs.ljpeg_encode,
        JPEG_LS: imagecodecs.jpegls_encode,
        JPEG_2000: lambda a: imagecodecs.jpeg2k_encode(a, level=0, codecformat="j2k"),
        HTJ2K: imagecodecs.htj2k_encode,
    }[syntax]
    return bytes(encode(NOISE))


def decoded(stream, syntax, rows, columns):
    """A picture of 16 bits; a size that does not fit is noticed before anything is written."""
    picture = Picture(syntax, rows, columns, 1, 16)
    out = np.zeros(picture.shape if rows * columns < 1e6 else (1, 1), np.uint16)
    decode_frame(stream, picture, out)
    return out


@pytest.mark.parametrize("syntax", [JPEG_LOSSLESS, JPEG_LS, JPEG_2000, HTJ2K])
def test_lossless_codings_come_back_exactly(syntax):
    assert np.array_equal(decoded(coded(syntax), syntax, 96, 64), NOISE)


@pytest.mark.parametrize("syntax", [JPEG, JPEG_LOSSLESS, JPEG_LS, JPEG_2000, HTJ2K])
@pytest.mark.parametrize("part", [0.999, 0.7, 0.1, 0.0])
def test_a_cut_code_stream_is_never_a_picture(syntax, part):
    stream = coded(syntax)
    with pytest.raises(ValueError, match=r"^The .*\.$"):
        decoded(stream[: int(len(stream) * part)], syntax, 96, 64)


@pytest.mark.parametrize("syntax", [JPEG, JPEG_LOSSLESS, JPEG_LS, JPEG_2000, HTJ2K])
@pytest.mark.parametrize("size", [(64, 96), (96, 65), (1, 1), (60000, 60000)])
def test_a_code_stream_of_another_size_is_not_decoded(syntax, size):
    with pytest.raises(ValueError, match="96 x 64"):
        decoded(coded(syntax), syntax, *size)


@pytest.mark.parametrize("segments", [0, 1, 3, 255])
def test_run_length_codes_with_a_wrong_header_are_refused(segments):
    stream = struct.pack("<16I", segments, *[64] * 15) + b"\x05abcdef"
    with pytest.raises(ValueError, match="number of segments"):
        decoded(stream, "1.2.840.10008.1.2.5", 4, 4)


def frame_streams(data, frames):
    places = frame_places(io.BytesIO(data), 0, frames)
    return [b"".join(data[start : start + length] for start, length in pieces) for pieces in places]


@pytest.mark.parametrize(
    ("data", "frames"),
    [
        (b"", 1),
        (b"\xfe\xff\x00\xe0\x00\x00\x00\x00", 1),
        (b"\xfe\xff\x00\xe0\x00\x00\x00\x00\xfe\xff\x00\xe0\xff\xff\x00\x00abc", 1),
        (encapsulate([b"ab", b"cd", b"ef"], has_bot=False), 2),
    ],
)
def test_fragments_that_do_not_add_up_are_one_sentence(data, frames):
    with pytest.raises(ValueError, match=r"^The file .*\.$"):
        frame_streams(data, frames)


def test_fragments_are_joined_by_the_offset_table_or_by_their_beginnings():
    parts = [b"\xff\xd8ab", b"cdef", b"\xff\xd8gh", b"ij"]
    body = b"".join(b"\xfe\xff\x00\xe0" + struct.pack("<I", len(part)) + part for part in parts)
    for table in (b"", struct.pack("<2I", 0, 24)):
        data = (
            b"\xfe\xff\x00\xe0"
            + struct.pack("<I", len(table))
            + table
            + body
            + b"\xfe\xff\xdd\xe0"
            + bytes(4)
        )
        assert frame_streams(data, 2) == [b"\xff\xd8abcdef", b"\xff\xd8ghij"]
        assert frame_streams(data, 1) == [b"".join(parts)]


def test_a_deflated_bomb_is_refused(a_slice, scan):
    path = a_slice("bomb.dcm")
    raw = path.read_bytes()
    meta = raw[: raw.index(b"\x08\0\x16\0")]
    meta = meta.replace(b"UI\x14\x001.2.840.10008.1.2.1\0", b"UI\x16\x001.2.840.10008.1.2.1.99")
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    path.write_bytes(meta + squeeze.compress(raw[len(meta) :] + bytes(60_000_000)) + squeeze.flush())
    with pytest.raises(ReadError, match="unreasonably large"):
        scan(path)


def test_sequences_nested_without_end_are_one_sentence(a_slice, scan):
    path = a_slice("deep.dcm")
    raw = path.read_bytes()
    nest = (b"\x09\x00\x10\x10SQ\0\0\xff\xff\xff\xff" + b"\xfe\xff\x00\xe0\xff\xff\xff\xff") * 20000
    path.write_bytes(raw[: raw.index(b"\x10\x00\x10\x00PN")] + nest)
    with pytest.raises(ReadError, match=r"deep\.dcm"):
        scan(path)


def test_a_picture_claimed_to_be_huge_is_refused_before_memory_is_taken(a_slice, scan):
    path = a_slice("huge.dcm", Rows=65535, Columns=65535)
    with pytest.raises(ReadError, match="unreasonably large"):
        scan(path)


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """A file with one kind of damage."""
    kind = chance.choice(["cut", "flip", "head", "zero", "insert"])
    place = chance.randrange(len(raw))
    if kind == "cut":
        return raw[:place]
    if kind == "zero":
        return raw[:place] + bytes(200) + raw[place + 200 :]
    if kind == "insert":
        return raw[:place] + raw[:300] + raw[place:]
    changed = bytearray(raw)
    for _ in range(chance.choice([1, 3, 20])):
        changed[chance.randrange(min(len(raw), 1500 if kind == "head" else 1 << 30))] = chance.randrange(256)
    return bytes(changed)


RUN_LENGTHS = struct.pack("<16I", 2, 64, 90, *[0] * 13) + (b"\x17" + bytes(range(24)) + b"\0") * 2
CODINGS = [
    {},
    {"transfer_syntax": "1.2.840.10008.1.2.5", "PixelData": encapsulate([RUN_LENGTHS])},
    {"transfer_syntax": "1.2.840.10008.1.2"},
    {"transfer_syntax": JPEG_2000, "PixelData": encapsulate([coded(JPEG_2000)]), "Rows": 96, "Columns": 64},
]


@pytest.mark.parametrize("seed", range(len(CODINGS)))
def test_damaged_files_give_a_catalog_or_one_sentence(a_slice, tmp_path, seed):
    raw = a_slice("whole", **CODINGS[seed]).read_bytes()
    chance = random.Random(seed)
    path = tmp_path / "damaged.dcm"
    outcomes = set()
    for _ in range(150):
        path.write_bytes(damaged(raw, chance))
        try:
            for entry in scan_path(str(path), report=LocalReport()).series:
                load_series(entry, report=LocalReport())
            outcomes.add("read")
        except ReadError as error:
            outcomes.add("one sentence" if "\n" not in str(error) else str(error))
    assert outcomes == {"read", "one sentence"}
