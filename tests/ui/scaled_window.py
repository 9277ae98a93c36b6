"""Run in a process of its own with QT_SCALE_FACTOR: opens the real window and says what it finds, as JSON.

Not a test: `test_scales` starts it and looks at what it says.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QScrollArea, QWidget

from medviewer.app import App, Folders
from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.scene.views.navigate import probe
from medviewer.ui.parts.elided_label import ElidedLabel
from medviewer.ui.parts.theme import apply_theme

LAYOUTS = ("mpr", "1x1", "2x2", "1x3", "3x1", "grid 2x2")
PAGES = ("settings", "keys", "help")
SIZES = ((1440, 900), (1280, 800), (1024, 768))


def main(folder: Path, text_percent: int) -> dict[str, object]:
    """Everything that was found wrong; the lists are empty if all is well."""
    application = QApplication(["scaled"])
    apply_theme(application)
    app = App(Folders(folder / "config", folder / "cache", folder / "log"), [], warms_up=False)
    app.window.resize(1440, 900)
    app.window.show()
    while not app.window.wings.is_whole:
        application.processEvents()
    if text_percent != 100:
        app.settings.set("look.font_scale", text_percent)
    app.scene.layout = "1x3"
    volume = _a_volume()
    app.scene.add_volume(volume)
    labels = np.zeros(volume.geometry.shape_kji, np.uint8)
    labels[5, 10:20, 10:20] = 1
    segments = (Segment(1, "Left lung", (86, 180, 233)), Segment(2, "Right lung", (230, 159, 0)))
    app.scene.add_result(Segmentation(labels, volume.geometry, segments, "Lungs"), app.scene.active.id)
    _settle()
    found = {
        "ratio": app.window.devicePixelRatioF(),
        "pictures": _pictures(app),
        "probes": _probes(app, volume),
        "cut": _cut(app),
        "icons": _icons(app),
        "tool_bar": _tool_bar(app),
    }
    app.window._may_close = True
    app.window.close()
    _settle()
    app.close()
    return found


def _a_volume() -> Volume:
    k, j, i = np.meshgrid(np.arange(20), np.arange(50), np.arange(60), indexing="ij")
    info = SeriesInfo("series-1", modality="CT", description="Phantom", study=StudyInfo("MV^Phantom", "MV-1"))
    geometry = Geometry((20, 50, 60), (-30.0, -25.0, -20.0), (1.0, 1.0, 2.0))
    return Volume((i * 20 + j * 10 + k).astype(np.int16) - 800, geometry, unit="HU", info=info)


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def _pictures(app: App) -> list[str]:
    """Views whose picture is not made of device pixels, in every layout."""
    wrong = []
    for layout in LAYOUTS:
        app.scene.layout = layout
        _settle()
        for view in app.window.grid.slice_views.values():
            if view.isVisible() and view.plane() is not None:
                ratio, picture = view.devicePixelRatioF(), view.picture()
                size = (round(view.width() * ratio), round(view.height() * ratio))
                if (picture.width(), picture.height()) != size or picture.devicePixelRatio() != ratio:
                    wrong.append(f"{layout} {view.viewport.id} {picture.size()} not {size}")
    app.scene.layout = "1x3"
    _settle()
    return wrong


def _probes(app: App, volume: Volume) -> list[str]:
    """Places under the mouse whose world point, or the value that is shown for it, is another one."""
    wrong = []
    for kind, view in app.window.grid.slice_views.items():
        if not view.isVisible():
            continue
        seen: list[object] = []
        view.hovered.connect(seen.append)
        plane, ratio = view.plane(), view.devicePixelRatioF()
        for index in ((30, 25, 10), (12, 40, 10), (50, 10, 10)):
            point = volume.geometry.index_to_lps(index)
            x, y = plane.lps_to_pixel(point)
            at = QPointF(float(x) / ratio, float(y) / ratio)
            none = Qt.MouseButton.NoButton
            no_key = Qt.KeyboardModifier.NoModifier
            move = QMouseEvent(
                QEvent.Type.MouseMove, at, QPointF(view.mapToGlobal(at.toPoint())), none, none, no_key
            )
            QApplication.sendEvent(view, move)
            wanted = probe(app.scene, plane.pixel_to_lps((x, y)), view.viewport)
            found = probe(app.scene, seen[-1], view.viewport)
            shown = app.window.status.position_label.text()
            if wanted is None or found is None or found.value != wanted.value:
                wrong.append(f"{kind} {index}: {found} not {wanted}")
            elif f"{wanted.value:.0f} HU" not in shown:
                wrong.append(f"{kind} {index}: {shown}")
        view.hovered.disconnect(seen.append)
    return wrong


def _cut(app: App) -> dict[str, list[str]]:
    """Words on screen that do not fit, by what is on screen."""
    _settle()
    window, cut = app.window, {"window": _too_small(app.window)}
    for page in PAGES:
        getattr(window.comfort, page)()
        _settle()
        cut[page] = _too_small(window.comfort.page)
        window.comfort.pages.close_page()
    for name, command in (("palette", "comfort.palette"), ("report", "report.show")):
        window.actions_by_id[command].trigger()
        _settle()
        cut[name] = _too_small(window)
        if name == "palette":
            window.comfort.palette()
    if window.comfort.page is not None:
        window.comfort.pages.close_page()
    for name, command in (("library", "file.library"), ("models", "model.browse")):
        before = set(QApplication.topLevelWidgets())
        window.actions_by_id[command].trigger()
        _settle()
        for other in set(QApplication.topLevelWidgets()) - before:
            if other.isVisible():
                cut[name] = _too_small(other)
                other.close()
    return {name: lines for name, lines in cut.items() if lines}


def _too_small(root: QWidget) -> list[str]:
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ElidedLabel):
            continue
        above = widget.parentWidget()
        in_area = above is not None and isinstance(above.parentWidget(), QScrollArea)
        if above is not None and not in_area and not widget.isWindow() and widget.width() > above.width() + 1:
            found.append(f"{type(widget).__name__} {widget.width()} wide in {above.width()}")
        text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
        if isinstance(widget, QComboBox):
            text = widget.currentText()
        if text and _is_cut(widget):
            found.append(f"{type(widget).__name__} {text[:40]!r} has {widget.size().toTuple()}")
    return found


def _is_cut(widget: QWidget) -> bool:
    needs = widget.minimumSizeHint() if not isinstance(widget, QLabel) else widget.sizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() + 1 < widget.heightForWidth(widget.width())
    may_shrink = widget.minimumWidth() == 1  # words that give way say so
    return (needs.width() > widget.width() + 1 and not may_shrink) or needs.height() > widget.height() + 1


def _icons(app: App) -> list[str]:
    """Tool buttons whose icon is stretched from fewer pixels than the screen has."""
    wrong = []
    for button in app.window.tool_bar.findChildren(QAbstractButton):
        icon, ratio = button.icon(), button.devicePixelRatioF()
        if icon.isNull() or not button.isVisible():
            continue
        drawn = icon.pixmap(button.iconSize(), ratio)
        if drawn.width() < round(button.iconSize().width() * ratio) - 1:
            wrong.append(f"{button.toolTip()}: {drawn.size()}")
    return wrong


def _tool_bar(app: App) -> list[str]:
    """Windows whose tool bar hides commands without a button that shows them."""
    wrong = []
    bar = app.window.tool_bar
    for size in SIZES:
        app.window.resize(*size)
        _settle()
        more = bar.findChild(QAbstractButton, "qt_toolbar_ext_button")
        hidden = [
            action.toolTip() or action.text()
            for action in bar.actions()
            if not action.isSeparator() and (one := bar.widgetForAction(action)) is not None
            and action.isVisible() and not one.isVisible()
        ]  # fmt: skip
        out = [
            one
            for one in bar.findChildren(QAbstractButton)
            if one.isVisible() and _right(one, bar) > bar.width()
        ]
        if (hidden and not (more is not None and more.isVisible())) or out:
            wrong.append(f"{size}: {hidden} {[one.toolTip() for one in out]}")
    return wrong


def _right(widget: QWidget, inside: QWidget) -> int:
    return widget.mapTo(inside, QPoint(widget.width(), 0)).x()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
