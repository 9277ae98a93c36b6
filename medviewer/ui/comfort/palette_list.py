"""The list of the palette: one line an entry, drawn by hand so that it is there at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from medviewer.ui.comfort.palette_entry import PaletteHit
from medviewer.ui.parts.plain_tip import plain_tip
from medviewer.ui.parts.theme import ACCENT, BORDER, MUTED, TEXT

_GREY = "#5f6872"
_SIDE, _GAP = 16, 16
Index = QModelIndex | QPersistentModelIndex


class PaletteModel(QAbstractListModel):
    """The entries that fit, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: tuple[PaletteHit, ...] = ()

    def show_hits(self, hits: Sequence[PaletteHit]) -> None:
        """Takes other entries."""
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.hits[index.row()].entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "  ".join(part for part in (entry.title, entry.path, entry.key, entry.reason) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(entry.reason or entry.title)
        return None


class PaletteDelegate(QStyledItemDelegate):
    """Title with the letters that were found, where it is in the menus, why it is grey, its key."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, max(28, option.fontMetrics.height() + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, PaletteModel):
            return
        hit = model.hits[index.row()]
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor("#24445c"))
        inner = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        right = self._draw_key(painter, inner, hit.entry.key)
        inner.setRight(right)
        at = self._draw_title(painter, inner, hit)
        rest = inner.adjusted(at - inner.left() + _GAP, 0, 0, 0)
        said = "  ·  ".join(part for part in (hit.entry.path, hit.entry.reason) if part)
        painter.setPen(QColor(MUTED if not hit.entry.reason else _GREY))
        self._draw_text(painter, rest, said)
        painter.restore()

    def _draw_key(self, painter: QPainter, inner: QRect, key: str) -> int:
        """Draws a key in its frame; gives where the room to the left of it ends."""
        if not key:
            return inner.right()
        width = painter.fontMetrics().horizontalAdvance(key) + 12
        height = painter.fontMetrics().height() + 4
        frame = QRect(inner.right() - width, inner.center().y() - height // 2, width, height)
        painter.setPen(QColor(BORDER))
        painter.drawRoundedRect(frame, 3, 3)
        painter.setPen(QColor(MUTED))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, key)
        return frame.left() - _GAP

    def _draw_title(self, painter: QPainter, inner: QRect, hit: PaletteHit) -> int:
        """Draws the title; gives where it ends."""
        title, places = hit.entry.title, set(hit.places)
        widest = max(inner.width() * 2 // 3, 80)
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, widest)
        plain = QColor(_GREY if hit.entry.reason else TEXT)
        at, begin = inner.left(), 0
        while begin < len(shown):
            end = begin + 1
            while end < len(shown) and (end in places) == (begin in places):
                end += 1
            painter.setPen(QColor(ACCENT) if begin in places and not hit.entry.reason else plain)
            part = shown[begin:end]
            place = QRect(at, inner.top(), inner.right() - at, inner.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, part)
            at += painter.fontMetrics().horizontalAdvance(part)
            begin = end
        return at

    def _draw_text(self, painter: QPainter, room: QRect, text: str) -> None:
        if room.width() > 24:
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
