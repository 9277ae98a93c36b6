"""Every file of a folder is in an entry, or left out with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from medviewer.core.errors import ReadError
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("9.1.1", "a waveform"),
        ("481.5", "a radiotherapy plan or record"),
        ("66", "raw data of a scanner"),
        ("66.1", "a spatial registration"),
        ("67", "a real world value mapping"),
        ("11.4", "a presentation state of a kind that is not applied"),
        ("2", "a file of the kind CT Image without a picture"),
        ("99.99", "an object of the kind 1.2.840.10008.5.1.4.1.1.99.99"),
    ],
)
def test_what_is_not_shown_is_listed_and_says_what_it_is(an_object, scan, kind, words):
    (entry,) = scan(an_object(kind)).series
    assert entry.kind == "dicom-other"
    assert entry.report.problems[0].message == f"This is {words}; it is listed but not shown."
    with pytest.raises(ReadError, match="listed but not shown"):
        load_series(entry, report=LocalReport())


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("481.3", "dicom-rtstruct"),
        ("11.1", "dicom-gsps"),
        ("88.11", "dicom-sr"),
        ("88.50", "dicom-sr"),
        ("88.59", "dicom-ko"),
        ("104.1", "dicom-pdf"),
        ("104.3", "dicom-pdf"),
    ],
)
def test_an_object_without_any_content_is_listed_and_ends_in_a_sentence(an_object, scan, kind, wanted):
    (entry,) = scan(an_object(kind)).series
    assert entry.kind == wanted
    assert entry.info.modality
    with pytest.raises(ReadError, match=r"object\.dcm"):
        load_series(entry, report=LocalReport())


def test_two_objects_of_one_instance_number_stay_two(a_state, scan, tmp_path):
    a_state(name="a.dcm")
    a_state(name="b.dcm")
    entries = scan(tmp_path).series
    assert len({entry.series_id for entry in entries}) == 2


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("folder", "kinds"),
    [
        ("dicom/rtstruct-breast", ["dicom", "dicom-other", "dicom-rtstruct"]),
        ("dicom/gsps-luts", ["dicom", "dicom-gsps", "file"]),
        ("dicom/sr", ["dicom-other", "dicom-seg", *["dicom-sr"] * 4]),
        ("dicom/seg-liver", ["dicom", "dicom-seg", "file", "file", "file"]),
        ("dicom/ecg-waveform", ["dicom-other"]),
        ("dicom/private-tags", ["dicom", "dicom-other"]),
        ("dicom-bad/no-pixels-no-spacing", ["dicom", "dicom-sr"]),
    ],
)
def test_real_folders_are_told_whole(data_dir, scan, folder, kinds):
    catalog = scan(data_dir / folder)
    assert sorted(entry.kind for entry in catalog.series) == kinds
    told = {file for entry in catalog.series for file in entry.files}
    told |= {one.file for one in catalog.rejected}
    told |= {one.file for entry in catalog.series for one in entry.report.rejected}
    there = {str(path) for path in (data_dir / folder).iterdir()}
    assert there == told
    assert all(one.reason for one in catalog.rejected)


@pytest.mark.real_data
def test_the_liver_segmentation_names_the_series_beside_it(data_dir, scan):
    catalog = scan(data_dir / "dicom" / "seg-liver")
    image = next(entry for entry in catalog.series if entry.kind == "dicom")
    segmentation = next(entry for entry in catalog.series if entry.kind == "dicom-seg")
    assert segmentation.refers_to == (image.info.series_uid,)
    assert Path(segmentation.files[0]).name == "liver.dcm"
