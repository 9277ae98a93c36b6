"""A table of squares: pointing at one chooses how many rows and columns of views there are."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from medviewer.scene.views.layout import LARGEST_GRID
from medviewer.ui.parts.theme import ACCENT, BORDER, MUTED, RAISED, TEXT

_SQUARE, _GAP, _MARGIN, _TEXT = 22, 4, 12, 20
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class LayoutPicker(QWidget):
    """Squares for 1 x 1 up to the largest grid. ``picked`` carries rows and columns.

    The mouse points, a click or Enter picks; the arrow keys move, and Up from the first row leaves.
    """

    picked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pointed = (0, 0)
        """Rows and columns that would be picked now, (0, 0) for none."""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name()

    def sizeHint(self) -> QSize:
        rows, columns = LARGEST_GRID
        step = _SQUARE + _GAP
        return QSize(2 * _MARGIN + columns * step - _GAP, _TEXT + 2 * _MARGIN + rows * step - _GAP)

    def square(self, row: int, column: int) -> QRect:
        """The place of a square, counted from 0."""
        step = _SQUARE + _GAP
        return QRect(_MARGIN + column * step, _TEXT + _MARGIN + row * step, _SQUARE, _SQUARE)

    def point_at(self, rows: int, columns: int) -> None:
        """Shows what would be picked."""
        self.pointed = (rows, columns)
        self._name()
        self.update()

    # --- Qt ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rows, columns = self.pointed
        head = QRect(_MARGIN, 4, self.width() - 2 * _MARGIN, _TEXT)
        painter.setPen(QColor(TEXT if rows else MUTED))
        text = f"{rows} × {columns}" if rows else self.tr("Grid of series")
        painter.drawText(head, int(Qt.AlignmentFlag.AlignVCenter), text)
        for row in range(LARGEST_GRID[0]):
            for column in range(LARGEST_GRID[1]):
                inside = row < rows and column < columns
                painter.setPen(QPen(QColor(ACCENT if inside else BORDER), 1))
                fill = QColor(ACCENT if inside else RAISED)
                fill.setAlpha(110 if inside else 255)
                painter.setBrush(fill)
                painter.drawRoundedRect(self.square(row, column), 3, 3)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(*self._at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        rows, columns = self._at(event.position().toPoint())
        if rows and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(rows, columns)

    def leaveEvent(self, event: object) -> None:
        self.point_at(0, 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.pointed == (0, 0):
            self.point_at(1, 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.point_at(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        rows, columns = self.pointed
        if key in _ENTER and rows:
            self.picked.emit(rows, columns)
        elif key in _STEPS and not (key == Qt.Key.Key_Up and rows <= 1):
            down, right = _STEPS[key]
            most_rows, most_columns = LARGEST_GRID
            self.point_at(min(max(rows + down, 1), most_rows), min(max(columns + right, 1), most_columns))
        else:
            super().keyPressEvent(event)

    # --- parts ---

    def _at(self, point: QPoint) -> tuple[int, int]:
        step = _SQUARE + _GAP
        row, column = (point.y() - _TEXT - _MARGIN) // step, (point.x() - _MARGIN) // step
        inside = 0 <= row < LARGEST_GRID[0] and 0 <= column < LARGEST_GRID[1]
        return (row + 1, column + 1) if inside else (0, 0)

    def _name(self) -> None:
        rows, columns = self.pointed
        text = self.tr("Grid of series: %1 rows, %2 columns")
        self.setAccessibleName(text.replace("%1", str(rows)).replace("%2", str(columns)))
