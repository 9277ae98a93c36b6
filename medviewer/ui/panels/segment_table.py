"""The segments of one layer as rows of a list that is painted, however many there are."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from medviewer.scene.layers.layers import LabelLayer, SegmentState
from medviewer.ui.parts.plain_tip import plain_tip
from medviewer.ui.parts.theme import ACCENT, MUTED, RAISED, TEXT, grown

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 24
NUMBER = Qt.ItemDataRole.UserRole
VOLUME_TEXT = Qt.ItemDataRole.UserRole + 1
COLOR = Qt.ItemDataRole.UserRole + 2
_BOX, _SWATCH, _GAP = 14, 12, 8


class SegmentTable(QAbstractListModel):
    """Reads and writes the layer; ``search`` leaves only names that hold all its words."""

    def __init__(self, layer: LabelLayer) -> None:
        super().__init__()
        self._layer = layer
        self._volumes: dict[int, float] | None = None
        self._words: list[str] = []
        self._by_volume = False
        self._rows: list[SegmentState] = list(layer.segments)

    @property
    def rows(self) -> list[SegmentState]:
        """The segments that the search leaves, in order."""
        return self._rows

    def search(self, text: str) -> None:
        """Leaves only the segments whose names hold all words."""
        self._words = text.replace("_", " ").replace("-", " ").casefold().split()
        self.refresh()

    @property
    def is_by_volume(self) -> bool:
        """Whether the largest come first."""
        return self._by_volume

    def set_order(self, by_volume: bool) -> None:
        """In the order of the labels, or the largest first."""
        self._by_volume = by_volume
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Takes the present state of the layer."""
        rows = [state for state in self._layer.segments if self._is_found(state)]
        if self._by_volume and self._volumes is not None:
            volumes = self._volumes
            rows.sort(key=lambda state: -volumes.get(state.number, 0.0))
        if [state.number for state in rows] == [state.number for state in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(max(0, len(rows) - 1)))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def set_volumes(self, volumes_ml: dict[int, float]) -> None:
        """Shows how large each segment is."""
        self._volumes = volumes_ml
        self.refresh()

    def row_of(self, number: int) -> int:
        """The row of a segment, -1 if the search leaves it out."""
        return next((row for row, state in enumerate(self._rows) if state.number == number), -1)

    # --- Qt ---

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        state = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return state.name
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if state.visible else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            told = f"{state.name}\n{self._volume_text(state.number)}\n{self._uncertainty_text(state.number)}"
            return plain_tip(told.strip())
        return {NUMBER: state.number, COLOR: state.color, VOLUME_TEXT: self._volume_text(state.number)}.get(
            role
        )

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        shown = value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        self._layer.set_segment_visible(self._rows[index.row()].number, shown)
        return True

    def _is_found(self, state: SegmentState) -> bool:
        name = state.name.replace("_", " ").replace("-", " ").casefold()
        return all(word in name for word in self._words)

    def _volume_text(self, number: int) -> str:
        if self._volumes is None:
            return "…"
        volume_ml = self._volumes.get(number, 0.0)
        digits = 0 if volume_ml >= 100 else 1 if volume_ml >= 1 else 2
        text = self.tr("%1 ml").replace("%1", f"{volume_ml:.{digits}f}")
        unsure = self._uncertainty_of(number)
        return text if unsure is None else f"{text} · " + self.tr("unsure %1").replace("%1", f"{unsure:.0%}")

    def _uncertainty_text(self, number: int) -> str:
        unsure = self._uncertainty_of(number)
        text = self.tr("Mean uncertainty %1 (0: all predictions agree, 1: no more than chance)")
        return "" if unsure is None else text.replace("%1", f"{unsure:.2f}")

    def _uncertainty_of(self, number: int) -> float | None:
        found = self._layer.segmentation.uncertainty
        return None if found is None else dict(found.by_segment).get(number)


class SegmentDelegate(QStyledItemDelegate):
    """Box, colour, name, volume. A click on the box shows or hides; on the colour asks for another one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        font: QFont = option.font
        return QSize(120, grown(ROW_HEIGHT, font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(RAISED))
        shown = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        paint_box(painter, box_rect(rect), shown)
        colour = QColor(*index.data(COLOR))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour if shown else QColor(colour.red(), colour.green(), colour.blue(), 80))
        painter.drawRoundedRect(swatch_rect(rect), 3, 3)
        volume = str(index.data(VOLUME_TEXT))
        metrics = painter.fontMetrics()
        right = rect.adjusted(0, 0, -_GAP, 0)
        painter.setPen(QColor(MUTED))
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, volume)
        left = swatch_rect(rect).right() + _GAP
        words = QRect(
            left, rect.top(), right.right() - left - metrics.horizontalAdvance(volume) - _GAP, rect.height()
        )
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, words.width())
        painter.setPen(QColor(TEXT if shown else MUTED))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            rect: QRect = option.rect
            if box_rect(rect).adjusted(-4, -4, 4, 4).contains(event.position().toPoint()):
                shown = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
                wanted = Qt.CheckState.Unchecked if shown else Qt.CheckState.Checked
                return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
        return False


def box_rect(row: QRect) -> QRect:
    """Where the box of a row is."""
    return QRect(row.left() + 2, row.center().y() - _BOX // 2, _BOX, _BOX)


def swatch_rect(row: QRect) -> QRect:
    """Where the colour of a row is."""
    return QRect(row.left() + 2 + _BOX + _GAP, row.center().y() - _SWATCH // 2, _SWATCH, _SWATCH)


def paint_box(painter: QPainter, box: QRect, is_checked: bool) -> None:
    """The box that says whether something is shown."""
    painter.setPen(QPen(QColor(ACCENT if is_checked else MUTED), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 3, 3)
    if is_checked:
        painter.setPen(QPen(QColor(ACCENT), 1.8))
        middle = box.center()
        painter.drawLine(box.left() + 3, middle.y() + 1, middle.x() - 1, box.bottom() - 3)
        painter.drawLine(middle.x() - 1, box.bottom() - 3, box.right() - 2, box.top() + 4)
