"""Checklist of measuring and marking: each promise tried with the mouse in the real window."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from medviewer.core.geometry import Geometry
from medviewer.scene.marks.mark_figures import figures_in

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


class Hand:
    """Draws in a view; places are LPS mm on the slice on screen."""

    def __init__(self, app, mouse_on, kind="axial"):
        self.app, self.scene = app, app.scene
        self.view = app.window.grid.slice_views[kind]
        self.mouse = mouse_on(self.view)

    def px(self, place):
        if len(place) == 2:
            place = (*place, self.view.plane().centre_lps[2])
        return tuple(self.view.plane().lps_to_pixel(place).tolist())

    def take(self, tool):
        self.app.window.actions_by_id[f"tool.{tool}"].trigger()

    def drag(self, start, end):
        self.mouse.drag(self.px(start), self.px(end), LEFT)
        QApplication.processEvents()

    def click(self, place):
        self.mouse.drag(self.px(place), self.px(place), LEFT, steps=1)
        QApplication.processEvents()

    def draw(self, tool, *places):
        self.take(tool)
        self.drag(places[0], places[1])
        for place in places[2:]:
            self.click(place)
        return self.scene.marks.items[-1]

    def figures(self):
        return figures_in(self.scene, self.scene.marks.items[-1])


@pytest.fixture
def a_hand(an_app_with_ct, mouse_on):
    return Hand(an_app_with_ct, mouse_on)


@pytest.mark.parametrize(
    ("tool", "places", "figure", "value"),
    [
        ("length", ((-15, -10), (15, 30 - 10)), "length", math.hypot(30, 30)),
        ("angle", ((-15, 0), (0, 0), (0, 12)), "angle_degrees", 90.0),
        ("bidirectional", ((-15, 0), (15, 0), (5, 8)), "second_length", 16.0),
        ("rectangle", ((-12, -10), (8, 6)), "area", 20 * 16),
        ("ellipse", ((-12, -10), (8, 6)), "area", math.pi * 10 * 8),
    ],
)
def test_length_angle_bidirectional_and_regions_have_exact_figures(
    a_hand, tool, places, figure, value
) -> None:
    a_hand.draw(tool, *places)
    assert getattr(a_hand.figures(), figure) == pytest.approx(value, rel=1e-6)


def test_a_cobb_angle_is_between_two_lines_that_do_not_meet(a_hand) -> None:
    a_hand.take("cobb")
    for place in ((-15, -12), (15, -12), (-15, 10), (15, 15)):
        a_hand.click(place)
    assert a_hand.figures().angle_degrees == pytest.approx(math.degrees(math.atan2(5, 30)), rel=1e-6)


def test_a_region_tells_mean_sd_least_and_greatest_of_its_true_voxels(a_hand, a_ct_volume) -> None:
    mark = a_hand.draw("rectangle", (-12.5, -10.5), (8.5, 6.5))
    k = a_ct_volume.geometry.nearest_index(mark.points_lps[0])[2]
    inside = a_ct_volume.voxels[k, 15:32, 18:39].astype(float)
    figures = a_hand.figures()
    assert figures.mean == pytest.approx(inside.mean())
    assert figures.sd == pytest.approx(inside.std(ddof=1), rel=0.01)
    assert (figures.minimum, figures.maximum) == (inside.min(), inside.max())


def test_a_point_tells_the_value_of_its_voxel(a_hand, a_ct_volume) -> None:
    a_hand.take("point")
    a_hand.click((4.0, -6.0))
    mark = a_hand.scene.marks.items[-1]
    assert a_hand.figures().mean == a_ct_volume.value_at(mark.points_lps[0])


def test_figures_are_the_same_at_any_zoom(a_hand) -> None:
    lengths = []
    for zoom in (1.0, 2.7):
        a_hand.view.viewport.zoom = zoom
        QApplication.processEvents()
        a_hand.draw("length", (-6, -4), (6, 4))
        lengths.append(a_hand.figures().length)
        a_hand.app.window.actions_by_id["mark.delete"].trigger()
    assert lengths[0] == pytest.approx(lengths[1], rel=1e-9)


def test_figures_are_right_where_pixels_are_not_square(an_app, a_ct_volume, mouse_on) -> None:
    grid = Geometry((20, 50, 60), (-15.0, -37.5, -20.0), (0.5, 1.5, 2.0))
    an_app.scene.layout = "1x3"
    an_app.scene.add_volume(replace(a_ct_volume, geometry=grid))
    QApplication.processEvents()
    hand = Hand(an_app, mouse_on)
    hand.draw("length", (-6, -20), (6, -4))
    assert hand.figures().length == pytest.approx(20.0, rel=1e-6)
    an_app.window.actions_by_id["mark.delete"].trigger()
    hand.draw("rectangle", (-6, -20), (6, -4))
    assert hand.figures().area == pytest.approx(12 * 16, rel=1e-6)


@pytest.mark.parametrize("kind", ["sagittal", "coronal"])
def test_any_plane_can_be_measured_on(an_app_with_ct, mouse_on, kind) -> None:
    hand = Hand(an_app_with_ct, mouse_on, kind)
    x, y, _ = hand.view.plane().centre_lps
    along = (lambda a, z: (x, a, z)) if kind == "sagittal" else (lambda a, z: (a, y, z))
    hand.draw("length", along(-9.0, -6.0), along(3.0, 10.0))
    assert hand.figures().length == pytest.approx(20.0, rel=1e-6)


def test_a_mark_is_shown_in_every_view_whose_plane_it_lies_in_and_in_no_other(a_hand) -> None:
    a_hand.draw("length", (-15, 0), (15, 0))
    views = a_hand.app.window.grid.slice_views
    a_hand.app.window.actions_by_id["tool.crosshair"].trigger()

    def picture(view):  # without the bar of positions at its edge, which tells of all marks
        return view.grab().toImage().copy(0, 0, view.width() - 10, view.height())

    def is_seen(kind):
        QApplication.processEvents()
        shown = picture(views[kind])
        a_hand.app.window.actions_by_id["mark.show"].trigger()
        QApplication.processEvents()
        hidden = picture(views[kind])
        a_hand.app.window.actions_by_id["mark.show"].trigger()
        return shown != hidden

    a_hand.scene.set_cursor((25.0, 0.0, a_hand.scene.marks.items[0].points_lps[0][2]))
    assert (is_seen("axial"), is_seen("coronal"), is_seen("sagittal")) == (True, True, False)
    a_hand.scene.set_cursor((0.0, 14.0, a_hand.scene.marks.items[0].points_lps[0][2] + 8.0))
    assert (is_seen("axial"), is_seen("coronal")) == (False, False)


def test_a_handle_is_dragged_with_any_tool_in_hand(a_hand) -> None:
    a_hand.draw("length", (-15, 0), (15, 0))
    a_hand.take("window")
    grey = a_hand.scene.active.window
    a_hand.drag((15, 0), (15, 16))
    assert a_hand.figures().length == pytest.approx(math.hypot(30, 16), rel=1e-6)
    assert a_hand.scene.active.window == grey


def test_a_mark_is_copied_onto_another_slice(a_hand) -> None:
    mark = a_hand.draw("length", (-15, 0), (15, 0))
    window = a_hand.app.window
    window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(window, Qt.Key.Key_C, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_Down)
    QTest.keyClick(window, Qt.Key.Key_V, CONTROL)
    QApplication.processEvents()
    first, second = a_hand.scene.marks.items
    assert first == mark
    assert abs(second.points_lps[0][2] - first.points_lps[0][2]) == pytest.approx(2.0)


def test_a_list_leads_to_each_measurement(a_hand) -> None:
    mark = a_hand.draw("length", (-15, 0), (15, 0))
    a_hand.scene.set_cursor((20.0, 20.0, 16.0))
    panel = a_hand.app.window.panels.marks
    panel.refresh()
    QApplication.processEvents()
    (row,) = panel.table.rows
    assert row.figure == "30.0 mm"
    window = a_hand.app.window
    window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(window, Qt.Key.Key_M)
    assert a_hand.scene.cursor_lps[2] == pytest.approx(mark.points_lps[0][2], abs=1.0)


def test_units_say_where_the_size_of_a_pixel_comes_from(an_app, a_stack, mouse_on) -> None:
    an_app.scene.add_volume(replace(a_stack, spacing_source="unknown"))
    QApplication.processEvents()
    hand = Hand(an_app, mouse_on, "stack")
    hand.draw("length", (-15, 0), (15, 0))
    panel = an_app.window.panels.marks
    panel.refresh()
    assert panel.table.rows[0].figure == "30.0 px"
    shown = hand.view.grab().toImage()
    assert not shown.isNull()
    assert "SPACING UNKNOWN" in [badge.text for badge in hand.view._overlay.badges]


def test_an_x_ray_is_calibrated_by_a_known_length(an_app, a_ct_volume, mouse_on) -> None:
    from medviewer.core.volume import Stack

    info = replace(a_ct_volume.info, modality="DX")
    plane = Geometry((1, 50, 60), (-30.0, -25.0, 0.0))
    an_app.scene.add_volume(
        Stack(a_ct_volume.voxels[:1].copy(), (plane,), info=info, spacing_source="unknown")
    )
    QApplication.processEvents()
    hand = Hand(an_app, mouse_on, "stack")
    hand.take("calibrate")
    hand.drag((-20, 10), (0, 10))
    entry = hand.view.marks.pen.entry
    entry.setText("50")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    hand.draw("length", (-15, 0), (15, 0))
    assert hand.figures().length == pytest.approx(75.0, rel=1e-6)
    assert np.isfinite(hand.figures().length)
