"""What the left mouse button does, and what the views write into their corners."""

from __future__ import annotations

from typing import Literal, cast, get_args

from PySide6.QtCore import QObject, Signal

from medviewer.scene.scene import Scene
from medviewer.scene.viewport import Viewport

Tool = Literal["window", "pan", "zoom", "scroll", "crosshair"]
Information = Literal["off", "minimal", "anonymous", "full"]

_LEVELS: tuple[Information, ...] = ("off", "minimal", "anonymous", "full")


class ToolState(QObject):
    """The choices that all views share and that are no part of the scene. ``changed`` follows any change."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tool: Tool = "window"
        self.information: Information = "full"
        self.view_kind = "axial"
        self.window_gain = 1.0

    def pick(self, tool: str) -> None:
        """Gives the left button another tool."""
        if tool not in get_args(Tool):
            raise ValueError(tool)
        self.tool = cast(Tool, tool)
        self.changed.emit()

    def next_information(self) -> None:
        """Full, off, minimal, anonymous, full."""
        self.information = _LEVELS[(_LEVELS.index(self.information) + 1) % len(_LEVELS)]
        self.changed.emit()

    def use_view(self, kind: str) -> None:
        """Remembers which view the keys act on."""
        if kind != self.view_kind:
            self.view_kind = kind
            self.changed.emit()


def viewport_in_use(scene: Scene, tools: ToolState) -> Viewport:
    """The viewport that the keys act on."""
    kinds = [cell.kind for cell in scene.shown_layout.cells]
    kind = next((kind for kind in kinds if kind == tools.view_kind), kinds[0])
    return scene.viewports[kind]
