"""Odd arrangements of bits and floating point pixels, exact to the stored value."""

from __future__ import annotations

import numpy as np
import pydicom
import pytest
import SimpleITK as sitk  # noqa: N813 - its usual name
from pydicom.uid import UID

from medviewer.core.errors import ReadError
from medviewer.core.volume import percentile_window

PLACELESS = {"ImagePositionPatient": None, "ImageOrientationPatient": None, "RescaleIntercept": 0}


def one(load, a_ct_series, pixels, **changes):
    return load(a_ct_series(count=1, pixels=np.asarray(pixels), **{"RescaleIntercept": 0, **changes}))


def test_pixels_of_one_bit_follow_each_other_over_the_borders_of_frames(a_ct_series, load):
    frames = np.random.default_rng(0).integers(0, 2, (3, 3, 5)).astype(np.uint8)
    packed = np.packbits(frames.reshape(-1), bitorder="little").tobytes()
    changes = {"BitsAllocated": 1, "BitsStored": 1, "HighBit": 0, "PixelData": packed, "NumberOfFrames": 3}
    image = one(load, a_ct_series, frames[0], **changes, **PLACELESS)
    assert np.array_equal(image.frames, frames)


def test_pixels_of_twelve_bits_are_unpacked(a_ct_series, load):
    pixels = np.array([[0, 4095, 1], [2048, 1234, 77]], np.uint16)
    pairs = pixels.reshape(-1, 2).astype(np.uint32)
    words = pairs[:, 0] | pairs[:, 1] << 12
    packed = b"".join(int(word).to_bytes(3, "little") for word in words)
    image = one(
        load, a_ct_series, pixels, BitsAllocated=12, BitsStored=12, HighBit=11, PixelData=packed + b"\0"
    )
    assert image.voxels[0].tolist() == pixels.tolist()


@pytest.mark.parametrize("signed", [0, 1])
def test_pixels_at_the_high_end_of_their_cell_are_moved_down(a_ct_series, load, signed):
    low, high = (-2048, 2047) if signed else (0, 4095)
    true = np.array([[low, high], [5, 1000]], np.int32)
    cells = ((true & 0xFFF) << 4 | 0b1010).astype(np.uint16)
    changes = {"BitsStored": 12, "HighBit": 15, "PixelRepresentation": signed}
    assert one(load, a_ct_series, cells, **changes).voxels[0].tolist() == true.tolist()


def test_pixels_in_the_middle_of_their_cell_lose_what_is_around_them(a_ct_series, load):
    cells = np.array([[0b1100_0000_0101_0011]], np.uint16)
    image = one(load, a_ct_series, cells, BitsStored=10, HighBit=12)
    assert image.voxels[0, 0, 0] == (0b1100_0000_0101_0011 >> 3) & 0x3FF


def test_the_bits_of_an_overlay_plane_are_kept_out_of_the_values(a_ct_series, load):
    pixels = np.array([[0xF123, 0x0456]], np.uint16)
    changes = {"BitsStored": 12, "HighBit": 11, "OverlayRows": None}
    folder = a_ct_series(count=1, pixels=pixels, RescaleIntercept=0, **changes)
    (file,) = folder.iterdir()
    dataset = pydicom.dcmread(file)
    dataset.add_new(0x60000010, "US", 1)
    dataset.add_new(0x60000011, "US", 2)
    dataset.add_new(0x60000100, "US", 16)
    dataset.add_new(0x60000102, "US", 12)
    dataset.save_as(file)
    image = load(folder)
    assert image.voxels[0].tolist() == [[0x123, 0x456]]
    assert image.overlays[0][0].mask().tolist() == [[1, 0]]


@pytest.mark.parametrize("representation", ["OW", "OB"])
def test_bytes_in_big_endian_words_are_put_right(a_ct_series, load, representation):
    frames = np.arange(2 * 3 * 5, dtype=np.uint8).reshape(2, 3, 5)
    folder = a_ct_series(count=1, pixels=frames, NumberOfFrames=2, **PLACELESS)
    (file,) = folder.iterdir()
    dataset = pydicom.dcmread(file)
    raw = frames.reshape(-1, 2)[:, ::-1].tobytes() if representation == "OW" else frames.tobytes()
    dataset.PixelData = raw
    dataset.file_meta.TransferSyntaxUID = UID("1.2.840.10008.1.2.2")
    kept = pydicom.Dataset({e.tag: e for e in dataset})
    kept.file_meta = dataset.file_meta
    kept["PixelData"].VR = "OB"  # so that pydicom writes the bytes as they are
    kept.save_as(file, implicit_vr=False, little_endian=False)
    if representation == "OW":
        data = file.read_bytes()
        file.write_bytes(data.replace(b"\x7f\xe0\x00\x10OB", b"\x7f\xe0\x00\x10OW"))
    assert np.array_equal(load(folder).frames, frames)


