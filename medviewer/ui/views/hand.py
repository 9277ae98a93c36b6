"""What may take the mouse in a slice view before the tools do: handles, bars, points of a path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from medviewer.scene.views.plane_view import PlaneView


@dataclass(frozen=True)
class Touch:
    """The mouse in a view.

    Parameters
    ----------
    at
        Logical pixels from the top left corner of the view.
    size
        Width and height of the view, logical pixels.
    plane
        Where the view lies, in screen pixels, of which ``ratio`` make one logical pixel.
    """

    at: QPointF
    size: tuple[float, float]
    plane: PlaneView
    ratio: float
    button: Qt.MouseButton = Qt.MouseButton.NoButton
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier

    @property
    def pixel(self) -> tuple[float, float]:
        """The place in the pixels of the plane."""
        return (self.at.x() * self.ratio, self.at.y() * self.ratio)

    def has(self, modifier: Qt.KeyboardModifier) -> bool:
        """Whether a key is held."""
        return bool(self.modifiers & modifier)


class Hand(Protocol):
    """Something in a view that can be taken hold of."""

    def press(self, touch: Touch) -> bool:
        """A button went down: True takes all that comes until it goes up."""

    def move(self, touch: Touch) -> None:
        """The mouse moved with what was taken."""

    def release(self, touch: Touch) -> None:
        """The button went up."""

    def shape(self, touch: Touch) -> Qt.CursorShape | None:
        """The mouse cursor over what could be taken; None where there is nothing."""

    def paint(self, painter: QPainter, plane: PlaneView, ratio: float, mouse: Touch | None) -> None:
        """Draws it over the slice; ``mouse`` is None while the mouse is elsewhere."""
