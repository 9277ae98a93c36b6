"""DICOMDIR: what a disc says it holds, and what is there."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.fileset import FileSet

from medviewer.core.errors import ReadError
from medviewer.io.dicom.directory import read_directory
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path


@pytest.fixture
def a_disc(a_ct_series, tmp_path: Path) -> Path:
    """A folder with a DICOMDIR of five slices."""
    disc = FileSet()
    source = a_ct_series("source", StudyDate="20240315", StudyTime="101500", StudyID="1")
    for file in sorted(source.iterdir()):
        disc.add(dcmread(file))
    disc.write(tmp_path / "disc")
    disc._stage["t"].cleanup()  # else pydicom warns of it at the end
    return tmp_path / "disc"


def _change_names(directory: Path, change) -> None:
    dataset = dcmread(directory)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # such names are not allowed, which is the point
        for record in dataset.DirectoryRecordSequence:
            if "ReferencedFileID" in record:
                record.ReferencedFileID = change(list(record.ReferencedFileID))
        dataset.save_as(directory)


def _all(catalog) -> set[str]:
    return {Path(file).name for entry in catalog.series for file in entry.files}


def test_a_directory_opens_what_it_names(a_disc, scan) -> None:
    (a_disc / "not-named.dcm").write_bytes(b"nothing")
    (entry,) = scan(a_disc / "DICOMDIR").series
    assert entry.shape_kji[0] == len(entry.files) == 5
    assert entry.report.problems == ()
    assert load_series(entry, report=LocalReport()).voxels.shape[0] == 5


def test_a_folder_with_a_directory_opens_as_a_folder(a_disc, scan) -> None:
    catalog = scan(a_disc)
    assert (len(catalog.series), catalog.rejected) == (1, ())


@pytest.mark.parametrize("opened", ["DICOMDIR", ""])
def test_missing_files_are_counted_named_and_told_with_the_series(a_disc, scan, opened) -> None:
    named = read_directory(str(a_disc / "DICOMDIR")).files
    Path(named[0]).unlink()
    Path(named[4]).unlink()
    catalog = scan(a_disc / opened if opened else a_disc)
    assert catalog.rejected[0].reason == "2 of 5 referenced files are missing."
    assert [Path(one.file).name for one in catalog.rejected[1:]] == [Path(named[n]).name for n in (0, 4)]
    (entry,) = catalog.series
    assert [problem.code for problem in entry.report.problems] == ["MISSING_FILES"]
    assert "2 of 5" in entry.report.problems[0].message
    loaded = load_series(entry, report=LocalReport())
    assert "MISSING_FILES" in [problem.code for problem in loaded.report.problems]


def test_names_are_found_in_any_case_of_letters(a_disc, scan) -> None:
    for path in sorted(a_disc.rglob("*"), reverse=True):
        if path.name != "DICOMDIR":
            path.rename(path.with_name(path.name.lower() + (";1" if path.is_file() else "")))
    (entry,) = scan(a_disc / "DICOMDIR").series
    assert len(entry.files) == 5


@pytest.mark.parametrize(
    "name",
    [["..", "secret"], ["/etc", "passwd"], ["C:", "secret"], ["..\\secret"], ["."], ["link", "secret"]],
    ids=["parent", "absolute", "drive", "backslash", "dot", "link"],
)
def test_a_name_that_leads_outside_is_not_followed(a_disc, scan, name, tmp_path) -> None:
    (tmp_path / "outside").mkdir()
    shutil.copy(read_directory(str(a_disc / "DICOMDIR")).files[0], tmp_path / "outside" / "secret")
    shutil.copy(tmp_path / "outside" / "secret", tmp_path / "secret")
    (a_disc / "link").symlink_to(tmp_path / "outside")
    first = []

    def lead_out(parts):
        first.append(parts)
        return name if len(first) == 1 else parts

    _change_names(a_disc / "DICOMDIR", lead_out)
    catalog = scan(a_disc / "DICOMDIR")
    assert "secret" not in _all(catalog)
    assert catalog.rejected[0].reason == "1 of 5 referenced files is missing."


def test_a_directory_without_files_says_so(a_disc, scan) -> None:
    dataset = dcmread(a_disc / "DICOMDIR")
    dataset.DirectoryRecordSequence = []
    dataset.save_as(a_disc / "DICOMDIR")
    with pytest.raises(ReadError, match="names no file"):
        scan(a_disc / "DICOMDIR")


def test_a_directory_of_which_nothing_is_left_says_so(a_disc, scan) -> None:
    for file in read_directory(str(a_disc / "DICOMDIR")).files:
        Path(file).unlink()
    with pytest.raises(ReadError, match="5 of 5 referenced files are missing"):
        scan(a_disc / "DICOMDIR")


def test_a_record_that_was_taken_out_is_not_missing(a_disc, scan) -> None:
    dataset = dcmread(a_disc / "DICOMDIR")
    record: Dataset = dataset.DirectoryRecordSequence[-1]
    record.RecordInUseFlag = 0
    Path(a_disc, *record.ReferencedFileID).unlink()
    dataset.save_as(a_disc / "DICOMDIR")
    assert scan(a_disc / "DICOMDIR").rejected == ()


def test_records_that_point_in_a_circle_end(a_disc) -> None:
    dataset = dcmread(a_disc / "DICOMDIR")
    for record in dataset.DirectoryRecordSequence:
        record.OffsetOfTheNextDirectoryRecord = dataset.DirectoryRecordSequence[-1].seq_item_tell
    dataset.save_as(a_disc / "DICOMDIR")
    assert read_directory(str(a_disc / "DICOMDIR")).named == 5


@pytest.mark.parametrize("part", [0.1, 0.3, 0.6, 0.9, 0.99])
def test_a_cut_directory_names_no_file_that_is_not_there(a_disc, part) -> None:
    raw = (a_disc / "DICOMDIR").read_bytes()
    (a_disc / "DICOMDIR").write_bytes(raw[: int(len(raw) * part)])
    try:
        directory = read_directory(str(a_disc / "DICOMDIR"))
    except ReadError as error:
        found = str(error)
    else:
        found = "" if all(Path(file).is_file() for file in directory.files) else "names what is not there"
    assert found == "" or found.endswith("is a damaged table of contents (DICOMDIR); open its folder.")


def test_a_directory_that_ends_in_an_element_without_end_is_a_sentence(a_disc) -> None:
    raw = (a_disc / "DICOMDIR").read_bytes()
    last = raw.rindex(b"\x20\x00\x13\x00IS")
    without_end = b"\x20\x00\x13\x00UN\x00\x00\xff\xff\xff\xff"
    (a_disc / "DICOMDIR").write_bytes(raw[:last] + without_end + b"\x01")
    with pytest.raises(ReadError, match="is a damaged table of contents"):
        read_directory(str(a_disc / "DICOMDIR"))


@pytest.mark.real_data
@pytest.mark.parametrize(
    "variant",
    ["DICOMDIR", "DICOMDIR-bigEnd", "DICOMDIR-implicit", "DICOMDIR-nooffset", "DICOMDIR-nopatient",
     "DICOMDIR-reordered"],
)  # fmt: skip
def test_real_directories_hold_two_patients_six_studies_thirteen_series(data_dir, variant) -> None:
    path = data_dir / "dicom" / "dicomdir" / variant
    directory = read_directory(str(path))
    assert (directory.named, len(directory.files), directory.missing) == (31, 31, ())
    assert (len(directory.images_of_series), sum(directory.images_of_series.values())) == (13, 31)
    catalog = scan_path(str(path), report=LocalReport())
    infos = [entry.info for entry in catalog.series]
    assert {info.study.patient_name for info in infos} == {"Doe Archibald", "Doe Peter"}
    assert {info.study.patient_id for info in infos} == {"77654033", "98890234"}
    assert (len({info.study.study_uid for info in infos}), len({info.series_uid for info in infos})) == (
        6,
        13,
    )
    assert len({file for entry in catalog.series for file in entry.files}) == 31
    assert catalog.rejected == ()


@pytest.mark.real_data
def test_a_real_directory_of_fifty_images_and_an_empty_one(data_dir) -> None:
    folder = data_dir / "dicom" / "dicomdir"
    tiny = read_directory(str(folder / "TINY_ALPHA" / "DICOMDIR"))
    assert (tiny.named, len(tiny.files)) == (50, 50)
    assert set(tiny.images_of_series.values()) == {50}
    with pytest.raises(ReadError, match="names no file"):
        scan_path(str(folder / "DICOMDIR-empty.dcm"), report=LocalReport())


@pytest.mark.real_data
def test_three_files_gone_from_a_real_disc_are_told(data_dir, tmp_path) -> None:
    disc = tmp_path / "disc"
    shutil.copytree(data_dir / "dicom" / "dicomdir", disc)
    for file in read_directory(str(disc / "DICOMDIR")).files[:3]:
        Path(file).unlink()
    catalog = scan_path(str(disc / "DICOMDIR"), report=LocalReport())
    assert catalog.rejected[0].reason == "3 of 31 referenced files are missing."
