"""Fingers on the screen and on a trackpad."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QEventPoint,
    QInputDevice,
    QNativeGestureEvent,
    QPointingDevice,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from medviewer.scene.views.navigate import slice_number
from medviewer.ui.views.view_access import ViewAccess
from medviewer.ui.views.wheel_steps import WheelSteps


@pytest.fixture(scope="module")
def a_screen(qapp):
    return QTest.createTouchDevice()


@pytest.fixture
def a_view(qtbot, an_app_with_ct):
    view = an_app_with_ct.window.grid.slice_views["axial"]
    qtbot.waitUntil(lambda: view.findChild(ViewAccess) is not None)
    return view


class Fingers:
    """Fingers on a widget; each call is one event, places are in its own pixels."""

    def __init__(self, view, screen):
        self.view, self.screen = view, screen

    def send(self, begin=(), move=(), end=()):
        """Each a list of (finger, (x, y)); one that stays is moved to where it is."""
        touch = QTest.touchEvent(self.view, self.screen, False)
        for finger, at in begin:
            touch.press(finger, QPoint(*at), self.view)
        for finger, at in move:
            touch.move(finger, QPoint(*at), self.view)
        for finger, at in end:
            touch.release(finger, QPoint(*at), self.view)
        touch.commit()
        QApplication.processEvents()


@pytest.fixture
def fingers(a_view, a_screen):
    return Fingers(a_view, a_screen)


def _world(view, at):
    return view.plane().pixel_to_lps(at)


def test_two_fingers_that_part_zoom_about_their_middle(a_view, fingers) -> None:
    held, zoom = _world(a_view, (160, 200)), a_view.viewport.zoom
    fingers.send(begin=[(0, (140, 200))])
    fingers.send(begin=[(1, (180, 200))], move=[(0, (140, 200))])
    for far in (25, 30, 35, 40):
        fingers.send(move=[(0, (160 - far, 200)), (1, (160 + far, 200))])
    fingers.send(end=[(0, (120, 200)), (1, (200, 200))])
    assert a_view.viewport.zoom == pytest.approx(2 * zoom, rel=1e-6)
    assert _world(a_view, (160, 200)) == pytest.approx(held, abs=1e-6)


def test_two_fingers_together_move_the_picture(a_view, fingers) -> None:
    held, zoom = _world(a_view, (160, 200)), a_view.viewport.zoom
    fingers.send(begin=[(0, (140, 200)), (1, (180, 200))])
    fingers.send(move=[(0, (150, 220)), (1, (190, 220))])
    fingers.send(move=[(0, (170, 240)), (1, (210, 240))])
    fingers.send(end=[(0, (170, 240)), (1, (210, 240))])
    assert _world(a_view, (190, 240)) == pytest.approx(held, abs=1e-6)
    assert a_view.viewport.zoom == zoom


def test_one_finger_is_the_tool_in_hand(an_app_with_ct, a_view, fingers) -> None:
    layer = an_app_with_ct.scene.active
    before = layer.window
    fingers.send(begin=[(0, (100, 200))])
    fingers.send(move=[(0, (140, 200))])
    fingers.send(move=[(0, (180, 200))])
    fingers.send(end=[(0, (180, 200))])
    assert layer.window.width > before.width
    assert layer.window.level == pytest.approx(before.level)


def test_a_tap_with_the_crosshair_puts_it_there(an_app_with_ct, a_view, fingers) -> None:
    an_app_with_ct.window.actions_by_id["tool.crosshair"].trigger()
    place = (a_view.width() // 2 + 20, a_view.height() // 2 + 30)
    wanted = _world(a_view, place)
    fingers.send(begin=[(0, place)])
    fingers.send(end=[(0, place)])
    assert an_app_with_ct.scene.cursor_lps[:2] == pytest.approx(wanted[:2], abs=0.6)


def test_a_second_finger_undoes_no_pixel_of_the_window(an_app_with_ct, a_view, fingers) -> None:
    before = an_app_with_ct.scene.active.window
    fingers.send(begin=[(0, (140, 200))])
    fingers.send(begin=[(1, (180, 200))], move=[(0, (140, 200))])
    fingers.send(move=[(0, (120, 200)), (1, (200, 200))])
    fingers.send(end=[(1, (200, 200))], move=[(0, (120, 200))])
    fingers.send(move=[(0, (60, 260))])  # the one that stays behind is no mouse
    fingers.send(end=[(0, (60, 260))])
    assert an_app_with_ct.scene.active.window == before


def test_three_fingers_go_through_the_images(an_app_with_ct, a_view, fingers) -> None:
    scene = an_app_with_ct.scene
    before, _ = slice_number(scene, a_view.viewport)
    zoom = a_view.viewport.zoom
    fingers.send(begin=[(n, (120 + 40 * n, 200)) for n in range(3)])
    for y in range(210, 275, 8):
        fingers.send(move=[(n, (120 + 40 * n, y)) for n in range(3)])
    fingers.send(end=[(n, (120 + 40 * n, 274)) for n in range(3)])
    assert slice_number(scene, a_view.viewport)[0] == before + 3  # 74 pixels
    assert a_view.viewport.zoom == zoom


def test_two_taps_fill_the_window_with_the_view(an_app_with_ct, a_view, fingers) -> None:
    for _ in range(2):
        fingers.send(begin=[(0, (150, 210))])
        fingers.send(end=[(0, (150, 210))])
    assert an_app_with_ct.scene.maximised == "axial"


def test_a_finger_that_rests_opens_the_menu(qtbot, an_app_with_ct, a_view, fingers) -> None:
    window, wanted = an_app_with_ct.window, []
    an_app_with_ct.window.grid.menu_wanted.disconnect()
    a_view.menu_wanted.connect(wanted.append)
    before = an_app_with_ct.scene.active.window
    fingers.send(begin=[(0, (150, 210))])
    qtbot.waitUntil(lambda: len(wanted) == 1, timeout=2000)
    fingers.send(end=[(0, (150, 210))])
    assert a_view.mapFromGlobal(wanted[0]) == QPoint(150, 210)
    assert an_app_with_ct.scene.active.window == before
    assert window.isVisible()


def test_fingers_that_the_system_takes_away_leave_no_button_down(an_app_with_ct, a_view, a_screen) -> None:
    def send(kind, how, at):
        point = QEventPoint(0, how, QPointF(*at), QPointF(a_view.mapToGlobal(QPoint(*at))))
        QApplication.sendEvent(a_view, QTouchEvent(kind, a_screen, Qt.KeyboardModifier.NoModifier, [point]))

    state = QEventPoint.State
    send(QEvent.Type.TouchBegin, state.Pressed, (100, 200))
    send(QEvent.Type.TouchUpdate, state.Updated, (140, 200))
    send(QEvent.Type.TouchCancel, state.Released, (100, 200))
    before = an_app_with_ct.scene.active.window
    QTest.mouseMove(a_view, QPoint(160, 260))
    QApplication.processEvents()
    assert an_app_with_ct.scene.active.window == before


def _pinch(view, at, value):
    pad = QPointingDevice.primaryPointingDevice()
    place = QPointF(*at)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, pad, 2, place, place,
        QPointF(view.mapToGlobal(place.toPoint())), value, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_a_pinch_on_a_trackpad_zooms_at_the_mouse(a_view) -> None:
    held, zoom = _world(a_view, (90, 120)), a_view.viewport.zoom
    for _ in range(4):
        _pinch(a_view, (90, 120), 0.1)
    assert a_view.viewport.zoom == pytest.approx(zoom * math.exp(0.4))
    assert _world(a_view, (90, 120)) == pytest.approx(held, abs=1e-6)


def test_fingers_turn_zoom_and_move_the_3d_picture(qtbot, an_app_with_ct, a_screen) -> None:
    view = an_app_with_ct.window.grid.volume_view
    an_app_with_ct.scene.layout = "2x2"
    qtbot.waitUntil(lambda: view.isVisible() and view.findChild(ViewAccess) is not None)
    QApplication.processEvents()  # the layout takes its place
    fingers, before = Fingers(view, a_screen), view.viewport.camera
    fingers.send(begin=[(0, (200, 200))])
    fingers.send(move=[(0, (230, 200))])
    fingers.send(move=[(0, (260, 200))])
    fingers.send(end=[(0, (260, 200))])
    turned = view.viewport.camera
    assert turned.azimuth != before.azimuth
    fingers.send(begin=[(0, (140, 200)), (1, (180, 200))])
    fingers.send(move=[(0, (130, 220)), (1, (210, 220))])
    fingers.send(end=[(0, (130, 220)), (1, (210, 220))])
    assert view.viewport.camera.zoom == pytest.approx(turned.zoom * 2)
    assert view.viewport.camera.pan != turned.pan
    assert view.viewport.camera.azimuth == turned.azimuth


# --- wheels and trackpads that scroll ---


def _scroll(pixels=(0, 0), angle=(0, 0), phase=Qt.ScrollPhase.ScrollUpdate):
    none = Qt.MouseButton.NoButton
    return QWheelEvent(
        QPointF(9, 9), QPointF(9, 9), QPoint(*pixels), QPoint(*angle), none,
        Qt.KeyboardModifier.NoModifier, phase, False,
    )  # fmt: skip


def test_a_fine_wheel_adds_its_parts_up() -> None:
    steps = WheelSteps()
    fine = _scroll(angle=(0, 15), phase=Qt.ScrollPhase.NoScrollPhase)
    assert [steps.take(fine) for _ in range(16)] == [0] * 7 + [1] + [0] * 7 + [1]


def test_a_trackpad_scrolls_by_pixels_and_evenly() -> None:
    steps = WheelSteps()
    assert sum(steps.take(_scroll((0, -3), (0, -40))) for _ in range(80)) == -10


def test_fingers_that_slip_sideways_scroll_nothing() -> None:
    steps = WheelSteps()
    assert [steps.take(_scroll((60, 0), (120, 0))) for _ in range(4)] == [0] * 4


def test_turning_back_counts_from_the_first_movement() -> None:
    steps = WheelSteps()
    assert steps.take(_scroll((0, 23))) == 0
    assert steps.take(_scroll((0, -24))) == -1
    assert steps.take(_scroll((0, -23))) == 0
    assert steps.take(_scroll((0, 0), (0, 0), Qt.ScrollPhase.ScrollBegin)) == 0
    assert steps.take(_scroll((0, -1))) == 0


def test_a_wheel_of_whole_clicks_goes_one_image_a_click() -> None:
    steps, click = WheelSteps(), _scroll(angle=(0, -120), phase=Qt.ScrollPhase.NoScrollPhase)
    assert [steps.take(click) for _ in range(3)] == [-1] * 3
    aside = _scroll(angle=(120, 0), phase=Qt.ScrollPhase.NoScrollPhase)
    assert steps.take(aside) == 1


def test_the_touch_screen_of_the_tests_is_one(a_screen) -> None:
    assert a_screen.type() == QInputDevice.DeviceType.TouchScreen
