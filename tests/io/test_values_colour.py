"""True colours: every way of storing them gives the same red, green and blue, and their luminance."""

from __future__ import annotations

import imagecodecs
import numpy as np
import pydicom
import pytest
from pydicom.encaps import encapsulate

from medviewer.core.volume import Volume, default_window
from medviewer.io.dicom.pixels.colour import to_rgb

COLOURS = np.array(
    [
        [[255, 0, 0], [255, 0, 0], [0, 255, 0], [0, 255, 0]],
        [[0, 0, 255], [0, 0, 255], [255, 255, 255], [255, 255, 255]],
        [[10, 200, 90], [10, 200, 90], [0, 0, 0], [0, 0, 0]],
    ],
    np.uint8,
)
LUMINANCE = [[76, 76, 150, 150], [29, 29, 255, 255], [131, 131, 0, 0]]
TO_YBR = np.array([[0.299, 0.587, 0.114], [-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]])
BARS = np.repeat(np.repeat(COLOURS, 16, axis=0), 16, axis=1)


def ybr(colours):
    """Full range luminance and colour differences, by the definition of BT.601."""
    return np.round(colours @ TO_YBR.T + [0, 128, 128]).clip(0, 255).astype(np.uint8)


@pytest.fixture
def read(a_ct_series, load):
    """A single colour file, loaded: ``read(pixel_bytes, photometric, **elements)``."""

    def build(data, photometric="RGB", size=COLOURS.shape[:2], **changes):
        elements = {
            "SamplesPerPixel": 3,
            "PhotometricInterpretation": photometric,
            "PlanarConfiguration": 0,
            "BitsAllocated": 8,
            "BitsStored": 8,
            "HighBit": 7,
            "PixelRepresentation": 0,
            "Rows": size[0],
            "Columns": size[1],
            "PixelData": data,
            "RescaleSlope": None,
            "RescaleIntercept": None,
            "Modality": "US",
            **changes,
        }
        return load(a_ct_series("colour", count=1, pixels=np.zeros((2, 2), np.uint8), **elements))

    return build


def assert_colours(image, expected=COLOURS, within=0):
    values = image.voxels if isinstance(image, Volume) else image.frames
    error = np.abs(image.rgb[0].astype(int) - expected)
    if within > 1:  # thinned-out colours run into each other where two fields meet
        error = error.reshape(len(COLOURS), 16, -1, 16, 3)[:, 3:13, :, 3:13]
    assert error.max() <= within
    assert image.rgb.dtype == values.dtype == np.uint8
    weighed = np.round(image.rgb[0] @ np.array([0.299, 0.587, 0.114]))
    assert np.abs(values[0] - weighed).max() <= 1


def test_red_green_and_blue_are_kept_and_their_luminance_is_the_value(read):
    image = read(COLOURS.tobytes())
    assert_colours(image)
    assert image.voxels[0].tolist() == LUMINANCE


def test_planes_of_colours_are_put_together(read):
    planes = np.ascontiguousarray(np.moveaxis(COLOURS, -1, 0))
    assert_colours(read(planes.tobytes(), PlanarConfiguration=1))


def test_sixteen_bits_a_colour_are_scaled_to_eight(read):
    deep = COLOURS.astype("<u2") * 257
    assert_colours(read(deep.tobytes(), BitsAllocated=16, BitsStored=16, HighBit=15))
    twelve = COLOURS.astype("<u2") << 4
    assert_colours(read(twelve.tobytes(), BitsAllocated=16, BitsStored=12, HighBit=11))


def test_luminance_and_differences_are_turned_into_colours(read):
    assert_colours(read(ybr(COLOURS).tobytes(), "YBR_FULL"), within=1)


def test_thinned_out_colour_differences_are_spread(read):
    full = ybr(COLOURS)
    thinned = np.concatenate([full[:, ::2, :1], full[:, 1::2, :1], full[:, ::2, 1:]], axis=-1)
    assert_colours(read(thinned.tobytes(), "YBR_FULL_422"), within=1)


def test_differences_that_are_only_said_to_be_thinned_out_are_taken_as_they_are(read):
    assert_colours(read(ybr(COLOURS).tobytes(), "YBR_FULL_422"), within=1)


def test_the_studio_range_is_stretched():
    studio = COLOURS @ TO_YBR.T * [219 / 255, 224 / 255, 224 / 255] + [16, 128, 128]
    colours = to_rgb(np.round(studio).astype(np.uint8), 8, "YBR_PARTIAL_422", None)
    assert np.abs(colours.astype(int) - COLOURS).max() <= 2


def coded(read, syntax, stream, photometric, **changes):
    syntax = "1.2.840.10008.1.2." + syntax
    return read(encapsulate([bytes(stream)]), photometric, BARS.shape[:2], transfer_syntax=syntax, **changes)


