"""A session or a journal is put back on a study that was worked on already: neither work is lost."""

from __future__ import annotations

import time

import pytest
from crashes import buttons, crash

from medviewer.core.mark import Mark, MarkPlace
from medviewer.session.journal_line import line_of
from medviewer.session.looks import (
    looks_of_image,
    looks_of_scene,
    looks_of_views,
    show_image,
    show_scene,
    show_views,
)


def a_mark(series_id: str, label: str) -> Mark:
    points = ((0.0, 0.0, 0.0), (10.0, 2.0, 0.0))
    return Mark("length", points, (0.0, 0.0, 1.0), MarkPlace(series_id), label=label)


@pytest.fixture
def a_saved_session(the_app_with_ct, tmp_path, qtbot):
    """The program with nothing open, and a session with one mark and a text."""
    app = the_app_with_ct
    qtbot.waitUntil(lambda: app.scene.active.arriving is None, timeout=20_000)
    app.scene.marks.add(a_mark(app.scene.active.image.info.series_id, "of the session"), "Length")
    app.scene.texts.write("note", "of the session", "Text")
    app.answers.target = str(tmp_path / "x.medviewer")
    app.window.actions_by_id["session.save"].trigger()
    qtbot.waitUntil(lambda: not app.scene.marks.unsaved, timeout=20_000)
    app.window.flow.close()
    return app


def test_what_was_drawn_before_a_session_was_opened_is_still_unsaved(
    a_saved_session, a_ct_folder, qtbot
) -> None:
    app = a_saved_session
    app.window.flow.open_paths([str(a_ct_folder)])
    qtbot.waitUntil(
        lambda: app.scene.active is not None and app.scene.active.arriving is None, timeout=20_000
    )
    app.scene.marks.add(a_mark(app.scene.active.image.info.series_id, "drawn by hand"), "Length")
    app.scene.texts.write("note", "written by hand", "Text")
    app.window.model.run("dense")
    qtbot.waitUntil(lambda: bool(app.scene.unsaved), timeout=30_000)
    app.window.actions_by_id["session.open"].trigger()
    qtbot.waitUntil(lambda: len(app.scene.marks.items) == 2, timeout=20_000)
    qtbot.waitUntil(lambda: app.window.safety.restorer._work is None, timeout=20_000)
    assert [one.label for one in app.scene.marks.unsaved] == ["drawn by hand"]
    assert app.scene.texts.text("note") == "written by hand"
    assert app.scene.texts.unsaved == ("note",)
    assert len(app.scene.unsaved) == 1, "a result that no file holds"


def test_a_journal_that_could_not_be_read_whole_is_kept_after_it_was_restored(
    the_app_with_ct, qtbot, at_rest
) -> None:
    app = the_app_with_ct
    qtbot.waitUntil(lambda: app.scene.active.arriving is None, timeout=20_000)
    app.scene.marks.add(a_mark(app.scene.active.image.info.series_id, "read"), "Length")
    left = crash(app)
    unknown = [{"kind": "spiral", "id": str(n)} for n in range(3)]
    with left.open("ab") as file:
        file.write(line_of({"k": "marks", "set": unknown, "gone": []}))
    app.window.safety.offers.look()
    qtbot.waitUntil(lambda: "Restore" in buttons(app), timeout=10_000)
    buttons(app)["Restore"].click()
    qtbot.waitUntil(lambda: bool(app.scene.marks.items), timeout=20_000)
    qtbot.waitUntil(lambda: app.window.safety.restorer._work is None, timeout=20_000)
    at_rest(app)
    assert left.exists()
    for one in list(app.window.safety.offers.found):
        one.discard()
    app.window.safety.offers.found.clear()


def test_a_session_that_is_read_late_does_not_close_who_was_opened_after_it(
    a_saved_session, another_ct_folder, qtbot, at_rest
) -> None:
    app = a_saved_session
    app.window.actions_by_id["session.open"].trigger()
    app.window.flow.open_paths([str(another_ct_folder)])
    qtbot.waitUntil(
        lambda: app.scene.active is not None and app.scene.active.arriving is None, timeout=20_000
    )
    at_rest(app)
    assert app.scene.active.image.info.study.study_uid == "1.2.826.0.1.3680043.10.2"
    assert app.scene.marks.items == ()


@pytest.mark.parametrize("value", [1e29, -1e29, 0, -1, 1e-300, 2**53])
def test_looks_beyond_all_sense_freeze_and_break_nothing(the_app_with_ct, qtbot, value) -> None:
    """A session may say that a view is a million times as large as the earth."""
    app = the_app_with_ct
    scene, window = app.scene, app.window
    qtbot.waitUntil(lambda: scene.active.arriving is None, timeout=20_000)
    views, image, whole = looks_of_views(scene), looks_of_image(scene.active), looks_of_scene(scene)
    for layout in ("2x2", "grid 2x2"):
        scene.layout = layout
        show_views(scene, {name: _bent(looks, value) for name, looks in views.items()})
        show_image(scene.active, _bent(image, value))
        show_scene(scene, {**_bent(whole, value), "layout": layout})
        for _ in range(5):
            window.grab()
            qtbot.wait(20)
        assert scene.layout == layout
    show_views(scene, views)
    show_image(scene.active, image)
    show_scene(scene, whole)


def _bent(looks, value):
    if isinstance(looks, dict):
        return {name: _bent(one, value) for name, one in looks.items()}
    if isinstance(looks, list | tuple):
        return [_bent(one, value) for one in looks]
    if isinstance(looks, bool) or not isinstance(looks, int | float):
        return looks
    return float(value) if isinstance(looks, float) else int(value)


@pytest.mark.parametrize("far", [1e9, -1e9, 1e-12])
def test_marks_at_the_ends_of_the_world_are_drawn_or_not_but_break_nothing(
    the_app_with_ct, qtbot, far
) -> None:
    app = the_app_with_ct
    qtbot.waitUntil(lambda: app.scene.active.arriving is None, timeout=20_000)
    place = MarkPlace(app.scene.active.image.info.series_id)
    corner = ((far, far, 0.0), (-far, far, 0.0), (-far, -far, 0.0), (far, -far, 0.0))
    kinds = {"length": 2, "angle": 3, "cobb": 4, "bidirectional": 4, "ellipse": 4, "rectangle": 4,
             "polygon": 4, "freehand": 4, "point": 1, "arrow": 2, "text": 1, "ball": 2}  # fmt: skip
    marks = tuple(
        Mark(kind, corner[:count], (0.0, 0.0, 1.0), place, "far", "far", label_lps=corner[0])
        for kind, count in kinds.items()
    )
    app.scene.marks.items = marks
    app.scene.marks.selected = frozenset(one.id for one in marks)
    for zoom in (0.1, 1.0, 50.0):
        for viewport in app.scene.viewports.values():
            viewport.zoom = zoom
        begin = time.thread_time()
        app.window.grab()
        qtbot.wait(10)
        assert time.thread_time() - begin < 5.0
