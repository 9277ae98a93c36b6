"""What goes into the index, and what becomes of it."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813

from medviewer.core.errors import Cancelled, ReadError, WriteError
from medviewer.core.series import Verdict
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_files, scan_path
from medviewer.library import place_list
from medviewer.library.change import keep_thumbnail, rebuild, remove_studies
from medviewer.library.completeness import lacks_places
from medviewer.library.database import DamagedIndexError, check, reading, set_aside, writing
from medviewer.library.index import index_again, index_paths, store_catalog
from medviewer.library.place_list import add_places, places_file, read_places, remove_place
from medviewer.library.presence import present_studies
from medviewer.library.query import find_studies, paths_to_open, series_of, thumbnails_of
from medviewer.library.store import refresh_study
from medviewer.library.study_query import StudyQuery

REPORT = LocalReport()


def _studies(database):
    return find_studies(database, StudyQuery()).studies


def test_a_study_is_found_with_its_facts(database, a_study, index) -> None:
    folder = a_study()
    a_study(series="2", slices=2, Modality="PT", SeriesDescription="PET")
    assert index(folder) == {"files": 5, "series": 2, "gone": []}
    (study,) = _studies(database)
    assert (study.patient_name, study.patient_id, study.birth_date) == ("Test Case", "P-1", "19700102")
    assert (study.date, study.description, study.accession) == ("20240315", "Thorax", "A77")
    assert (study.modalities, study.series, study.images) == (("CT", "PT"), 2, 5)
    assert (study.place, study.folder, study.is_copied) == (str(folder), str(folder), False)


def test_the_series_of_a_study_come_back_as_the_header_pass_found_them(database, a_study, index) -> None:
    folder = a_study(slices=4)
    (folder / "s1-001").unlink()
    index(folder)
    (kept,) = series_of(database, _studies(database)[0].id)
    (entry,) = scan_path(str(folder), report=REPORT).series
    assert kept.entry == entry
    assert kept.entry.report.verdict is Verdict.GAPPED
    assert _studies(database)[0].badges == 1


def test_what_has_not_changed_is_not_looked_at_again(a_study, index) -> None:
    folder = a_study()
    index(folder)
    assert index(folder) == {"files": 0, "series": 0, "gone": []}
    os.utime(folder / "s1-001", (1, 1))
    assert index(folder)["files"] == 1


def test_files_that_come_later_join_their_series(database, a_study, index) -> None:
    folder = a_study(slices=3)
    index(folder)
    a_study(slices=2, first=3)
    index(folder)
    (study,) = _studies(database)
    assert (study.series, study.images) == (1, 5)
    (kept,) = series_of(database, study.id)
    assert kept.entry.report.verdict is Verdict.REGULAR


def test_a_series_in_several_folders_is_one(database, a_study, index, tmp_path) -> None:
    a_study("disc/a", slices=2)
    a_study("disc/b", slices=2, first=2)
    index(tmp_path / "disc")
    (study,) = _studies(database)
    assert (study.series, study.images, study.folder) == (1, 4, str(tmp_path / "disc"))


def test_a_series_that_was_cut_into_batches_is_joined(
    database, a_study, index, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr("medviewer.library.index._BATCH", 2)
    a_study("disc/a", slices=2)
    a_study("disc/b", slices=2, first=2)
    index(tmp_path / "disc")
    (study,) = _studies(database)
    assert (study.series, study.images) == (1, 4)


def test_parts_that_a_kill_left_unjoined_are_joined_by_the_next_run(
    database, a_study, index, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr("medviewer.library.index._BATCH", 2)
    a_study("disc/a", slices=2)
    a_study("disc/b", slices=2, first=2)
    with monkeypatch.context() as cut:
        cut.setattr("medviewer.library.index._join_parts", lambda *_: None)
        index(tmp_path / "disc")
    assert _studies(database)[0].series == 2
    index(tmp_path / "disc")
    assert [(study.series, study.images) for study in _studies(database)] == [(1, 4)]


def test_looking_at_everything_anew_reads_nothing_twice(a_study, index, monkeypatch) -> None:
    folder = a_study()
    index(folder)
    looks = []
    monkeypatch.setattr(
        "medviewer.library.index.scan_files",
        lambda files, *rest: looks.append(len(files)) or scan_files(files, *rest),
    )
    index(folder, anew=True)
    assert looks == [3]


def test_a_folder_above_takes_in_the_places_below_it(database, a_study, index, tmp_path) -> None:
    a_study("all/one", uid="1.2.1")
    a_study("all/two", uid="1.2.2")
    index(tmp_path / "all" / "one")
    index(tmp_path / "all")
    assert {study.place for study in _studies(database)} == {str(tmp_path / "all")}
    index(tmp_path / "all" / "two")
    assert len(_studies(database)) == 2


def test_two_patients_under_one_study_uid_are_two_studies(database, a_study, index) -> None:
    a_study(name="One")
    index(a_study(name="Two", series="2"))
    assert sorted(study.patient_name for study in _studies(database)) == ["One", "Two"]


def test_files_without_a_study_are_listed_by_their_folder(database, index, tmp_path) -> None:
    (tmp_path / "brains").mkdir()
    sitk.WriteImage(
        sitk.GetImageFromArray(np.zeros((3, 4, 5), np.int16)), str(tmp_path / "brains" / "t1.nii.gz")
    )
    index(tmp_path / "brains")
    (study,) = _studies(database)
    assert (study.patient_name, study.description, study.images) == ("", "brains", 3)


def test_a_path_that_is_no_text_is_indexed(database, a_study, index, tmp_path) -> None:
    folder = a_study()
    odd = os.fsdecode(os.fsencode(str(tmp_path)) + b"/caf\xe9")
    try:
        folder.rename(odd)
    except OSError:
        pytest.skip("this disk takes names in UTF-8 only")
    index(odd)
    (study,) = _studies(database)
    assert study.folder == odd
    assert paths_to_open(database, study.id) == (odd,)


def test_what_was_opened_is_added_without_reading_it_again(database, a_study) -> None:
    folder = a_study()
    catalog = scan_path(str(folder), report=REPORT)
    assert store_catalog(database, catalog, [str(folder)], report=REPORT) == 1
    assert store_catalog(database, catalog, [str(folder)], report=REPORT) == 0
    (study,) = _studies(database)
    assert study.images == 3
    assert read_places(places_file(database)) == (str(folder),)


def test_files_opened_one_by_one_are_one_study_and_swallow_no_other_place(
    database, a_study, tmp_path
) -> None:
    below = a_study("top/below", uid="1.2.3")
    top = a_study("top", uid="1.2.3")
    for path in (below, top / "s1-000", top / "s1-001"):
        store_catalog(database, scan_path(str(path), report=REPORT), [str(path)], report=REPORT)
    assert sorted((study.place, study.images) for study in _studies(database)) == [
        (f"{top}/", 2),
        (str(below), 3),
    ]


def test_things_opened_together_keep_places_of_their_own(database, a_study, tmp_path) -> None:
    both = [str(a_study("one", uid="1.2.1")), str(a_study("two", uid="1.2.2") / "s1-000")]
    store_catalog(database, scan_path(both, report=REPORT), both, report=REPORT)
    assert {study.place for study in _studies(database)} == {str(tmp_path / "one"), f"{tmp_path}/two/"}
    assert read_places(places_file(database)) == tuple(both)


def test_an_archive_and_a_disc_are_places(database, a_study, index, tmp_path) -> None:
    folder = a_study()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"deep/{file.name}")
    index(tmp_path / "a.zip")
    (study,) = _studies(database)
    assert (study.place, study.folder, study.images) == (*[str(tmp_path / "a.zip")] * 2, 3)
    assert index(tmp_path / "a.zip")["files"] == 0
    assert present_studies(database, study.place, [study.id]) == {study.id: True}
    (tmp_path / "a.zip").unlink()
    assert present_studies(database, study.place, [study.id]) == {study.id: False}


@pytest.mark.real_data
def test_a_real_disc_is_indexed_by_its_table_of_contents(database, index, data_dir) -> None:
    disc = data_dir / "dicom" / "dicomdir"
    index(disc / "DICOMDIR")
    studies = _studies(database)
    assert {study.patient_name for study in studies} == {"Doe Archibald", "Doe Peter"}
    assert {study.place for study in studies} == {str(disc)}
    assert (len(studies), sum(study.images for study in studies)) == (6, 31)


@pytest.mark.real_data
def test_real_names_in_many_scripts_are_found(index, names, data_dir) -> None:
    index(data_dir / "dicom" / "charsets")
    assert names("wxd") == names("王") == ["王 小東 (Wang XiaoDong)", "王 小东 (Wang XiaoDong)"]
    assert names("小东") == ["王 小东 (Wang XiaoDong)"]
    assert names("aeneas") == names("aneas") == ["Äneas Rüdiger"]
    assert names("buc jerome") == ["Buc Jérôme"]
    assert names("gildong") == names("洪") == ["洪 吉洞 (Hong Gildong)"]
    assert names("διον") == ["Διονυσιος"]


def test_one_study_of_a_mixed_folder_opens_alone(database, a_study, index) -> None:
    a_study("mixed", uid="1.2.1")
    folder = a_study("mixed", uid="1.2.2", series="2", StudyDate="20240316")
    index(folder)
    newest = _studies(database)[0]
    assert paths_to_open(database, newest.id) == tuple(str(folder / f"s2-{n:03d}") for n in range(3))


def test_the_index_is_private(database, a_study, index) -> None:
    index(a_study())
    for file in Path(database).parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    assert stat.S_IMODE(Path(database).parent.stat().st_mode) == 0o700


def test_a_small_picture_stays_with_its_series(database, a_study, index) -> None:
    folder = a_study()
    index(folder)
    study = _studies(database)[0].id
    (kept,) = series_of(database, study)
    picture = np.arange(12, dtype=np.uint8).reshape(3, 4)
    keep_thumbnail(database, kept.id, picture, report=REPORT)
    index(folder, anew=True)
    assert np.array_equal(thumbnails_of(database, study)[kept.id], picture)
    colours = np.arange(90, dtype=np.uint8).reshape(5, 6, 3)
    keep_thumbnail(database, kept.id, colours, report=REPORT)
    assert np.array_equal(thumbnails_of(database, study)[kept.id], colours)
    keep_thumbnail(database, 999, picture, report=REPORT)


def test_removing_leaves_the_files_and_stays_removed(database, a_study, index) -> None:
    folder = a_study()
    index(folder)
    assert remove_studies(database, [_studies(database)[0].id], report=REPORT) == 1
    assert _studies(database) == ()
    assert len(list(folder.iterdir())) == 3
    assert read_places(places_file(database)) == ()
    assert index(folder)["series"] == 0
    assert index(folder, anew=True)["series"] == 1
    check(database)


def test_stopping_keeps_what_was_found(database, a_study, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("medviewer.library.index._BATCH", 2)
    a_study("all/one", uid="1.2.1")
    a_study("all/two", uid="1.2.2")

    class StopsLate(LocalReport):
        def __call__(self, fraction, message=""):
            if fraction > 0.7:
                raise Cancelled

    with pytest.raises(Cancelled):
        index_paths(database, [str(tmp_path / "all")], report=StopsLate())
    assert len(_studies(database)) == 1
    check(database)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: os.urandom(len(raw)),
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:100] + os.urandom(len(raw) - 100),
        lambda raw: raw[:4096] + os.urandom(len(raw) - 4096),
        lambda raw: b"not a database at all",
        lambda raw: raw.replace(b"CREATE TABLE studies", b"CREATE TABLE stadies"),
        lambda raw: raw[:60] + b"\0\0\0\x63" + raw[64:],
    ],
    ids=["random", "cut", "random after the head", "random pages", "text", "other table", "other version"],
)
def test_a_damaged_index_is_set_aside_and_built_anew(database, a_study, index, spoil) -> None:
    index(a_study())
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    path = Path(database)
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(DamagedIndexError, match="built anew"):
        check(database)
    assert rebuild(database, report=REPORT)["series"] == 1
    assert [study.patient_name for study in _studies(database)] == ["Test Case"]
    aside = path.with_name("library.damaged.sqlite")
    assert aside.is_file()
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600


def test_a_deleted_index_is_built_anew_from_its_places(database, a_study, index, tmp_path) -> None:
    index(a_study("one", uid="1.2.1"), a_study("two", uid="1.2.2"))
    (tmp_path / "two").rename(tmp_path / "unplugged")
    Path(database).unlink()
    assert _studies(database) == ()
    again = rebuild(database, report=REPORT)
    assert (again["series"], again["gone"]) == (1, [str(tmp_path / "two")])
    (tmp_path / "unplugged").rename(tmp_path / "two")
    assert index_again(database, report=REPORT)["series"] == 1


def test_it_is_known_whether_the_index_was_lost(database, a_study, index) -> None:
    assert not lacks_places(database)
    index(a_study("one", uid="1.2.1"), a_study("two", uid="1.2.2") / "s1-000")
    assert not lacks_places(database)
    Path(database).unlink()
    assert lacks_places(database)
    rebuild(database, report=REPORT)
    assert not lacks_places(database)


def test_setting_aside_what_is_not_there_does_nothing(database) -> None:
    assert set_aside(database) == ""


def test_two_programs_write_one_index(database, a_study, tmp_path) -> None:
    for n in range(12):
        a_study(f"half{n % 2}/study{n}", uid=f"1.2.{n}", PatientID=f"P{n}", slices=2)
    code = (
        "import sys; from medviewer.library.index import index_paths; "
        "from medviewer.io.progress import LocalReport; import medviewer.library.index as m; m._BATCH = 1; "
        "index_paths(sys.argv[1], [sys.argv[2]], report=LocalReport())"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", code, database, str(tmp_path / f"half{n}")]) for n in (0, 1)
    ]
    assert [one.wait(60) for one in both] == [0, 0]
    assert len(_studies(database)) == 12
    check(database)
    assert len(read_places(places_file(database))) == 2


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
def test_killed_while_indexing_the_index_stays_whole(database, a_study, tmp_path) -> None:
    for n in range(40):
        a_study(f"all/study{n:02d}", uid=f"1.2.{n}", PatientID=f"P{n}", slices=2)
    code = (
        "import sys; from medviewer.library.index import index_paths; "
        "from medviewer.io.progress import LocalReport; import medviewer.library.index as m; m._BATCH = 1; "
        "print('ready', flush=True); "
        "[index_paths(sys.argv[1], [sys.argv[2]], report=LocalReport(), anew=True) for _ in range(100)]"
    )
    for n in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", code, database, str(tmp_path / "all")], stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.02 + 0.05 * n)
        child.kill()
        child.wait()
        child.stdout.close()
        check(database)
    index_paths(database, [str(tmp_path / "all")], report=REPORT)
    assert len(_studies(database)) == 40
    check(database)


def test_an_index_that_cannot_be_written_is_a_sentence(tmp_path, a_study) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x")
    with pytest.raises(WriteError, match="cannot be written"):
        index_paths(str(in_the_way / "library.sqlite"), [str(a_study())], report=REPORT)


def test_a_busy_index_is_a_sentence(database, a_study, index, monkeypatch) -> None:
    index(a_study())
    monkeypatch.setattr("medviewer.library.database._BUSY_S", 0.05)
    with writing(database), pytest.raises(WriteError, match="in use"), writing(database):
        pass


def test_a_path_that_is_not_there_is_a_sentence(index, tmp_path) -> None:
    with pytest.raises(ReadError, match="does not exist"):
        index(tmp_path / "nothing")


def test_the_list_of_places_survives_a_cut_line_and_nonsense(tmp_path) -> None:
    file = str(tmp_path / "places.jsonl")
    add_places(file, ["/a", "/b"])
    with Path(file).open("ab") as opened:
        opened.write(b'{"path": "/c", "wat\n[1]\n\xff\xfe\n{"path": 3}\n{"path": "/d"')
    add_places(file, ["/e", "/a"])
    remove_place(file, "/b")
    assert read_places(file) == ("/a", "/e")


def test_an_index_of_another_version_is_not_called_damaged(database, a_study, index) -> None:
    index(a_study())
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(DamagedIndexError, match="another version") as raised:
        check(database)
    assert "damaged" not in str(raised.value)
    assert rebuild(database, report=REPORT)["series"] == 1


def test_an_entry_that_was_tampered_with_counts_as_damage(database, a_study, index) -> None:
    index(a_study())
    with writing(database) as connection:
        connection.execute("UPDATE series SET entry = '{}'")
    with pytest.raises(DamagedIndexError):
        series_of(database, _studies(database)[0].id)
    with writing(database) as connection, pytest.raises(DamagedIndexError):
        refresh_study(connection, _studies(database)[0].id)


def test_a_patient_goes_with_the_last_study_and_not_before(database, a_study, index) -> None:
    for n in range(2):
        index(a_study(f"study{n}", uid=f"1.2.{n}", name="Test^Twice"))
    index(a_study("other", uid="1.2.9", name="Test^Other", PatientID="other"))

    def patients() -> int:
        with reading(database) as connection:
            return int(connection.execute("SELECT count(*) FROM patients").fetchone()[0])

    twice = [study.id for study in _studies(database) if study.patient_name == "Test Twice"]
    assert (len(twice), patients()) == (2, 2)
    remove_studies(database, twice[:1], report=REPORT)
    assert patients() == 2
    remove_studies(database, twice[1:], report=REPORT)
    assert (patients(), len(_studies(database))) == (1, 1)


def test_a_list_of_places_that_grew_long_is_written_anew(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(place_list, "_MOST_BYTES", 400)
    file = tmp_path / "places.jsonl"
    for n in range(30):
        add_places(str(file), [f"/place{n}"])
        remove_place(str(file), f"/place{n - 1}")
    assert read_places(str(file)) == ("/place29",)
    assert file.stat().st_size < 400
    assert file.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [file]


def test_a_catalog_of_files_that_are_gone_is_kept_as_it_is(database, a_study) -> None:
    catalog = scan_path(str(a_study()), report=REPORT)
    gone = replace(catalog.series[0], files=("/nowhere/a", "/nowhere/b", "/nowhere/c"))
    assert store_catalog(database, replace(catalog, series=(gone,)), ["/nowhere"], report=REPORT) == 1
    assert _studies(database)[0].place.startswith("/")
