"""A crash, a session, another patient: what was made comes back, where it belongs and nowhere else."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace

import numpy as np
import pytest
from crashes import buttons, crash

from medviewer.core.mark import KeyImage, Mark, MarkPlace
from medviewer.scene.layers.review import set_review


def a_mark(series_id: str, label: str) -> Mark:
    points = ((0.0, 0.0, 0.0), (10.0, 2.0, 0.0))
    return Mark("length", points, (0.0, 0.0, 1.0), MarkPlace(series_id), label=label)


@pytest.fixture
def worked_on(the_app_with_ct, qtbot):
    """The program with two marks, a key image and a result of a model that was accepted."""
    app = the_app_with_ct
    for left in _journals(app):  # of a test that restored nothing
        (app.window.safety.offers._folder / left).unlink()
    qtbot.waitUntil(lambda: app.scene.active.arriving is None, timeout=20_000)
    job = app.window.model.run("dense")
    qtbot.waitUntil(lambda: bool(app.scene.results_of(app.scene.active.id)), timeout=30_000)
    del job
    scene, series_id = app.scene, app.scene.active.image.info.series_id
    scene.marks.add(a_mark(series_id, "结节"), "Length")
    scene.marks.add(a_mark(series_id, "other"), "Length")
    place = MarkPlace(series_id)
    key = KeyImage(place, (0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 400.0, 40.0, "看")
    scene.marks.add_key_image(key, "Key image")
    set_review(scene.undo, scene.results_of(scene.active.id)[0], "accepted")
    scene.layout = "2x2"
    scene.active.show_window(replace(scene.active.window, width=321.0, level=12.0))
    scene.viewports["axial"].zoom = 2.5
    return app


def _crash(app) -> None:
    app.window.safety.keeper.note_looks()
    crash(app)


def _offer(app, qtbot, button: str) -> None:
    app.window.safety.offers.look()
    qtbot.waitUntil(lambda: bool(buttons(app)), timeout=10_000)
    buttons(app)[button].click()


def _is_all_back(app, labels) -> None:
    scene = app.scene
    assert [mark.label for mark in scene.marks.items] == ["结节", "other"]
    assert [key.note for key in scene.marks.key_images] == ["看"]
    (layer,) = scene.results_of(scene.active.id)
    assert layer.review.state == "accepted"
    assert np.array_equal(layer.segmentation.labels, labels)
    assert layer.provenance.model_id == "dense"
    assert (scene.active.window.width, scene.active.window.level) == (321.0, 12.0)
    assert (scene.layout, scene.viewports["axial"].zoom) == ("2x2", 2.5)


def _journals(app):
    folder = app.window.safety.offers._folder
    return sorted(path.name for path in folder.glob("*.journal")) if folder.exists() else []


def test_after_a_crash_restore_brings_everything_back(worked_on, qtbot) -> None:
    app = worked_on
    labels = app.scene.results_of(app.scene.active.id)[0].segmentation.labels.copy()
    _crash(app)
    (left,) = _journals(app)
    app.window.safety.offers.look()
    qtbot.waitUntil(lambda: bool(app.window.messages.texts), timeout=10_000)
    (text,) = app.window.messages.texts
    assert "marks: 2, key images: 1, results: 1" in text
    assert "胸部 CT 检查" in text
    assert re.search(r"on \d{4}-\d\d-\d\d \d\d:\d\d: ", text)
    assert app.scene.active is None, "nothing is opened before the reader says so"
    buttons(app)["Restore"].click()
    qtbot.waitUntil(lambda: app.scene.layout == "2x2" and bool(app.scene.unsaved), timeout=20_000)
    qtbot.waitUntil(lambda: left not in _journals(app), timeout=20_000)
    _is_all_back(app, labels)
    assert len(_journals(app)) == 1, "what was restored is protected again"
    assert len(app.scene.marks.unsaved) == 2


def test_not_now_leaves_it_for_the_next_start_and_discard_asks_again(worked_on, qtbot) -> None:
    app = worked_on
    _crash(app)
    _offer(app, qtbot, "Not now")
    (left,) = _journals(app)
    app.window.safety.offers.release()
    _offer(app, qtbot, "Discard…")
    assert _journals(app) == [left]
    buttons(app)["Keep"].click()
    assert "Restore" in buttons(app)
    buttons(app)["Discard…"].click()
    buttons(app)["Discard for good"].click()
    qtbot.waitUntil(lambda: _journals(app) == [], timeout=10_000)
    assert app.scene.active is None


def test_a_session_brings_everything_back_and_counts_as_saved(worked_on, tmp_path, qtbot) -> None:
    app = worked_on
    labels = app.scene.results_of(app.scene.active.id)[0].segmentation.labels.copy()
    app.answers.target = str(tmp_path / "会话.medviewer")
    app.window.actions_by_id["session.save"].trigger()
    qtbot.waitUntil(lambda: not app.scene.unsaved and not app.scene.marks.unsaved, timeout=20_000)
    app.window.flow.close()
    assert app.answers.asked == []
    assert app.scene.active is None
    app.window.actions_by_id["session.open"].trigger()
    qtbot.waitUntil(lambda: app.scene.layout == "2x2" and len(app.scene.layers) == 2, timeout=20_000)
    _is_all_back(app, labels)
    assert not app.scene.unsaved
    assert not app.scene.marks.unsaved


def test_where_the_images_moved_their_folder_is_asked_for_inline(
    worked_on, a_ct_folder, another_ct_folder, tmp_path, qtbot
) -> None:
    app = worked_on
    moved = tmp_path / "moved"
    first = tmp_path / "first"
    shutil.copytree(a_ct_folder, first)
    app.window.flow.paths = (str(first),)
    app.answers.target = str(tmp_path / "s.medviewer")
    app.window.actions_by_id["session.save"].trigger()
    qtbot.waitUntil(lambda: not app.scene.unsaved, timeout=20_000)
    app.window.flow.close()
    shutil.move(first, moved)
    app.window.flow.open_paths([app.answers.target])
    qtbot.waitUntil(lambda: "Choose folder…" in buttons(app), timeout=20_000)
    app.answers.folder = str(another_ct_folder)
    buttons(app)["Choose folder…"].click()
    qtbot.waitUntil(lambda: app.scene.active is not None, timeout=20_000)
    qtbot.waitUntil(lambda: "Choose folder…" in buttons(app), timeout=20_000)
    assert app.scene.marks.items == ()
    assert app.scene.results_of(app.scene.active.id) == ()
    app.answers.folder = str(moved)
    buttons(app)["Choose folder…"].click()
    qtbot.waitUntil(lambda: bool(app.scene.marks.items) and len(app.scene.layers) == 2, timeout=20_000)
    assert [mark.label for mark in app.scene.marks.items] == ["结节", "other"]


def test_a_session_is_refused_on_another_patients_images(worked_on, tmp_path, qtbot) -> None:
    app = worked_on
    desk = app.window.safety
    before = app.scene.marks.items
    app.answers.target = str(tmp_path / "s.medviewer")
    desk.save_session()
    qtbot.waitUntil(lambda: not app.scene.marks.unsaved, timeout=20_000)
    from medviewer.session.session_file import read_session

    work = replace(read_session(app.answers.target, lambda *_: None), patient="e" * 64)
    app.scene.marks.remove(frozenset(one.id for one in before), "Delete")
    desk.restorer.restore(work, lambda _is_whole: None)
    qtbot.waitUntil(lambda: any("another patient" in t for t in app.window.messages.texts), timeout=20_000)
    assert app.scene.marks.items == ()


def test_one_question_for_marks_results_and_texts_together(worked_on, qtbot) -> None:
    app = worked_on
    app.scene.texts.write("report", "No nodule.", "Text")
    app.answers.unsaved = "cancel"
    app.window.flow.close()
    assert app.answers.asked == [["Marks: 2", "Key images: 1", "What was written by hand", "Dense parts"]]
    assert app.scene.active is not None


def test_what_was_written_for_the_report_comes_back_after_a_crash(worked_on, qtbot) -> None:
    app = worked_on
    study = app.scene.active.image.info.study.study_uid
    app.session.report_texts.write(study, "Findings", "findings", findings="No nodule.")
    _crash(app)
    app.session.report_texts.drafts = ()
    _offer(app, qtbot, "Restore")
    qtbot.waitUntil(lambda: bool(app.session.report_texts.drafts), timeout=20_000)
    assert app.session.report_texts.draft_of(study).findings == "No nodule."
    qtbot.waitUntil(lambda: bool(app.scene.unsaved), timeout=20_000)


def test_an_image_that_is_closed_while_it_is_checked_ends_no_restoring(worked_on, qtbot, monkeypatch) -> None:
    app = worked_on
    _crash(app)
    answers = []
    monkeypatch.setattr(app.window.session, "in_background", lambda *asked: answers.append(asked))
    _offer(app, qtbot, "Restore")
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    app.scene.remove_layer(app.scene.active.id)
    look, done, _ = answers[0]
    done(look())
    assert app.window.safety.restorer._work is None
    assert app.scene.layout == "2x2"


def test_what_was_restored_survives_another_crash(worked_on, qtbot) -> None:
    app = worked_on
    labels = app.scene.results_of(app.scene.active.id)[0].segmentation.labels.copy()
    for _ in range(2):
        _crash(app)
        (left,) = _journals(app)
        _offer(app, qtbot, "Restore")
        qtbot.waitUntil(lambda: app.scene.layout == "2x2" and bool(app.scene.unsaved), timeout=20_000)
        qtbot.waitUntil(lambda left=left: left not in _journals(app), timeout=20_000)
    _is_all_back(app, labels)


def test_after_a_crash_only_what_was_changed_since_the_session_was_saved_is_offered(
    worked_on, tmp_path, qtbot
) -> None:
    app = worked_on
    app.answers.target = str(tmp_path / "s.medviewer")
    app.window.safety.save_session()
    qtbot.waitUntil(lambda: not app.scene.unsaved and not app.scene.marks.unsaved, timeout=20_000)
    first, second = app.scene.marks.items
    app.scene.marks.change(replace(first, label="changed"), "Name")
    _crash(app)
    app.window.flow.open_paths([app.answers.target])
    qtbot.waitUntil(lambda: len(app.scene.layers) == 2 and not app.scene.unsaved, timeout=20_000)
    app.window.safety.offers.look()
    qtbot.waitUntil(lambda: "Restore" in buttons(app), timeout=10_000)
    (text,) = app.window.messages.texts
    assert "marks: 1" in text
    assert "key images" not in text
    assert "results" not in text
    buttons(app)["Restore"].click()
    qtbot.waitUntil(lambda: app.scene.marks.items[0].label == "changed", timeout=20_000)
    assert app.scene.marks.items[1] == second
    qtbot.waitUntil(lambda: [mark.label for mark in app.scene.marks.unsaved] == ["changed"], timeout=20_000)


def test_a_report_that_was_saved_as_a_file_is_asked_about_once_it_is_changed(
    the_app_with_ct, tmp_path, qtbot
) -> None:
    app = the_app_with_ct
    study = app.scene.active.image.info.study_key
    app.session.report_texts.write(study, "Findings", "findings", findings="Clear lungs.")
    assert app.scene.texts.unsaved
    app.answers.report_file_target = lambda *_: str(tmp_path / "report.html")
    app.answers.snippets_to_import = str
    desk = app.window.wings["report"]
    desk.show()
    qtbot.waitUntil(lambda: desk.ready is not None, timeout=20_000)
    desk.page.wanted.emit("html")
    qtbot.waitUntil(lambda: not app.scene.texts.unsaved, timeout=20_000)
    assert "Clear lungs." in (tmp_path / "report.html").read_text("utf-8")
    app.session.report_texts.write(study, "Findings", "findings", findings="A nodule.")
    assert app.scene.texts.unsaved
    desk.page.left.emit()
