"""Measurements and key images saved from the real window, in their hosts, and opened again."""

from __future__ import annotations

import json
from dataclasses import replace

import pydicom
import pytest

from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.mark_record import FoundMark, OnSlice
from medviewer.core.work import Work
from medviewer.scene.layers.object_layers import PresentationLayer


@pytest.fixture
def the_marked_app(the_app_with_ct, qtbot, tmp_path):
    """A length, an ellipse and a key image on the small CT; answers name files of this test's folder."""
    app = the_app_with_ct
    qtbot.waitUntil(lambda: app.scene.active is not None and app.scene.active.arriving is None)
    info = app.scene.active.image.info
    place = MarkPlace(info.series_id, info.study.study_uid, info.series_uid, info.frame_of_reference_uid)
    z = app.scene.active.geometry.origin_lps[2] + 10.0
    x, y, _ = app.scene.active.geometry.origin_lps
    app.scene.marks.items = (
        Mark("length", ((x, y, z), (x + 20.0, y + 15.0, z)), (0.0, 0.0, 1.0), place, "病灶 1"),
        Mark(
            "ellipse", ((x + 5, y + 10, z), (x + 25, y + 10, z), (x + 15, y + 4, z), (x + 15, y + 16, z)),
            (0.0, 0.0, 1.0), place, "=cmd()",
        ),
    )  # fmt: skip
    app.scene.set_cursor((x + 10.0, y + 10.0, z))
    app.window.wings["keys"].toggle()
    answers = app.answers
    for name in ("marks_target", "dicom_target", "key_images_target"):
        setattr(answers, name, lambda suggestion: answers.target)
    answers.marks_to_open = lambda: answers.target
    yield app
    app.scene.marks.clear()


def save(app, qtbot, command: str, path) -> None:
    app.answers.target = str(path)
    app.window.actions_by_id[command].trigger()
    qtbot.waitUntil(lambda: all(job.state.is_final for job in app.queue.jobs), timeout=60_000)
    assert path.exists(), [job.error for job in app.queue.jobs]


def forget_marks(app) -> tuple:
    told = app.scene.marks.items, app.scene.marks.key_images
    app.scene.marks.clear()
    app.scene.undo.clear()
    return told


@pytest.mark.parametrize("name", ["m.dcm", "m.json"])
def test_measurements_are_saved_and_opened_again_the_same(the_marked_app, qtbot, tmp_path, name) -> None:
    app = the_marked_app
    save(app, qtbot, "marks.save", tmp_path / name)
    assert app.scene.marks.unsaved == ()
    marks, _keys = forget_marks(app)
    app.window.actions_by_id["marks.open"].trigger()
    qtbot.waitUntil(lambda: len(app.scene.marks.items) == 2, timeout=30_000)
    assert app.scene.marks.items == marks
    assert app.scene.marks.unsaved == ()
    app.scene.undo.undo()
    assert app.scene.marks.items == ()


