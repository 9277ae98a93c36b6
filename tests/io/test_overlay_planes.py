"""Overlay planes of DICOM files: which bits, over which slices, and where (PS3.3 C.9.2, C.9.3)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pydicom
import pytest
from pydicom.uid import ExplicitVRBigEndian

PLACELESS = {"ImagePositionPatient": None, "ImageOrientationPatient": None}
RING = np.zeros((4, 6), np.uint8)
RING[1:4, 1:5] = 1
RING[2, 2:4] = 0


def lay_over(file: Path, masks: npt.NDArray[np.uint8], group: int = 0x6000, **elements: Any) -> None:
    """Writes masks [frame, row, column] as the overlay plane of a group."""
    dataset = pydicom.dcmread(file)
    base = group << 16
    bits = np.packbits(masks.reshape(-1), bitorder="little").tobytes()
    written = {0x10: ("US", masks.shape[1]), 0x11: ("US", masks.shape[2]), 0x40: ("CS", "G")}
    written |= {0x50: ("SS", [1, 1]), 0x0100: ("US", 1), 0x0102: ("US", 0)}
    written[0x3000] = ("OW", bits + b"\xff" * (len(bits) % 2))
    names = {"origin": (0x50, "SS"), "kind": (0x40, "CS"), "label": (0x1500, "LO"), "frames": (0x15, "IS")}
    names |= {"first_frame": (0x51, "US"), "description": (0x22, "LO"), "data": (0x3000, "OW")}
    for name, value in elements.items():
        written[names[name][0]] = (names[name][1], value)
    for element, (representation, value) in written.items():
        if value is not None:
            dataset.add_new(base + element, representation, value)
    dataset.save_as(file)


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def codes(image: Any) -> list[str]:
    return [problem.code for problem in image.report.problems]


def test_a_drawing_is_read_as_the_file_has_it_and_the_values_stay(a_ct_series, load):
    file = only_file(a_ct_series(count=1))
    values = load(file).voxels.copy()
    lay_over(file, RING[None], label="Lesion", description="By hand", kind="R")
    image = load(file)
    ((plane,),) = image.overlays
    assert np.array_equal(plane.mask(), pydicom.dcmread(file).overlay_array(0x6000))
    assert (plane.group, plane.kind, plane.label, plane.description) == (0x6000, "R", "Lesion", "By hand")
    assert (plane.first_row, plane.first_column) == (0, 0)
    assert np.array_equal(image.voxels, values)
    assert "OVERLAY" not in codes(image)


def test_its_origin_counts_from_one_and_may_lie_outside_the_slice(a_ct_series, load):
    file = only_file(a_ct_series(count=1))
    lay_over(file, np.ones((1, 2, 9), np.uint8), origin=[3, -1])
    ((plane,),) = load(file).overlays
    assert (plane.first_row, plane.first_column, plane.rows, plane.columns) == (2, -2, 2, 9)


def test_each_slice_of_a_volume_has_its_own_drawings(a_ct_series, load):
    folder = a_ct_series(count=3)
    by_number = {int(pydicom.dcmread(file).InstanceNumber): file for file in folder.iterdir()}
    lay_over(by_number[3], RING[None], group=0x6002)
    lay_over(by_number[3], RING[None, ::-1], group=0x601E)
    volume = load(folder)
    assert [[plane.group for plane in planes] for planes in volume.overlays] == [[], [], [0x6002, 0x601E]]


def test_a_series_without_drawings_has_none_and_opens_no_file_again(a_ct_series, load, monkeypatch):
    folder = a_ct_series(count=2)
    monkeypatch.setattr(
        "medviewer.io.dicom.objects.object_file.read_object", lambda *_: pytest.fail("opened")
    )
    assert load(folder).overlays == ()


@pytest.mark.parametrize(
    ("elements", "drawn"),
    [
        ({}, [0, 0, 0, 0]),
        ({"frames": 2}, [0, 1, None, None]),
        ({"frames": 2, "first_frame": 3}, [None, None, 0, 1]),
        ({"frames": 1, "first_frame": 2}, [None, 0, None, None]),
    ],
)
def test_frames_of_a_drawing_lie_over_the_frames_that_it_names(
    a_ct_series: Callable[..., Path],
    load: Callable[..., Any],
    elements: dict[str, int],
    drawn: list[int | None],
) -> None:
    # 3 x 5 pixels: the second frame begins within a byte.
    masks = np.random.default_rng(1).integers(0, 2, (elements.get("frames", 1), 3, 5), np.uint8)
    frames = np.arange(4 * 15, dtype=np.uint8).reshape(4, 3, 5)
    file = only_file(a_ct_series(count=1, pixels=frames, NumberOfFrames=4, **PLACELESS))
    lay_over(file, masks, **elements)
    image = load(file)
    found = [planes[0].mask().tolist() if planes else None for planes in image.overlays]
    assert found == [None if n is None else masks[n].tolist() for n in drawn]
    assert image.slice(1).overlays == image.overlays[1:2]


def test_drawings_in_unused_bits_of_the_pixels_are_read_frame_by_frame(a_ct_series, load):
    pixels = np.array([[[0xF123, 0x0456]], [[0x2001, 0xD002]]], np.uint16)
    changes = {"BitsStored": 12, "HighBit": 11, "NumberOfFrames": 2, "RescaleIntercept": 0, **PLACELESS}
    file = only_file(a_ct_series(count=1, pixels=pixels, **changes))
    dataset = pydicom.dcmread(file)
    for group, bit in ((0x6000, 12), (0x6002, 13)):
        for element, value in ((0x10, 1), (0x11, 2), (0x0100, 16), (0x0102, bit)):
            dataset.add_new((group << 16) + element, "US", value)
    dataset.save_as(file)
    image = load(file)
    found = [[plane.mask().tolist() for plane in planes] for planes in image.overlays]
    assert found == [[[[1, 0]], [[1, 0]]], [[[0, 1]], [[1, 0]]]]
    assert image.frames.tolist() == [[[0x123, 0x456]], [[1, 2]]]


def test_a_drawing_in_big_endian_words_is_put_right(a_ct_series, load):
    file = only_file(a_ct_series(count=1))
    mask = np.random.default_rng(2).integers(0, 2, (1, 4, 6), np.uint8)
    in_order = np.packbits(mask.reshape(-1), bitorder="little").tobytes() + b"\0"
    lay_over(file, mask, origin=[2, -3], data=bytes(in_order[n ^ 1] for n in range(4)))
    dataset = pydicom.dcmread(file)
    dataset.file_meta.TransferSyntaxUID = ExplicitVRBigEndian
    turned = pydicom.Dataset({element.tag: element for element in dataset})
    turned.file_meta = dataset.file_meta
    turned.save_as(file, implicit_vr=False, little_endian=False)
    ((plane,),) = load(file).overlays
    assert np.array_equal(plane.mask(), mask[0])
    assert (plane.first_row, plane.first_column) == (1, -4)


@pytest.mark.parametrize("data", [b"\x01\x00", None])
def test_a_drawing_that_is_cut_short_or_missing_is_left_out_with_a_sentence(a_ct_series, load, data):
    file = only_file(a_ct_series(count=1))
    lay_over(file, RING[None], data=data)
    image = load(file)
    (message,) = [problem.message for problem in image.report.problems if problem.code == "OVERLAY"]
    assert message == "The file lays a drawing over the picture that cannot be read and is not shown."
    assert image.overlays == ()
    assert image.voxels.shape == (1, 4, 6)


def test_of_resampled_slices_the_drawings_stay_with_the_slices_as_acquired(a_ct_series, load):
    folder = a_ct_series(positions=[[0, 0, 2.5 * n] for n in (0, 1, 2, 4, 5, 6)])
    lay_over(min(folder.iterdir()), RING[None])
    volume = load(folder)
    assert volume.overlays == ()
    assert sum(map(len, volume.acquired.overlays)) == 1
    (message,) = [problem.message for problem in volume.report.problems if problem.code == "OVERLAY"]
    assert "as acquired" in message


@pytest.mark.real_data
def test_a_real_drawing_equals_what_pydicom_makes_of_it(data_dir, load):
    path = data_dir / "dicom/colour-and-us/examples_overlay.dcm"
    ((plane,),) = load(path).overlays
    assert np.array_equal(plane.mask(), pydicom.dcmread(path).overlay_array(0x6000))
    assert int(plane.mask().sum()) == 222
