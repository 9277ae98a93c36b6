"""Checklist of what users of today's viewers complain of, in the real window. One complaint, one test."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window_hands import draw, press, view_of, wheel

from medviewer.core.geometry import Geometry
from medviewer.core.volume import Stack
from medviewer.scene.marks.mark_figures import figures_in
from medviewer.ui import recent_studies
from medviewer.ui.views.overlay_facts import overlay_of

LEFT = Qt.MouseButton.LeftButton
HEAVY = (
    "torch",
    "monai",
    "SimpleITK",
    "pydicom",
    "highdicom",
    "imagecodecs",
    "scipy",
    "onnxruntime",
    "vtkmodules",
)


# --- slow start; recent file on a dead drive; black picture; scaling ---

START_WITH_A_DEAD_DRIVE = """
import json, pathlib, sys, threading
from PySide6.QtWidgets import QApplication
from medviewer.app import App, Folders
from medviewer.ui.parts.theme import apply_theme

home = pathlib.Path(sys.argv[1])
(home / "config").mkdir()
(home / "config" / "recent.json").write_text(json.dumps(["/dead/drive/%d" % n for n in range(12)]))
main = threading.get_ident()
asked = []
exists = pathlib.Path.exists

def never_answers(path, **how):
    if str(path).startswith("/dead"):
        asked.append(threading.get_ident() == main)
        if threading.get_ident() == main:
            sys.exit("the drive was asked on the main thread")
    return exists(path, **how)

pathlib.Path.exists = never_answers
application = QApplication([])
apply_theme(application)
app = App(Folders(*(home / name for name in ("config", "cache", "log"))), [], warms_up=False)
app.window.first_painted.connect(lambda: print(",".join(sorted({n.partition(".")[0] for n in sys.modules}))))
app.window.ready.connect(application.quit)
app.window.show()
application.exec()
print(len(asked))
app.close()
"""


@pytest.fixture(scope="module")
def a_start(tmp_path_factory):
    """A start of its own, with twelve recent studies on a drive that is gone."""
    done = subprocess.run(
        [sys.executable, "-c", START_WITH_A_DEAD_DRIVE, str(tmp_path_factory.mktemp("home"))],
        capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")


def test_slow_start_nothing_heavy_is_imported_before_the_window_is_painted(a_start) -> None:
    assert sorted(set(HEAVY) & set(a_start[0].split(","))) == []
    assert "PySide6" in a_start[0].split(",")


def test_a_recent_file_on_a_dead_network_drive_is_not_asked_for_at_the_start(a_start) -> None:
    assert a_start[1] == "0"


def test_a_recent_file_on_a_dead_network_drive_stalls_neither_the_menu_nor_other_work(
    an_app, tmp_path, monkeypatch, qtbot
) -> None:
    answer, done = threading.Event(), []

    class DeadDrive(type(Path())):
        def exists(self, **how):
            return answer.wait(20.0) and False

    monkeypatch.setattr(recent_studies, "Path", DeadDrive)
    try:
        for number in range(12):
            an_app.window._parts.recent.add(f"/dead/drive/{number}")
        an_app.window._recent_menu.fill()
        assert len(an_app.window._recent_menu._actions) == 12
        an_app.in_background(lambda: 7, done.append)
        qtbot.waitUntil(lambda: done == [7], timeout=5000)
    finally:
        answer.set()
    qtbot.waitUntil(lambda: not any(one.isEnabled() for one in an_app.window._recent_menu._actions.values()))


def test_black_picture_over_remote_desktop_slices_and_3d_are_drawn_without_any_gpu(
    an_app, a_ct_volume, qtbot
) -> None:
    an_app.scene.layout = "2x2"
    an_app.scene.add_volume(a_ct_volume)
    QApplication.processEvents()
    for kind in ("axial", "sagittal", "coronal"):
        view = view_of(an_app, kind)
        image = view.grab().toImage()
        lit = [image.pixelColor(x, y).red() for x in range(40, image.width() - 40, 9)
               for y in range(40, image.height() - 40, 9)]  # fmt: skip
        assert np.ptp(lit) > 100, kind
    volume_view = an_app.window.grid.volume_view
    qtbot.waitUntil(lambda: volume_view.is_settled, timeout=20_000)
    image = volume_view.grab().toImage()
    middle = [image.pixelColor(x, image.height() // 2).lightness() for x in range(20, image.width() - 20, 3)]
    assert max(middle) > 60


SHOW_AT_A_SCALE = """
import sys
from pathlib import Path
import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt, QEvent
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from medviewer.app import App, Folders
from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.ui.parts.theme import apply_theme

application = QApplication([])
apply_theme(application)
home = Path(sys.argv[1])
app = App(Folders(*(home / name for name in ("config", "cache", "log"))), [], warms_up=False)
app.window.resize(1200, 800)
app.window.show()
while not app.window.wings.is_whole:
    application.processEvents()
