"""Multi-frame files whose numbers contradict each other: one sentence, nothing wrong is shown."""

from __future__ import annotations

import struct

import imagecodecs
import numpy as np
import pydicom
import pytest
from pydicom.encaps import encapsulate, encapsulate_extended

from medviewer.core.errors import ReadError
from medviewer.core.series import Verdict
from medviewer.io.dicom.parse.sequence_items import parse_items
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.thumbnail import thumbnail

RLE, JPEG_LS = "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.80"


def numbered(count, rows=4, columns=6):
    picture = np.arange(rows * columns, dtype=np.uint16).reshape(rows, columns)
    return np.stack([picture + np.uint16(100 * (n + 1)) for n in range(count)])


def at(*heights):
    return [{"ImagePositionPatient": [-10, -20, z]} for z in heights]


def jpeg_ls(pixels):
    return [imagecodecs.jpegls_encode(picture) for picture in pixels]


@pytest.mark.parametrize("described", [2, 4])
def test_another_number_of_descriptions_than_frames_is_refused(an_enhanced_file, scan, described):
    path = an_enhanced_file("e", at(*range(described)), numbered(3))
    (entry,) = scan(path).series
    assert (entry.report.verdict, entry.report.problems[0].code) == (Verdict.REFUSED, "FRAME_GROUPS")
    assert f"promises 3 frames and describes {described}" in entry.report.problems[0].message
    with pytest.raises(ReadError, match="cannot be shown"):
        load_series(entry, report=LocalReport())


def test_frames_without_descriptions_are_shown_one_by_one(an_enhanced_file, load):
    path = an_enhanced_file("e", [], numbered(3), {}, PerFrameFunctionalGroupsSequence=None)
    assert load(path).report.verdict is Verdict.STACK


def test_a_broken_description_is_refused_with_a_sentence(an_enhanced_file, scan):
    path = an_enhanced_file("e", at(0, 1, 2), numbered(3))
    raw = bytearray(path.read_bytes())
    start = raw.index(b"\x00\x52\x30\x92SQ")
    raw[start + 16 : start + 20] = struct.pack("<I", 0x00FFFFFF)  # the first item's length
    path.write_bytes(raw)
    (entry,) = scan(path).series
    assert entry.report.verdict is Verdict.REFUSED
    assert "broken" in entry.report.problems[0].message


def test_one_frame_at_a_nonsensical_place_is_left_out(an_enhanced_file, load):
    frames = [*at(0, 2, 4), {"ImagePositionPatient": [0, 0, 1e99]}]
    volume = load(an_enhanced_file("e", frames, numbered(4)))
    assert volume.report.verdict is Verdict.REGULAR
    assert np.array_equal(volume.voxels, numbered(4)[:3])
    assert [file.reason for file in volume.report.rejected] == [
        "Frame 4 is left out: The position of a slice is not three usable numbers."
    ]


@pytest.mark.parametrize("frames", ["0", "-3", "1A", "999999999"])
def test_a_nonsensical_number_of_frames_is_one_sentence(an_enhanced_file, scan, frames):
    path = an_enhanced_file("e", at(0, 1, 2), numbered(3), NumberOfFrames=777)
    raw = path.read_bytes()
    value = frames.encode() + b" " * (len(frames) % 2)
    head = b"\x28\x00\x08\x00IS"
    assert head + struct.pack("<H", 4) + b"777 " in raw
    raw = raw.replace(head + struct.pack("<H", 4) + b"777 ", head + struct.pack("<H", len(value)) + value)
    path.write_bytes(raw)
    with pytest.raises(ReadError, match="frame"):
        scan(path)


def test_a_file_cut_in_its_last_frame_is_one_sentence(an_enhanced_file, scan):
    path = an_enhanced_file("e", at(0, 1, 2), numbered(3))
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(ReadError, match="134 of 144 bytes"):
        scan(path)


def test_a_claim_of_many_compressed_frames_in_a_small_file_is_noticed(a_multiframe_file, scan):
    path = a_multiframe_file(
        "c", numbered(1), NumberOfFrames=150_000, transfer_syntax=RLE, PixelData=encapsulate([b"1" * 80])
    )
    with pytest.raises(ReadError, match="ends before its pixels"):
        scan(path)


def test_more_frames_than_can_be_listed_are_one_sentence(a_multiframe_file, scan):
    with pytest.raises(ReadError, match="more than 200000 frames"):
        scan(a_multiframe_file("c", np.zeros((200_001, 1, 1), np.uint8)))


@pytest.mark.parametrize("missing", [1, 2])
def test_fewer_code_streams_than_frames_are_one_sentence(an_enhanced_file, scan, missing):
    data = encapsulate(jpeg_ls(numbered(4))[missing:])
    path = an_enhanced_file("e", at(0, 1, 2, 3), numbered(4), transfer_syntax=JPEG_LS, PixelData=data)
    (entry,) = scan(path).series
    with pytest.raises(ReadError, match=f"promises 4 frames and holds {4 - missing} pieces"):
        load_series(entry, report=LocalReport())


def test_an_offset_table_that_lies_is_not_believed(an_enhanced_file, load):
    data = bytearray(encapsulate(jpeg_ls(numbered(3)), has_bot=True))
    data[8:20] = struct.pack("<3I", 0, 4, 8)
    path = an_enhanced_file("e", at(0, 1, 2), numbered(3), transfer_syntax=JPEG_LS, PixelData=bytes(data))
    assert np.array_equal(load(path).voxels, numbered(3))


