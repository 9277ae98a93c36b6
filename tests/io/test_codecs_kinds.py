"""Every transfer syntax that is read, with two decoders where there are two; those that are only named."""

from __future__ import annotations

import contextlib
import time
import zlib

import imagecodecs
import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813 - its usual name
from pydicom.encaps import encapsulate

from medviewer.core.errors import ReadError
from medviewer.core.series import Verdict
from medviewer.io.dicom.pixels.codecs import Picture, decode_frame

SYNTAX = "1.2.840.10008.1.2."
DRAW = np.random.default_rng(4)
SMOOTH = (
    np.add.outer(np.arange(40) * 31, np.arange(36) * 17) % 3000 + DRAW.integers(0, 30, (40, 36))
).astype(np.uint16)
SIGNED = (SMOOTH.astype(np.int32) - 1500).astype(np.int16)


def j2k(picture, **options):
    return bytes(imagecodecs.jpeg2k_encode(picture, codecformat="j2k", **{"level": 0, **options}))


def rename(path, syntax) -> None:
    """Another transfer syntax, also one that pydicom does not know."""
    raw = path.read_bytes()
    uid = syntax.encode() + b"\0" * (len(syntax) % 2)
    start = raw.index(b"\x02\x00\x10\x00UI") + 6
    length = int.from_bytes(raw[start : start + 2], "little")
    raw = raw[:start] + len(uid).to_bytes(2, "little") + uid + raw[start + 2 + length :]
    group = raw.index(b"\x02\x00\x00\x00UL\x04\x00") + 8
    size = int.from_bytes(raw[group : group + 4], "little") + len(uid) - length
    path.write_bytes(raw[:group] + size.to_bytes(4, "little") + raw[group + 4 :])


@pytest.fixture
def read(a_slice, load):
    """One file in a coding, as we read it and as GDCM does: ``read(syntax, stream, pixels, **elements)``."""

    def build(syntax, stream, pixels, **changes):
        path = a_slice(
            "one",
            transfer_syntax=SYNTAX + syntax,
            pixels=pixels,
            PixelData=encapsulate([stream]),
            **{"RescaleIntercept": 0, **changes},
        )
        return load(path).voxels, lambda: sitk.GetArrayFromImage(sitk.ReadImage(str(path)))

    return build


@pytest.mark.parametrize(
    ("syntax", "stream", "pixels"),
    [
        ("4.57", bytes(imagecodecs.ljpeg_encode(SMOOTH)), SMOOTH),
        ("4.70", bytes(imagecodecs.ljpeg_encode(SMOOTH)), SMOOTH),
        ("4.80", bytes(imagecodecs.jpegls_encode(SMOOTH)), SMOOTH),
        ("4.90", j2k(SMOOTH), SMOOTH),
        ("4.90", j2k(SIGNED), SIGNED),
        ("4.90", j2k(SMOOTH, resolutions=2), SMOOTH),
        ("4.90", bytes(imagecodecs.jpeg2k_encode(SMOOTH, level=0, codecformat="jp2")), SMOOTH),
        ("4.201", bytes(imagecodecs.htj2k_encode(SMOOTH)), SMOOTH),
        ("4.202", bytes(imagecodecs.htj2k_encode(SMOOTH)), SMOOTH),
    ],
)
def test_lossless_codings_are_exact_and_another_decoder_agrees(read, syntax, stream, pixels) -> None:
    ours, other = read(syntax, stream, pixels)
    assert np.array_equal(ours[0], pixels)
    assert np.array_equal(ours, other())


@pytest.mark.parametrize(
    ("syntax", "stream", "pixels"),
    [
        ("4.50", bytes(imagecodecs.jpeg8_encode((SMOOTH >> 4).astype(np.uint8), level=80)), SMOOTH >> 4),
        ("4.51", bytes(imagecodecs.jpeg8_encode((SMOOTH >> 4).astype(np.uint8), level=80)), SMOOTH >> 4),
        ("4.81", bytes(imagecodecs.jpegls_encode(SMOOTH, level=3)), SMOOTH),
        ("4.91", j2k(SMOOTH, level=90, reversible=False), SMOOTH),
        ("4.91", j2k(SIGNED, level=90, reversible=False), SIGNED),
        ("4.203", bytes(imagecodecs.htj2k_encode(SMOOTH, reversible=False, level=0.0005)), SMOOTH),
    ],
)
def test_two_decoders_of_lossy_codings_are_within_one_level(read, syntax, stream, pixels) -> None:
    is_small = int(pixels.max()) < 256
    ours, other = read(syntax, stream, pixels.astype(np.uint8) if is_small else pixels)
    assert np.abs(ours.astype(int) - other()).max() <= 1
    # Smooth parts come back nearly as they were: nothing is shifted, turned or of another sign.
    assert np.median(np.abs(ours[0].astype(int) - pixels)) <= 12


