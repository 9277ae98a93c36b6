"""Siemens mosaics: many slices tiled in one picture, which lies elsewhere than they."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from pydicom.dataset import Dataset

from medviewer.core.volume import Stack, Volume


def numbered(count, rows=4, columns=6, dtype=np.uint16):
    picture = np.arange(rows * columns, dtype=dtype).reshape(rows, columns)
    return np.stack([picture + dtype(100 * (n + 1)) for n in range(count)])


def codes(image):
    return {problem.code for problem in image.report.problems}


def csa(entries):
    """A CSA header with named values."""
    raw = b"SV10\4\3\2\1" + struct.pack("<II", len(entries), 77)
    for name, values in entries.items():
        raw += struct.pack("<64si4siii", name.encode(), 1, b"FD", 3, len(values), 77)
        for value in values:
            text = value.encode() + b"\0"
            raw += struct.pack("<4i", len(text), len(text), 77, len(text)) + text + b"\0" * (-len(text) % 4)
    return raw


def a_mosaic(image=None, series=None, **more):
    elements = Dataset()
    block = elements.private_block(0x0029, "SIEMENS CSA HEADER", create=True)
    if image is not None:
        block.add_new(0x10, "OB", csa(image))
    if series is not None:
        block.add_new(0x20, "OB", csa(series))
    return {
        "ImageType": ["ORIGINAL", "PRIMARY", "M", "ND", "MOSAIC"],
        "Modality": "MR",
        "PixelSpacing": [2, 3],
        "SpacingBetweenSlices": 5,
        **{element.tag: element for element in elements},
        **more,
    }


def write_mosaic(a_slice, normal, **changes):
    """A mosaic of 3 slices of 4 rows x 6 columns, whose first slice lies at (10, 20, 30)."""
    slices = numbered(3)
    pixels = np.zeros((8, 12), np.uint16)
    pixels[:4, :6], pixels[:4, 6:], pixels[4:, :6] = slices
    image = {"NumberOfImagesInMosaic": ["3"], **({"SliceNormalVector": normal} if normal else {})}
    fields = a_mosaic(image, **changes)
    private = {tag: fields.pop(tag) for tag in list(fields) if not isinstance(tag, str)}
    path = a_slice("m", 0, [10 - 9, 20 - 4, 30], pixels=pixels, RescaleIntercept=0, **fields)
    import pydicom

    dataset = pydicom.dcmread(path)
    for element in private.values():
        dataset.add(element)
    dataset.save_as(path)
    return path


@pytest.mark.parametrize("up", [1, -1])
def test_slices_of_a_mosaic_follow_the_normal_that_its_private_header_gives(a_slice, load, up):
    volume = load(write_mosaic(a_slice, ["0", "0", str(up)]))
    assert isinstance(volume, Volume)
    assert volume.geometry.shape_kji == (3, 4, 6)
    assert volume.geometry.spacing_ijk == pytest.approx((3, 2, 5))
    for n in range(3):
        assert volume.value_at((10, 20, 30 + 5 * n * up)) == 100 * (n + 1)


def test_the_protocol_tells_the_direction_where_the_normal_is_missing(a_slice, load):
    lines = [
        f"sSliceArray.asSlice[{n}].sPosition.d{axis} = {value}"
        for n in range(3)
        for axis, value in (("Sag", 10 + 9), ("Cor", 20 + 4), ("Tra", 30 - 5 * n))
    ]
    series = {"MrPhoenixProtocol": ["\n".join(lines) + "\n"]}
    volume = load(write_mosaic(a_slice, None, series=series, SpacingBetweenSlices=None))
    assert volume.value_at((10, 20, 20)) == 300


@pytest.mark.parametrize("changes", [{"SpacingBetweenSlices": None}, {"ImagePositionPatient": None}])
def test_a_mosaic_that_proves_too_little_is_one_picture_without_a_place(a_slice, load, changes):
    stack = load(write_mosaic(a_slice, ["0", "0", "1"], **changes))
    assert isinstance(stack, Stack)
    assert stack.frames.shape == (1, 8, 12)
    assert codes(stack) == {"MOSAIC"}
    assert not stack.has_orientation


def test_a_mosaic_without_a_private_header_is_one_picture(a_slice, load):
    path = a_slice("m", pixels=np.zeros((8, 12), np.uint16), ImageType=["DERIVED", "PRIMARY", "MOSAIC"])
    stack = load(path)
    assert "does not say how many slices" in stack.report.problems[0].message
