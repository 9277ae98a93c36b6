"""What tests do to the window with hands: keys, wheel and drags, and finding its views."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

NONE = Qt.KeyboardModifier.NoModifier


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
