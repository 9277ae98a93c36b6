"""Makes the pictures of the help: drives the real window, off screen, with the sample study.

``python scripts/help_pictures.py [FOLDER] [--scale 2]`` writes small PNGs, by default into
``resources/help/pictures``; run it again when the window looks different.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "resources" / "help" / "pictures"
SIZE_PX = (1280, 800)
WIDEST_PX = 960


def main() -> int:
    """Opens the sample study and takes every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--scale", default="1", help="screen pixels a logical pixel (default: 1)")
    parser.add_argument("--only", default="", help="the name of one picture")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = options.scale
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        take_all(Path(scratch), options.folder, options.only)
    return 0


def take_all(scratch: Path, folder: Path, only: str) -> None:
    """Everything in one window."""
    from PySide6.QtWidgets import QApplication

    from medviewer.app import App, Folders
    from medviewer.ui.parts.theme import apply_theme
    from medviewer.ui.window_picture import _turn, _wait

    application = QApplication.instance() or QApplication(["medviewer"])
    apply_theme(application)
    cache = Folders.of_user().cache  # the sample study is made once
    app = App(Folders(scratch / "config", cache, scratch / "log", scratch / "data"))
    window = app.window
    window.resize(*SIZE_PX)
    window.show()
    pictures = Pictures(window, folder, only, _turn)
    _turn(1200)
    window.file.open_sample()
    scene = app.scene
    _wait(lambda: scene.active is not None and scene.active.arriving is None)
    _wait(lambda: all(job.state.is_final for job in app.queue.jobs), 60.0)
    _wait(lambda: window.grid.volume_view.is_settled, 60.0)
    actions = window.actions_by_id
    take_views(pictures, window, _wait)
    take_model(pictures, app, _wait)
    actions["view.layout_mpr"].trigger()
    take_pages(pictures, window, _wait, _turn)
    window.questions = Answers()
    window.guard._questions = Answers()
    window.close()
    app.close()


class Answers:
    """Nothing is saved, nobody is asked."""

    def about_unsaved(self, _names: object) -> str:
        return "discard"


class Pictures:
    """Takes pictures of a window or of a part of it."""

    def __init__(self, window, folder: Path, only: str, turn: Callable[[int], None]) -> None:
        self._window = window
        self._folder = folder
        self._only = only
        self.turn = turn

    def take(self, name: str, *parts) -> None:
        """A picture of the window, or of the smallest rectangle around some of its parts."""
        from PySide6.QtCore import QPoint, QRect, Qt

        if self._only and name != self._only:
            return
        self.turn(250)
        area = QRect()
        for part in parts:
            area = area.united(QRect(part.mapTo(self._window, QPoint(0, 0)), part.size()))
        grabbed = self._window.grab(area) if parts else self._window.grab()
        image = grabbed.toImage()
        widest = round(WIDEST_PX * self._window.devicePixelRatioF())
        if image.width() > widest:
            image = image.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)
        self._save(image, name)

    def _save(self, image, name: str) -> None:
        """As a PNG of five bits a colour: nobody sees the difference, and it is small."""
        target = self._folder / f"{name}.png"
        image.save(str(target))
        try:
            from PIL import Image
        except ImportError:
            return
        with Image.open(target) as picture:
            small = picture.convert("RGB").point(lambda value: value & 0xF8)
        small.save(target, optimize=True)
        sys.stdout.write(f"{target.name}  {target.stat().st_size / 1000:.0f} kB\n")


def take_views(pictures: Pictures, window, wait) -> None:
    """Views, layouts, tools, the left panel."""
    actions = window.actions_by_id
    wait(lambda: window.grid.volume_view.is_settled, 60.0)
    pictures.take("views", window.grid)
    pictures.take("window")
    pictures.take("series", window.panels.left)
    pictures.take("tools", window.tool_bar)
    pictures.take("load-report", window.panels.right)
    actions["window.lung"].trigger()
    actions["view.layout_1x3"].trigger()
    pictures.take("layouts", window.grid)
    actions["time.cine"].trigger()
    pictures.take("time", window.time_bar)
    actions["time.cine"].trigger()
    window.player.stop()
    actions["view.layout_2x2"].trigger()
    wait(lambda: window.grid.volume_view.is_settled, 60.0)
    pictures.take("3d", window.grid.volume_view)
    actions["window.file_1"].trigger()
    take_marks(pictures, window)


def take_marks(pictures: Pictures, window) -> None:
    """A length and an ellipse, drawn by hand."""
    actions, view = window.actions_by_id, window.grid.slice_views["axial"]
    actions["view.layout_1x1"].trigger()
    actions["window.soft_tissue"].trigger()
    pictures.turn(300)
    wide, high = view.width(), view.height()
    for tool, start, end in (
        ("length", (0.42, 0.48), (0.58, 0.48)), ("ellipse", (0.46, 0.55), (0.54, 0.62)),
    ):  # fmt: skip
        window.tools.pick(tool)
        drag(view, (start[0] * wide, start[1] * high), (end[0] * wide, end[1] * high))
        pictures.turn(100)
    window.tools.pick("crosshair")
    pictures.take("measuring", window.grid, window.panels.right)


def drag(view, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drags with the left button."""
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    kinds = QMouseEvent.Type
    way = [tuple(a + (b - a) * n / 8 for a, b in zip(start, end, strict=True)) for n in range(9)]
    steps = [(kinds.MouseButtonPress, left, left, way[0])]
    steps += [(kinds.MouseMove, none, left, at) for at in way[1:]]
    steps += [(kinds.MouseButtonRelease, left, none, end)]
    for kind, button, buttons, (x, y) in steps:
        at = QPointF(x, y)
        event = QMouseEvent(
            kind, at, QPointF(view.mapToGlobal(at.toPoint())), button, buttons, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(view, event)


def take_model(pictures: Pictures, app, wait) -> None:
    """A model's result: layers, segments, jobs."""
    window, scene = app.window, app.scene
    if "lung_ct" in app.models.usable:
        window.model.run("lung_ct")
        wait(lambda: bool(scene.results_of(scene.active.id)), 120.0)
        wait(lambda: all(job.state.is_final for job in app.queue.jobs), 120.0)
        scene.set_cursor(scene.cursor_lps)
    panels = window.panels
    pictures.take("segments", panels.segments)
    pictures.take("layers", panels.layers)
    pictures.take("models", panels.models)
    pictures.take("jobs", panels.jobs)


def take_pages(pictures: Pictures, window, wait, turn) -> None:
    """Pages and the palette."""
    desk = window.comfort
    desk.palette()
    desk.search_field().setText("lung")
    pictures.take("palette")
    desk.palette()
    desk.settings()
    pictures.take("settings")
    desk.keys()
    desk.page.choose("window.invert")
    pictures.take("keys")
    desk.show_help("views")
    desk.doctor()
    wait(lambda: desk.page.again.isEnabled(), 60.0)
    pictures.take("doctor")
    desk.pages.close_page()
    desk._parts.settings.set("advanced.console", True)
    desk._console.run("volume().voxels.shape")
    desk._console.run("results()[0].segmentation.name if results() else None")
    desk._console.run("for k in range(3):\n    print(k, volume().voxels[k].mean())")
    pictures.take("console")
    desk._parts.settings.set("advanced.console", False)
    turn(50)


if __name__ == "__main__":
    raise SystemExit(main())
