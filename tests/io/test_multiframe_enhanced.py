"""Enhanced CT, MR and PET: each frame with its own place, values and time, as if it were a classic slice."""

from __future__ import annotations

import zipfile

import imagecodecs
import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate

from medviewer.core.series import Verdict
from medviewer.core.volume import Volume
from medviewer.io.dicom.frames import frame_source
from medviewer.io.dicom.frames.frame_headers import frame_headers
from medviewer.io.dicom.parse.header import read_header
from medviewer.io.source_file import open_source


def numbered(count, rows=4, columns=6, dtype=np.uint16):
    """Frames told apart by their values: 100 (n + 1) + row * columns + column."""
    picture = np.arange(rows * columns, dtype=dtype).reshape(rows, columns)
    return np.stack([picture + dtype(100 * (n + 1)) for n in range(count)])


def at(z, **more):
    return {"ImagePositionPatient": [-10, -20, z], **more}


def test_frames_lie_where_their_groups_say_in_whatever_order_they_are_stored(an_enhanced_file, load):
    heights = [4, 0, 6, 2]
    pixels = numbered(4)
    volume = load(an_enhanced_file("e", [at(z) for z in heights], pixels))
    assert isinstance(volume, Volume)
    assert volume.report.verdict is Verdict.REGULAR
    assert volume.geometry.spacing_ijk == pytest.approx((0.75, 0.5, 2.0))
    assert np.array_equal(volume.voxels, pixels[np.argsort(heights)])
    assert volume.geometry.index_to_lps((1, 2, 3)) == pytest.approx((-9.25, -19, 6))


def test_each_frame_is_rescaled_by_its_own_slope_and_intercept(an_enhanced_file, load):
    pixels = numbered(3)
    frames = [at(2 * n, RescaleSlope=n + 0.5, RescaleIntercept=-10 * n, RescaleType="HU") for n in range(3)]
    volume = load(an_enhanced_file("e", frames, pixels))
    expected = [pixels[n] * (n + 0.5) - 10 * n for n in range(3)]
    assert volume.voxels == pytest.approx(np.stack(expected))
    assert volume.unit == "HU"


def test_a_large_intercept_of_one_frame_does_not_wrap(an_enhanced_file, load):
    pixels = np.full((2, 4, 6), 65000, np.uint16)
    frames = [at(2 * n, RescaleSlope=1, RescaleIntercept=5000 * n) for n in range(2)]
    assert load(an_enhanced_file("e", frames, pixels)).voxels[:, 0, 0].tolist() == [65000, 70000]


@pytest.mark.parametrize("orientation", [[1, 0, 0, 0, 1, 0], [1, 0, 0, 0, -1, 0], [0, 1, 0, 0, 0, -1]])
def test_both_directions_of_the_normal_keep_every_frame_in_its_place(an_enhanced_file, load, orientation):
    normal = np.cross(orientation[:3], orientation[3:])
    places = [np.array([5.0, 6.0, 7.0]) + 3 * n * normal for n in (2, 0, 1)]
    frames = [{"ImagePositionPatient": place.tolist()} for place in places]
    shared = {"ImageOrientationPatient": orientation, "PixelSpacing": [1, 1], "SliceThickness": 3}
    pixels = numbered(3)
    volume = load(an_enhanced_file("e", frames, pixels, shared))
    for place, picture in zip(places, pixels, strict=True):
        assert volume.value_at(place) == picture[0, 0]


def test_the_window_is_that_of_the_middle_frame(an_enhanced_file, load):
    frames = [at(2 * n, WindowCenter=10 * n, WindowWidth=100 + n) for n in range(3)]
    (window,) = load(an_enhanced_file("e", frames, numbered(3))).windows
    assert (window.level, window.width) == (10, 101)


def test_a_gap_between_frames_stays_a_gap(an_enhanced_file, load):
    volume = load(an_enhanced_file("e", [at(z) for z in (0, 2, 4, 8, 10)], numbered(5)))
    assert volume.report.verdict is Verdict.GAPPED
    assert volume.report.positions.missing == 1


def test_positions_decide_where_the_said_spacing_is_another(an_enhanced_file, load):
    frames = [at(2 * n, SpacingBetweenSlices=7) for n in range(4)]
    volume = load(an_enhanced_file("e", frames, numbered(4)))
    assert volume.geometry.spacing_ijk[2] == pytest.approx(2.0)


def test_tilted_frames_are_sheared(an_enhanced_file, load):
    shared = {"ImageOrientationPatient": [1, 0, 0, 0, 0.9483, -0.3173], "PixelSpacing": [1, 1]}
    volume = load(an_enhanced_file("e", [at(2.5 * n) for n in range(5)], numbered(5), shared))
    assert volume.report.verdict is Verdict.SHEARED
    assert volume.report.positions.tilt_degrees == pytest.approx(18.5, abs=0.1)


