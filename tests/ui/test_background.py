"""Work on a thread of its own that raises: the error is told, and whoever waits hears of it."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from medviewer.core.errors import ReadError
from medviewer.core.work import Work, WorkImage, WorkResult
from medviewer.session import RunChoices
from medviewer.session.model_store import ModelStore
from medviewer.session.planned_runs import PlannedRun, PlannedRuns
from medviewer.ui.last_resort import catch_what_slips_through
from medviewer.ui.library.presence import LibraryPresence
from medviewer.ui.on_main_thread import Background, MainThread
from medviewer.ui.report.paper import PAPERS
from medviewer.ui.report.preview import Preview


def broken(_function, _done, failed) -> None:
    """A background in which everything raises; whoever gives no third argument waits for nothing."""
    failed()


@pytest.fixture
def told(monkeypatch):
    """What the reader is told of errors that nobody expected."""
    monkeypatch.setattr("sys.excepthook", print)
    monkeypatch.setattr(threading, "excepthook", print)
    sentences: list[str] = []
    catch_what_slips_through(lambda call: call(), sentences.append)
    return sentences


def raises(error: BaseException):
    raise error


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ValueError("Mr. Patient"), "(ValueError)"),
        (ReadError("The list is damaged."), "The list is damaged."),
    ],
)
def test_work_that_raises_is_told_once_and_its_caller_hears_it_on_the_main_thread(
    qtbot, told, error, sentence
) -> None:
    heard: list[QThread] = []
    background = Background(MainThread(QApplication.instance()).post)
    background(lambda: raises(error), pytest.fail, lambda: heard.append(QThread.currentThread()))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [QApplication.instance().thread()]
    qtbot.waitUntil(lambda: bool(told))
    assert sentence in told[0]
    assert len(told) == 1
    assert "Mr. Patient" not in told[0]


def test_work_that_raises_is_told_where_nobody_waits_for_it(qtbot, told) -> None:
    Background(MainThread(QApplication.instance()).post)(lambda: 1 / 0, pytest.fail)
    qtbot.waitUntil(lambda: bool(told))
    assert "ZeroDivisionError" in told[0]


def test_a_preview_that_could_not_be_drawn_is_drawn_the_next_time(qtbot) -> None:
    asked = []
    preview = Preview(lambda _look, _done, failed: asked.append(failed))
    qtbot.addWidget(preview)
    ready = SimpleNamespace(page=SimpleNamespace(text=""), report=SimpleNamespace(pictures=()))
    preview.show_report(ready, PAPERS["A4"])
    asked[0]()
    preview.show_report(ready, PAPERS["A4"])
    assert len(asked) == 2


def test_a_place_that_could_not_be_looked_at_is_gone_and_asked_again(qapp) -> None:
    presence = LibraryPresence("", broken)
    found = []
    presence.found.connect(found.append)
    presence.look([SimpleNamespace(place="/disk", id=7)])
    assert found == [{7: False}]
    assert not presence._asked


def test_a_planned_run_whose_check_breaks_off_holds_up_nobody_behind_it() -> None:
    runs = SimpleNamespace(models={"a": None})
    planned = PlannedRuns(runs, None, broken)
    begun = []
    planned._check_and_run(PlannedRun("a", "A", {}, RunChoices()), {"": None}, lambda: begun.append(True))
    assert begun == [True]


def test_a_pack_whose_removal_breaks_off_is_told_of(tmp_path) -> None:
    answers = []
    ModelStore(tmp_path, None, broken).remove("lung", answers.append)
    assert len(answers) == 1
    assert "broke off" in answers[0]


def test_what_breaks_off_in_the_window_leaves_no_part_of_it_waiting(
    an_app_with_ct, questions, tmp_path, monkeypatch
) -> None:
    window = an_app_with_ct.window
    keys = window.wings["keys"]
    questions.snippets_to_import = questions.snippets_target = str
    monkeypatch.setattr(Background, "__call__", lambda _self, *asked: broken(*(*asked, lambda: None)[:3]))
    window.actions_by_id["keys.toggle"].trigger()
    assert not keys.panel._is_drawing
    window.actions_by_id["comfort.doctor"].trigger()
    assert window.comfort.page.again.isEnabled()
    assert "broke off" in window.comfort.page.verdict.text()
    questions.target = str(tmp_path / "kept.medviewer")
    written = []
    window.safety.sessions.save_and_then(lambda: written.append(True))
    assert not written
    assert any("The session was not saved" in text for text in window.messages.texts)
    questions.target = str(tmp_path / "support.zip")
    window.comfort.bundle()
    assert any("The support bundle was not saved" in text for text in window.messages.texts)
    window.actions_by_id["report.show"].trigger()
    assert any("The report could not be made" in text for text in window.messages.texts)


def test_a_restored_result_whose_image_cannot_be_looked_at_ends_the_restoring(
    an_app_with_ct, monkeypatch
) -> None:
    app = an_app_with_ct
    restorer, info = app.window.safety.restorer, app.scene.active.image.info
    monkeypatch.setattr(app.session, "in_background", broken)
    monkeypatch.setattr(restorer, "_is_same_patient", lambda _work: True)
    image = WorkImage(info.series_id)
    monkeypatch.setattr(restorer, "_wanted", lambda _work: [image])
    ended = []
    restorer.restore(Work(images=(image,), results=(WorkResult("1", info.series_id, None),)), ended.append)
    assert ended == [False]
    assert restorer._work is None
