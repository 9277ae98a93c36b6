"""Moving a registration by hand: millimetres, degrees, and back to what was reckoned."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from medviewer.core.geometry import Vector
from medviewer.ui.parts.plain_label import PlainLabel

_STEP_MM = 1.0
STEP_DEGREES = 0.5
_DIRECTIONS: tuple[tuple[str, Vector], ...] = (
    ("L", (1.0, 0.0, 0.0)), ("R", (-1.0, 0.0, 0.0)), ("P", (0.0, 1.0, 0.0)),
    ("A", (0.0, -1.0, 0.0)), ("H", (0.0, 0.0, 1.0)), ("F", (0.0, 0.0, -1.0)),
)  # fmt: skip


class AdjustPanel(QWidget):
    """Buttons that shift and turn the other series; they say how far it was moved.

    ``shifted`` carries mm in LPS, ``turned`` degrees clockwise in the view in use.
    """

    shifted = Signal(object)
    turned = Signal(float)
    reset_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(PlainLabel(self.tr("Move the other series by 1 mm to"), role="muted"), 0, 0, 1, 6)
        for at, (letter, direction) in enumerate(_DIRECTIONS):
            name = self.tr("Move the other series by 1 mm to %1").replace("%1", letter)
            by = (_STEP_MM * direction[0], _STEP_MM * direction[1], _STEP_MM * direction[2])
            grid.addWidget(_step(letter, name, partial(self.shifted.emit, by)), 1, at)
        grid.addWidget(PlainLabel(self.tr("Turn it by 0.5° about the crosshair"), role="muted"), 2, 0, 1, 6)
        against = self.tr("Turn the other series anticlockwise in the view in use")
        with_clock = self.tr("Turn the other series clockwise in the view in use")
        self.left_button = _step("⟲", against, lambda: self.turned.emit(-STEP_DEGREES))
        self.right_button = _step("⟳", with_clock, lambda: self.turned.emit(STEP_DEGREES))
        grid.addWidget(self.left_button, 3, 0, 1, 3)
        grid.addWidget(self.right_button, 3, 3, 1, 3)
        hint = self.tr("Ctrl+Shift and a drag in the picture turn it as well.")
        self.hint = PlainLabel(hint, role="muted", wrap=True)
        grid.addWidget(self.hint, 4, 0, 1, 6)
        self.moved = PlainLabel(wrap=True)
        grid.addWidget(self.moved, 5, 0, 1, 6)
        self.reset_button = QPushButton(self.tr("Back to the computed one"))
        self.reset_button.setToolTip(self.tr("Take back everything that was moved by hand"))
        self.reset_button.clicked.connect(self.reset_wanted)
        grid.addWidget(self.reset_button, 6, 0, 1, 6, Qt.AlignmentFlag.AlignLeft)

    def show_state(self, moved: tuple[float, float] | None, is_laid_over: bool) -> None:
        """Tells by how many degrees and mm it was moved by hand; None where there is no way back."""
        self.hint.setVisible(is_laid_over)
        self.moved.setVisible(moved is not None)
        self.reset_button.setVisible(moved is not None)
        if moved is not None:
            text = self.tr("By hand: turned by %1°, the middle moved by %2 mm.")
            self.moved.setText(text.replace("%1", f"{moved[0]:.1f}").replace("%2", f"{moved[1]:.1f}"))


def _step(text: str, name: str, act: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setAutoRepeat(True)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.clicked.connect(lambda _checked=False: act())
    return button
