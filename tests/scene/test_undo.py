"""One undo for everything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from medviewer.core.mark import KeyImage, Mark, MarkPlace
from medviewer.scene.scene import Scene
from medviewer.scene.undo import Step

PLACE = MarkPlace("series")


@pytest.fixture
def a_scene():
    return Scene()


def a_mark(x=0.0):
    return Mark("length", ((x, 0.0, 0.0), (x + 1, 0.0, 0.0)), (0.0, 0.0, 1.0), PLACE)


def test_whatever_was_written_is_taken_back_and_done_again(a_scene):
    first, second = a_mark(), a_mark(5)
    a_scene.marks.add(first, "Length")
    a_scene.marks.add(second, "Length")
    a_scene.undo.write("Layout", (a_scene, "layout", "2x2"), (a_scene, "interpolation", "nearest"))
    assert a_scene.undo.undo_name == "Layout"
    a_scene.undo.undo()
    assert (a_scene.layout, a_scene.interpolation) == ("mpr", "linear")
    a_scene.undo.undo()
    assert a_scene.marks.items == (first,)
    assert (a_scene.undo.undo_name, a_scene.undo.redo_name) == ("Length", "Length")
    a_scene.undo.redo()
    a_scene.undo.redo()
    assert a_scene.marks.items == (first, second)
    assert a_scene.layout == "2x2"
    assert a_scene.undo.redo_name == ""


def test_one_drag_is_one_step_and_the_next_drag_another(a_scene):
    mark = a_mark()
    a_scene.marks.add(mark, "Length")
    for x in (1.0, 2.0, 3.0):
        a_scene.marks.change(replace(mark, points_lps=((x, 0, 0), (9, 0, 0))), "Move", merge="drag")
    a_scene.undo.seal()
    a_scene.marks.change(replace(mark, points_lps=((7, 0, 0), (9, 0, 0))), "Move", merge="drag")
    a_scene.undo.undo()
    assert a_scene.marks.items[0].points_lps[0] == (3.0, 0, 0)
    a_scene.undo.undo()
    assert a_scene.marks.items == (mark,)


def test_what_changes_nothing_is_no_step_and_a_new_step_ends_what_could_be_redone(a_scene):
    a_scene.undo.write("Layout", (a_scene, "layout", "mpr"))
    assert a_scene.undo.undo_name == ""
    a_scene.marks.add(a_mark(), "Length")
    a_scene.undo.undo()
    a_scene.undo.write("Layout", (a_scene, "layout", "1x1"))
    assert a_scene.undo.redo_name == ""


def test_functions_of_a_step_are_called_each_way(a_scene):
    called = []
    a_scene.undo.push(Step("Close", undo=lambda: called.append("back"), redo=lambda: called.append("again")))
    a_scene.undo.undo()
    a_scene.undo.redo()
    assert called == ["back", "again"]


def test_closing_the_study_forgets_marks_and_steps(a_scene):
    a_scene.marks.add(a_mark(), "Length")
    a_scene.marks.add_key_image(KeyImage(PLACE, (0, 0, 0), (1, 0, 0), (0, 1, 0), 400.0, 40.0), "Key image")
    a_scene.clear()
    assert a_scene.marks.items == a_scene.marks.key_images == ()
    a_scene.undo.undo()
    assert a_scene.marks.items == ()


def test_the_scene_tells_of_each_mark_once(a_scene):
    told = []
    a_scene.changed.connect(lambda: told.append(1))
    a_scene.marks.add(a_mark(), "Length")
    assert len(told) == 2, "one for the mark, one for its handles"
