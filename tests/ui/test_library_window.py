"""The library's window on a real index, with its real jobs."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from medviewer.library import presence as presence_module
from medviewer.ui.dropped_paths import dropped_paths
from medviewer.ui.library.table import COLUMNS

_PLACE = [name for name, _, _ in COLUMNS].index("place")


def _write_study(folder: Path, name: str, uid: str, slices: int = 3, gap: bool = False) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(slices):
        meta = FileMetaDataset()
        meta.TransferSyntaxUID = ExplicitVRLittleEndian
        meta.MediaStorageSOPClassUID = CTImageStorage
        meta.MediaStorageSOPInstanceUID = f"{uid}.1.{n + 1}"
        dataset = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
        fields = {
            "SpecificCharacterSet": "ISO_IR 192", "SOPClassUID": CTImageStorage,
            "SOPInstanceUID": f"{uid}.1.{n + 1}", "StudyInstanceUID": uid, "SeriesInstanceUID": f"{uid}.1",
            "FrameOfReferenceUID": f"{uid}.9", "PatientName": name, "PatientID": f"ID{uid[-1]}",
            "StudyDate": f"2024031{uid[-1]}", "Modality": "CT", "SeriesDescription": "Thin",
            "ImagePositionPatient": [0, 0, 2.0 * (n + (3 if gap and n == slices - 1 else 0))],
            "ImageOrientationPatient": [1, 0, 0, 0, 1, 0], "PixelSpacing": [1, 1], "SliceThickness": 2,
            "Rows": 8, "Columns": 8, "SamplesPerPixel": 1, "PhotometricInterpretation": "MONOCHROME2",
            "BitsAllocated": 16, "BitsStored": 16, "HighBit": 15, "PixelRepresentation": 0,
            "PixelData": (np.arange(64, dtype=np.uint16) + n).tobytes(),
        }  # fmt: skip
        for key, value in fields.items():
            setattr(dataset, key, value)
        dataset.save_as(folder / f"{n:03d}", enforce_file_format=True)
    return folder


class ScriptedAnswers:
    """Answers for the library's dialogs."""

    def __init__(self) -> None:
        self.adding = "index"
        self.removing = True
        self.asked: list[list[bool]] = []

    def about_adding(self, window):
        return self.adding

    def about_removing(self, window, studies):
        self.asked.append([study.is_copied for study in studies])
        return self.removing


@pytest.fixture
def studies(tmp_path) -> Path:
    """A folder with three patients."""
    _write_study(tmp_path / "in" / "a", "张伟", "1.2.1")
    _write_study(tmp_path / "in" / "b", "Müller^Hans", "1.2.2", slices=5, gap=True)
    _write_study(tmp_path / "in" / "c", "Zhao^<b>Min</b>", "1.2.3")
    return tmp_path / "in"


@pytest.fixture
def library(an_app, qtbot):
    """The open browser; nothing in it yet."""
    an_app.window.library.questions = ScriptedAnswers()
    an_app.window.library.show()
    browser = an_app.window.library.browser
    qtbot.waitExposed(browser)
    yield browser
    browser.close()


@pytest.fixture
def a_filled_library(an_app, library, studies, qtbot):
    library.dropped.emit([str(studies)])
    _wait_for(qtbot, library, 3)
    return library


def _names(browser) -> list[str]:
    return [study.patient_name for study in browser.model.studies]


def _wait_for(qtbot, browser, count: int) -> None:
    link = browser._link
    qtbot.waitUntil(lambda: len(browser.model.studies) == count and not link.is_working, timeout=20_000)


def _wait_for_answers(qtbot, browser) -> None:
    """An answer that is under way would be of the time before what the test does next."""
    presence = browser._presence
    qtbot.waitUntil(lambda: bool(presence._answered) and not presence._asked, timeout=5000)


def _places(browser) -> list[str]:
    model = browser.model
    return [
        model.data(model.index(row, _PLACE), Qt.ItemDataRole.DisplayRole) for row in range(model.rowCount())
    ]


def test_an_empty_library_says_what_to_do(library, qtbot) -> None:
    qtbot.waitUntil(lambda: "empty" in library._empty.text(), timeout=5000)
    assert library._empty.isVisible()
    assert not library.side.open_button.isEnabled()