def test_activity_comes_from_the_real_world_value_mapping(an_enhanced_file, load):
    unit = Dataset()
    unit.CodeValue, unit.CodingSchemeDesignator, unit.CodeMeaning = "Bq/ml", "UCUM", "Becquerels/milliliter"
    frames = [
        at(
            2 * n,
            RescaleSlope=1,
            RescaleIntercept=0,
            RescaleType="US",
            RealWorldValueSlope=0.5 + n,
            RealWorldValueIntercept=0.0,
            MeasurementUnitsCodeSequence=[unit],
        )
        for n in range(3)
    ]
    volume = load(an_enhanced_file("e", frames, numbered(3), modality="PT"))
    assert volume.unit == "BQML"
    assert volume.voxels[2] == pytest.approx(numbered(3)[2] * 2.5)


def test_the_plane_may_be_said_once_for_all_frames(an_enhanced_file):
    shared = {"ImagePositionPatient": [1, 2, 3], "ImageOrientationPatient": [1, 0, 0, 0, 1, 0]}
    path = an_enhanced_file("e", [{"StackID": "1"}, {"StackID": "1"}], numbered(2), shared)
    assert [header.numbers(0x00200032) for header in frame_headers(read_header(str(path)))] == [(1, 2, 3)] * 2


def test_frames_keep_the_identity_of_their_file(an_enhanced_file, load):
    path = an_enhanced_file("e", [at(2 * n) for n in range(3)], numbered(3))
    headers = frame_headers(read_header(str(path)))
    assert [(header.frame_index, header.frames, header.is_frame) for header in headers] == [
        (n, 1, True) for n in range(3)
    ]
    assert load(path).instance_uids == ("1.2.3.9.1",) * 3


def test_each_slice_knows_which_frame_it_is(an_enhanced_file, load, a_ct_series):
    assert load(an_enhanced_file("e", [at(z) for z in (4, 0, 2)], numbered(3))).frame_numbers == (2, 3, 1)
    assert load(an_enhanced_file("f", [at(z) for z in (6, 0, 2)], numbered(3))).acquired.frame_numbers == (
        (2, 3, 1)
    )
    assert load(a_ct_series(count=3)).frame_numbers == ()


def test_a_file_of_one_picture_stands_for_itself(a_slice):
    header = read_header(str(a_slice("one")))
    assert frame_headers(header) == (header,)
    assert (header.frame_index, header.is_frame) == (0, False)


@pytest.mark.parametrize(
    "syntax", ["1.2.840.10008.1.2", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99"]
)
def test_groups_are_read_in_every_byte_order_and_encoding(an_enhanced_file, load, syntax):
    pixels = numbered(3)
    stored = pixels.astype(">u2") if syntax.endswith(".2.2") else pixels
    frames = [at(2 * n, RescaleSlope=2, RescaleIntercept=n, EffectiveEchoTime=1.5) for n in range(3)]
    path = an_enhanced_file("e", frames, pixels, transfer_syntax=syntax, PixelData=stored.tobytes())
    volume = load(path)
    assert volume.geometry.spacing_ijk == pytest.approx((0.75, 0.5, 2.0))
    assert np.array_equal(volume.voxels, pixels * 2.0 + np.arange(3)[:, None, None])


@pytest.mark.parametrize("undefined", [False, True])
def test_groups_of_undefined_length_are_read(an_enhanced_file, load, undefined):
    import pydicom

    path = an_enhanced_file("e", [at(2 * n, WindowCenter=1, WindowWidth=2) for n in range(3)], numbered(3))
    dataset = pydicom.dcmread(path)
    for element in dataset.iterall():
        if element.VR == "SQ":
            element.is_undefined_length = undefined
            for item in element.value:
                item.is_undefined_length_sequence_item = undefined
    dataset.save_as(path)
    assert load(path).report.verdict is Verdict.REGULAR


@pytest.mark.parametrize("coding", [None, "1.2.840.10008.1.2.4.80"])
def test_a_packed_file_is_unpacked_once_for_all_its_frames(
    an_enhanced_file, load, tmp_path, monkeypatch, coding
):
    pixels = numbered(30)
    changes = {}
    if coding:
        streams = [imagecodecs.jpegls_encode(picture) for picture in pixels]
        changes = {"transfer_syntax": coding, "PixelData": encapsulate(streams)}
    path = an_enhanced_file("e.dcm", [at(2 * n) for n in range(30)], pixels, **changes)
    with zipfile.ZipFile(tmp_path / "packed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "e.dcm")
    opened = []
    monkeypatch.setattr(frame_source, "open_source", lambda path: opened.append(path) or open_source(path))
    assert np.array_equal(load(tmp_path / "packed.zip").voxels, pixels)
    assert len(opened) == 1
