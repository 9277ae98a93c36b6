"""Marks of a scene to files and back into a scene, on the very pixels that they were drawn on."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.mark import KeyImage, Mark, MarkPlace
from medviewer.core.mark_record import FoundMark, OnSlice
from medviewer.core.series import SeriesEntry, SeriesInfo, StudyInfo
from medviewer.core.volume import Stack, Volume
from medviewer.scene.layers.annotation_shapes import annotations_in_view
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import view_plane
from medviewer.session.mark_files import bring_home, count_as_saved, records_of, state_of, take_home

Z = (0.0, 0.0, 1.0)


def a_volume(series: str = "s1", uid: str = "1.2.3.4", study: str = "1.2.3") -> Volume:
    """Columns 0.75 mm, rows 0.5 mm, slices 2.5 mm."""
    info = SeriesInfo(
        series, "CT", "Thin", series_uid=uid, frame_of_reference_uid="1.2.3.5",
        study=StudyInfo(study_uid=study),
    )  # fmt: skip
    return Volume(
        np.arange(4 * 20 * 30, dtype=np.int16).reshape(4, 20, 30),
        Geometry((4, 20, 30), (-10.0, -20.0, 0.0), (0.75, 0.5, 2.5)),
        unit="HU",
        info=info,
        instance_uids=tuple(f"{uid}.{n}" for n in range(4)),
    )


def an_entry(image: Any) -> SeriesEntry:
    return SeriesEntry(image.info, "dicom", ("x",), (4, 20, 30))


def a_place(image: Any, **changes: Any) -> MarkPlace:
    info = image.info
    return MarkPlace(
        info.series_id, info.study.study_uid, info.series_uid, info.frame_of_reference_uid, **changes
    )


@pytest.fixture
def a_scene() -> Any:
    scene, image = Scene(), a_volume()
    return SimpleNamespace(scene=scene, image=image, layer=scene.add_volume(image))


def test_a_record_has_the_figures_and_the_slice_of_its_mark(a_scene) -> None:
    mark = Mark("length", ((-10.0, -20.0, 5.0), (-7.0, -16.0, 5.0)), Z, a_place(a_scene.image))
    (record,) = records_of(a_scene.scene, [mark])
    assert [(f.name, f.value, f.unit) for f in record.figures] == [("length", 5.0, "mm")]
    assert record.on_slice == OnSlice("1.2.3.4.2", 1, ((0.5, 0.5), (4.5, 8.5)), 0.5 / 0.75)


def test_a_mark_across_slices_has_no_slice(a_scene) -> None:
    mark = Mark("length", ((-10.0, -20.0, 0.0), (-7.0, -16.0, 5.0)), Z, a_place(a_scene.image))
    assert records_of(a_scene.scene, [mark])[0].on_slice is None


@pytest.mark.parametrize("turns", [0, 1, 2])
def test_a_presentation_state_draws_at_the_pixels_of_the_mark(a_scene, turns) -> None:
    scene, layer = a_scene.scene, a_scene.layer
    points = ((-9.0, -19.0, 5.0), (5.3, -14.2, 5.0))
    mark = Mark("length", points, Z, a_place(a_scene.image))
    viewport = scene.viewports["axial"]
    viewport.quarter_turns = turns
    scene.set_cursor((0.0, -15.0, 5.0))
    state = state_of(layer, viewport, records_of(scene, [mark]))
    scene.add_result(state, layer.id, saved=True)
    for size in ((300, 200), (640, 640)):
        plane = view_plane(scene, viewport, size)
        (shape,), _texts = annotations_in_view(scene, viewport, plane)
        assert np.abs(shape.points_px - plane.lps_to_pixel(np.array(points))).max() < 1e-3


def test_a_mark_on_another_slice_is_not_drawn_there(a_scene) -> None:
    scene, layer = a_scene.scene, a_scene.layer
    mark = Mark("point", ((-9.0, -19.0, 5.0),), Z, a_place(a_scene.image))
    viewport = scene.viewports["axial"]
    scene.add_result(state_of(layer, viewport, records_of(scene, [mark])), layer.id, saved=True)
    scene.set_cursor((0.0, -15.0, 2.5))
    assert annotations_in_view(scene, viewport, view_plane(scene, viewport, (300, 200)))[0] == ()


def test_marks_come_home_to_their_series_by_its_uid(a_scene) -> None:
    mark = Mark(
        "point", ((-9.0, -19.0, 5.0),), Z, replace(a_place(a_scene.image), series_id="named otherwise")
    )
    home = bring_home(a_scene.scene, ((FoundMark(mark),), ()), {"s1": an_entry(a_scene.image)})
    assert home.marks[0].place.series_id == "s1"


def test_marks_of_another_study_are_strangers(a_scene) -> None:
    entries = {"s1": an_entry(a_scene.image)}
    for place in (
        replace(a_place(a_scene.image), study_uid="9.9"),
        replace(a_place(a_scene.image), series_uid="9.9"),
        MarkPlace("s1"),  # claims the name alone, which an image with UIDs does not answer to
        MarkPlace("a-file-elsewhere"),
    ):
        mark = Mark("point", ((-9.0, -19.0, 5.0),), Z, place)
        home = bring_home(a_scene.scene, ((FoundMark(mark),), ()), entries)
        assert (home.marks, home.strangers) == ((), 1)


def test_marks_on_pixels_wait_for_the_pixels(a_scene) -> None:
    other = a_volume("s2", "1.2.3.9")
    entries = {"s1": an_entry(a_scene.image), "s2": an_entry(other)}
    place = MarkPlace("", "1.2.3", "1.2.3.9", "", "1.2.3.9.1")
    found = FoundMark(
        Mark("length", ((0.0, 0.0, 0.0),) * 2, Z, place),
        OnSlice("1.2.3.9.1", 1, ((0.5, 0.5), (1.5, 2.5))),
    )
    home = bring_home(a_scene.scene, ((found,), ()), entries)
    assert (home.marks, list(home.waiting)) == ((), ["s2"])
    a_scene.scene.add_volume(other)
    (mark,) = bring_home(a_scene.scene, ((found,), ()), entries).marks
    assert np.allclose(mark.points_lps, [(-10.0, -20.0, 2.5), (-9.25, -19.0, 2.5)])
    assert (mark.place.series_id, mark.place.slice_number) == ("s2", None)


def test_marks_on_the_pixels_of_a_stack_name_their_slice(a_scene) -> None:
    planes = tuple(Geometry((1, 20, 30), (0.0, 0.0, z), (0.75, 0.5, 1.0)) for z in (0.0, 3.0, 11.0))
    info = replace(a_volume().info, series_id="s3", series_uid="1.2.3.8")
    stack = Stack(np.zeros((3, 20, 30), np.int16), planes, info=info, instance_uids=("a.0", "a.1", "a.2"))
    a_scene.scene.add_volume(stack)
    place = MarkPlace("", "1.2.3", "1.2.3.8", "", "a.2")
    found = FoundMark(Mark("point", ((0.0, 0.0, 0.0),), Z, place), OnSlice("a.2", 1, ((2.5, 4.5),)))
    (mark,) = bring_home(a_scene.scene, ((found,), ()), {"s3": an_entry(stack)}).marks
    assert mark.points_lps == ((1.5, 2.0, 11.0),)
    assert mark.place.slice_number == 2


def test_what_comes_home_is_one_step_of_undo_counts_as_saved_and_comes_once(a_scene) -> None:
    scene, marks = a_scene.scene, a_scene.scene.marks
    two = [Mark("point", ((float(n), 0.0, 5.0),), Z, a_place(a_scene.image)) for n in range(2)]
    key = KeyImage(a_place(a_scene.image), (0, 0, 5), (1, 0, 0), (0, 1, 0), 400.0, 40.0)
    assert take_home(scene, two, [key], "Open measurements") == 3
    assert take_home(scene, two, [key], "Open measurements") == 0
    assert marks.unsaved == ()
    assert marks.unsaved_key_images == ()
    scene.undo.undo()
    assert (marks.items, marks.key_images) == ((), ())


def test_a_mark_that_changed_after_saving_is_unsaved_again(a_scene) -> None:
    marks = a_scene.scene.marks
    mark = Mark("point", ((0.0, 0.0, 5.0),), Z, a_place(a_scene.image))
    marks.add(mark, "Point")
    count_as_saved(a_scene.scene, [mark], ())
    assert marks.unsaved == ()
    marks.change(replace(mark, label="x"), "Name")
    assert len(marks.unsaved) == 1
