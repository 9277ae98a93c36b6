"""True values: rescale, sign, bits, types, padding, windows, inversion, units."""

from __future__ import annotations

import numpy as np
import pydicom
import pytest

from medviewer.core.errors import ReadError
from medviewer.core.series import Verdict
from medviewer.core.volume import Stack, Volume
from medviewer.core.window_level import WindowLevel


def one(load, a_ct_series, pixels, **changes):
    return load(a_ct_series(count=2, pixels=np.asarray(pixels), **changes))


def test_ct_is_in_hounsfield_units_as_int16(a_ct_series, load):
    volume = one(load, a_ct_series, np.array([[0, 1024], [2024, 4095]], np.uint16), BitsStored=12, HighBit=11)
    assert (volume.unit, volume.voxels.dtype) == ("HU", np.int16)
    assert volume.voxels[1].tolist() == [[-1024, 0], [1000, 3071]]


def test_signed_pixels_of_twelve_bits_get_their_sign(a_ct_series, load):
    stored = np.array([[-2048, -1], [0, 2047]], np.int16) & 0x0FFF
    volume = one(load, a_ct_series, stored, BitsStored=12, HighBit=11, RescaleIntercept=0)
    assert volume.voxels[0].tolist() == [[-2048, -1], [0, 2047]]


def test_overlay_bits_above_the_stored_ones_are_cleared(a_ct_series, load):
    stored = np.array([[0x8001, 0x7002], [3, 4]], np.uint16)
    volume = one(load, a_ct_series, stored, BitsStored=12, HighBit=11, RescaleIntercept=0)
    assert volume.voxels[0].tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize("largest", [33000, 65535])
def test_large_unsigned_values_never_wrap(a_ct_series, load, largest):
    volume = one(load, a_ct_series, np.array([[0, largest]], np.uint16), RescaleIntercept=0)
    assert volume.voxels[0].tolist() == [[0, largest]]
    assert volume.voxels.dtype == np.uint16


def test_values_beyond_16_bits_become_int32(a_ct_series, load):
    volume = one(load, a_ct_series, np.array([[0, 40000]], np.uint16), RescaleIntercept=-1024)
    assert volume.voxels[0].tolist() == [[-1024, 38976]]
    assert volume.voxels.dtype == np.int32


def test_a_later_slice_with_another_intercept_does_not_wrap(a_ct_series, load):
    folder = a_ct_series(
        count=3,
        pixels=np.full((2, 2), 4464, np.uint16),
        each=lambda n: {"RescaleIntercept": 65536 * (n == 2)},
    )
    assert load(folder).voxels[:, 0, 0].tolist() == [4464, 4464, 70000]


def test_rescale_is_applied_slice_by_slice_in_float(a_ct_series, load):
    folder = a_ct_series(
        count=3,
        pixels=np.full((2, 2), 1000, np.uint16),
        each=lambda n: {"RescaleSlope": 0.5 + n, "RescaleIntercept": n},
        Modality="PT",
        SOPClassUID="1.2.840.10008.5.1.4.1.1.128",
        Units="BQML",
    )
    volume = load(folder)
    assert volume.voxels.dtype == np.float32
    assert volume.voxels[:, 0, 0].tolist() == [500, 1501, 2502]
    assert volume.unit == "BQML"


def test_eight_bit_pixels_stay_eight_bits(a_ct_series, load):
    volume = one(load, a_ct_series, np.array([[0, 255]], np.uint8), RescaleIntercept=0)
    assert volume.voxels.dtype == np.uint8
    assert volume.voxels[0].tolist() == [[0, 255]]


def test_eight_bit_pixels_with_an_intercept_go_below_zero(a_ct_series, load):
    volume = one(load, a_ct_series, np.array([[0, 255]], np.uint8), RescaleIntercept=-100)
    assert volume.voxels[0].tolist() == [[-100, 155]]


def test_32_bit_pixels_are_kept(a_ct_series, load):
    volume = one(load, a_ct_series, np.array([[-5, 2_000_000_000]], np.int32), RescaleIntercept=0)
    assert volume.voxels[0].tolist() == [[-5, 2_000_000_000]]


def test_32_bit_values_that_no_type_keeps_exactly_are_refused(a_ct_series, load):
    with pytest.raises(ReadError, match="too large"):
        one(load, a_ct_series, np.array([[0, 4_000_000_001]], np.uint32), RescaleIntercept=0)


def test_32_bit_values_beyond_int32_are_read_where_float32_keeps_each_exactly(a_ct_series, load):
    volume = one(load, a_ct_series, np.array([[1, 4_000_000_000]], np.uint32), RescaleIntercept=0)
    assert volume.voxels[0].tolist() == [[1, 4_000_000_000]]


def test_64_bit_values_are_read_where_they_fit(a_ct_series, load):
    volume = one(load, a_ct_series, np.array([[-7, 2_000_000_000]], np.int64), RescaleIntercept=-1)
    assert volume.voxels[0].tolist() == [[-8, 1_999_999_999]]
    with pytest.raises(ReadError, match="too large"):
        one(load, a_ct_series, np.array([[0, 2**60 + 1]], np.int64), RescaleIntercept=0)