def test_frames_in_several_pieces_are_found_without_a_table(an_enhanced_file, load):
    data = encapsulate(jpeg_ls(numbered(3)), fragments_per_frame=2, has_bot=False)
    path = an_enhanced_file("e", at(0, 1, 2), numbered(3), transfer_syntax=JPEG_LS, PixelData=data)
    assert np.array_equal(load(path).voxels, numbered(3))


def test_frames_with_an_extended_offset_table_are_read(an_enhanced_file, load):
    data, offsets, lengths = encapsulate_extended(jpeg_ls(numbered(3)))
    changes = {"ExtendedOffsetTable": offsets, "ExtendedOffsetTableLengths": lengths, "PixelData": data}
    path = an_enhanced_file("e", at(4, 2, 0), numbered(3), transfer_syntax=JPEG_LS, **changes)
    assert np.array_equal(load(path).voxels, numbered(3)[::-1])


@pytest.mark.parametrize("offset", [0, 63, 2_617_245_780, 0xFFFFFFFF])
def test_run_length_segments_at_impossible_places_are_refused_not_read(an_enhanced_file, scan, offset):
    low, high = (bytes([23]) + picture.tobytes() for picture in (np.full(24, 1, "u1"), np.full(24, 2, "u1")))
    damaged = struct.pack("<16I", 2, 64, offset, *[0] * 13) + high + low
    data = encapsulate([damaged, damaged])
    (entry,) = scan(an_enhanced_file("e", at(0, 1), numbered(2), transfer_syntax=RLE, PixelData=data)).series
    with pytest.raises(ReadError, match="cannot be true"):
        load_series(entry, report=LocalReport())


def test_one_damaged_frame_leaves_a_gap_and_costs_no_other(an_enhanced_file, load):
    streams = jpeg_ls(numbered(5))
    streams[2] = streams[2][:-12] + bytes(12)
    changes = {"transfer_syntax": JPEG_LS, "PixelData": encapsulate(streams)}
    volume = load(an_enhanced_file("e", at(0, 2, 4, 6, 8), numbered(5), **changes))
    assert volume.report.verdict is Verdict.GAPPED
    (rejected,) = volume.report.rejected
    assert rejected.reason.startswith("Frame 3 is left out: The compressed picture is cut short")
    assert [volume.value_at((-10, -20, z)) for z in (0, 2, 6, 8)] == [100, 200, 400, 500]


def test_a_small_picture_needs_only_the_middle_frame(an_enhanced_file, scan):
    streams = jpeg_ls(numbered(5))
    broken = [stream if n == 2 else b"\xff\xd8" for n, stream in enumerate(streams)]
    changes = {"transfer_syntax": JPEG_LS, "PixelData": encapsulate(broken)}
    (entry,) = scan(an_enhanced_file("e", at(0, 2, 4, 6, 8), numbered(5), **changes)).series
    assert thumbnail(entry, report=LocalReport()).size


def test_a_series_that_lost_its_frames_since_the_scan_says_so(an_enhanced_file, scan):
    path = an_enhanced_file("e", at(0, 1, 2), numbered(3))
    (entry,) = scan(path).series
    an_enhanced_file("e", at(0, 1), numbered(3))
    with pytest.raises(ReadError, match="describes 2"):
        load_series(entry, report=LocalReport())


def nested(depth, explicit=True):
    value = b""
    for _ in range(depth):
        head = b"\x08\x00\x40\x11SQ\0\0\xff\xff\xff\xff" if explicit else b"\x08\x00\x40\x11\xff\xff\xff\xff"
        value = (
            head + b"\xfe\xff\x00\xe0\xff\xff\xff\xff" + value + b"\xfe\xff\x0d\xe0\0\0\0\0"
            b"\xfe\xff\xdd\xe0\0\0\0\0"
        )
    return b"\xfe\xff\x00\xe0\xff\xff\xff\xff" + value + b"\xfe\xff\x0d\xe0\0\0\0\0"


@pytest.mark.parametrize("explicit", [True, False])
def test_sequences_may_be_nested_but_not_without_end(explicit):
    assert len(parse_items(nested(60, explicit), explicit)) == 1
    with pytest.raises(ValueError, match="too deeply"):
        parse_items(nested(70, explicit), explicit)


def test_damaged_groups_give_a_catalog_or_one_sentence(an_enhanced_file, scan):
    path = an_enhanced_file("e", at(0, 1, 2), numbered(3))
    whole, random = path.read_bytes(), np.random.default_rng(5)
    groups = whole.index(b"\x00\x52\x29\x92SQ")
    for _ in range(150):
        raw = bytearray(whole)
        for place in random.integers(groups, len(raw) - 144, 3):
            raw[place] = random.integers(256)
        path.write_bytes(raw)
        assert sentence_of(path, scan) in ("", str(path))


def sentence_of(path, scan):
    """The path, if opening ends in a sentence that names it; nothing, if the file can be read."""
    try:
        for entry in scan(path).series:
            load_series(entry, report=LocalReport())
    except ReadError as error:
        return str(path) if str(path) in str(error) else str(error)
    return ""


def test_pydicom_agrees_that_the_files_of_these_tests_are_sound(an_enhanced_file):
    path = an_enhanced_file(
        "e", at(0, 1, 2), numbered(3), transfer_syntax=JPEG_LS, PixelData=encapsulate(jpeg_ls(numbered(3)))
    )
    assert np.array_equal(pydicom.dcmread(path).pixel_array, numbered(3))
