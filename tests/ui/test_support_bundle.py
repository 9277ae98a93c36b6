"""The doctor's page, the support bundle, and that neither logs nor the bundle hold anything of a patient."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.doctor.check_machine import Check
from medviewer.io.dicom.write_series import write_ct_series
from medviewer.ui.comfort import doctor_page, support_bundle
from medviewer.ui.comfort.without_names import without_names

PLANTED = ("Zhangweixuan", "张伟轩", "ZX-99812", "19610411", "ACC-77341", "Quillfeather")
STUDY = StudyInfo(
    patient_name="Zhangweixuan^Li=张伟轩",
    patient_id="ZX-99812",
    birth_date="19610411",
    study_description="Second look for Quillfeather",
    accession="ACC-77341",
)


@pytest.fixture
def a_planted_study(tmp_path):
    """A small CT whose names stand in the files and in the folder's name, and a broken file beside it."""
    folder = tmp_path / "Zhangweixuan 张伟轩 ZX-99812"
    rng = np.random.default_rng(0)
    volume = Volume(
        voxels=rng.integers(-1000, 1000, (6, 32, 32)).astype(np.int16),
        geometry=Geometry((6, 32, 32), (0.0, 0.0, 0.0), (1.0, 1.0, 2.0)),
        unit="HU",
        info=SeriesInfo("", "CT", "Quillfeather thorax", "1", study=STUDY),
    )
    write_ct_series(volume, folder)
    broken = folder / "Zhangweixuan-broken.dcm"
    first = sorted(folder.glob("*.dcm"))[0].read_bytes()
    broken.write_bytes(first[: len(first) // 2])
    return folder


@pytest.fixture
def a_short_look(monkeypatch):
    """The machine is examined elsewhere; here a finding names a folder of the user."""
    found = (
        Check("Qt", True, "fine"),
        Check("cache", False, "/home/zhangweixuan/.cache/medviewer cannot be written", advice="Do this."),
        Check("models", False, "broken", needed=False, advice="See the list."),
    )
    monkeypatch.setattr(support_bundle, "check_machine", lambda: found)
    monkeypatch.setattr("medviewer.doctor.check_machine.check_machine", lambda: found)


def _said_of(data: bytes) -> list[str]:
    low = data.decode("utf-8", "replace").lower()
    forms = {word: (word.lower(), word.encode("unicode_escape").decode().lower()) for word in PLANTED}
    return [word for word, ways in forms.items() if any(way in low for way in ways)]


def test_no_word_of_a_patient_gets_into_logs_or_bundle(
    an_app, a_planted_study, a_short_look, qtbot, questions, tmp_path
) -> None:
    app, window, log_folder = an_app, an_app.window, an_app.window._parts.log_folder
    window.flow.open_paths([str(a_planted_study)])
    qtbot.waitUntil(
        lambda: app.scene.active is not None and app.scene.active.arriving is None, timeout=30_000
    )
    for name in ("image.next", "image.next", "window.auto", "view.flip"):
        window.actions_by_id[name].trigger()
    questions.target = str(tmp_path / "Zhangweixuan.png")
    window.actions_by_id["file.save_view_picture"].trigger()
    window.flow.open_paths([str(a_planted_study / "Zhangweixuan-broken.dcm")])
    window.flow.open_paths([str(tmp_path / "nowhere" / "Zhangweixuan")])
    qtbot.waitUntil(lambda: all(job.state.is_final for job in app.queue.jobs), timeout=30_000)
    questions.target = str(tmp_path / "support.zip")
    window.actions_by_id["comfort.bundle"].trigger()
    qtbot.waitUntil(lambda: (tmp_path / "support.zip").is_file(), timeout=20_000)
    logs = list(log_folder.rglob("*"))
    assert any(file.name == "reader.log" and file.stat().st_size > 0 for file in logs)
    assert {file.name: _said_of(file.read_bytes()) for file in logs if file.is_file()} == {
        file.name: [] for file in logs if file.is_file()
    }
    with zipfile.ZipFile(tmp_path / "support.zip") as bundle:
        names = bundle.namelist()
        assert {"doctor.json", "versions.json", "settings.json", "jobs.json", "logs/reader.log"} <= set(names)
        assert {name: _said_of(bundle.read(name) + name.encode()) for name in names} == {n: [] for n in names}
        assert json.loads(bundle.read("doctor.json"))[0]["name"] == "Qt"
        assert json.loads(bundle.read("settings.json"))["view.layout"] == "mpr"


def test_what_slipped_into_a_log_all_the_same_is_taken_out(an_app, a_short_look, tmp_path) -> None:
    from medviewer.ui.comfort.window_facts import bundle_contents

    folder = tmp_path / "log"
    folder.mkdir(exist_ok=True)
    (folder / "model.log").write_text(
        "cannot read /data/Zhangweixuan/CT 1/im 3.dcm\nfor Zhangweixuan^Li, 张伟轩\n"
        "and 1.2.840.113619.2.55.3.604\n"
        "id zx-99812; C:\\Users\\Zhangweixuan\\x.dcm; a line that stays\n",
        "utf-8",
    )
    contents = bundle_contents(an_app.window, an_app.window._parts)
    contents = replace(contents, log_folder=folder, names=(STUDY.patient_id, STUDY.patient_name))
    assert support_bundle.write_bundle(str(tmp_path / "b.zip"), contents) == ""
    (folder / "model.log").unlink()  # all logs that tests leave behind are searched when everything has run
    with zipfile.ZipFile(tmp_path / "b.zip") as bundle:
        text = bundle.read("logs/model.log")
    assert _said_of(text) == []
    assert b"a line that stays" in text
    assert b"1.2.840" not in text


def test_a_bundle_that_cannot_be_written_leaves_nothing_and_says_so(an_app, a_short_look, tmp_path) -> None:
    from medviewer.ui.comfort.window_facts import bundle_contents

    contents = bundle_contents(an_app.window, an_app.window._parts)
    said = support_bundle.write_bundle(str(tmp_path / "none" / "b.zip"), contents)
    assert "does not exist" in said
    taken = tmp_path / "c.zip.part"
    taken.write_text("somebody else's")
    (tmp_path / "c.zip").mkdir()
    assert "is a folder" in support_bundle.write_bundle(str(tmp_path / "c.zip"), contents)
    assert taken.read_text() == "somebody else's"
    assert list(tmp_path.glob("**/*.part*")) == [taken]


def test_places_of_the_program_stay_readable() -> None:
    own = support_bundle.__file__
    line = f'File "{own}", line 3, in f'
    assert without_names(line, ()) == line
    assert "doe" not in without_names("opened /mnt/nas/Doe^John/1.dcm", ()).lower()
    assert without_names("writes 343 MB a second, 1/3 and http", ()) == "writes 343 MB a second, 1/3 and http"


def test_the_doctors_page_puts_what_needs_a_hand_first(an_app, a_short_look, qtbot) -> None:
    window = an_app.window
    window.actions_by_id["comfort.doctor"].trigger()
    page = window.comfort.page
    assert {"screen", "window", "jobs"} <= {check.name for check in page.checks}
    qtbot.waitUntil(page.again.isEnabled, timeout=10_000)
    assert [check.name for check in page.checks][:2] == ["cache", "models"]
    assert "cache" in page.verdict.text()
    page.copy.click()
    assert "FAULT  cache" in QGuiApplication.clipboard().text()
    assert "Do this." in QGuiApplication.clipboard().text()


def test_a_page_that_was_closed_takes_no_answer(an_app, a_short_look) -> None:
    page = doctor_page.DoctorPage(lambda work, done, *_: waiting.append((work, done)), lambda: ())
    waiting = []
    page.look()
    page.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    work, done = waiting[0]
    done(work())


def test_the_windows_log_is_bounded(tmp_path) -> None:
    import logging

    from medviewer.ui.last_resort import open_log

    logger = logging.getLogger("medviewer")
    before = list(logger.handlers)
    open_log(tmp_path / "log")
    try:
        for number in range(30_000):
            logger.error("line %06d %s", number, "x" * 80)
    finally:
        for handler in set(logger.handlers) - set(before):
            logger.removeHandler(handler)
            handler.close()
        logger.propagate = True
    files = sorted(file.name for file in (tmp_path / "log").iterdir())
    assert files == ["window.log", "window.log.1", "window.log.2"]
    assert sum(file.stat().st_size for file in (tmp_path / "log").iterdir()) <= 1_600_000