@pytest.mark.parametrize("syntax", ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"])
def test_byte_order_and_implicit_elements_do_not_change_a_value(a_ct_series, load, syntax):
    folder = a_ct_series(count=2, pixels=np.array([[1, 258], [3, 4]], np.int16), RescaleIntercept=0)
    for file in folder.iterdir():
        dataset = pydicom.dcmread(file)
        order = syntax.endswith(".2.2")
        dataset.PixelData = dataset.pixel_array.astype(">i2" if order else "<i2").tobytes()
        dataset.file_meta.TransferSyntaxUID = pydicom.uid.UID(syntax)
        kept = pydicom.Dataset({e.tag: e for e in dataset})
        kept.file_meta = dataset.file_meta
        kept["PixelData"].VR = "OW"
        kept.save_as(file, implicit_vr=syntax == "1.2.840.10008.1.2", little_endian=not order)
    assert load(folder).voxels[1].tolist() == [[1, 258], [3, 4]]


def test_monochrome1_is_stored_not_and_shown_inverted(a_ct_series, load):
    volume = one(load, a_ct_series, np.array([[0, 9]], np.uint16), PhotometricInterpretation="MONOCHROME1")
    assert volume.inverted
    assert volume.voxels[0].tolist() == [[-1024, -1015]]


def test_padding_is_a_range_in_true_values(a_ct_series, load):
    changes = {"PixelPaddingValue": -2000, "PixelPaddingRangeLimit": -1990, "RescaleIntercept": -24}
    volume = one(load, a_ct_series, np.array([[-2000, 5]], np.int16), **changes)
    assert volume.padding == (-2024, -2014)


def test_all_windows_come_with_their_names_and_function(a_ct_series, load):
    changes = {
        "WindowCenter": [40, -600, 40],
        "WindowWidth": [400, 1500, 400],
        "WindowCenterWidthExplanation": ["SOFT", "LUNG", "SOFT"],
        "VOILUTFunction": "SIGMOID",
    }
    volume = one(load, a_ct_series, np.zeros((2, 2), np.uint16), **changes)
    assert volume.windows == (
        WindowLevel(400, 40, "SIGMOID", "SOFT"),
        WindowLevel(1500, -600, "SIGMOID", "LUNG"),
    )


def test_a_window_without_width_is_ignored(a_ct_series, load):
    volume = one(load, a_ct_series, np.zeros((2, 2), np.uint16), WindowCenter=40, WindowWidth=0)
    assert volume.windows == ()


def test_mr_has_no_unit_and_ct_without_rescale_says_so(a_ct_series, load):
    assert one(load, a_ct_series, np.zeros((2, 2), np.uint16), Modality="MR").unit == ""
    plain = load(a_ct_series("plain", count=2, RescaleSlope=None, RescaleIntercept=None))
    assert plain.unit == ""
    assert "NO_HU" in [problem.code for problem in plain.report.problems]


def test_rescale_type_is_honoured(a_ct_series, load):
    assert load(a_ct_series(count=2, RescaleType="HU")).unit == "HU"
    assert load(a_ct_series("other", count=2, RescaleType="US")).unit == ""


@pytest.mark.parametrize(
    ("changes", "source", "spacing"),
    [
        ({"PixelSpacing": None, "ImagerPixelSpacing": [0.2, 0.1]}, "detector", (0.1, 0.2)),
        ({"PixelSpacing": [0.15, 0.15], "ImagerPixelSpacing": [0.2, 0.2]}, "calibrated", (0.15, 0.15)),
        ({"PixelSpacing": [0.2, 0.2], "ImagerPixelSpacing": [0.2, 0.2]}, "detector", (0.2, 0.2)),
        ({"PixelSpacing": [0.2, 0.2], "PixelSpacingCalibrationType": "FIDUCIAL"}, "calibrated", (0.2, 0.2)),
        ({"PixelSpacing": None}, "unknown", (1.0, 1.0)),
        ({"PixelSpacing": [0.0, 0.0]}, "unknown", (1.0, 1.0)),
        ({"PixelSpacing": None, "PixelAspectRatio": [2, 1]}, "unknown", (1.0, 2.0)),
    ],
)
def test_a_radiograph_says_where_its_spacing_comes_from(a_ct_series, load, changes, source, spacing):
    stack = load(a_ct_series(count=1, Modality="DX", **changes))
    assert isinstance(stack, Stack)
    assert (stack.spacing_source, stack.planes[0].spacing_ijk[:2]) == (source, spacing)
    assert not stack.has_orientation


@pytest.mark.parametrize("missing", ["ImagePositionPatient", "ImageOrientationPatient"])
def test_slices_without_a_place_are_a_stack_without_orientation(a_ct_series, load, missing):
    stack = load(a_ct_series(count=3, **{missing: None}))
    assert isinstance(stack, Stack)
    assert not stack.has_orientation
    assert [int(v) for v in stack.frames[:, 0, 0]] == [-24, -23, -22]


def test_a_multi_frame_picture_without_geometry_is_a_cine_stack(a_ct_series, load):
    frames = np.arange(24, dtype=np.uint8).reshape(4, 2, 3)
    changes = {"NumberOfFrames": 4, "Modality": "NM", "ImagePositionPatient": None, "RescaleIntercept": 0}
    stack = load(a_ct_series(count=1, pixels=frames, **changes))
    assert stack.report.verdict is Verdict.STACK
    assert np.array_equal(stack.frames, frames)


def test_a_long_decimal_is_read_as_it_is(a_ct_series, load, put_text):
    folder = a_ct_series(count=2)
    put_text(folder, "PixelSpacing", "0.4296880066390000000001\\0.75")
    volume = load(folder)
    assert isinstance(volume, Volume)
    assert volume.geometry.spacing_ijk[:2] == (0.75, 0.4296880066390000000001)


def test_windows_of_large_quantities_are_kept(a_ct_series, load):
    image = load(a_ct_series(count=2, RescaleSlope="1e9", WindowCenter="5e11", WindowWidth="1e12"))
    assert [(window.width, window.level) for window in image.windows] == [(1e12, 5e11)]
