"""What tests do to the window with hands: open and close it, keys, wheel and drags, and finding its views."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from medviewer.app import App, Folders

NONE = Qt.KeyboardModifier.NoModifier


def open_app(folder: Path, questions, qtbot) -> App:
    """The program without any study; its child processes start only when something is read."""
    app = App(Folders(*(folder / name for name in ("config", "cache", "log"))), [], questions, warms_up=False)
    app.window.resize(1200, 800)
    app.window.show()
    qtbot.waitExposed(app.window)
    app.window.wings.complete()  # what else comes after the first paint
    app.window.grid.make_usual_views()
    return app


def close_app(app: App, questions) -> None:
    """Closes the window for good: whoever forgets the App, too, has let go of all that it showed."""
    questions.unsaved = "discard"
    app.window.close()
    QApplication.processEvents()
    app.close()
    app.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def view_of(app, kind="axial"):
    return app.window.grid.slice_views[kind]


def press(app, key, modifiers=NONE):
    app.window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(app.window, key, modifiers)
    QApplication.processEvents()


def wheel(view, clicks, modifiers=NONE, at=None):
    """Turns the wheel over a place of a view, its middle if none is given."""
    spot = QPointF(*(at or (view.width() / 2, view.height() / 2)))
    event = QWheelEvent(
        spot, QPointF(view.mapToGlobal(spot.toPoint())), QPoint(), QPoint(0, 120 * clicks),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)
    QApplication.processEvents()


def draw(app, mouse_on, tool, start, end, kind="axial"):
    """Drags a mark between two places of the slice on screen, LPS mm."""
    app.window.actions_by_id[f"tool.{tool}"].trigger()
    view = view_of(app, kind)
    z = view.plane().centre_lps[2]
    ends = (tuple(view.plane().lps_to_pixel((x, y, z)).tolist()) for x, y in (start, end))
    mouse_on(view).drag(*ends, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    return app.scene.marks.items[-1]
