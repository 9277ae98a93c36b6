"""Opening files and folders: what is found, what is left out, and every mistake in one sentence."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pydicom
import pytest

from medviewer.core.errors import Cancelled, ReadError
from medviewer.io.find_files import find_files
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path
from medviewer.io.thumbnail import thumbnail
from medviewer.io.warm_up import warm_up


def test_chinese_names_and_spaces_are_fine(a_ct_series, load):
    assert load(a_ct_series("中文 路径/胸部 CT", count=3)).voxels.shape == (3, 4, 6)


def test_folders_are_searched_below_and_hidden_files_passed_over(a_ct_series, a_slice, scan, tmp_path):
    a_ct_series("study/a/b", count=3)
    a_slice("study/a/.hidden", 9)
    a_slice("study/.trash/x", 8)
    (entry,) = scan(tmp_path / "study").series
    assert entry.shape_kji == (3, 4, 6)


def test_links_that_lead_out_are_not_followed(a_ct_series, a_slice, scan, tmp_path):
    outside = a_slice("outside/x", 9)
    folder = a_ct_series(count=3)
    (folder / "link").symlink_to(outside)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (entry,) = scan(folder).series
    assert entry.shape_kji == (3, 4, 6)


def test_several_paths_become_one_catalog(a_ct_series):
    paths = [str(path) for path in a_ct_series(count=4).iterdir()]
    (entry,) = scan_path(paths, report=LocalReport()).series
    assert entry.shape_kji == (4, 4, 6)


def test_files_of_a_series_are_in_reading_order(a_ct_series, scan):
    (entry,) = scan(a_ct_series(count=7)).series
    heights = [pydicom.dcmread(file).ImagePositionPatient[2] for file in entry.files]
    assert heights == sorted(heights)


def test_a_text_file_called_dcm_is_listed_and_alone_is_an_error(a_ct_series, scan):
    folder = a_ct_series(count=3)
    wrong = folder / "notes.dcm"
    wrong.write_text("this is no picture at all, only words " * 10)
    (rejected,) = scan(folder).rejected
    assert rejected.file == str(wrong)
    with pytest.raises(ReadError, match=r"notes\.dcm cannot be opened: This is no DICOM file"):
        scan(wrong)


def test_other_files_in_a_folder_are_passed_over(a_ct_series, scan):
    folder = a_ct_series(count=3)
    (folder / "readme.txt").write_text("hello")
    (folder / "Thumbs.db").write_bytes(b"\1" * 400)
    assert scan(folder).rejected == ()


@pytest.mark.parametrize("content", [b"", b"\0" * 128 + b"DICM", b"\0" * 128 + b"DICM" + b"\2\0\0\0UL\4\0"])
def test_a_file_that_is_nearly_nothing_is_one_sentence(tmp_path, scan, content):
    file = tmp_path / "x.dcm"
    file.write_bytes(content)
    with pytest.raises(ReadError, match=r"x\.dcm"):
        scan(file)


def test_an_empty_folder_and_a_missing_path_are_named(tmp_path, scan):
    with pytest.raises(ReadError, match=f"{tmp_path} holds no files"):
        scan(tmp_path)
    with pytest.raises(ReadError, match="does not exist"):
        scan(tmp_path / "nothing")


@pytest.mark.parametrize("path", ["", "a\0b", "x" * 5000])
def test_an_impossible_path_is_one_sentence(scan, path):
    with pytest.raises(ReadError):
        scan(path)


def closed_to(monkeypatch, owner, method, path):
    """Makes one path unreadable (permissions alone do not stop root)."""
    real = getattr(owner, method)

    def refuses(self, *args, **kwargs):
        if str(self) == str(path):
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *args, **kwargs)

    monkeypatch.setattr(owner, method, refuses)


def test_an_unreadable_folder_is_one_sentence(a_ct_series, scan, monkeypatch):
    folder = a_ct_series(count=3)
    closed_to(monkeypatch, os, "scandir", folder)
    with pytest.raises(ReadError, match="permissions"):
        scan(folder)


def test_an_unreadable_folder_inside_is_listed(a_ct_series, a_slice, scan, monkeypatch):
    folder = a_ct_series(count=3)
    a_slice("ct/closed/x", 9)
    closed_to(monkeypatch, os, "scandir", folder / "closed")
    (rejected,) = scan(folder).rejected
    assert rejected.reason == "The folder cannot be read (Permission denied)."


def test_an_unreadable_file_is_listed(a_ct_series, scan, monkeypatch):
    folder = a_ct_series(count=4)
    file = sorted(folder.iterdir())[0]
    closed_to(monkeypatch, os, "open", file)
    (rejected,) = scan(folder).rejected
    assert (rejected.file, rejected.reason) == (str(file), "The file cannot be opened (Permission denied).")


def test_a_file_that_vanishes_after_the_scan_is_one_sentence(a_ct_series, scan):
    (entry,) = scan(a_ct_series(count=1)).series
    Path(entry.files[0]).unlink()
    with pytest.raises(ReadError, match="No such file"):
        load_series(entry, report=LocalReport())


class StopsAt(LocalReport):
    """A report that cancels once the fraction is reached."""

    def __init__(self, fraction):
        self.limit = fraction

    def __call__(self, fraction, message=""):
        if fraction >= self.limit:
            raise Cancelled


def test_scanning_and_loading_can_be_cancelled(a_ct_series, scan):
    folder = a_ct_series(count=5)
    with pytest.raises(Cancelled):
        scan_path(str(folder), report=StopsAt(0.0))
    (entry,) = scan(folder).series
    with pytest.raises(Cancelled):
        load_series(entry, report=StopsAt(0.5))


def test_pixels_lie_in_memory_that_the_report_gave(a_ct_series, scan):
    given = []

    class Shares(LocalReport):
        def empty(self, shape, dtype):
            given.append(super().empty(shape, dtype))
            return given[-1]

    (entry,) = scan(a_ct_series(count=5)).series
    assert load_series(entry, report=Shares()).voxels is given[0]


def test_a_thumbnail_has_the_true_proportions(a_ct_series, scan):
    (entry,) = scan(a_ct_series(count=5, WindowCenter=-22, WindowWidth=5)).series
    small = thumbnail(entry, report=LocalReport(), size_px=90)
    assert small.shape == (40, 90)
    assert small.dtype.name == "uint8"


def test_a_thumbnail_of_a_colour_picture_has_its_colours(a_ct_series, scan):
    pixels = np.zeros((4, 6, 3), np.uint8)
    pixels[:, :3], pixels[:, 3:] = (200, 40, 10), (0, 90, 250)
    colour = {"SamplesPerPixel": 3, "PhotometricInterpretation": "RGB", "PlanarConfiguration": 0}
    changes = {"Rows": 4, "Columns": 6, "RescaleSlope": None, "RescaleIntercept": None, **colour}
    (entry,) = scan(a_ct_series(count=1, pixels=pixels, **changes)).series
    small = thumbnail(entry, report=LocalReport(), size_px=9)
    assert small.shape == (4, 9, 3)
    assert small[0, 0].tolist() == [200, 40, 10]
    assert small[-1, -1].tolist() == [0, 90, 250]


def test_warming_up_tells_how_far_it_is():
    fractions = []

    class Listens(LocalReport):
        def __call__(self, fraction, message=""):
            fractions.append(fraction)

    warm_up(Listens())
    assert fractions[-1] == 1.0


def test_of_thousands_of_files_left_out_the_first_are_named_and_the_others_counted(a_ct_series, scan):
    folder = a_ct_series(count=2)
    for n in range(1500):
        (folder / f"junk{n:04d}.dcm").write_bytes(b"no picture")
    rejected = scan(folder).rejected
    assert len(rejected) == 1001
    assert rejected[-1].reason == "500 more files were left out."


def test_search_for_files_tells_how_many_it_has_found_and_can_be_stopped(tmp_path):
    for n in range(4):
        (tmp_path / f"folder{n}").mkdir()
        (tmp_path / f"folder{n}" / "file").write_bytes(b"x")
    told = []

    class Stops(LocalReport):
        def __call__(self, fraction, message=""):
            told.append(message)
            if len(told) == 3:
                raise Cancelled()

    with pytest.raises(Cancelled):
        find_files([str(tmp_path)], Stops())
    assert told[-1] == "Looking for files, 1 found"


def test_search_ends_early_in_a_folder_of_too_many_files(tmp_path, monkeypatch):
    monkeypatch.setattr("medviewer.io.find_files._MOST_FILES", 5)
    for n in range(9):
        (tmp_path / f"folder{n}").mkdir()
        for m in range(2):
            (tmp_path / f"folder{n}" / f"file{m}").write_bytes(b"x")
    told = []

    class Listens(LocalReport):
        def __call__(self, fraction, message=""):
            told.append(message)

    with pytest.raises(ReadError, match="more than 5 files; open a smaller folder"):
        find_files([str(tmp_path)], Listens())
    assert len(told) == 4
