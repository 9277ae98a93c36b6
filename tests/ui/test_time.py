"""Playing: time points, frames and slices."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.scene.images.time_axis import go_to_time, picture_at
from medviewer.ui.views.axis_text import axis_text, moment_text
from medviewer.ui.views.badges import result_badges


@pytest.fixture
def a_time_series(a_ct_volume) -> TimeSeries:
    block = a_ct_volume.voxels + np.arange(6, dtype=np.int16)[:, None, None, None] * 100
    volumes = tuple(Volume(v, a_ct_volume.geometry, "HU", a_ct_volume.info) for v in block)
    return TimeSeries(volumes, tuple(n * 40.0 for n in range(6)), "ms", "trigger time")


@pytest.fixture
def a_cine() -> Stack:
    frames = np.arange(8 * 6 * 7, dtype=np.uint8).reshape(8, 6, 7)
    info = SeriesInfo("us", modality="US")
    plane = Geometry((1, 6, 7))
    return Stack(frames, (plane,) * 8, info=info, frame_time_ms=50.0, has_orientation=False)


class Clock:
    """Time that passes only when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def an_app_in_time(an_app, a_time_series):
    """The program with a 4D image and a clock in the test's hand."""
    an_app.scene.layout = "1x3"
    an_app.scene.add_volume(a_time_series)
    an_app.window.player._clock = Clock()
    QApplication.processEvents()
    return an_app


def _later(app, seconds: float) -> int:
    """Where the player is after some time; its timer does not run meanwhile."""
    player = app.window.player
    player._clock.now += seconds
    player._timer.stop()
    player.tick()
    return player.axis.at


def test_the_bar_is_there_only_where_there_is_a_time_axis(an_app, a_ct_volume, a_time_series) -> None:
    bar = an_app.window.time_bar
    assert not bar.isVisible()
    an_app.scene.add_volume(a_time_series)
    assert bar.isVisible()
    assert bar.place_label.text() == "Time 1 / 6"
    an_app.scene.add_volume(a_ct_volume)
    assert not bar.isVisible()


def test_the_slider_goes_through_time(an_app_in_time, a_time_series) -> None:
    bar = an_app_in_time.window.time_bar
    bar.slider.setValue(3)
    assert an_app_in_time.scene.active.image is a_time_series.volumes[3]
    assert bar.place_label.text() == "Time 4 / 6"
    assert bar.moment_label.text() == "120 ms"
    lines = _corner_lines(an_app_in_time)
    assert "Time 4 / 6   120 ms" in lines


def _corner_lines(app) -> tuple[str, ...]:
    from medviewer.ui.views.overlay_facts import overlay_of

    view = app.window.grid.slice_views["axial"]
    overlay = overlay_of(app.scene, view.viewport, app.window.tools, view.plane(), 1.0, None, None)
    return overlay.corners.bottom_left


def test_a_click_on_the_slider_goes_there(an_app_in_time) -> None:
    slider = an_app_in_time.window.time_bar.slider
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 2, slider.height() // 2))
    assert an_app_in_time.scene.active.time_point == 5


def test_space_plays_and_pauses_and_the_picture_changes(an_app_in_time) -> None:
    window, player = an_app_in_time.window, an_app_in_time.window.player
    view = window.grid.slice_views["axial"]
    shown = view.picture().copy()
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert player.is_playing
    assert _later(an_app_in_time, 0.25) == 2  # ten a second
    assert view.picture() != shown
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert not player.is_playing
    assert player.axis.at == 2


def test_pictures_are_dropped_rather_than_late(an_app_in_time) -> None:
    an_app_in_time.window.player.play()
    seen: list[int] = []
    an_app_in_time.scene.active.events.time_point.connect(lambda n: seen.append(n))
    assert _later(an_app_in_time, 0.45) == 4
    assert _later(an_app_in_time, 0.3) == 1  # round the end
    assert seen == [4, 1]


def test_to_and_fro_turns_at_the_ends(an_app_in_time) -> None:
    an_app_in_time.window.time_bar.way_button.click()
    assert an_app_in_time.window.player.way == "yo-yo"
    an_app_in_time.window.player.play()
    assert [_later(an_app_in_time, 0.1001) for _ in range(11)] == [1, 2, 3, 4, 5, 4, 3, 2, 1, 0, 1]
    assert picture_at(7, 1, "yo-yo") == 0


def test_going_elsewhere_while_it_plays_goes_on_from_there(an_app_in_time) -> None:
    an_app_in_time.window.player.play()
    assert _later(an_app_in_time, 0.1001) == 1
    an_app_in_time.window.time_bar.slider.setValue(4)
    assert _later(an_app_in_time, 0.0) == 4
    assert _later(an_app_in_time, 0.1001) == 5


