"""Copies in the library's own folder: whole, verified, under names of the library's own."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813

from medviewer.core.errors import Cancelled, ReadError, WriteError
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.library import copies
from medviewer.library.change import rebuild, remove_studies
from medviewer.library.copies import copies_folder, remove_copies
from medviewer.library.copy_in import copy_paths
from medviewer.library.index import index_paths
from medviewer.library.query import find_studies, paths_to_open, series_of
from medviewer.library.study_query import StudyQuery

REPORT = LocalReport()


def _studies(database):
    return find_studies(database, StudyQuery()).studies


def _copied_files(database) -> list[Path]:
    return sorted(path for path in copies_folder(database).rglob("*") if path.is_file())


def _whole_studies(database) -> list[Path]:
    home = copies_folder(database)
    return [path for path in home.iterdir() if not path.name.startswith(".")] if home.is_dir() else []


def test_a_copy_opens_when_the_original_is_gone(database, a_study) -> None:
    folder = a_study(name="Müller^Hans", slices=4)
    assert copy_paths(database, [str(folder)], report=REPORT)["files"] == 4
    shutil.rmtree(folder)
    (study,) = _studies(database)
    assert (study.is_copied, study.patient_name, study.images) == (True, "Müller Hans", 4)
    (kept,) = series_of(database, study.id)
    assert load_series(kept.entry, report=REPORT).voxels.shape == (4, 4, 4)
    assert paths_to_open(database, study.id) == (study.folder,)


def test_names_of_copies_say_nothing_of_the_patient_and_nobody_else_may_read_them(database, a_study) -> None:
    copy_paths(database, [str(a_study(folder="Hans Müller 1970", name="Müller^Hans"))], report=REPORT)
    files = _copied_files(database)
    assert [file.name for file in files] == ["000000.dcm", "000001.dcm", "000002.dcm"]
    assert "ller" not in str(files[0].relative_to(Path(database).parent))
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(files[0].parent.stat().st_mode) == 0o700


def test_a_study_that_was_indexed_in_place_is_listed_once_as_copied(database, a_study, index) -> None:
    folder = a_study()
    index(folder)
    copy_paths(database, [str(folder)], report=REPORT)
    assert [study.is_copied for study in _studies(database)] == [True]


def test_each_study_of_a_folder_gets_a_folder_of_its_own(database, a_study, tmp_path) -> None:
    a_study("all/one", uid="1.2.1")
    a_study("all/two", uid="1.2.2", PatientID="P-2")
    copy_paths(database, [str(tmp_path / "all")], report=REPORT)
    assert len(_whole_studies(database)) == 2
    assert len({study.folder for study in _studies(database)}) == 2


def test_an_archive_is_copied_unpacked(database, a_study, tmp_path) -> None:
    folder = a_study()
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in folder.iterdir():
            archive.write(file, file.name)
    index_paths(database, [str(tmp_path / "a.zip")], report=REPORT)
    (study,) = _studies(database)
    assert paths_to_open(database, study.id) == (str(tmp_path / "a.zip"),)
    copy_paths(database, [str(tmp_path / "a.zip")], report=REPORT)
    (tmp_path / "a.zip").unlink()
    (study,) = _studies(database)
    assert study.is_copied
    assert len(_copied_files(database)) == 3
    (kept,) = series_of(database, study.id)
    assert load_series(kept.entry, report=REPORT).voxels.shape[0] == 3


def test_other_formats_keep_their_ending_and_split_ones_stay_in_place(database, tmp_path) -> None:
    image = sitk.GetImageFromArray(np.zeros((3, 4, 5), np.int16))
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    sitk.WriteImage(image, str(tmp_path / "one" / "张伟.nii.gz"))
    sitk.WriteImage(image, str(tmp_path / "two" / "a.mhd"))
    copy_paths(database, [str(tmp_path / "one")], report=REPORT)
    assert [file.name for file in _copied_files(database)] == ["000000.nii.gz"]
    assert [study.description for study in _studies(database)] == ["one"]
    with pytest.raises(ReadError, match="index it in place"):
        copy_paths(database, [str(tmp_path / "two")], report=REPORT)


def test_a_full_disk_is_a_sentence_before_anything_is_written(database, a_study, monkeypatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(WriteError, match="is full; make room"):
        copy_paths(database, [str(a_study())], report=REPORT)
    assert _whole_studies(database) == []
    assert _copied_files(database) == []
    assert _studies(database) == ()


def test_a_disk_that_fills_while_copying_leaves_nothing_half_and_the_rest_goes_on_later(
    database, a_study, monkeypatch
) -> None:
    folder = a_study(slices=4)
    true_fsync, calls = os.fsync, []

    def full_at_the_third(handle):
        calls.append(handle)
        if len(calls) > 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        true_fsync(handle)

    monkeypatch.setattr(copies.os, "fsync", full_at_the_third)
    with pytest.raises(WriteError, match="is full"):
        copy_paths(database, [str(folder)], report=REPORT)
    monkeypatch.setattr(copies.os, "fsync", true_fsync)
    assert _whole_studies(database) == []
    copy_paths(database, [str(folder)], report=REPORT)
    assert len(_whole_studies(database)) == 1


def test_stopped_in_the_middle_it_goes_on_with_what_is_there(database, a_study) -> None:
    folder = a_study(slices=6)

    class StopsInTheMiddle(LocalReport):
        def __call__(self, fraction, message=""):
            if message.startswith("Copying, 4"):
                raise Cancelled

    with pytest.raises(Cancelled):
        copy_paths(database, [str(folder)], report=StopsInTheMiddle())
    assert (_whole_studies(database), _studies(database)) == ([], ())
    waiting = _copied_files(database)
    assert len(waiting) == 4
    before = {file.name: file.stat().st_mtime_ns for file in waiting}
    time.sleep(0.01)
    copy_paths(database, [str(folder)], report=REPORT)
    after = {file.name: file.stat().st_mtime_ns for file in _copied_files(database)}
    assert len(after) == 6
    assert {name: after[name] for name in before} == before


def test_what_was_half_written_before_is_written_again(database, a_study) -> None:
    folder = a_study()
    copy_paths(database, [str(folder)], report=REPORT)
    truth = [file.read_bytes() for file in _copied_files(database)]
    shutil.rmtree(copies_folder(database))
    home = copies.copies_folder(database) / ".coming"
    copy_paths(database, [str(folder)], report=REPORT)
    name = _whole_studies(database)[0].name
    _whole_studies(database)[0].rename(home / name)
    (home / name / "000001.dcm").write_bytes(b"half")
    copy_paths(database, [str(folder)], report=REPORT)
    assert [file.read_bytes() for file in _copied_files(database)] == truth


def test_a_copy_that_reads_back_wrong_is_no_copy(database, a_study, monkeypatch) -> None:
    monkeypatch.setattr(copies, "_digest_of", lambda _: b"another")
    with pytest.raises(WriteError, match="does not read back"):
        copy_paths(database, [str(a_study())], report=REPORT)
    assert _whole_studies(database) == []


def test_killed_while_copying_there_is_a_whole_study_or_none(database, a_study) -> None:
    folder = a_study(slices=60)
    code = (
        "import sys; from medviewer.library.copy_in import copy_paths; "
        "from medviewer.io.progress import LocalReport; print('ready', flush=True); "
        "copy_paths(sys.argv[1], [sys.argv[2]], report=LocalReport())"
    )
    for n in range(5):
        child = subprocess.Popen([sys.executable, "-c", code, database, str(folder)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.01 + 0.04 * n)
        child.kill()
        child.wait()
        child.stdout.close()
        for whole in _whole_studies(database):
            assert len(list(whole.iterdir())) == 60
    copy_paths(database, [str(folder)], report=REPORT)
    assert [study.images for study in _studies(database)] == [60]


def test_copies_are_indexed_again_when_the_index_is_lost(database, a_study) -> None:
    folder = a_study()
    copy_paths(database, [str(folder)], report=REPORT)
    shutil.rmtree(folder)
    Path(database).write_bytes(b"nonsense" * 1000)
    for ending in ("-wal", "-shm"):
        Path(f"{database}{ending}").unlink(missing_ok=True)
    rebuild(database, report=REPORT)
    assert [(study.is_copied, study.images) for study in _studies(database)] == [(True, 3)]


def test_removing_a_copied_study_deletes_its_copies_and_no_original(database, a_study) -> None:
    folder = a_study()
    copy_paths(database, [str(folder)], report=REPORT)
    remove_studies(database, [_studies(database)[0].id], report=REPORT)
    assert (_copied_files(database), len(list(folder.iterdir()))) == ([], 3)
    assert _whole_studies(database) == []


def test_only_the_librarys_own_files_are_ever_deleted(database, tmp_path) -> None:
    home = copies_folder(database)
    (home / "a").mkdir(parents=True)
    mine, other = home / "a" / "000000.dcm", tmp_path / "other.dcm"
    mine.write_bytes(b"x")
    other.write_bytes(b"x")
    (home / "a" / "link.dcm").symlink_to(other)
    remove_copies(
        database, [str(other), str(home / ".." / ".." / "other.dcm"), str(home / "a" / "link.dcm"), str(mine)]
    )
    assert other.exists()
    assert (home / "a" / "link.dcm").is_symlink()
    assert not mine.exists()
