"""What the tour says, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from medviewer.ui.comfort.tour import Stop

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow

_tr = QCoreApplication.translate


def stops_of(window: MainWindow) -> tuple[Stop, ...]:
    """The notes on the main window, in the order of a reader's first minutes."""
    views = _tr(
        "Tour",
        "Drop a folder here, or press Ctrl+O. Left drag does what the tool in hand says, middle drag pans, "
        "right drag zooms, the wheel goes through the images. Double click fills the window.",
    )
    series = _tr(
        "Tour",
        "Every series of the open study with its picture. A click shows it; PgUp and PgDown go through them. "
        "F9 folds the panel.",
    )
    tools = _tr(
        "Tour",
        "Tools for the left button, presets for CT windows, layouts. Keys do the same: W window, T pan, "
        "Z zoom, 3 to 9 presets.",
    )
    results = _tr(
        "Tour",
        "Layers, segments, findings and models. Models run in the background; what they find waits here for "
        "your review. F10 folds the panel.",
    )
    status = _tr(
        "Tour", "What the tool in hand does, the position and the value under the mouse, and the memory."
    )
    palette = _tr(
        "Tour",
        "Ctrl+K finds every command, series, model and setting by some letters. ? shows all keys, F1 the "
        "help on what is under the mouse.",
    )
    return (
        Stop(_tr("Tour", "The views"), views, lambda: window.grid),
        Stop(_tr("Tour", "Studies and series"), series, lambda: window.panels.left),
        Stop(_tr("Tour", "Tools and windows"), tools, lambda: window.tool_bar),
        Stop(_tr("Tour", "Results"), results, lambda: window.panels.right),
        Stop(_tr("Tour", "What happens now"), status, lambda: window.status),
        Stop(_tr("Tour", "Find anything"), palette, window.menuBar),
    )
