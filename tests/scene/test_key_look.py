"""A key image shows what was on screen when it was kept, less what was taken back since."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.detections import Box, Detections
from medviewer.core.geometry import Geometry
from medviewer.core.mark import Mark
from medviewer.core.mark_json import key_images_from_json, key_images_to_json
from medviewer.core.review import Review
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.report.gather import material_of
from medviewer.report.shots import MOST_SHOTS, shots_of
from medviewer.scene.marks.key_images import kept_anew, key_image_of, plan_of_key_image
from medviewer.scene.marks.mark_place import place_of
from medviewer.scene.scene import Scene
from medviewer.scene.views.over_look import OverImage
from medviewer.scene.views.plan_slice import view_plane

GRID = Geometry((20, 50, 60), (-30.0, -25.0, -20.0), (1.0, 1.0, 2.0))


class Kept:
    """A scene with a key image of its axial view; the image is a wide one."""

    def __init__(self) -> None:
        self.scene = Scene()
        info = SeriesInfo("s", modality="CT", frame_of_reference_uid="f")
        self.image = self.scene.add_volume(Volume(np.zeros((20, 50, 60), np.int16), GRID, "HU", info))
        self.view = self.scene.viewport("axial")

    @property
    def plane(self):
        return view_plane(self.scene, self.view, (900, 300))

    def keep(self):
        key = key_image_of(self.scene, self.view, self.plane)
        self.scene.marks.add_key_image(key, "Key image")
        return key

    def plan(self, key):
        return plan_of_key_image(self.scene, self.image, key, (960, 720))

    def shot(self):
        (shot,) = shots_of(self.scene, self.image, (self.image,))
        return shot

    def draw(self, label: str) -> Mark:
        x, y, z = (float(v) for v in self.plane.centre_lps)
        place = place_of(self.image, self.view, self.plane)
        mark = Mark("length", ((x, y, z), (x + 5, y, z)), (0.0, 0.0, 1.0), place, label)
        self.scene.marks.add(mark, "Mark")
        return mark

    def add_segmentation(self):
        labels = np.ones(GRID.shape_kji, np.uint8)
        found = Segmentation(labels, GRID, (Segment(1, "One"), Segment(2, "Two")), "Parts")
        return self.scene.add_result(found, self.image.id)


@pytest.fixture
def a_kept() -> Kept:
    return Kept()


def numbers(shot) -> list[int]:
    return [number for number, _ in shot.marks]


def test_what_was_hidden_when_it_was_kept_stays_away(a_kept):
    layer = a_kept.add_segmentation()
    layer.visible = False
    key = a_kept.keep()
    layer.visible = True
    assert a_kept.plan(key).labels == ()


def test_what_was_seen_stays_though_it_is_hidden_now(a_kept):
    layer = a_kept.add_segmentation()
    layer.set_segment_visible(2, False)
    layer.opacity = 0.5
    key = a_kept.keep()
    layer.visible, layer.opacity = False, 1.0
    layer.show_all()
    (labels,) = a_kept.plan(key).labels
    assert [style.opacity for style in labels.styles] == [0.5, 0.0]
    assert not layer.visible  # only copies were changed


def test_a_result_that_was_rejected_since_is_gone(a_kept):
    layer = a_kept.add_segmentation()
    key = a_kept.keep()
    layer.review = Review("rejected", "wrong", "")
    assert a_kept.plan(key).labels == ()


def test_a_result_that_was_opened_anew_is_known_by_its_name(a_kept):
    layer = a_kept.add_segmentation()
    key = a_kept.keep()
    a_kept.scene.remove_layer(layer.id)
    assert a_kept.plan(key).labels == ()
    a_kept.add_segmentation()
    assert len(a_kept.plan(key).labels) == 1


def test_window_greys_slab_and_width_are_those_of_then(a_kept):
    image, view = a_kept.image, a_kept.view
    image.show_window(WindowLevel(1500.0, -600.0))
    image.inverted, image.palette, view.slab_mm, view.slab_mode = True, "hot_iron", 6.0, "max"
    view.zoom = 3.0
    key = a_kept.keep()
    across = a_kept.plane.mm_per_pixel * 900
    image.show_window(WindowLevel(400.0, 40.0))
    image.inverted, image.palette, view.slab_mm = False, "grey", 0.0
    plan = a_kept.plan(key)
    assert (plan.window.width, plan.inverted, plan.palette) == (1500.0, True, "hot_iron")
    assert (plan.slab_mm, plan.slab_mode) == (6.0, "max")
    # All of the wide view is there, as far as there is an image.
    assert plan.plane.mm_per_pixel * 960 == pytest.approx(min(across, 60.0 * 960 / 900), rel=0.2)


def test_marks_drawn_later_stay_away_and_corrected_ones_are_shown_corrected(a_kept):
    first = a_kept.draw("first")
    a_kept.keep()
    a_kept.draw("second")
    assert numbers(a_kept.shot()) == [1]
    x, y, z = first.points_lps[0]
    moved = replace(first, points_lps=((x, y, z), (x + 9, y, z)))
    a_kept.scene.marks.change(moved, "Move")
    assert [mark for _, mark in a_kept.shot().marks] == [moved]
    a_kept.scene.marks.remove(frozenset({first.id}), "Delete")
    assert numbers(a_kept.shot()) == []


def test_marks_that_were_hidden_are_not_shown(a_kept):
    mark = replace(a_kept.draw("x"), visible=False)
    a_kept.scene.marks.change(mark, "Hide")
    a_kept.keep()
    a_kept.scene.marks.change(replace(mark, visible=True), "Show")
    assert numbers(a_kept.shot()) == []


def test_kept_anew_it_shows_what_is_there_now_with_its_note(a_kept):
    key = replace(a_kept.keep(), note="a note")
    a_kept.scene.marks.change_key_image(key, "Note")
    a_kept.draw("later")
    again = kept_anew(a_kept.scene, a_kept.view, a_kept.plane, key)
    a_kept.scene.marks.change_key_image(again, "Look")
    assert (again.id, again.note) == (key.id, "a note")
    assert numbers(a_kept.shot()) == [1]
    x, y, z = a_kept.scene.cursor_lps
    a_kept.scene.set_cursor((x, y, z + 4.0))
    assert kept_anew(a_kept.scene, a_kept.view, a_kept.plane, again) is None


def test_a_series_laid_over_it_comes_back(a_kept):
    other = a_kept.scene.add_volume(
        Volume(np.zeros((20, 50, 60)), GRID, "", SeriesInfo("pet", frame_of_reference_uid="f")),
        activate=False,
    )
    a_kept.image.over = OverImage(other.id, "blend", 0.3)
    key = a_kept.keep()
    a_kept.image.over = None
    fusion = a_kept.plan(key).fusion
    assert (fusion.way, fusion.opacity) == ("blend", 0.3)
    a_kept.scene.remove_layer(other.id)
    assert a_kept.plan(key).fusion is None


def test_boxes_of_a_detector_are_those_of_the_threshold_of_then(a_kept):
    x, y, z = (float(v) for v in a_kept.plane.centre_lps)
    boxes = (Box("a", 0.9, (x, y, z), (8, 8, 8)), Box("b", 0.4, (x, y, z), (8, 8, 8)))
    layer = a_kept.scene.add_result(Detections(boxes, threshold=0.3), a_kept.image.id)
    layer.threshold = 0.5
    a_kept.keep()
    layer.threshold = 0.1
    assert [box.label for box in a_kept.shot().boxes] == ["a"]


def test_a_key_image_without_a_noted_look_shows_what_is_visible_now(a_kept):
    layer = a_kept.add_segmentation()
    a_kept.draw("x")
    key = replace(a_kept.keep(), look=None)
    a_kept.scene.marks.change_key_image(key, "Look")
    assert len(a_kept.plan(key).labels) == 1
    assert numbers(a_kept.shot()) == [1]
    layer.visible = False
    assert a_kept.plan(key).labels == ()


def test_the_look_comes_back_from_files(a_kept):
    a_kept.add_segmentation()
    a_kept.draw("x")
    key = a_kept.keep()
    assert key_images_from_json(key_images_to_json([key])) == (key,)


@pytest.mark.parametrize("wrong", [{"slab_mode": "x"}, {"palette": "none such"}, {"slab_mm": 1e9}])
def test_a_look_from_a_foreign_file_is_kept_within_bounds(a_kept, wrong):
    key = a_kept.keep()
    plan = a_kept.plan(replace(key, look=replace(key.look, **wrong)))
    assert plan.slab_mode in ("mean", "max", "min")
    assert plan.slab_mm <= 100.0


def test_key_images_that_a_report_has_no_room_for_are_counted(a_kept):
    key = a_kept.keep()
    others = tuple(replace(key, id=str(n)) for n in range(MOST_SHOTS + 2))
    elsewhere = replace(key, id="x", place=replace(key.place, series_id="of another study", study_uid="9"))
    a_kept.scene.marks.key_images = (*others, elsewhere)
    material = material_of(a_kept.scene, a_kept.image)
    assert (len(material.shots), material.keys_left_out) == (MOST_SHOTS, 2)