@pytest.mark.parametrize(
    ("syntax", "encode", "photometric", "within"),
    [
        ("4.80", imagecodecs.jpegls_encode, "RGB", 0),
        ("4.90", lambda a: imagecodecs.jpeg2k_encode(a, level=0, codecformat="j2k", mct=True), "YBR_RCT", 0),
        ("4.90", lambda a: imagecodecs.jpeg2k_encode(a, level=0, codecformat="j2k", mct=False), "RGB", 0),
        # The header was not changed when the picture was compressed.
        ("4.90", lambda a: imagecodecs.jpeg2k_encode(a, level=0, codecformat="j2k", mct=True), "YBR_FULL", 0),
        (
            "4.91",
            lambda a: imagecodecs.jpeg2k_encode(a, level=50, codecformat="j2k", reversible=False, mct=True),
            "YBR_ICT",
            4,
        ),
        ("4.201", imagecodecs.htj2k_encode, "YBR_RCT", 0),
        ("4.50", lambda a: imagecodecs.jpeg8_encode(a, level=95, subsampling="444"), "YBR_FULL", 4),
        ("4.50", lambda a: imagecodecs.jpeg8_encode(a, level=95, subsampling="422"), "YBR_FULL_422", 4),
        ("4.50", lambda a: imagecodecs.jpeg8_encode(a, level=95, subsampling="420"), "YBR_FULL_422", 4),
        # JFIF and Adobe segments in the stream know better than the header.
        ("4.50", lambda a: imagecodecs.jpeg8_encode(a, level=95, subsampling="444"), "RGB", 4),
        (
            "4.50",
            lambda a: imagecodecs.jpeg8_encode(a, level=95, colorspace="RGB", outcolorspace="RGB"),
            "YBR_FULL",
            4,
        ),
    ],
)
def test_every_codec_gives_the_same_colours(read, syntax, encode, photometric, within):
    assert_colours(coded(read, syntax, encode(BARS), photometric), BARS, within)


def test_jpeg_ls_of_luminance_and_differences_is_turned_into_colours(read):
    image = coded(read, "4.80", imagecodecs.jpegls_encode(ybr(BARS)), "YBR_FULL")
    assert_colours(image, BARS, within=1)


@pytest.mark.parametrize("bits", [8, 16])
def test_run_lengths_hold_one_segment_a_byte_of_each_colour(read, bits):
    colours = BARS if bits == 8 else BARS.astype(np.uint16) * 257
    encoder = pydicom.pixels.get_encoder("1.2.840.10008.1.2.5")
    stream = encoder.encode(
        colours,
        rows=BARS.shape[0],
        columns=BARS.shape[1],
        samples_per_pixel=3,
        bits_allocated=bits,
        bits_stored=bits,
        pixel_representation=0,
        photometric_interpretation="RGB",
        number_of_frames=1,
        planar_configuration=0,
        encoding_plugin="pydicom",
    )
    image = coded(read, "5", stream, "RGB", BitsAllocated=bits, BitsStored=bits, HighBit=bits - 1)
    assert_colours(image, BARS)


def test_frames_of_a_colour_film_are_each_in_their_place(read):
    film = np.stack([np.roll(COLOURS, n, axis=0) for n in range(3)])
    changes = {"NumberOfFrames": 3, "ImagePositionPatient": None, "ImageOrientationPatient": None}
    stack = read(film.tobytes(), **changes)
    assert np.array_equal(stack.rgb, film)


def test_colours_have_no_window_padding_or_unit_of_the_file_and_are_shown_as_they_are(read):
    image = read(COLOURS.tobytes(), WindowCenter=40, WindowWidth=80, PixelPaddingValue=0)
    assert (image.windows, image.padding, image.unit, image.inverted) == ((), None, "", False)
    window = default_window(image)
    assert np.round(window.apply(np.arange(256)) * 255).tolist() == list(range(256))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"photometric": "CMYK"}, "PHOTOMETRIC"),
        ({"SamplesPerPixel": 4, "data": bytes(48)}, "COLOUR"),
        ({"BitsAllocated": 1, "BitsStored": 1, "HighBit": 0}, "BITS"),
    ],
)
def test_colours_that_are_not_read_are_named(a_ct_series, scan, changes, code):
    elements = {
        "SamplesPerPixel": 3,
        "PhotometricInterpretation": changes.pop("photometric", "RGB"),
        "PixelData": changes.pop("data", COLOURS.tobytes()),
        "Rows": 3,
        "Columns": 4,
        "BitsAllocated": 8,
        "BitsStored": 8,
        "HighBit": 7,
        **changes,
    }
    (entry,) = scan(a_ct_series(count=1, pixels=np.zeros((3, 4), np.uint8), **elements)).series
    assert entry.report.problems[0].code == code
