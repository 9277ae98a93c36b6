"""What cannot be shown truly is refused or listed, each with one sentence."""

from __future__ import annotations

from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from pydicom import Dataset
from pydicom.encaps import encapsulate

from medviewer.core.errors import ReadError
from medviewer.core.series import Verdict
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PixelSpacing", "0,5\\0,5"),
        ("PixelSpacing", "0\\0"),
        ("PixelSpacing", "nan\\nan"),
        ("PixelSpacing", "-0.5\\0.5"),
        ("PixelSpacing", "0.5"),
        ("PixelSpacing", "inf\\1"),
        ("PixelSpacing", "1_0\\1_0"),
        ("PixelSpacing", ""),
        ("PixelSpacing", "1e-9\\1"),
        ("ImagePositionPatient", "a\\b\\c"),
        ("ImagePositionPatient", "1\\2"),
        ("ImagePositionPatient", "1e99\\0\\0"),
        ("ImageOrientationPatient", "0\\0\\0\\0\\0\\0"),
        ("ImageOrientationPatient", "1\\0\\0\\1\\0\\0"),
        ("ImageOrientationPatient", "1\\0\\0\\0\\1"),
        ("RescaleSlope", "0"),
        ("RescaleSlope", "1,0"),
        ("RescaleIntercept", "nan"),
    ],
)
def test_nonsense_in_a_header_is_refused_with_a_sentence(a_ct_series, scan, put_text, name, text):
    folder = a_ct_series(count=3)
    put_text(folder, name, text)
    (entry,) = scan(folder).series
    assert entry.report.verdict is Verdict.REFUSED
    assert entry.report.problems[0].message.endswith(".")
    with pytest.raises(ReadError, match="cannot be shown"):
        load_series(entry, report=LocalReport())


def test_one_slice_at_a_nonsensical_place_is_left_out_and_leaves_a_gap(a_ct_series, scan, put_text, tmp_path):
    folder = a_ct_series(count=5)
    (entry,) = scan(folder).series
    alone = tmp_path / "alone"
    alone.mkdir()
    wrong = Path(entry.files[2])
    moved = wrong.rename(alone / wrong.name)
    put_text(alone, "ImagePositionPatient", "0\\0\\nan")
    moved.rename(wrong)
    catalog = scan(folder)
    (entry,) = catalog.series
    assert (entry.report.verdict, len(entry.files)) == (Verdict.GAPPED, 4)
    assert [file.file for file in catalog.rejected] == [str(wrong)]
    assert load_series(entry, report=LocalReport()).report.rejected[0].reason.startswith("The position")


def test_slices_without_a_position_do_not_spoil_the_others(a_ct_series, scan):
    folder = a_ct_series(count=6, each=lambda n: {"ImagePositionPatient": None} if n > 3 else {})
    entries = scan(folder).series
    assert sorted((e.report.verdict.name, len(e.files)) for e in entries) == [("REGULAR", 4), ("STACK", 2)]
    assert len({entry.series_id for entry in entries}) == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"Modality": "RTDOSE"}, "DOSE_SCALING"),
        ({"PhotometricInterpretation": "PALETTE COLOR"}, "PALETTE"),
        ({"transfer_syntax": "1.2.840.10008.1.2.4.102", "PixelData": encapsulate([b"0" * 90])}, "VIDEO"),
        ({"transfer_syntax": "1.2.3.4", "PixelData": encapsulate([b"0" * 90])}, "TRANSFER_SYNTAX"),
        ({"HighBit": 14}, "BITS"),
        ({"BitsStored": 17}, "BITS"),
        ({"ModalityLUTSequence": [Dataset()]}, "MODALITY_LUT"),
        ({"SamplesPerPixel": 4, "PhotometricInterpretation": "ARGB", "PixelData": bytes(192)}, "COLOUR"),
    ],
)
def test_kinds_that_are_not_read_yet_are_refused_by_name(a_ct_series, scan, changes, code):
    folder = a_ct_series(count=2, **changes)
    (entry,) = scan(folder).series
    assert (entry.report.verdict, entry.report.problems[0].code) == (Verdict.REFUSED, code)


def test_a_cut_file_is_listed_and_leaves_a_gap_not_a_stretched_grid(a_ct_series, scan):
    folder = a_ct_series(count=5)
    middle = sorted(folder.iterdir(), key=lambda f: f.read_bytes().count(b"\xea\x03"))[-1]
    middle.write_bytes(middle.read_bytes()[:-20])
    catalog = scan(folder)
    (entry,) = catalog.series
    assert entry.report.verdict is Verdict.GAPPED
    assert [file.file for file in catalog.rejected] == [str(middle)]
    assert "28 of 48 bytes" in entry.report.rejected[0].reason


def test_a_file_cut_after_the_scan_is_noticed_while_loading(a_ct_series, scan):
    folder = a_ct_series(count=5)
    (entry,) = scan(folder).series
    with Path(entry.files[2]).open("r+b") as file:
        file.truncate(file.seek(0, 2) - 20)
    volume = load_series(entry, report=LocalReport())
    assert volume.report.verdict is Verdict.GAPPED
    assert [file.file for file in volume.report.rejected] == [entry.files[2]]
    assert len(volume.acquired) == 4
    assert int(volume.voxels[2, 0, 0]) == int(volume.padding[0])


def test_a_document_without_a_picture_is_listed(a_ct_series, a_slice, scan):
    folder = a_ct_series(count=3)
    a_slice("ct/report", 7, PixelData=None, SOPClassUID="1.2.840.10008.5.1.4.1.1.88.33", Modality="SR")
    catalog = scan(folder)
    assert catalog.rejected == ()
    assert sorted(entry.kind for entry in catalog.series) == ["dicom", "dicom-sr"]


def test_a_directory_alone_says_what_to_open(a_slice, a_ct_series, scan):
    folder = a_ct_series(count=3)
    path = a_slice("ct/DICOMDIR", 9, PixelData=None, SOPClassUID="1.2.840.10008.1.3.10")
    assert scan(folder).rejected == ()
    with pytest.raises(ReadError, match="open the folder it lies in"):
        scan(path)


def test_a_compressed_picture_of_another_size_is_not_decoded(a_slice, a_ct_series, scan):
    stream = imagecodecs.jpeg2k_encode(np.zeros((64, 64), np.uint16), level=0, codecformat="j2k")
    path = a_slice("one", transfer_syntax="1.2.840.10008.1.2.4.90", PixelData=encapsulate([bytes(stream)]))
    (entry,) = scan(path).series
    with pytest.raises(ReadError, match="64 x 64"):
        load_series(entry, report=LocalReport())
