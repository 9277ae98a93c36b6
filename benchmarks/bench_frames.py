"""Frames of a reader's screen without a graphics card: slices with labels and 50 measurements."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from benchmarks.bench_scrolling import _a_scene, _bare_reslice_ms, _frame_ms, _measure_views, _views
from benchmarks.measurement import Measurement, at_most, told
from benchmarks.screen import a_screen

TOPIC = "frames 512 x 512 with measurements, no graphics card"
_KINDS = ("axial", "sagittal", "coronal")
_SIDE = 512
_MARKS = 50
_BALLS = 11
_WAY = (0.2, 0.8)
"""The part of each axis through which `_measure_views` moves the crosshair."""


def _ball(scene: Any, part: float, radius_mm: float, aside_mm: float) -> Any:
    """A ball near the way of the crosshair: it is seen in all three planes for a while."""
    from medviewer.core.mark import Mark
    from medviewer.scene.marks.mark_place import place_of
    from medviewer.scene.views.plan_slice import view_plane

    grid, viewport = scene.active.geometry, scene.viewports["axial"]
    plane = view_plane(scene, viewport, (_SIDE, _SIDE))
    centre = grid.index_to_lps((np.array(grid.shape_ijk) - 1) * part) + aside_mm * np.array([1.0, -1.0, 0.5])
    points = (tuple(centre.tolist()), tuple((centre + np.array([radius_mm, 0.0, 0.0])).tolist()))
    return Mark("ball", points, tuple(plane.normal_lps.tolist()), place_of(scene.active, viewport, plane))


def _plane_mark(scene: Any, number: int, part: float, view: str) -> Any:
    """A mark of one of the usual kinds on the slice that the crosshair passes at a part of its way."""
    from medviewer.scene.marks.mark_draft import Draft
    from medviewer.scene.marks.mark_place import place_of
    from medviewer.scene.views.plan_slice import view_plane

    kind = ("length", "ellipse", "bidirectional", "polygon", "angle")[number % 5]
    clicks = {"length": 2, "ellipse": 2, "bidirectional": 3, "polygon": 4, "angle": 3}[kind]
    viewport, grid = scene.viewports[view], scene.active.geometry
    scene.set_cursor(grid.index_to_lps(np.round((np.array(grid.shape_ijk) - 1) * part)))
    plane = view_plane(scene, viewport, (_SIDE, _SIDE))
    rng = np.random.default_rng(number)
    middle, turn = rng.uniform(80, 430, 2), np.sort(rng.uniform(0, 2 * np.pi, clicks))
    around = middle + 40.0 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    points = [tuple(point.tolist()) for point in plane.pixel_to_lps(around)]
    draft = Draft(kind, plane, place_of(scene.active, viewport, plane), (), points[0])
    for point in points:
        draft = draft.clicked(point)
    return draft.finished()


def _measured_scene() -> Any:
    """Eleven balls and 39 marks on the slices that the frames go through."""
    scene = _a_scene()
    parts = np.linspace(*_WAY, _MARKS - _BALLS)
    flat = [_plane_mark(scene, number, float(part), _KINDS[number % 3]) for number, part in enumerate(parts)]
    balls = [
        _ball(scene, float(part), 20.0, 6.0 * (number % 3))
        for number, part in enumerate(np.linspace(*_WAY, _BALLS))
    ]
    scene.marks.items = (*flat, *balls)
    return scene


def _all_at_once_ms(scene: Any) -> float:
    """Painting one view in which all 50 are seen, of a picture that is there: a window that is dragged."""
    from PySide6.QtGui import QGuiApplication

    from medviewer.core.window_level import WindowLevel

    scene.marks.items = tuple(_plane_mark(scene, number, 0.5, "axial") for number in range(_MARKS))
    grid = scene.active.geometry
    scene.set_cursor(grid.index_to_lps(np.round((np.array(grid.shape_ijk) - 1) * 0.5)))
    window = _views(scene, ["axial"], _SIDE)
    view = window.views[0]

    marks = scene.marks.items

    def step(n: int) -> None:
        scene.active.window = WindowLevel(400.0 + n, 40.0)
        view.repaint()
        QGuiApplication.sync()

    QGuiApplication.processEvents()
    rounds = []
    for _ in range(3):  # by turns, so that both meet the same load
        scene.marks.items = marks
        with_marks = _frame_ms(step, 40)
        if len(view.marks._painter.labels) < _MARKS:
            raise RuntimeError("Not all marks were painted.")
        scene.marks.items = ()
        rounds.append(with_marks - _frame_ms(step, 40))
    window.close()
    window.deleteLater()
    return float(np.median(rounds))


def measure() -> list[Measurement]:
    """One view and three linked ones, every slice new; what 50 marks add to a picture."""
    os.environ["LIBGL_ALWAYS_SOFTWARE"] = "1"
    with a_screen() as screen:
        from PySide6.QtWidgets import QApplication

        application = QApplication([])
        scene = _measured_scene()
        one = _measure_views(scene, ["axial"], _SIDE)
        three = _measure_views(scene, _KINDS, _SIDE)
        floor = _bare_reslice_ms(scene.active.image, _SIDE)
        added = _all_at_once_ms(scene)
        application.quit()
    return [
        at_most(
            TOPIC, "one view, labels and 50 measurements, median frame", one, "ms", 8, f"painted on {screen}"
        ),
        at_most(TOPIC, "three linked views, labels and 50 measurements, every slice new", three, "ms", 30),
        told(TOPIC, "what 50 measurements in one view add to a frame whose slice stays", added, "ms"),
        told(TOPIC, "bare reslice (the floor of one view)", floor, "ms", f"ours is {one / floor:.1f} x"),
    ]