def test_part_two_of_jpeg_2000_is_read_where_it_is_as_part_one(read) -> None:
    ours, _ = read("4.92", j2k(SMOOTH), SMOOTH)
    assert np.array_equal(ours[0], SMOOTH)


def test_encapsulated_pixels_that_are_not_compressed_are_read(read) -> None:
    ours, _ = read("1.98", SMOOTH.tobytes(), SMOOTH)
    assert np.array_equal(ours[0], SMOOTH)


def test_frames_deflated_one_by_one_are_read_and_bombs_are_not(a_slice, load) -> None:
    def deflated(data: bytes) -> bytes:
        pack = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = pack.compress(data) + pack.flush()
        return packed + b"\0" * (len(packed) % 2)

    data = encapsulate([deflated(SMOOTH.tobytes())])
    path = a_slice("one", transfer_syntax=SYNTAX + "4.80", pixels=SMOOTH, PixelData=data, RescaleIntercept=0)
    rename(path, SYNTAX + "8.1")
    assert np.array_equal(load(path).voxels[0], SMOOTH)
    picture = Picture(SYNTAX + "8.1", 40, 36, 1, 16)
    out = np.zeros((40, 36), np.uint16)
    decode_frame(deflated(bytes(200_000_000)), picture, out)  # no more is unpacked than a frame holds
    with pytest.raises(ValueError, match="cut short"):
        decode_frame(deflated(bytes(100)), picture, out)


@pytest.mark.parametrize(
    ("syntax", "name"),
    [
        ("4.110", "JPEG XL"),
        ("4.111", "JPEG XL"),
        ("4.112", "JPEG XL"),
        ("4.94", "JPIP"),
        ("4.100", "MPEG-2"),
        ("4.102", "MPEG-4"),
        ("4.106.1", "MPEG-4"),
        ("4.107", "HEVC"),
        ("7.1", "SMPTE"),
        ("4.7777", SYNTAX + "4.7777"),
    ],
)
def test_codings_that_are_not_read_are_named(a_slice, scan, load, syntax, name) -> None:
    path = a_slice("one", pixels=SMOOTH, PixelData=encapsulate([bytes(90)]), transfer_syntax=SYNTAX + "4.80")
    rename(path, SYNTAX + syntax)
    (entry,) = scan(path).series
    assert entry.report.verdict is Verdict.REFUSED
    assert name in entry.report.problems[0].message
    with pytest.raises(ReadError, match=r"\.$"):
        load(path)


def damaged(stream: bytes, n: int) -> bytes:
    """A stream with some bytes changed, a stretch replaced, or a piece missing; its end is kept."""
    draw = np.random.default_rng(n)
    body = bytearray(stream[:-2])
    place = int(draw.integers(100, len(body) - 60))
    if n % 3 == 0:
        body[place : place + 50] = draw.integers(0, 256, 50).astype(np.uint8).tobytes()
    elif n % 3 == 1:
        body[place] ^= 1 << int(draw.integers(0, 8))
    else:
        del body[place : place + 40]
    return bytes(body) + stream[-2:]


@pytest.mark.parametrize(
    ("syntax", "encode"),
    [
        ("4.80", imagecodecs.jpegls_encode),
        ("4.70", imagecodecs.ljpeg_encode),
        ("4.90", j2k),
        ("4.201", imagecodecs.htj2k_encode),
    ],
)
def test_damaged_streams_are_done_with_at_once(syntax, encode) -> None:
    noise = DRAW.integers(0, 4096, (400, 300)).astype(np.uint16)
    noise[100:300, 50:250] = 1000
    stream = bytes(encode(noise))
    out = np.zeros_like(noise)
    for n in range(30):
        start = time.perf_counter()
        with contextlib.suppress(ValueError):
            decode_frame(damaged(stream, n), Picture(SYNTAX + syntax, 400, 300, 1, 16), out)
        assert time.perf_counter() - start < 1.0


def test_a_long_stream_that_comes_out_flat_raises_an_alarm_and_a_short_one_does_not(a_slice, load) -> None:
    flat = np.full((64, 64), 0x0707, np.uint16)
    literal = (b"\x3f" + b"\x07" * 64) * 64  # 64 literal bytes a row, where two would do
    short = b"\xc1\x07" * 64
    for name, row, is_told in (("long", literal, True), ("short", short, False)):
        head = np.array([2, 64, 64 + len(row), *[0] * 13], "<u4").tobytes()
        path = a_slice(
            name, transfer_syntax=SYNTAX + "5", pixels=flat, PixelData=encapsulate([head + row + row])
        )
        image = load(path)
        assert int(image.voxels.min()) == int(image.voxels.max()) == 0x0707 - 1024
        assert ("FLAT_PICTURE" in [problem.code for problem in image.report.problems]) == is_told
