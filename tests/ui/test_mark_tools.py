"""Marks drawn by mouse in the real window measure what the pure functions say."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from medviewer.core.geometry import Geometry
from medviewer.core.measure import measure
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.scene.marks.mark_figures import figures_in

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
MIDDLE = Qt.MouseButton.MiddleButton


@pytest.fixture
def a_hand(an_app_with_ct, mouse_on):
    """Draws in the axial view: places are LPS mm on the slice on screen."""
    return Hand(an_app_with_ct, mouse_on)


class Hand:
    def __init__(self, app, mouse_on, kind="axial"):
        self.app, self.scene, self.window = app, app.scene, app.window
        self.view = app.window.grid.slice_views[kind]
        self.mouse = mouse_on(self.view)

    def px(self, x, y, z=None):
        plane = self.view.plane()
        place = np.array([x, y, self.scene.cursor_lps[2] if z is None else z])
        return tuple((plane.lps_to_pixel(place) / self.view.devicePixelRatioF()).tolist())

    def take(self, tool):
        self.window.actions_by_id[f"tool.{tool}"].trigger()

    def drag(self, start, end, modifiers=Qt.KeyboardModifier.NoModifier, steps=4):
        self.mouse.drag(self.px(*start), self.px(*end), LEFT, modifiers, steps)

    def click(self, *place):
        self.mouse.drag(self.px(*place), self.px(*place), LEFT, steps=1)

    def move(self, *place, modifiers=Qt.KeyboardModifier.NoModifier):
        self.mouse.move(self.px(*place), modifiers)

    @property
    def marks(self):
        return self.scene.marks.items

    @property
    def last(self):
        return self.marks[-1]

    def figures(self, mark=None):
        return figures_in(self.scene, mark or self.last)


def write(hand, text, key=Qt.Key.Key_Return):
    entry = hand.view.marks.pen.entry
    entry.setText(text)
    QTest.keyClick(entry, key)
    QApplication.processEvents()


# --- every tool ---


def test_a_length_is_dragged(a_hand) -> None:
    a_hand.take("length")
    a_hand.drag((-20.0, -10.0), (10.0, 6.0))
    assert a_hand.last.kind == "length"
    assert a_hand.figures().length == pytest.approx(34.0, abs=1e-6)
    assert a_hand.window.tools.tool == "length"  # the tool stays


def test_a_length_is_drawn_with_two_clicks(a_hand) -> None:
    a_hand.take("length")
    a_hand.click(-20.0, 0.0)
    assert a_hand.marks == ()
    a_hand.move(0.0, 0.0)
    a_hand.click(10.0, 0.0)
    assert a_hand.figures().length == pytest.approx(30.0, abs=1e-6)


def test_an_angle_takes_three_clicks(a_hand) -> None:
    a_hand.take("angle")
    a_hand.drag((10.0, 0.0), (0.0, 0.0))
    a_hand.click(0.0, 12.0)
    assert a_hand.figures().angle_degrees == pytest.approx(90.0, abs=1e-6)


def test_a_cobb_angle_takes_four_clicks(a_hand) -> None:
    a_hand.take("cobb")
    for place in ((-10.0, -10.0), (10.0, -10.0), (-10.0, 10.0), (10.0, 20.0)):
        a_hand.click(*place)
    assert a_hand.figures().angle_degrees == pytest.approx(math.degrees(math.atan2(10, 20)), abs=1e-6)


def test_two_diameters_stand_at_a_right_angle(a_hand) -> None:
    a_hand.take("bidirectional")
    a_hand.drag((-15.0, 0.0), (15.0, 0.0))
    a_hand.click(5.0, 8.0)
    figures = a_hand.figures()
    assert (figures.length, figures.second_length) == pytest.approx((30.0, 16.0), abs=1e-6)
    a, b, c, d = np.array(a_hand.last.points_lps)
    assert (b - a) @ (d - c) == pytest.approx(0.0, abs=1e-6)


def test_an_ellipse_holds_true_values(a_hand, a_ct_volume) -> None:
    a_hand.take("ellipse")
    a_hand.drag((-12.3, -10.4), (8.2, 9.7))
    figures = a_hand.figures()
    assert figures.area == pytest.approx(math.pi * 20.5 * 20.1 / 4, rel=1e-9)
    assert figures == measure(a_hand.last, a_ct_volume)
    assert figures.count > 300
    assert figures.unit == "HU"


def test_a_rectangle_holds_true_values(a_hand, a_ct_volume) -> None:
    a_hand.take("rectangle")
    a_hand.drag((-10.4, -10.4), (9.6, 4.6))
    k = round((a_hand.scene.cursor_lps[2] + 20.0) / 2.0)
    inside = a_ct_volume.voxels[k, 15:30, 20:40].astype(float)
    figures = a_hand.figures()
    assert (figures.count, figures.mean) == (300, inside.mean())
    assert figures.sd == pytest.approx(inside.std(ddof=1))
    assert (figures.minimum, figures.maximum) == (inside.min(), inside.max())
    assert figures.area == pytest.approx(300.0)


def test_a_polygon_is_closed_by_a_double_click(a_hand) -> None:
    a_hand.take("polygon")
    for place in ((-10.0, -10.0), (10.0, -10.0), (10.0, 10.0)):
        a_hand.click(*place)
    a_hand.mouse.double_click(a_hand.px(-10.0, 10.0))
    assert len(a_hand.last.points_lps) == 4
    assert a_hand.figures().area == pytest.approx(400.0, abs=1e-6)
    assert a_hand.scene.maximised == ""


def test_a_polygon_is_closed_by_enter_and_by_its_first_corner(a_hand) -> None:
    a_hand.take("polygon")
    for place in ((-10.0, -10.0), (10.0, -10.0), (10.0, 10.0)):
        a_hand.click(*place)
    a_hand.window.actions_by_id["view.maximise"].trigger()
    assert a_hand.figures().area == pytest.approx(200.0, abs=1e-6)
    assert a_hand.scene.maximised == ""
    for place in ((-20.0, 12.0), (-12.0, 12.0), (-12.0, 20.0), (-20.0, 12.0)):
        a_hand.click(*place)
    assert len(a_hand.marks) == 2
    assert a_hand.figures().area == pytest.approx(32.0, abs=1e-6)


def test_a_freehand_outline_closes_itself(a_hand) -> None:
    a_hand.take("freehand")
    mouse, left = a_hand.mouse, LEFT
    turns = np.linspace(0.0, 2 * np.pi, 200, endpoint=False)
    way = [a_hand.px(8 * math.cos(t), 8 * math.sin(t)) for t in turns]
    mouse._send(QMouseEvent.Type.MouseButtonPress, way[0], left, left)
    for at in way[1:]:
        mouse._send(QMouseEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, left)
    mouse._send(QMouseEvent.Type.MouseButtonRelease, way[-1], left, Qt.MouseButton.NoButton)
    assert a_hand.last.kind == "freehand"
    assert a_hand.figures().area == pytest.approx(math.pi * 64, rel=0.02)


def test_a_point_tells_its_value(a_hand, a_ct_volume) -> None:
    a_hand.take("point")
    a_hand.click(5.2, -7.3)
    assert a_hand.figures().mean == a_ct_volume.value_at((5.2, -7.3, a_hand.scene.cursor_lps[2]))


def test_a_ball_is_seen_as_circles_in_all_planes(a_hand) -> None:
    a_hand.take("ball")
    a_hand.drag((0.0, 0.0), (9.0, 0.0))
    figures = a_hand.figures()
    assert figures.length == pytest.approx(18.0, abs=1e-6)
    assert figures.volume_ml == pytest.approx(4 / 3 * math.pi * 0.729, rel=1e-6)
    a_hand.scene.set_cursor((0.0, 0.0, a_hand.scene.cursor_lps[2]))
    for view in a_hand.window.grid.slice_views.values():
        if view.isVisible():
            seen = view.marks._seen(view.plane(), 1.0)
            assert len(seen) == 1
            assert np.ptp(seen[0].lines[0][:, 0]) * view.plane().mm_per_pixel == pytest.approx(18.0, abs=0.2)


def test_an_arrow_takes_words(a_hand) -> None:
    a_hand.take("arrow")
    a_hand.drag((0.0, 0.0), (10.0, 10.0))
    assert a_hand.marks == ()
    write(a_hand, "here 王")
    assert (a_hand.last.kind, a_hand.last.text) == ("arrow", "here 王")
    assert a_hand.view.marks.pen.entry is None


def test_a_text_without_words_is_none_and_escape_leaves_it(a_hand) -> None:
    a_hand.take("text")
    a_hand.click(0.0, 0.0)
    write(a_hand, "")
    assert a_hand.marks == ()
    a_hand.click(0.0, 0.0)
    write(a_hand, "words", Qt.Key.Key_Escape)
    assert a_hand.marks == ()
    a_hand.click(0.0, 0.0)
    write(a_hand, "words")
    assert a_hand.last.text == "words"


# --- while drawing ---


def test_escape_gives_up_the_mark_then_goes_back_to_the_crosshair(a_hand) -> None:
    a_hand.take("angle")
    a_hand.click(0.0, 0.0)
    escape = a_hand.window.actions_by_id["view.escape"]
    escape.trigger()
    assert a_hand.view.marks.pen.draft is None
    assert a_hand.window.tools.tool == "angle"
    escape.trigger()
    assert a_hand.window.tools.tool == "crosshair"
    assert a_hand.marks == ()


def test_the_status_line_says_what_the_next_click_does(a_hand) -> None:
    a_hand.take("angle")
    label = a_hand.window.status.tool_label
    assert "Angle" in label.text()
    a_hand.click(0.0, 0.0)
    assert "corner" in label.text()
    a_hand.click(5.0, 0.0)
    assert "other leg" in label.text()
    a_hand.click(5.0, 5.0)
    assert "Angle" in label.text()


def test_shift_makes_a_line_level_and_a_box_square(a_hand) -> None:
    a_hand.take("length")
    a_hand.drag((-10.0, 0.0), (10.0, 1.0), SHIFT)
    (_, y0, _), (_, y1, _) = a_hand.last.points_lps
    assert y0 == pytest.approx(y1, abs=1e-9)
    a_hand.take("rectangle")
    a_hand.drag((-10.0, 5.0), (0.0, 12.0), SHIFT)
    assert a_hand.figures().area == pytest.approx(100.0, abs=1e-6)


def test_a_new_line_snaps_to_the_end_of_another(a_hand) -> None:
    a_hand.take("length")
    a_hand.drag((-10.0, 0.0), (10.0, 0.0))
    end = a_hand.last.points_lps[1]
    a_hand.scene.marks.selected = frozenset()
    start = a_hand.px(10.0, 0.0)
    a_hand.mouse.drag((start[0] + 3, start[1] - 2), a_hand.px(10.0, 15.0), LEFT)
    assert len(a_hand.marks) == 2
    assert a_hand.last.points_lps[0] == pytest.approx(end, abs=1e-6)


def test_scrolling_away_gives_up_what_lies_in_one_plane(a_hand) -> None:
    a_hand.take("bidirectional")
    a_hand.click(0.0, 0.0)
    a_hand.scene.set_cursor((0.0, 0.0, a_hand.scene.cursor_lps[2] + 4.0))
    a_hand.click(10.0, 0.0)
    a_hand.click(20.0, 0.0)
    a_hand.click(15.0, 3.0)
    assert len(a_hand.marks) == 1
    assert a_hand.figures().length == pytest.approx(10.0, abs=1e-6)


# --- changing ---


def test_a_handle_is_taken_with_any_tool(a_hand) -> None:
    a_hand.take("length")
    a_hand.drag((-10.0, 0.0), (10.0, 0.0))
    a_hand.take("window")
    before = a_hand.scene.active.window
    a_hand.drag((10.0, 0.0), (14.0, 0.0))
    assert a_hand.figures().length == pytest.approx(24.0, abs=1e-6)
    assert a_hand.scene.active.window == before
    a_hand.scene.undo.undo()  # the whole movement is one step
    assert a_hand.figures().length == pytest.approx(20.0, abs=1e-6)
    a_hand.scene.undo.undo()
    assert a_hand.marks == ()
    a_hand.scene.undo.redo()
    a_hand.scene.undo.redo()
    assert a_hand.figures().length == pytest.approx(24.0, abs=1e-6)


def test_a_mark_is_moved_by_its_line(a_hand) -> None:
    a_hand.take("length")
    a_hand.drag((-10.0, 0.0), (10.0, 0.0))
    a_hand.take("crosshair")
    a_hand.drag((0.0, 0.0), (3.0, 5.0))
    assert np.array(a_hand.last.points_lps)[:, :2] == pytest.approx(np.array([[-7, 5], [13, 5]]), abs=1e-6)
    assert a_hand.scene.undo.undo_name == "Change measurement"


def test_moving_handles_keeps_the_shape(a_hand) -> None:
    a_hand.take("rectangle")
    a_hand.drag((-10.0, -10.0), (0.0, 0.0))
    a_hand.drag((0.0, 0.0), (5.0, 10.0))
    assert a_hand.figures().area == pytest.approx(15.0 * 20.0, abs=1e-6)
    a_hand.take("ellipse")
    a_hand.drag((4.0, -16.0), (24.0, -6.0))
    a_hand.drag((24.0, -11.0), (26.0, -11.0))
    assert a_hand.figures().area == pytest.approx(math.pi * 11.0 * 5.0, abs=1e-6)


def test_words_are_dragged_away_and_stay_with_the_mark(a_hand) -> None:
    a_hand.take("length")
    a_hand.drag((-10.0, 0.0), (10.0, 0.0))
    a_hand.take("crosshair")
    a_hand.view.grab()
    label = a_hand.view.marks._painter.labels[0].box
    at = (label.center().x(), label.center().y())
    a_hand.mouse.drag(at, (at[0] - 60, at[1] + 50), LEFT)
    assert a_hand.last.label_lps is not None
    a_hand.view.grab()
    moved = a_hand.view.marks._painter.labels[0].box
    assert (moved.left(), moved.top()) == pytest.approx((label.left() - 60, label.top() + 50), abs=1.0)
    assert a_hand.figures().length == pytest.approx(20.0, abs=1e-6)


def test_delete_copy_and_paste(a_hand) -> None:
    act = a_hand.window.actions_by_id
    a_hand.take("ellipse")
    a_hand.drag((-10.0, -10.0), (10.0, 10.0))
    first = a_hand.last
    act["mark.copy"].trigger()
    a_hand.scene.set_cursor((0.0, 0.0, first.points_lps[0][2] + 6.0))
    act["mark.paste"].trigger()
    copy = a_hand.last
    assert copy.id != first.id
    assert np.array(copy.points_lps) == pytest.approx(
        np.array(first.points_lps) + np.array((0.0, 0.0, 6.0)), abs=1e-6
    )
    assert a_hand.figures(copy).mean == pytest.approx(a_hand.figures(first).mean + 3.0)
    act["mark.delete"].trigger()
    assert a_hand.marks == (first,)
    a_hand.scene.undo.undo()
    assert a_hand.marks == (first, copy)


def test_marks_are_found_again_wherever_they_are(a_hand) -> None:
    act = a_hand.window.actions_by_id
    a_hand.take("length")
    for z in (-10.0, 4.0):
        a_hand.scene.set_cursor((0.0, 0.0, z))
        a_hand.drag((-10.0, 0.0), (10.0, 0.0))
    a_hand.scene.marks.selected = frozenset()
    act["mark.next"].trigger()
    assert a_hand.scene.cursor_lps[2] == pytest.approx(-10.0)
    act["mark.next"].trigger()
    assert a_hand.scene.cursor_lps[2] == pytest.approx(4.0)


# --- the same whatever the view ---


def test_figures_do_not_change_with_the_view(a_hand) -> None:
    """Drawn at any zoom, turned and mirrored, the same places give the same figures."""
    viewport = a_hand.view.viewport
    a_hand.take("rectangle")
    a_hand.drag((-10.4, -10.4), (9.6, 4.6))
    first = a_hand.figures()
    viewport.zoom, viewport.quarter_turns, viewport.mirrored, viewport.pan_mm = 1.7, 1, True, (3.0, -2.0)
    assert a_hand.figures() == first
    a_hand.scene.marks.selected = frozenset()
    a_hand.scene.marks.items = ()
    a_hand.drag((-10.4, -10.4), (9.6, 4.6))
    again = a_hand.figures()
    assert (again.count, again.mean, again.sd) == (first.count, first.mean, first.sd)
    assert again.area == pytest.approx(first.area, abs=1e-6)


def test_a_length_is_only_seen_where_it_lies(a_hand) -> None:
    views = a_hand.window.grid.slice_views
    a_hand.take("length")
    a_hand.scene.set_cursor((0.0, 0.0, 2.0))
    a_hand.drag((-10.0, 0.0), (10.0, 0.0))

    def seen():
        return {
            kind
            for kind in ("axial", "sagittal", "coronal")
            if views[kind].marks._seen(views[kind].plane(), 1.0)
        }

    assert seen() == {"axial", "coronal"}
    a_hand.scene.set_cursor((0.0, 5.0, 2.0))
    assert seen() == {"axial"}
    a_hand.scene.set_cursor((0.0, 0.0, 6.0))
    assert seen() == {"coronal"}


def test_a_coronal_mark_is_measured_on_coronal_voxels(an_app_with_ct, mouse_on, a_ct_volume) -> None:
    hand = Hand(an_app_with_ct, mouse_on, "coronal")
    hand.take("rectangle")
    y = hand.scene.cursor_lps[1]
    plane = hand.view.plane()
    corners = [tuple(plane.lps_to_pixel(p).tolist()) for p in ((-10.4, y, -9.0), (9.6, y, 9.0))]
    hand.mouse.drag(*corners, LEFT)
    j = round(y + 25.0)
    inside = a_ct_volume.voxels[6:15, j, 20:40]
    assert hand.figures().count == inside.size
    assert hand.figures().mean == pytest.approx(inside.mean())


# --- flat images ---


@pytest.fixture
def an_x_ray() -> Volume:
    """200 x 160 pixels of 0.2 x 0.3 mm, nobody knows where in the patient."""
    values = np.tile(np.arange(200, dtype=np.uint16), (160, 1))[None]
    geometry = Geometry((1, 160, 200), spacing_ijk=(0.2, 0.3, 1.0))
    info = SeriesInfo("x-ray", modality="DX", description="Chest PA")
    return Volume(values, geometry, info=info, spacing_source="unknown", has_orientation=False)


def test_a_known_length_calibrates_an_x_ray(an_app, an_x_ray, mouse_on) -> None:
    image = replace(an_x_ray, geometry=Geometry((1, 160, 200)))
    an_app.scene.add_volume(image)
    QApplication.processEvents()
    hand = Hand(an_app, mouse_on, "stack")
    hand.take("length")
    hand.drag((20.0, 20.0, 0.0), (120.0, 20.0, 0.0))
    line = hand.last
    assert (hand.figures(line).length, hand.figures(line).length_unit) == (pytest.approx(100.0), "px")
    hand.take("calibrate")
    hand.drag((20.0, 100.0, 0.0), (70.0, 100.0, 0.0))
    write(hand, "25,0 mm")
    assert hand.figures(line).length_mm == pytest.approx(50.0)
    assert hand.figures(line).spacing_source == "by hand"
    hand.view.grab()
    assert "Pixel 0.5 mm (calibrated by hand)" in hand.view._overlay.corners.bottom_right
    assert [badge.text for badge in hand.view._overlay.badges][-1] == "CALIBRATED BY HAND"
    assert hand.view._overlay.scale_unit == "mm"
    hand.scene.undo.undo()
    assert hand.figures(line).length_unit == "px"


def test_what_is_no_length_calibrates_nothing(an_app, an_x_ray, mouse_on) -> None:
    an_app.scene.add_volume(an_x_ray)
    QApplication.processEvents()
    hand = Hand(an_app, mouse_on, "stack")
    hand.take("calibrate")
    hand.drag((4.0, 4.0, 0.0), (14.0, 4.0, 0.0))
    write(hand, "many")
    assert hand.marks == ()
    assert "above 0" in hand.window.status.tool_label.text()


def test_a_mark_on_a_stack_lies_on_its_slice_only(an_app, a_stack, mouse_on) -> None:
    an_app.scene.add_volume(a_stack)
    QApplication.processEvents()
    hand = Hand(an_app, mouse_on, "stack")
    hand.scene.viewports["stack"].frame = 2
    hand.take("rectangle")
    hand.drag((-10.4, -10.4, 4.0), (9.6, 4.6, 4.0))
    inside = a_stack.frames[2, 15:30, 20:40]
    assert (hand.figures().count, hand.figures().mean) == (300, inside.mean())
    assert hand.last.place.slice_number == 2
    hand.scene.viewports["stack"].frame = 1
    assert hand.view.marks._seen(hand.view.plane(), 1.0) == ()
    hand.window.actions_by_id["mark.next"].trigger()
    assert hand.scene.viewports["stack"].frame == 2


def test_no_mark_is_ever_seen_on_another_series(a_hand, a_ct_volume) -> None:
    a_hand.take("length")
    a_hand.drag((-10.0, 0.0), (10.0, 0.0))
    info = replace(
        a_ct_volume.info, series_id="other", study=replace(a_ct_volume.info.study, study_uid="9.9")
    )
    a_hand.scene.add_volume(replace(a_ct_volume, info=info))
    assert a_hand.view.marks._seen(a_hand.view.plane(), 1.0) == ()
    a_hand.window.actions_by_id["mark.copy"].trigger()
    a_hand.window.actions_by_id["mark.paste"].trigger()
    assert len(a_hand.marks) == 1


def test_what_is_begun_on_one_patient_never_reaches_another(a_hand, a_ct_volume) -> None:
    """The second image lies at the same place: only its identity keeps the drawing away."""
    study = replace(a_ct_volume.info.study, patient_name="B", study_uid="9.9")
    other = replace(a_ct_volume, info=replace(a_ct_volume.info, series_id="other", study=study))
    for tool, begin in (("angle", "click"), ("arrow", "drag")):
        a_hand.take(tool)
        a_hand.click(0.0, 0.0) if begin == "click" else a_hand.drag((0.0, 0.0), (10.0, 10.0))
        assert a_hand.window.tools.drawing is not None
        a_hand.scene.clear()
        a_hand.scene.add_volume(other)
        QApplication.processEvents()
        pen = a_hand.view.marks.pen
        assert (pen.draft, pen.entry, pen.begun(a_hand.view.plane())) == (None, None, None)
        assert a_hand.window.tools.drawing is None
        assert a_hand.marks == ()
        a_hand.scene.clear()
        a_hand.scene.add_volume(a_ct_volume)
        QApplication.processEvents()


def test_a_double_click_writes_words_anew(a_hand) -> None:
    a_hand.take("arrow")
    a_hand.drag((0.0, 0.0), (10.0, 10.0))
    write(a_hand, "first")
    a_hand.take("crosshair")
    a_hand.mouse.double_click(a_hand.px(5.0, 5.0))
    assert a_hand.scene.maximised == ""
    assert a_hand.view.marks.pen.entry.text() == "first"
    write(a_hand, "second")
    assert [one.text for one in a_hand.marks] == ["second"]


def test_a_mark_and_its_words_are_painted_where_they_are(a_hand) -> None:
    def drawn():
        image = QImage(a_hand.view.size(), QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        a_hand.view.marks.paint(painter, a_hand.view.plane(), 1.0)
        painter.end()
        pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
        return np.argwhere(pixels[:, : image.width()] & 0xFFFFFF)

    assert len(drawn()) == 0
    a_hand.take("length")
    a_hand.drag((-20.0, 10.0), (10.0, 10.0))
    rows, columns = drawn().T
    (left, y), (right, _) = a_hand.px(-20.0, 10.0), a_hand.px(10.0, 10.0)
    on_line = np.abs(rows - y) < 2
    assert columns[on_line].min() == pytest.approx(left - 4, abs=4)
    assert set(range(int(left), int(right))) <= set(columns[on_line].tolist())
    label = a_hand.view.marks._painter.labels[0].box
    assert not label.contains(*a_hand.px(-5.0, 10.0))  # words cover nothing
    far = (np.abs(rows - y) > 8) | (columns > right + 8)
    beyond = zip(columns[far].tolist(), rows[far].tolist(), strict=True)
    assert all(label.adjusted(-3, -3, 3, 3).contains(float(x), float(y)) for x, y in beyond)
    a_hand.scene.undo.undo()
    assert len(drawn()) == 0


def test_a_new_mark_makes_no_words_jump(a_hand) -> None:
    a_hand.take("length")
    a_hand.drag((-10.0, 0.0), (0.0, 0.0))
    a_hand.view.grab()
    before = a_hand.view.marks._painter.labels[0].box
    a_hand.drag((2.0, 8.0), (12.0, -8.0))  # right where the words of the first stand
    a_hand.view.grab()
    first, second = (label.box for label in a_hand.view.marks._painter.labels)
    assert first.topLeft() == before.topLeft()
    assert not second.intersects(first)


def test_the_keys_of_the_tools_are_those_that_readers_know(a_hand) -> None:
    act = a_hand.window.actions_by_id
    keys = {"length": "D", "angle": "A", "arrow": "B", "ellipse": "O", "polygon": "Y"}
    assert {tool: act[f"tool.{tool}"].shortcut().toString() for tool in keys} == keys
    assert act["mark.delete"].shortcut().toString() == "Del"
    for tool in keys:
        a_hand.take(tool)
        assert act[f"tool.{tool}"].isChecked() or a_hand.window.tools.tool == tool


def test_a_grid_measures_each_series_in_its_own_view(an_app, a_ct_volume, mouse_on) -> None:
    scene = an_app.scene
    other = replace(
        a_ct_volume, voxels=a_ct_volume.voxels + 500, info=replace(a_ct_volume.info, series_id="series-8")
    )
    first, second = scene.add_volume(a_ct_volume), scene.add_volume(other)
    scene.layout = "grid 1x2"
    views = [cell.view for cell in scene.shown_layout.cells]
    for view, layer in zip(views, (first, second), strict=True):
        scene.viewport(view).image_id = layer.id
    QApplication.processEvents()
    means = []
    for view in views:
        hand = Hand(an_app, mouse_on, view)
        hand.take("rectangle")
        hand.drag((-10.4, -10.4), (9.6, 4.6))
        means.append(hand.figures().mean)
        assert [one.mark.id for one in hand.view.marks._seen(hand.view.plane(), 1.0)] == [hand.last.id]
    assert means[1] == pytest.approx(means[0] + 500)
