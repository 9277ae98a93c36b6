"""What the left mouse button does, and what the views write into their corners."""

from __future__ import annotations

from typing import Literal, cast, get_args

from PySide6.QtCore import QObject, Signal

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
        self.window_gain = 1.0
        self.window_signs = (1.0, 1.0)

    def pick(self, tool: str) -> None:
        """Gives the left button another tool."""
        if tool not in get_args(Tool):
            raise ValueError(tool)
        self.tool = cast(Tool, tool)
        self.changed.emit()

    def show_information(self, level: Information) -> None:
        """Writes this much into the corners."""
        self.information = level
        self.changed.emit()

    def next_information(self) -> None:
        """Full, off, minimal, anonymous, full."""
        self.show_information(_LEVELS[(_LEVELS.index(self.information) + 1) % len(_LEVELS)])