def test_the_table_names_the_figures(the_marked_app, qtbot, tmp_path) -> None:
    app = the_marked_app
    save(app, qtbot, "marks.save", tmp_path / "m.csv")
    lines = (tmp_path / "m.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert ",25," in lines[1]
    assert "'=cmd()" in lines[2]
    assert len(app.scene.marks.unsaved) == 2  # a table is not read back, so nothing of it is safe


def test_key_images_are_saved_and_come_back(the_marked_app, qtbot, tmp_path) -> None:
    app = the_marked_app
    save(app, qtbot, "marks.save_keys", tmp_path / "k.dcm")
    _marks, keys = forget_marks(app)
    app.window.actions_by_id["marks.open"].trigger()
    qtbot.waitUntil(lambda: bool(app.scene.marks.key_images), timeout=30_000)
    assert app.scene.marks.key_images == keys
    assert app.window.wings["keys"].panel.isVisibleTo(app.window.panels.left)


def test_a_presentation_state_is_saved_and_applied_when_it_is_opened(the_marked_app, qtbot, tmp_path) -> None:
    app = the_marked_app
    save(app, qtbot, "marks.save_state", tmp_path / "p.dcm")
    assert len(pydicom.dcmread(tmp_path / "p.dcm").GraphicAnnotationSequence) == 2
    forget_marks(app)
    app.window.flow.open_paths([str(tmp_path / "p.dcm")])

    def states():
        return [one for one in app.scene.layers if isinstance(one, PresentationLayer)]

    qtbot.waitUntil(lambda: bool(states()), timeout=30_000)
    assert len(states()[0].state.annotations) == 2


def test_a_report_that_is_opened_as_a_file_of_the_study_brings_its_marks(
    the_marked_app, qtbot, tmp_path
) -> None:
    app = the_marked_app
    save(app, qtbot, "marks.save", tmp_path / "m.dcm")
    marks, _keys = forget_marks(app)
    app.window.flow.open_paths([str(tmp_path / "m.dcm")])
    qtbot.waitUntil(lambda: len(app.scene.marks.items) == 2, timeout=30_000)
    assert app.scene.marks.items == marks


def test_measurements_of_another_study_are_not_laid_over_this_one(the_marked_app, qtbot, tmp_path) -> None:
    app = the_marked_app
    mark = app.scene.marks.items[0]
    app.scene.marks.items = (replace(mark, place=replace(mark.place, study_uid="9.9", series_uid="9.9.1")),)
    save(app, qtbot, "marks.save", tmp_path / "m.json")
    forget_marks(app)
    app.window.wings["mark_files"].open()
    qtbot.waitUntil(
        lambda: any("another study" in text for text in app.window.messages.texts), timeout=30_000
    )
    assert app.scene.marks.items == ()


def test_measurements_on_slices_that_are_not_here_are_told_of(the_marked_app, qtbot, tmp_path) -> None:
    app = the_marked_app
    info = app.scene.active.image.info
    place = MarkPlace("", info.study.study_uid, info.series_uid, "", "1.2.3.no.such.slice")
    mark = Mark("point", ((0.0, 0.0, 0.0),), (0.0, 0.0, 1.0), place)
    found = (FoundMark(mark, OnSlice("1.2.3.no.such.slice", 1, ((1.0, 1.0),))),)
    before = app.scene.marks.items
    app.window.wings["mark_files"]._take((found, ()), True)
    qtbot.waitUntil(lambda: any("not here" in text for text in app.window.messages.texts), timeout=10_000)
    assert app.scene.marks.items == before


def a_length(place: MarkPlace) -> Mark:
    return Mark("length", ((0.0, 0.0, 0.0), (1.0, 0.0, 0.0)), (0.0, 0.0, 1.0), place)


def test_a_session_with_strangers_is_opened_without_them_and_says_so(the_app_with_ct, qtbot) -> None:
    app = the_app_with_ct
    info, ended = app.scene.active.image.info, []
    work = Work(
        patient="",
        marks=(a_length(MarkPlace(info.series_id, info.study.study_uid)), a_length(MarkPlace("t", "9.9"))),
        texts={"report 9.9": json.dumps({"study": "9.9", "findings": "forged"})},
    )
    restorer = app.window.safety.restorer
    app.scene.marks.clear()
    restorer._work = work
    restorer._done = ended.append
    restorer._begin(work)
    assert [mark.place.series_id for mark in app.scene.marks.items] == [info.series_id]
    assert app.scene.texts.items == {}
    assert any("2 marks or texts" in text for text in app.window.messages.texts)
    app.scene.marks.clear()


def test_marks_are_dropped_beside_their_images_or_alone(
    the_app, a_ct_folder, another_ct_folder, qtbot, tmp_path
) -> None:
    app = the_app
    app.window.flow.open_dropped([str(a_ct_folder)])
    qtbot.waitUntil(
        lambda: app.scene.active is not None and app.scene.active.arriving is None, timeout=20_000
    )
    info = app.scene.active.image.info
    mark = a_length(MarkPlace(info.series_id, info.study.study_uid, info.series_uid))
    app.scene.marks.items = (mark,)
    path = tmp_path / "测量.json"
    app.answers.marks_target = lambda _suggestion: str(path)
    app.window.actions_by_id["marks.save"].trigger()
    qtbot.waitUntil(lambda: not app.scene.marks.unsaved, timeout=20_000)
    app.window.flow.close()
    app.window.flow.open_dropped([str(path), str(a_ct_folder)])
    qtbot.waitUntil(lambda: len(app.scene.marks.items) == 1, timeout=20_000)
    assert app.scene.marks.items[0].id == mark.id
    app.scene.marks.clear()
    app.window.flow.open_paths([str(path)])
    qtbot.waitUntil(lambda: len(app.scene.marks.items) == 1, timeout=20_000)
    assert app.scene.marks.unsaved == ()
    other = tmp_path / "other.json"
    other.write_text('{"findings": [NaN]}')
    app.window.flow.open_paths([str(other)])
    qtbot.waitUntil(lambda: any("other.json" in text for text in app.window.messages.texts), timeout=20_000)
    assert sum("other.json" in text for text in app.window.messages.texts) == 1
    app.scene.marks.clear()