def test_dropped_folders_are_indexed_and_listed_newest_first(a_filled_library) -> None:
    assert _names(a_filled_library) == ["Zhao <b>Min</b>", "Müller Hans", "张伟"]
    assert _places(a_filled_library) == ["In place"] * 3
    assert a_filled_library.status.text().startswith("Studies 3  ·  Series 3  ·  Images 11")


def test_typing_initials_finds_a_chinese_name_and_escape_brings_all_back(a_filled_library, qtbot) -> None:
    QTest.keyClicks(a_filled_library.bar.words, "zw")
    _wait_for(qtbot, a_filled_library, 1)
    assert _names(a_filled_library) == ["张伟"]
    QTest.keyClick(a_filled_library.bar.words, Qt.Key.Key_Escape)
    _wait_for(qtbot, a_filled_library, 3)
    a_filled_library.bar.words.setText("nobody")
    _wait_for(qtbot, a_filled_library, 0)
    assert "No study fits" in a_filled_library._empty.text()


def test_a_click_on_the_head_sorts_by_it(a_filled_library, qtbot) -> None:
    a_filled_library.table.header().setSortIndicator(6, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: _names(a_filled_library)[0] == "Müller Hans", timeout=5000)


def test_filters_narrow_the_list(a_filled_library, qtbot) -> None:
    bar = a_filled_library.bar
    assert [bar.modality.itemData(n) for n in range(bar.modality.count())] == ["", "CT"]
    bar.days.setCurrentIndex(bar.days.findData(7))
    _wait_for(qtbot, a_filled_library, 0)
    bar.clear()
    _wait_for(qtbot, a_filled_library, 3)
    bar.place.setCurrentIndex(bar.place.findData("copied"))
    _wait_for(qtbot, a_filled_library, 0)


def test_the_chosen_study_shows_its_series_with_picture_and_badge(a_filled_library, qtbot) -> None:
    a_filled_library.table.setCurrentIndex(a_filled_library.model.index(1, 0))
    side = a_filled_library.side
    qtbot.waitUntil(lambda: len(side.cards) == 1, timeout=5000)
    (card,) = side.cards.values()
    qtbot.waitUntil(lambda: not card.picture.pixmap().isNull(), timeout=20_000)
    assert a_filled_library.model.studies[1].badges == 1
    kept = lambda: _thumbnails(a_filled_library)  # noqa: E731
    qtbot.waitUntil(lambda: kept() >= 1, timeout=10_000)


def _thumbnails(browser) -> int:
    connection = sqlite3.connect(browser._link.database)
    try:
        return connection.execute("SELECT count(*) FROM thumbnails").fetchone()[0]
    finally:
        connection.close()


def test_enter_opens_the_study_and_closes_the_library(an_app, a_filled_library, qtbot) -> None:
    a_filled_library.table.setCurrentIndex(a_filled_library.model.index(2, 0))
    QTest.keyClick(a_filled_library.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: an_app.scene.active is not None, timeout=20_000)
    assert an_app.scene.active.image.info.study.patient_name == "张伟"
    assert not a_filled_library.isVisible()


def test_a_click_on_a_series_opens_that_one_first(an_app, library, tmp_path, qtbot) -> None:
    folder = tmp_path / "two"
    _write_study(folder / "long", "Two^Series", "1.2.7", slices=5)
    for file in _write_study(folder / "short", "Two^Series", "1.2.7", slices=2).iterdir():
        dataset = dcmread(file)
        dataset.SeriesInstanceUID, dataset.SeriesDescription = "1.2.7.2", "Short"
        dataset.SOPInstanceUID += ".2"
        dataset.save_as(file)
    library.dropped.emit([str(folder)])
    _wait_for(qtbot, library, 1)
    qtbot.waitUntil(lambda: len(library.side.cards) == 2, timeout=5000)
    card = next(card for card in library.side.cards.values() if "Short" in card.title.text())
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: an_app.scene.active is not None, timeout=20_000)
    assert an_app.scene.active.image.info.description == "Short"


def test_what_is_opened_is_added(an_app, library, studies, qtbot) -> None:
    an_app.window.flow.open_paths([str(studies / "a")])
    _wait_for(qtbot, library, 1)
    assert _names(library) == ["张伟"]