def floats(a_ct_series, values, keyword, **changes):
    folder = a_ct_series(count=1, pixels=np.zeros(values.shape, np.uint8), **changes)
    (file,) = folder.iterdir()
    dataset = pydicom.dcmread(file)
    del dataset.PixelData
    for name in ("BitsStored", "HighBit", "PixelRepresentation", "RescaleSlope", "RescaleIntercept"):
        if name not in changes:
            delattr(dataset, name)
    dataset.BitsAllocated = 8 * values.dtype.itemsize
    setattr(dataset, keyword, values.tobytes())
    dataset.save_as(file)
    return folder


@pytest.mark.parametrize(("keyword", "dtype"), [("FloatPixelData", "<f4"), ("DoubleFloatPixelData", "<f8")])
def test_floating_point_pixels_are_kept(a_ct_series, load, keyword, dtype):
    values = np.array([[0.5, -1e-9, 3e7], [1 / 3, np.pi, -2.5]], dtype)
    image = load(floats(a_ct_series, values, keyword, Modality="MR"))
    assert image.voxels.dtype == np.float32
    assert np.allclose(image.voxels[0], values, rtol=1e-6, atol=0)


def test_floating_point_pixels_are_rescaled(a_ct_series, load):
    values = np.array([[0.5, 2.0]], "<f4")
    folder = floats(a_ct_series, values, "FloatPixelData", RescaleSlope=4, RescaleIntercept=-1, Modality="MR")
    assert load(folder).voxels[0].tolist() == [[1.0, 7.0]]


def test_what_is_no_number_stays_none_and_is_no_part_of_a_window(a_ct_series, load):
    values = np.array([[np.nan, 1.0], [2.0, np.inf]], "<f4")
    image = load(floats(a_ct_series, values, "FloatPixelData", Modality="MR"))
    assert np.array_equal(image.voxels[0], values, equal_nan=True)
    window = percentile_window(image)
    assert (window.level, window.width) == (pytest.approx(1.5, abs=0.01), pytest.approx(1, abs=0.01))


def test_floating_point_padding_is_told(a_ct_series, load):
    values = np.array([[-1000.0, 1.0]], "<f4")
    folder = floats(a_ct_series, values, "FloatPixelData", Modality="MR", FloatPixelPaddingValue=-1000.0)
    assert load(folder).padding == (-1000.0, -1000.0)


def test_a_double_that_no_float_holds_is_refused(a_ct_series, load):
    values = np.array([[1e300, 1.0]], "<f8")
    with pytest.raises(ReadError, match="too large"):
        load(floats(a_ct_series, values, "DoubleFloatPixelData", Modality="MR"))


def test_a_window_of_width_one_over_fractions_is_no_threshold(a_ct_series, load):
    values = np.array([[0.0, 0.25, 1.0]], "<f4")
    folder = floats(a_ct_series, values, "FloatPixelData", Modality="MR", WindowCenter=0.5, WindowWidth=1)
    (window,) = load(folder).windows
    assert window.apply(values).tolist() == [[0.0, 0.25, 1.0]]


def test_another_reader_agrees_on_signed_and_unsigned_pixels_of_any_width(a_ct_series, load):
    draw = np.random.default_rng(1)
    for n, (dtype, bits) in enumerate([("u1", 8), ("i1", 8), ("u2", 10), ("i2", 13), ("u2", 16), ("i4", 32)]):
        low, high = (0, 1 << bits) if dtype[0] == "u" else (-(1 << (bits - 1)), 1 << (bits - 1))
        pixels = draw.integers(low, high, (6, 7)).astype(dtype)
        changes = {"BitsStored": bits, "HighBit": bits - 1, "RescaleIntercept": -10}
        folder = a_ct_series(f"s{n}", count=1, pixels=pixels, **changes)
        (file,) = folder.iterdir()
        image = load(folder)
        assert np.array_equal(image.voxels[0], pixels.astype(np.int64) - 10)
        if bits < 32:
            assert np.array_equal(image.voxels, sitk.GetArrayFromImage(sitk.ReadImage(str(file))))


@pytest.mark.parametrize(("name", "text"), [("RescaleIntercept", "nan"), ("RescaleSlope", "0")])
def test_floating_point_pixels_with_a_nonsensical_rescale_are_refused(
    a_ct_series, load, put_text, name, text
):
    values = np.array([[0.5, 2.0]], "<f4")
    changes = {"RescaleSlope": 4, "RescaleIntercept": -1, "Modality": "MR"}
    folder = floats(a_ct_series, values, "FloatPixelData", **changes)
    put_text(folder, name, text)
    with pytest.raises(ReadError, match="rescale"):
        load(folder)


@pytest.mark.parametrize(("ratio", "said"), [("2100", "2100:1"), ("12.345", "12.3:1"), ("100", "100:1")])
def test_how_much_was_lost_is_said_in_plain_numbers(a_slice, scan, ratio, said):
    file = a_slice("one", LossyImageCompression="01", LossyImageCompressionRatio=ratio)
    assert scan(file).series[0].info.lossy == f"LOSSY {said}"
