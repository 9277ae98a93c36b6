"""Lookup tables: from stored to true values, from values to grey, and palettes of colours."""

from __future__ import annotations

import numpy as np
import pydicom
import pytest
from pydicom import Dataset
from pydicom.pixels import apply_color_lut, apply_modality_lut, apply_voi_lut

from medviewer.core.errors import ReadError
from medviewer.io.dicom.pixels.palette import expand_segments

INDICES = np.array([[0, 1, 2], [3, 4, 200]], np.uint8)


def table(entries, first=0, bits=16, representation="US", **elements):
    """An item with a lookup table; entries of 8 bits lie two to a word."""
    item = Dataset()
    entries = np.asarray(entries)
    item.add_new(0x00283002, representation, [len(entries) % 65536, first, bits])
    item.add_new(0x00283006, "OW", entries.astype("u1" if bits == 8 else "<u2").tobytes())
    for name, value in elements.items():
        setattr(item, name, value)
    return item


@pytest.fixture
def read(a_ct_series, load):
    """One slice, loaded: ``read(pixels, **elements)``."""

    def build(pixels, folder="one", **changes):
        silent = {"RescaleSlope": None, "RescaleIntercept": None}
        return load(a_ct_series(folder, count=1, pixels=np.asarray(pixels), **{**silent, **changes}))

    return build


def test_a_modality_table_gives_the_true_values(read):
    image = read(INDICES, ModalityLUTSequence=[table([10, 20, 40, 80, 160], ModalityLUTType="HU")])
    assert image.voxels[0].tolist() == [[10, 20, 40], [80, 160, 160]]
    assert image.unit == "HU"


def test_a_modality_table_may_begin_below_zero(read):
    stored = np.array([[-5, -2, -1], [0, 1, 300]], np.int16)
    item = table([7, 8, 9, 60000], first=-2, representation="SS", ModalityLUTType="US")
    image = read(stored, ModalityLUTSequence=[item])
    assert image.voxels[0].tolist() == [[7, 7, 8], [9, 60000, 60000]]
    assert (image.voxels.dtype, image.unit) == (np.uint16, "")


def test_modality_tables_of_eight_bits_and_of_65536_entries_are_read(read):
    image = read(INDICES, ModalityLUTSequence=[table([5, 6, 7, 8, 9, 255], bits=8)])
    assert image.voxels[0].tolist() == [[5, 6, 7], [8, 9, 255]]
    whole = table(np.arange(65536)[::-1])
    stored = np.array([[0, 1, 65535]], np.uint16)
    image = read(stored, "two", ModalityLUTSequence=[whole])
    assert image.voxels[0].tolist() == [[65535, 65534, 0]]


def test_eight_bit_entries_in_words_of_their_own_are_read(read):
    item = table([5, 6, 7, 8, 9, 10])
    item[0x00283002].value = [6, 0, 8]
    assert read(INDICES, ModalityLUTSequence=[item]).voxels[0].tolist() == [[5, 6, 7], [8, 9, 10]]


def test_each_slice_has_its_own_table(a_ct_series, load):
    folder = a_ct_series(
        count=3,
        pixels=np.array([[0, 1]], np.uint8),
        each=lambda n: {"ModalityLUTSequence": [table([n * 1000, n * 30000 + 5])]},
        RescaleSlope=None,
        RescaleIntercept=None,
    )
    assert load(folder).voxels[:, 0].tolist() == [[0, 5], [1000, 30005], [2000, 60005]]


def test_a_modality_table_goes_before_a_slope(read):
    image = read(INDICES, ModalityLUTSequence=[table([10, 20, 40])], RescaleSlope=3, RescaleIntercept=1)
    assert image.voxels[0, 0].tolist() == [10, 20, 40]


def test_padding_goes_through_the_modality_table(read):
    image = read(INDICES, ModalityLUTSequence=[table([10, 20, 40, 80])], PixelPaddingValue=3)
    assert image.padding == (80, 80)


def test_a_broken_modality_table_is_refused(a_ct_series, load):
    item = table([1, 2, 3])
    item[0x00283002].value = [500, 0, 16]
    with pytest.raises(ReadError, match="modality lookup table"):
        load(a_ct_series(count=1, pixels=INDICES, ModalityLUTSequence=[item]))