def test_what_is_opened_is_not_added_if_that_is_not_wished(an_app, library, studies, qtbot) -> None:
    an_app.window.library._settings.adds_opened = False
    with qtbot.waitSignal(an_app.window.flow.opened, timeout=20_000):
        an_app.window.flow.open_paths([str(studies / "a")])
    assert all("library" not in job.host for job in an_app.queue.jobs)


def test_media_that_are_gone_show_as_gone_and_cannot_be_opened(a_filled_library, studies, qtbot) -> None:
    _wait_for_answers(qtbot, a_filled_library)
    studies.rename(studies.with_name("unplugged"))
    a_filled_library._presence._answered.clear()
    a_filled_library.refresh()
    qtbot.waitUntil(lambda: _places(a_filled_library) == ["Gone"] * 3, timeout=5000)
    a_filled_library.table.setCurrentIndex(a_filled_library.model.index(1, 0))
    qtbot.waitUntil(lambda: len(a_filled_library.side.cards) == 1, timeout=5000)
    assert not a_filled_library.side.open_button.isEnabled()
    assert a_filled_library.side.remove_button.isEnabled()
    with qtbot.assertNotEmitted(a_filled_library.opened):
        QTest.keyClick(a_filled_library.table, Qt.Key.Key_Return)
    bar = a_filled_library.bar
    bar.place.setCurrentIndex(bar.place.findData("gone"))
    _wait_for(qtbot, a_filled_library, 3)


def test_a_drive_that_does_not_answer_counts_as_gone_and_stalls_nothing(
    a_filled_library, qtbot, monkeypatch
) -> None:
    release = threading.Event()
    asked = []

    def never(path: str) -> bool:
        asked.append(path)
        release.wait()
        return True

    _wait_for_answers(qtbot, a_filled_library)
    monkeypatch.setattr(presence_module, "_is_there", never)
    a_filled_library._presence._answered.clear()
    for _ in range(5):
        a_filled_library.refresh()  # would never come back if it waited
        QApplication.processEvents()
    qtbot.waitUntil(lambda: _places(a_filled_library) == ["Gone"] * 3, timeout=6000)
    assert len(asked) == 1
    release.set()
    qtbot.waitUntil(lambda: _places(a_filled_library) == ["In place"] * 3, timeout=5000)


def test_copying_makes_a_study_independent_of_its_medium(an_app, a_filled_library, studies, qtbot) -> None:
    a_filled_library.table.setCurrentIndex(a_filled_library.model.index(2, 0))
    a_filled_library.side.copy_button.click()
    qtbot.waitUntil(lambda: "Copied" in _places(a_filled_library), timeout=20_000)
    _wait_for(qtbot, a_filled_library, 3)
    _wait_for_answers(qtbot, a_filled_library)
    shutil.rmtree(studies)
    a_filled_library._presence._answered.clear()
    a_filled_library.refresh()
    qtbot.waitUntil(lambda: sorted(_places(a_filled_library)) == ["Copied", "Gone", "Gone"], timeout=5000)
    copied = next(study for study in a_filled_library.model.studies if study.is_copied)
    assert copied.patient_name == "张伟"
    files = [path for path in Path(copied.folder).rglob("*") if path.is_file()]
    assert len(files) == 3
    a_filled_library.table.setCurrentIndex(
        a_filled_library.model.index(a_filled_library.model.studies.index(copied), 0)
    )
    a_filled_library.side.remove_button.click()
    _wait_for(qtbot, a_filled_library, 2)
    assert an_app.window.library.questions.asked == [[True]]
    assert not any(path.exists() for path in files)


def test_removing_asks_first_and_leaves_files_alone(an_app, a_filled_library, studies, qtbot) -> None:
    an_app.window.library.questions.removing = False
    QTest.keyClick(a_filled_library.table, Qt.Key.Key_Delete)
    assert len(an_app.window.library.questions.asked) == 1
    assert not a_filled_library._link.is_working
    an_app.window.library.questions.removing = True
    a_filled_library.table.selectAll()
    QTest.keyClick(a_filled_library.table, Qt.Key.Key_Delete)
    _wait_for(qtbot, a_filled_library, 0)
    assert len(list(studies.rglob("0*"))) == 11