def test_another_speed_goes_on_without_a_jump(an_app_in_time) -> None:
    window = an_app_in_time.window
    window.player.play()
    assert _later(an_app_in_time, 0.2001) == 2
    window.time_bar.speed_box.setValue(20)
    assert _later(an_app_in_time, 0.0501) == 3


def test_it_really_runs_by_itself(an_app_in_time, qtbot) -> None:
    import time

    window = an_app_in_time.window
    window.player._clock = time.monotonic
    window.time_bar.speed_box.setValue(60)
    window.player.play()
    seen: set[int] = set()
    an_app_in_time.scene.active.events.time_point.connect(lambda n: seen.add(n))
    qtbot.waitUntil(lambda: len(seen) == 6, timeout=5000)
    window.player.stop()


def test_what_plays_stops_when_something_else_is_opened(an_app_in_time, a_cine) -> None:
    player = an_app_in_time.window.player
    player.play()
    an_app_in_time.scene.add_volume(a_cine)
    assert not player.is_playing
    assert player.per_second == 20  # as the file asks
    assert an_app_in_time.window.time_bar.place_label.text() == "Frame 1 / 8"


def test_a_cine_opens_as_one_view_and_plays_its_frames(an_app, a_cine) -> None:
    an_app.scene.add_volume(a_cine)
    QApplication.processEvents()
    window = an_app.window
    window.player._clock = Clock()
    assert an_app.scene.shown_layout.name == "stack"
    QTest.keyClick(window, Qt.Key.Key_C)
    assert _later(an_app, 0.1001) == 2
    assert an_app.scene.viewports["stack"].frame == 2
    QTest.keyClick(window, Qt.Key.Key_C)
    assert not window.player.is_playing


def test_without_a_time_axis_the_images_of_the_view_in_use_play(an_app_with_ct) -> None:
    window = an_app_with_ct.window
    window.player._clock = Clock()
    window.session.scene.view_in_use = "coronal"
    QTest.keyClick(window, Qt.Key.Key_C)
    assert window.time_bar.isVisible()
    assert window.time_bar.place_label.text() == "Image 26 / 50"
    assert _later(an_app_with_ct, 0.2001) == 27
    window.time_bar.close_button.click()
    assert not window.time_bar.isVisible()
    window.session.scene.view_in_use = "3d"
    QTest.keyClick(window, Qt.Key.Key_C)
    assert window.player.axis.count == 20  # the first view with slices, for 3D has none


def test_keys_and_the_wheel_step_through_time(an_app_in_time) -> None:
    window, layer = an_app_in_time.window, an_app_in_time.scene.active
    QTest.keyClick(window, Qt.Key.Key_Period)
    assert layer.time_point == 1
    QTest.keyClick(window, Qt.Key.Key_Comma)
    QTest.keyClick(window, Qt.Key.Key_Comma)
    assert layer.time_point == 5
    cursor = an_app_in_time.scene.cursor_lps
    for modifier, delta in (("ControlModifier", QPoint(0, -120)), ("AltModifier", QPoint(-120, 0))):
        view = window.grid.slice_views["axial"]
        event = QWheelEvent(
            QPointF(20, 20), view.mapToGlobal(QPointF(20, 20)), QPoint(), delta, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier[modifier], Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view, event)
    assert layer.time_point == 1
    assert an_app_in_time.scene.cursor_lps == cursor


def test_a_result_says_its_time_point_and_leads_there(an_app_in_time, a_segmentation) -> None:
    scene = an_app_in_time.scene
    layer = scene.add_result(a_segmentation, scene.active.id, time_point=4)
    view = an_app_in_time.window.grid.slice_views["axial"]
    assert result_badges(scene, scene.active) == ()
    row = an_app_in_time.window.panels.layers.rows[0]
    assert row.layer is layer
    assert row.time_button.text() == "Time 5"
    plain = view.picture().copy()
    row.time_button.click()
    assert scene.active.time_point == 4
    assert len(result_badges(scene, scene.active)) == 1
    scene.set_cursor(layer.segmentation.centre_lps(1))
    assert view.picture() != plain
    go_to_time(scene, 0)
    an_app_in_time.window.panels.jump_to(layer.id, 1)
    assert scene.active.time_point == 4


def test_times_are_written_for_people(an_app_in_time) -> None:
    from medviewer.scene.images.time_axis import TimeAxis

    assert axis_text(TimeAxis("slices", 0, 7)) == "Image 1 / 7"
    assert moment_text(TimeAxis("time", 0, 7, 3.0)) == ""
    assert moment_text(TimeAxis("time", 0, 7, 123.4, "s")) == "123.4 s"
    assert moment_text(TimeAxis("time", 0, 7, 61_250.0, "ms")) == "61.25 s"