def test_voi_tables_come_with_their_names_first_one_first(read):
    items = [
        table([0, 100, 1000, 4095], first=10, bits=12, LUTExplanation="SOFT"),
        table([0, 255], bits=8, LUTExplanation="HARD"),
    ]
    image = read(np.array([[0, 11, 12, 13, 14]], np.uint16), VOILUTSequence=items)
    assert [lut.name for lut in image.voi_luts] == ["SOFT", "HARD"]
    grey = image.voi_luts[0].apply(image.voxels[0, 0])
    assert grey.tolist() == [0, 100 / 4095, 1000 / 4095, 1.0, 1.0]


def test_a_voi_table_of_rescaled_values_begins_below_zero_although_pixels_are_unsigned(read):
    item = table([0, 128, 255], first=65536 - 1000, bits=8)
    stored = np.array([[0, 24, 25, 26]], np.uint16)
    image = read(
        stored, VOILUTSequence=[item], RescaleSlope=1, RescaleIntercept=-1024, BitsStored=12, HighBit=11
    )
    assert image.voi_luts[0].first == -1000
    assert np.round(image.voi_luts[0].apply(image.voxels[0, 0]) * 255).tolist() == [0, 0, 128, 255]


def test_voi_tables_that_are_broken_or_claim_too_few_bits_do_no_harm(read):
    broken = table([1, 2])
    broken[0x00283002].value = [200, 0, 16]
    image = read(INDICES, VOILUTSequence=[broken, table([0, 1023], bits=9)])
    (lut,) = image.voi_luts
    assert lut.bits == 10


def test_pydicom_applies_the_same_tables(a_ct_series, load):
    stored = np.arange(-20, 100, dtype=np.int16).reshape(10, 12)
    modality = table(np.arange(60) ** 2, first=-10, representation="SS")
    voi = table((np.arange(3000) * 21 + 5) % 4096, first=100, bits=12)
    folder = a_ct_series(
        count=1, pixels=stored, ModalityLUTSequence=[modality], VOILUTSequence=[voi], RescaleSlope=None
    )
    (file,) = folder.iterdir()
    dataset = pydicom.dcmread(file)
    image = load(folder)
    values = apply_modality_lut(dataset.pixel_array, dataset)
    assert np.array_equal(image.voxels[0], values)
    assert np.allclose(image.voi_luts[0].apply(values) * 4095, apply_voi_lut(values, dataset))


COLOURS = np.array([[0, 0, 0], [255, 0, 0], [0, 255, 0], [0, 0, 255], [9, 8, 7], [250, 128, 7]], np.uint8)


def palette(colours=COLOURS, first=0, bits=16, representation="US", segmented=False):
    """The elements of a palette."""
    elements = {"PhotometricInterpretation": "PALETTE COLOR", "Modality": "US"}
    for channel, name in enumerate(("Red", "Green", "Blue")):
        entries = colours[:, channel].astype(np.uint16)
        if bits == 16:
            entries = entries * 257
        data = entries.astype("<u2" if bits == 16 else "u1")
        if segmented:
            data = np.concatenate([[0, len(entries)], entries]).astype("<u2")
        keyword = f"{'Segmented' if segmented else ''}{name}PaletteColorLookupTableData"
        elements[f"{name}PaletteColorLookupTableDescriptor"] = (representation, [len(entries), first, bits])
        elements[keyword] = data.tobytes() + b"\0" * (data.nbytes % 2)
    return elements


@pytest.fixture
def read_palette(a_ct_series, load):
    def build(pixels, elements):
        plain = {name: value[1] if isinstance(value, tuple) else value for name, value in elements.items()}
        folder = a_ct_series(count=1, pixels=pixels, RescaleSlope=None, RescaleIntercept=None, **plain)
        return folder, load(folder)

    return build


