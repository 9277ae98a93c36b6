"""What the left mouse button does, and what the views write into their corners."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol, cast, get_args

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QScreen

from medviewer.core.mark import MarkKind

Tool = Literal["window", "pan", "zoom", "scroll", "crosshair", "curve", MarkKind, "calibrate"]
Information = Literal["off", "minimal", "anonymous", "full"]

_LEVELS: tuple[Information, ...] = ("off", "minimal", "anonymous", "full")


class Drawing(Protocol):
    """Something that a tool has begun in a view and that is not there yet."""

    def cancel(self) -> None:
        """Leaves everything as it was."""
        ...

    def finish(self) -> None:
        """Takes it as it is, if it is enough."""
        ...


class ToolState(QObject):
    """The choices that all views share and that are no part of the scene. ``changed`` follows any change.

    ``drawing`` is what is being drawn in one of the views; ``hint`` says what the tool in hand does next.
    ``lens`` is how many times the magnifying glass makes things larger, 0 without one; ``mm_of`` gives the
    size of a pixel of a screen, mm, 0 if that is not known.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tool: Tool = "window"
        self.drawing: Drawing | None = None
        self.hint = ""
        self.information: Information = "full"
        self.window_gain = 1.0
        self.window_signs = (1.0, 1.0)
        self.lens = 0.0
        self.mm_of: Callable[[QScreen], float] = lambda _screen: 0.0

    def pick(self, tool: str) -> None:
        """Gives the left button another tool."""
        if tool not in get_args(Tool):
            raise ValueError(tool)
        self.cancel_drawing()
        self.tool = cast(Tool, tool)
        self.hint = ""
        self.changed.emit()

    def use_lens(self, factor: float) -> None:
        """Takes the magnifying glass in hand; 0 lays it down."""
        if factor != self.lens:
            self.lens = factor
            self.changed.emit()

    def cancel_drawing(self) -> bool:
        """Gives up what is being drawn; False if nothing is."""
        drawing = self.drawing
        if drawing is not None:
            drawing.cancel()
        return drawing is not None

    def finish_drawing(self) -> bool:
        """Takes what is being drawn as it is; False if nothing is."""
        drawing = self.drawing
        if drawing is not None:
            drawing.finish()
        return drawing is not None

    def show_hint(self, hint: str) -> None:
        """Says what the tool in hand does next; "" leaves it at what the tool does."""
        if hint != self.hint:
            self.hint = hint
            self.changed.emit()

    def show_information(self, level: Information) -> None:
        """Writes this much into the corners."""
        self.information = level
        self.changed.emit()

    def next_information(self) -> None:
        """Full, off, minimal, anonymous, full."""
        self.show_information(_LEVELS[(_LEVELS.index(self.information) + 1) % len(_LEVELS)])