def test_a_damaged_index_is_mended_under_the_open_window(an_app, a_filled_library, qtbot) -> None:
    database = Path(a_filled_library._link.database)
    for ending in ("-wal", "-shm"):
        Path(f"{database}{ending}").unlink(missing_ok=True)
    database.write_bytes(b"\xa5" * 20_000)
    said = []
    an_app.window.library.said.connect(lambda text, _: said.append(text))
    a_filled_library.bar.words.setText("zhang")
    qtbot.waitUntil(lambda: _names(a_filled_library) == ["张伟"], timeout=20_000)
    assert any("set aside" in text for text in said)
    assert database.with_name("library.damaged.sqlite").is_file()


def test_an_index_of_another_version_is_built_anew_and_only_noted(an_app, a_filled_library, qtbot) -> None:
    with sqlite3.connect(a_filled_library._link.database) as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    said = []
    an_app.window.library.said.connect(lambda text, severity: said.append((text, severity)))
    a_filled_library.bar.words.setText("zhang")
    qtbot.waitUntil(lambda: _names(a_filled_library) == ["张伟"], timeout=20_000)
    assert [severity for text, severity in said if "another version" in text] == ["note"]


def test_an_index_deleted_under_the_open_window_fills_itself(a_filled_library, qtbot) -> None:
    database = a_filled_library._link.database
    for ending in ("", "-wal", "-shm"):
        Path(f"{database}{ending}").unlink(missing_ok=True)
    a_filled_library.bar.words.setText("zhang")
    qtbot.waitUntil(lambda: _names(a_filled_library) == ["张伟"], timeout=20_000)


def test_a_deleted_index_fills_itself_when_the_library_is_opened_again(
    an_app, a_filled_library, qtbot
) -> None:
    a_filled_library.close()
    an_app.window.library.browser = None
    for ending in ("", "-wal", "-shm"):
        Path(f"{a_filled_library._link.database}{ending}").unlink(missing_ok=True)
    an_app.window.library.show()
    browser = an_app.window.library.browser
    _wait_for(qtbot, browser, 3)
    browser.close()


def test_watched_places_are_looked_at_again(an_app, a_filled_library, studies, qtbot) -> None:
    commands = an_app.window.library
    an_app.settings.set("library.watches", True)
    _wait_for(qtbot, a_filled_library, 3)
    assert commands._watch.isActive()
    _write_study(studies / "d", "New", "1.2.4")
    commands._watch.timeout.emit()
    _wait_for(qtbot, a_filled_library, 4)
    an_app.settings.set("library.watches", False)
    assert not commands._watch.isActive()


def test_files_and_folders_are_added_by_the_menu_too(an_app, library, studies, questions, qtbot) -> None:
    questions.files = [str(path) for path in (studies / "a").iterdir()]
    library.files_wanted.emit()
    _wait_for(qtbot, library, 1)
    questions.folder = str(studies / "b")
    library.copy_folder_wanted.emit()
    _wait_for(qtbot, library, 2)
    assert _places(library) == ["Copied", "In place"]


def test_work_under_way_is_told_and_can_be_stopped(a_filled_library, studies, qtbot) -> None:
    for n in range(400):
        shutil.copytree(studies / "a", studies / f"more{n}")
    job = a_filled_library._link.index([str(studies)])
    qtbot.waitUntil(lambda: "%" in a_filled_library.activity.text(), timeout=10_000)
    assert a_filled_library.stop.isVisible()
    a_filled_library.stop.click()
    qtbot.waitUntil(lambda: job.state.is_final, timeout=10_000)
    assert job.state.value == "CANCELLED"
    assert not a_filled_library.stop.isVisible()


def test_only_paths_are_taken_from_what_is_dropped() -> None:
    data = QMimeData()
    data.setUrls([QUrl("file:///a/b"), QUrl("https://example.org/x"), QUrl("file:///a/b")])
    assert dropped_paths(data) == ["/a/b"]
    text = QMimeData()
    text.setText("/a/张伟\nfile:///c%20d\nhello\nhttps://example.org\n")
    assert dropped_paths(text) == ["/a/张伟", "/c d"]


@pytest.mark.parametrize("what", ["https://example.org/study", "some words"])
def test_dropping_anything_else_is_a_sentence(qtbot, an_app, what) -> None:
    data = QMimeData()
    data.setText(what)
    said = []
    an_app.window.flow.trouble.connect(said.append)
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    an_app.window.dropEvent(event)
    qtbot.waitUntil(lambda: said == ["Only files and folders of this computer can be dropped here."])
