"""A length is begun on one slice, the reader scrolls, and it ends on another."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt

from medviewer.core.measure_shape import is_spanning
from medviewer.scene.marks.mark_figures import figures_in
from medviewer.scene.marks.mark_view import marks_in_view
from medviewer.scene.views.navigate import scroll

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def a_reader(an_app_with_ct, mouse_on):
    return Reader(an_app_with_ct, mouse_on)


class Reader:
    def __init__(self, app, mouse_on):
        self.app, self.scene, self.window = app, app.scene, app.window
        self.views = app.window.grid.slice_views
        self.mouse = {name: mouse_on(view) for name, view in self.views.items()}

    def px(self, name, point):
        view = self.views[name]
        return tuple((view.plane().lps_to_pixel(point) / view.devicePixelRatioF()).tolist())

    def click(self, name, point):
        self.mouse[name].drag(self.px(name, point), self.px(name, point), LEFT, steps=1)

    def take(self, tool):
        self.window.actions_by_id[f"tool.{tool}"].trigger()

    @property
    def z(self):
        return self.scene.cursor_lps[2]

    def scroll(self, steps):
        scroll(self.scene, self.scene.viewport("axial"), steps)


def seen_in(reader, name):
    view = reader.views[name]
    return marks_in_view(reader.scene, view.viewport, view.plane(), view.devicePixelRatioF())


def test_a_length_ends_on_another_slice_and_is_true_in_3d(a_reader) -> None:
    a_reader.take("length")
    start = a_reader.z
    a_reader.click("axial", (-20.0, 0.0, start))
    a_reader.scroll(3)
    end = a_reader.z
    assert end != start
    a_reader.mouse["axial"].move(a_reader.px("axial", (0.0, 5.0, end)))
    assert is_spanning(a_reader.views["axial"].marks.pen.begun(a_reader.views["axial"].plane()))
    a_reader.click("axial", (10.0, 16.0, end))
    (mark,) = a_reader.scene.marks.items
    assert np.array(mark.points_lps) == pytest.approx(np.array([(-20.0, 0.0, start), (10.0, 16.0, end)]))
    true = math.sqrt(30.0**2 + 16.0**2 + (end - start) ** 2)
    assert figures_in(a_reader.scene, mark).length == pytest.approx(true, abs=1e-9)
    # It is seen on the slices between and in the other planes, and told as what it is.
    a_reader.scroll(-1)
    (one,) = seen_in(a_reader, "axial")
    assert one.lines
    assert one.faint
    assert len(one.handles) == 0
    a_reader.scene.set_cursor((-5.0, 8.0, start))
    assert seen_in(a_reader, "sagittal")
    assert seen_in(a_reader, "coronal")
    panel = a_reader.window.panels.marks
    panel.refresh()
    assert " – " in panel.table.rows[0].detail
    # Painted, the words say so; its end is taken on its own slice and stays on it.
    view = a_reader.views["axial"]
    a_reader.scene.set_cursor((-5.0, 8.0, start))
    view.grab()
    assert view.marks._painter.labels[0].lines[-1] == "over several slices"
    before, after = a_reader.px("axial", mark.points_lps[0]), a_reader.px("axial", (-25.0, 0.0, start))
    a_reader.mouse["axial"].drag(before, after, LEFT)
    moved = a_reader.scene.marks.items[0]
    assert moved.points_lps[0] == pytest.approx((-25.0, 0.0, start))
    assert moved.points_lps[1] == mark.points_lps[1]


def test_an_angle_goes_through_slices_and_views(a_reader) -> None:
    a_reader.take("angle")
    start = a_reader.z
    a_reader.click("axial", (-20.0, 0.0, start))
    a_reader.scene.set_cursor((0.0, 0.0, start))
    a_reader.click("axial", (0.0, 0.0, start))
    a_reader.click("sagittal", (0.0, 0.0, start + 10.0))
    (mark,) = a_reader.scene.marks.items
    assert figures_in(a_reader.scene, mark).angle_degrees == pytest.approx(90.0, abs=1e-6)
    assert np.ptp(np.array(mark.points_lps)[:, 2]) == pytest.approx(10.0)
