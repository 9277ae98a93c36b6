"""What a file holds is not offered after a crash; what was changed after it was saved is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.mark import KeyImage, Mark, MarkPlace
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.scene.scene import Scene
from medviewer.session.journal_keeper import JournalKeeper
from medviewer.session.journal_saved import Lost
from medviewer.session.journal_search import find_journals, read_journal
from medviewer.session.mark_files import count_as_saved
from medviewer.session.put_together import put_together, texts_together
from medviewer.session.report_texts import ReportTexts
from medviewer.session.restore_texts import KeptDrafts
from medviewer.session.work_of import Opened

A_PLACE = MarkPlace("series")


def a_mark(label: str = "长度") -> Mark:
    return Mark("length", ((0.0, 0.1, 0.0), (1.0 / 3.0, 0.5, -2.25)), (0.0, 0.0, 1.0), A_PLACE, label=label)


def a_key() -> KeyImage:
    return KeyImage(A_PLACE, (1.0, 2.0, 3.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 400.0, 40.0, "看")


@pytest.fixture
def a_scene() -> Scene:
    scene = Scene()
    scene.add_volume(Volume(np.zeros((4, 6, 8), np.int16), Geometry((4, 6, 8)), "HU", SeriesInfo("series")))
    return scene


@pytest.fixture
def a_keeper(a_scene, tmp_path):
    keeper = JournalKeeper(a_scene, tmp_path / "journal", lambda: Opened(("/one",)), lambda _safe: None)
    yield keeper
    keeper.end()
    keeper.close()


@pytest.fixture
def worked_on(a_scene, a_keeper):
    """Two marks, a key image and a text, all of them in a file."""
    a_scene.marks.add(a_mark(), "Length")
    a_scene.marks.add(a_mark("other"), "Length")
    a_scene.marks.add_key_image(a_key(), "Key image")
    a_scene.texts.write("report 1", "No nodule.", "Text")
    a_scene.marks.mark_saved()
    a_scene.texts.mark_saved()
    return a_scene


def found_after_a_crash(keeper):
    """What the next start finds if this process dies now."""
    assert keeper.journal.wait_until_safe(5.0)
    keeper.journal._lock.release()
    return find_journals(keeper._folder)


def test_what_was_saved_is_not_offered_and_its_journal_goes(worked_on, a_keeper, tmp_path) -> None:
    assert found_after_a_crash(a_keeper) == ()
    assert list((tmp_path / "journal").iterdir()) == []


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (lambda s: s.marks.add(a_mark("new"), "Length"), Lost(marks=1)),
        (lambda s: s.marks.change(replace(s.marks.items[0], label="changed"), "Name"), Lost(marks=1)),
        (lambda s: s.marks.remove(frozenset({s.marks.items[0].id}), "Delete"), Lost(deleted=1)),
        (lambda s: s.marks.note_key_image(s.marks.key_images[0].id, "more", "Note"), Lost(key_images=1)),
        (lambda s: s.texts.write("report 1", "A nodule.", "Text"), Lost(texts=1)),
        (lambda s: s.texts.write("report 1", "", "Text"), Lost(deleted=1)),
        (lambda s: s.texts.write("report 2", "Another study.", "Text"), Lost(texts=1)),
    ],
)
def test_what_was_changed_after_it_was_saved_is_offered(worked_on, a_keeper, change, lost) -> None:
    change(worked_on)
    (found,) = found_after_a_crash(a_keeper)
    assert found.content.lost == lost
    assert found.work().marks == worked_on.marks.items, "all of it comes back, not only what was changed"
    found.discard()


@pytest.mark.parametrize(
    "change",
    [
        lambda s: (s.marks.remove(frozenset({s.marks.items[0].id}), "Delete"), s.undo.undo()),
        lambda s: s.marks.change(replace(s.marks.items[0], visible=False), "Hide"),
        lambda s: setattr(s, "layout", "2x2"),
    ],
)
def test_what_was_taken_back_or_is_only_shown_otherwise_is_not_offered(worked_on, a_keeper, change) -> None:
    change(worked_on)
    a_keeper.note_looks()
    assert found_after_a_crash(a_keeper) == ()


def test_marks_that_came_out_of_a_file_are_offered_once_they_are_changed(a_scene, a_keeper) -> None:
    mark = a_mark()
    count_as_saved(a_scene, [mark], ())
    a_scene.marks.items = (mark,)
    assert a_keeper.journal.wait_until_safe(5.0)
    assert not read_journal(a_keeper.journal.paths.journal).lost
    a_scene.marks.change(replace(mark, label="changed"), "Name")
    (found,) = found_after_a_crash(a_keeper)
    assert found.content.lost == Lost(marks=1)
    found.discard()


def test_a_result_that_was_saved_is_not_offered(a_scene, a_keeper) -> None:
    labels = np.ones((4, 6, 8), np.uint8)
    made = Segmentation(labels, a_scene.active.geometry, (Segment(1, "左肺"),), "Lungs")
    layer = a_scene.add_result(made, a_scene.active.id)
    assert a_keeper.journal.wait_until_safe(5.0)
    assert read_journal(a_keeper.journal.paths.journal).lost == Lost(results=1)
    layer.saved = True
    assert found_after_a_crash(a_keeper) == ()


def test_a_journal_that_was_shortened_still_knows_what_was_saved(worked_on, a_keeper, monkeypatch) -> None:
    assert a_keeper.journal.wait_until_safe(5.0)
    monkeypatch.setattr(a_keeper.journal._writer, "_long_bytes", 1)
    a_keeper.journal.note_texts(worked_on.texts.items)
    assert found_after_a_crash(a_keeper) == ()


def test_work_that_comes_back_overwrites_only_what_is_in_a_file() -> None:
    old, new = a_mark("old"), a_mark("new")
    new = replace(new, id=old.id)
    assert put_together((), (), (new,), True) == (new,)
    assert put_together((old,), (old,), (new,), True) == (new,)
    assert put_together((old,), (), (old,), True) == (old,)
    assert put_together((old,), (), (new,), False) == (old,)
    kept, beside = put_together((old,), (), (new,), True)
    assert (kept, beside.label) == (old, "new")
    assert beside.id != old.id
    assert texts_together({"a": "here"}, {}, {"a": "back", "b": "other"}) == (
        {"a": "here", "b": "other"},
        False,
    )
    assert texts_together({"a": "here"}, {"a": "here"}, {"a": "back"}) == ({"a": "back"}, True)


def test_the_draft_of_a_study_that_is_opened_again_is_kept_again_and_known_to_be_saved(a_scene) -> None:
    volume = a_scene.active.image
    texts = ReportTexts(a_scene.undo)
    kept = KeptDrafts(a_scene, texts)
    texts.write(volume.info.study_key, "Findings", "", findings="No nodule.")
    a_scene.clear()
    a_scene.add_volume(volume)
    assert a_scene.texts.unsaved, "closing lost nothing, and the journal has it again"
    kept.count_as_saved(texts.draft_of(volume.info.study_key))
    a_scene.clear()
    a_scene.add_volume(volume)
    assert not a_scene.texts.unsaved
    assert a_scene.texts.items
    texts.write(volume.info.study_key, "Findings", "", findings="A nodule.")
    assert a_scene.texts.unsaved
