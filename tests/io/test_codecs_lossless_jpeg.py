"""Lossless JPEG (ITU-T T.81 Annex H) as scanners write it: all predictors, widths, and restart markers."""

from __future__ import annotations

import struct

import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813 - its usual name
from pydicom.encaps import encapsulate

from medviewer.io.dicom.pixels.codecs import Picture, decode_frame

PROCESS_14, FIRST_ORDER = "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70"


def predicted(a, predictor, bits, row, column, first_row):
    """The prediction of H.1.2.1; the first row of an interval looks left only, the first column up only."""
    if row == first_row:
        return 1 << (bits - 1) if column == 0 else a[row][column - 1]
    if column == 0:
        return a[row - 1][0]
    left, above, corner = a[row][column - 1], a[row - 1][column], a[row - 1][column - 1]
    return [
        0,
        left,
        above,
        corner,
        left + above - corner,
        left + ((above - corner) >> 1),
        above + ((left - corner) >> 1),
        (left + above) >> 1,
    ][predictor]


def entropy_coded(values, predictor, bits, first_row, last_row):
    """Rows of one restart interval: a category in 5 bits, then the difference."""
    digits = []
    for row in range(first_row, last_row):
        for column in range(len(values[0])):
            difference = values[row][column] - predicted(values, predictor, bits, row, column, first_row)
            difference = (difference + 32768) % 65536 - 32768
            if difference == -32768:
                digits.append(f"{16:05b}")
                continue
            size = abs(difference).bit_length()
            digits.append(f"{size:05b}")
            if size:
                digits.append(f"{difference if difference > 0 else difference + (1 << size) - 1:0{size}b}")
    text = "".join(digits)
    text += "1" * (-len(text) % 8)
    data = int(text, 2).to_bytes(len(text) // 8, "big")
    return data.replace(b"\xff", b"\xff\x00")


def encoded(picture, predictor, bits, rows_to_restart=0, shift=0):
    """A lossless JPEG stream of a picture [row, column], or of colours with a scan for each component."""
    planes = [picture] if picture.ndim == 2 else list(np.moveaxis(picture, -1, 0))
    rows, columns = picture.shape[:2]
    head = b"\xff\xd8\xff\xc3" + struct.pack(">HBHHB", 8 + 3 * len(planes), bits, rows, columns, len(planes))
    head += b"".join(bytes([n + 1, 0x11, 0]) for n in range(len(planes)))
    counts = bytes([0, 0, 0, 0, 17, *[0] * 11])
    head += b"\xff\xc4" + struct.pack(">HB", 2 + 1 + 16 + 17, 0) + counts + bytes(range(17))
    step = rows_to_restart or rows
    if rows_to_restart:
        head += b"\xff\xdd" + struct.pack(">HH", 4, rows_to_restart * columns)
    for n, plane in enumerate(planes):
        values = (plane >> shift).tolist()
        head += b"\xff\xda" + struct.pack(">HB5B", 8, 1, n + 1, 0, predictor, 0, shift)
        parts = [
            entropy_coded(values, predictor, bits - shift, row, min(row + step, rows))
            for row in range(0, rows, step)
        ]
        head += parts[0] + b"".join(bytes([0xFF, 0xD0 + n % 8]) + part for n, part in enumerate(parts[1:]))
    return head + b"\xff\xd9"


@pytest.fixture
def a_picture():
    """Noise and edges of any width: ``a_picture(bits)``."""

    def build(bits):
        draw = np.random.default_rng(bits)
        picture = draw.integers(0, 1 << bits, (20, 24)).astype(np.uint16)
        picture[:8, :10] = (np.arange(80).reshape(8, 10) * 7) % (1 << bits)
        picture[8:12] = (1 << bits) - 1
        return picture

    return build


@pytest.mark.parametrize("bits", [8, 12, 16])
@pytest.mark.parametrize("predictor", range(1, 8))
def test_every_predictor_comes_back_exactly(a_picture, predictor, bits):
    picture = a_picture(bits)
    decoded = np.zeros_like(picture)
    syntax = FIRST_ORDER if predictor == 1 else PROCESS_14
    decode_frame(encoded(picture, predictor, bits), Picture(syntax, 20, 24, 1, 16), decoded)
    assert np.array_equal(decoded, picture)


def decoded_of(stream, picture):
    decoded = np.zeros_like(picture)
    samples = 1 if picture.ndim == 2 else 3
    bits = 8 * picture.dtype.itemsize
    decode_frame(stream, Picture(PROCESS_14, *picture.shape[:2], samples, bits), decoded)
    return decoded


@pytest.mark.parametrize("rows", [1, 3, 20])
@pytest.mark.parametrize("predictor", [1, 4, 7])
def test_restart_markers_change_nothing(a_picture, predictor, rows):
    picture = a_picture(12)
    stream = encoded(picture, predictor, 12, rows_to_restart=rows)
    assert np.array_equal(decoded_of(stream, picture), picture)


@pytest.mark.parametrize("predictor", [1, 4, 7])
def test_bits_that_were_cut_off_are_zero(a_picture, predictor):
    picture = a_picture(12)
    stream = encoded(picture, predictor, 12, rows_to_restart=4, shift=3)
    assert np.array_equal(decoded_of(stream, picture), picture >> 3 << 3)


def test_colours_in_scans_of_their_own_are_put_together():
    colours = np.random.default_rng(5).integers(0, 256, (12, 10, 3)).astype(np.uint8)
    assert np.array_equal(decoded_of(encoded(colours, 1, 8), colours), colours)
    assert np.array_equal(decoded_of(encoded(colours, 5, 8, rows_to_restart=4), colours), colours)


def test_a_missing_restart_interval_or_scan_is_never_a_picture(a_picture):
    picture = a_picture(12)
    stream = encoded(picture, 1, 12, rows_to_restart=5)
    cut = stream[: stream.rindex(b"\xff\xd2")] + b"\xff\xd9"
    with pytest.raises(ValueError, match="cut short"):
        decoded_of(cut, picture)
    colours = np.zeros((12, 10, 3), np.uint8)
    stream = encoded(colours, 1, 8)
    with pytest.raises(ValueError, match="cut short"):
        decoded_of(stream[: stream.rindex(b"\xff\xda")] + b"\xff\xd9", colours)


@pytest.mark.parametrize("rows", [0, 4])
@pytest.mark.parametrize("shift", [0, 2])
@pytest.mark.parametrize("predictor", [1, 2, 6])
def test_another_decoder_agrees(a_slice, a_picture, load, predictor, shift, rows):
    picture = a_picture(12)
    path = a_slice(
        "one",
        transfer_syntax=FIRST_ORDER if predictor == 1 else PROCESS_14,
        pixels=picture,
        PixelData=encapsulate([encoded(picture, predictor, 12, rows, shift)]),
        BitsStored=12,
        HighBit=11,
        RescaleIntercept=0,
    )
    other = sitk.GetArrayFromImage(sitk.ReadImage(str(path)))
    assert np.array_equal(load(path).voxels, other)
    assert np.array_equal(other[0], picture >> shift << shift)