voxels = np.zeros((20, 50, 60), np.int16)
voxels[:, 10:20, 40:50] = 1000
app.scene.layout = "1x3"
app.scene.add_volume(Volume(voxels, Geometry((20, 50, 60)), info=SeriesInfo("s", modality="CT")))
application.processEvents()
view = app.window.grid.slice_views["axial"]
ratio = view.devicePixelRatioF()
picture = view.picture()
print(ratio)
print(picture.width() == round(view.width() * ratio), picture.height() == round(view.height() * ratio))
bright = view.plane().lps_to_pixel((44.0, 14.0, app.scene.cursor_lps[2]))  # screen pixels
print(picture.pixelColor(int(bright[0]), int(bright[1])).red())
at = QPointF(*(bright / ratio))
none = Qt.MouseButton.NoButton
QApplication.sendEvent(view, QMouseEvent(QEvent.Type.MouseMove, at, QPointF(view.mapToGlobal(at.toPoint())),
                                         none, none, Qt.KeyboardModifier.ShiftModifier))
print([round(v) for v in app.scene.cursor_lps[:2]])
shot = view.grab().toImage()
print(shot.width() == picture.width())
app.close()
"""


def test_broken_at_125_percent_scaling_every_screen_pixel_is_drawn_and_the_mouse_hits_what_it_points_at(
    tmp_path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOW_AT_A_SCALE, str(tmp_path)],
        capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1.25"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:5] == ["1.25", "True True", "255", "[44, 14]", "True"]


# --- wrong pictures, wrong numbers ---


def test_presets_are_applied_at_once_and_not_after_the_next_scroll(an_app_with_ct) -> None:
    app, view = an_app_with_ct, view_of(an_app_with_ct)
    press(app, Qt.Key.Key_5)
    at_once = view.picture().copy()
    wheel(view, -1)
    wheel(view, 1)
    assert view.picture() == at_once
    press(app, Qt.Key.Key_3)
    assert view.picture() != at_once


@pytest.mark.parametrize("tool", ["ellipse", "length"])
def test_numbers_do_not_differ_between_stack_and_mpr(an_app, a_ct_volume, mouse_on, tool) -> None:
    app = an_app
    app.scene.layout = "1x3"
    app.scene.add_volume(a_ct_volume)
    QApplication.processEvents()
    in_volume = figures_in(app.scene, draw(app, mouse_on, tool, (-12.3, -10.4), (8.2, 9.7)))
    z = view_of(app).plane().centre_lps[2]
    grid = a_ct_volume.geometry
    planes = tuple(
        Geometry((1, *grid.shape_kji[1:]), (-30.0, -25.0, -20.0 + 2.0 * k), (1.0, 1.0, 1.0))
        for k in range(grid.shape_kji[0])
    )
    info = replace(a_ct_volume.info, series_id="stack", series_uid="stack")
    app.scene.add_volume(Stack(a_ct_volume.voxels, planes, unit="HU", info=info))
    app.scene.viewports["stack"].frame = round((z + 20.0) / 2.0)
    QApplication.processEvents()
    mark = draw(app, mouse_on, tool, (-12.3, -10.4), (8.2, 9.7), "stack")
    in_stack = figures_in(app.scene, mark)
    assert mark.place.series_id == "stack"
    names = ("length", "area", "mean", "sd", "minimum", "maximum", "count")
    pairs = [(getattr(in_volume, name), getattr(in_stack, name)) for name in names]
    assert any(one is not None for one, _ in pairs)
    for one, other in pairs:
        assert one == (None if other is None else pytest.approx(other, rel=1e-6))


def test_measurements_are_not_gone_after_a_layout_change(an_app_with_ct, mouse_on) -> None:
    app = an_app_with_ct
    mark = draw(app, mouse_on, "length", (-20.0, -10.0), (10.0, 6.0))
    figures = figures_in(app.scene, mark)
    for command in (
        "view.layout_1x1",
        "layout.grid_2x2",
        "view.layout_3x1",
        "view.maximise",
        "view.layout_1x3",
    ):
        app.window.actions_by_id[command].trigger()
        QApplication.processEvents()
        assert app.scene.marks.items == (mark,), command
        assert figures_in(app.scene, mark) == figures
    view = view_of(app)
    plain = view.grab().toImage()
    app.window.actions_by_id["mark.show"].trigger()
    assert view.grab().toImage() != plain, "it is still painted"


@pytest.mark.parametrize("layout", ["mpr", "1x1", "2x2", "1x3", "3x1", "grid 1x2", "grid 2x2"])
def test_no_layout_is_without_letters_for_left_and_right(an_app, a_ct_volume, layout) -> None:
    an_app.scene.layout = layout
    an_app.scene.add_volume(a_ct_volume)
    QApplication.processEvents()
    views = [view for view in an_app.window.grid.slice_views.values() if view.isVisible()]
    seen = [view for view in views if an_app.scene.image_in(view.viewport) is not None]
    assert seen
    for view in seen:
        overlay = overlay_of(an_app.scene, view.viewport, an_app.window.tools, view.plane(), 1.0, None, None)
        assert set(overlay.letters[:2]) in ({"L", "R"}, {"A", "P"})