@pytest.mark.parametrize(("bits", "segmented"), [(8, False), (16, False), (16, True)])
def test_a_palette_gives_the_colours(read_palette, bits, segmented):
    folder, image = read_palette(INDICES, palette(bits=bits, segmented=segmented))
    expected = COLOURS[np.minimum(INDICES, 5)]
    assert np.array_equal(image.rgb[0], expected)
    assert image.voxels[0].tolist() == np.round(expected @ [0.299, 0.587, 0.114]).astype(int).tolist()
    (file,) = folder.iterdir()
    dataset = pydicom.dcmread(file)
    other = apply_color_lut(dataset.pixel_array, dataset)
    assert np.array_equal(image.rgb[0], other if other.dtype == np.uint8 else other >> 8)


def test_a_palette_may_begin_at_any_value(read_palette):
    _, image = read_palette(INDICES, palette(first=2))
    assert image.rgb[0, 1].tolist() == [[255, 0, 0], [0, 255, 0], [250, 128, 7]]


def test_a_palette_of_signed_pixels_may_begin_below_zero(read_palette):
    pixels = np.array([[-2, -1, 0]], np.int16)
    _, image = read_palette(pixels, palette(first=-2))
    assert image.rgb[0, 0].tolist() == COLOURS[:3].tolist()


def test_a_palette_that_promises_16_bits_and_holds_8_is_not_black(read_palette):
    elements = palette(bits=16)
    for name in ("Red", "Green", "Blue"):
        key = f"{name}PaletteColorLookupTableData"
        elements[key] = (np.frombuffer(elements[key], "<u2") // 257).astype("<u2").tobytes()
    _, image = read_palette(INDICES, elements)
    assert image.rgb[0, 0].tolist() == COLOURS[:3].tolist()


def test_a_palette_of_wide_indices_is_read(read_palette):
    colours = np.stack([np.arange(4096) // 16, np.arange(4096) % 256, np.full(4096, 9)], axis=-1)
    pixels = np.array([[0, 1000, 4095]], np.uint16)
    _, image = read_palette(pixels, palette(colours.astype(np.uint8)))
    assert np.array_equal(image.rgb[0, 0], colours[[0, 1000, 4095]])


def test_a_missing_palette_is_refused(a_ct_series, load):
    with pytest.raises(ReadError, match="palette"):
        load(a_ct_series(count=1, pixels=INDICES, PhotometricInterpretation="PALETTE COLOR"))


def words(*values):
    return np.array(values, np.uint16)


def test_segments_are_values_lines_and_repeats():
    discrete, line = (0, 3, 10, 20, 30), (1, 4, 70)
    entries = expand_segments(words(*discrete, *line), 7, 16)
    assert entries.tolist() == [10, 20, 30, 40, 50, 60, 70]
    repeat = (2, 2, 0, 0)
    entries = expand_segments(words(*discrete, *line, *repeat), 14, 16)
    assert entries.tolist() == [10, 20, 30, 40, 50, 60, 70] * 2
    # Offsets are in bytes: the line begins at byte 10. It goes on from the last value.
    entries = expand_segments(words(*discrete, *line, 2, 1, 10, 0), 11, 16)
    assert entries.tolist() == [10, 20, 30, 40, 50, 60, 70, 70, 70, 70, 70]


def test_segments_of_eight_bits_are_bytes_and_offsets_four_of_them():
    raw = bytes([0, 2, 5, 9, 1, 2, 13, 2, 1, 0, 0, 0, 0])
    entries = expand_segments(np.frombuffer(raw + b"\0", "<u2").astype(np.uint16), 6, 8)
    assert entries.tolist() == [5, 9, 11, 13, 5, 9]


@pytest.mark.parametrize(
    "segments",
    [
        (1, 4, 70),  # a line from nowhere
        (0, 9, 1, 2),  # cut
        (2, 1, 0, 0),  # a repeat of nothing
        (7, 1, 1),  # no such operation
        (0, 1, 5),  # too few
        (0, 1, 5, 2, 1, 99, 0),  # a repeat from nowhere
        (0, 0, 2, 65535, 0, 0),  # nothing, many times
    ],
)
def test_broken_segments_are_no_table(segments):
    assert expand_segments(words(*segments), 8, 16) is None


def test_segments_that_multiply_without_end_are_given_up_at_once():
    bomb = words(*([0, 0] * 1000), *([2, 65535, 0, 0] * 5000))
    assert expand_segments(bomb, 65536, 16) is None
