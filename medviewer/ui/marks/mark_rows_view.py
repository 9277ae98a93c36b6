"""The list of marks: a click goes there, a click on the box shows or hides, a double click renames.

Ctrl and Shift select several; nothing on screen moves then.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from medviewer.ui.marks.mark_table import DETAIL, FIGURE, MARK_ID, Index, MarkTable
from medviewer.ui.panels.segment_table import box_rect, paint_box
from medviewer.ui.parts.theme import MUTED, RAISED, TEXT, grown

ROW_HEIGHT = 40
HEADING_HEIGHT = 24
_MOST_PX = 8 * ROW_HEIGHT
_LEFT, _GAP = 24, 8
_WITH_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_OWN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class MarkRowsView(QListView):
    """``chosen`` carries the id of the mark that the reader wants to see, ``picked`` the ids of several that
    were selected, ``menu_wanted`` the place on screen of a menu for what is selected."""

    chosen = Signal(str)
    picked = Signal(frozenset)
    menu_wanted = Signal(QPoint)

    def __init__(self, table: MarkTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(table)
        self.setItemDelegate(MarkDelegate(self))
        self.setAccessibleName(self.tr("Measurements"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._is_on_box = False
        self._is_with_others = False
        self.clicked.connect(self._clicked)

    def fit(self) -> None:
        """As high as its rows, up to a limit."""
        model = self.model()
        heights = (self.sizeHintForRow(row) for row in range(model.rowCount()))
        self.setFixedHeight(min(sum(heights), _MOST_PX) + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self.fit()

    def show_selected(self, mark_ids: Collection[str]) -> None:
        """Marks the rows of some marks as selected, the last of them as the present one."""
        model, wanted = self.model(), QItemSelection()
        rows = [row for row in range(model.rowCount()) if model.index(row, 0).data(MARK_ID) in mark_ids]
        for row in rows:
            wanted.select(model.index(row, 0), model.index(row, 0))
        if rows and self.currentIndex().row() not in rows:
            flags = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(model.index(rows[-1], 0), flags)
            self.scrollTo(self.currentIndex())
        if {index.row() for index in self.selectedIndexes()} != set(rows):
            self.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def rename(self) -> None:
        """Opens a line for the name of the present row."""
        if self.currentIndex().isValid():
            self.edit(self.currentIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self._is_on_box = _box(self.visualRect(self.indexAt(at))).contains(at)
        self._is_with_others = bool(event.modifiers() & _WITH_OTHERS)
        if event.button() == Qt.MouseButton.RightButton and self.indexAt(at) in self.selectedIndexes():
            return  # the menu is for all that is selected
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu is for the rows that are selected; by keys it opens at the present one."""
        if not self.selectedIndexes():
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        else:
            at = event.globalPos()
        self._tell_all()
        self.menu_wanted.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.itemDelegate().toggle(self.model(), self.currentIndex())  # type: ignore[attr-defined]
            return
        super().keyPressEvent(event)
        if event.modifiers() & _WITH_OTHERS:
            self._tell_all()
        elif event.key() in _OWN_KEYS[:2] or self.currentIndex().row() != before:
            self._tell(self.currentIndex())

    def event(self, event: QEvent) -> bool:
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space)
        if _is_override(event, (*arrows, *_OWN_KEYS[:2])):
            event.accept()  # elsewhere these keys go through the images
            return True
        return super().event(event)

    def _clicked(self, index: QModelIndex) -> None:
        if self._is_with_others:
            self._tell_all()
        elif not self._is_on_box:
            self._tell(index)

    def _tell_all(self) -> None:
        ids = (index.data(MARK_ID) for index in self.selectedIndexes())
        self.picked.emit(frozenset(str(one) for one in ids if one))

    def _tell(self, index: QModelIndex) -> None:
        mark_id = index.data(MARK_ID)
        if mark_id:
            self.chosen.emit(str(mark_id))


class MarkDelegate(QStyledItemDelegate):
    """Box, name and figure; below them the kind and the place."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        usual = HEADING_HEIGHT if index.data(MARK_ID) is None else ROW_HEIGHT
        font: QFont = option.font
        return QSize(120, grown(usual, font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(MARK_ID) is None:
            _paint_heading(painter, rect, str(index.data()))
        else:
            state: QStyle.StateFlag = option.state
            if state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, QColor(RAISED))
            _paint_row(painter, rect, index)
        painter.restore()

    def toggle(self, model: QAbstractItemModel, index: Index) -> bool:
        """Shows a mark that is hidden, hides one that is shown."""
        shown = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if shown else Qt.CheckState.Checked
        return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            rect: QRect = option.rect
            if index.data(MARK_ID) is not None and _box(rect).contains(event.position().toPoint()):
                return self.toggle(model, index)
        return False

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = NameLine(parent)
        editor.setPlaceholderText(str(index.data()))
        editor.setAccessibleName(self.tr("Name of the measurement"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(_LEFT - 4, 4, -4, -4))


class NameLine(QLineEdit):
    """A line whose Enter and Esc are its own and no commands of the window."""

    def event(self, event: QEvent) -> bool:
        if _is_override(event, _OWN_KEYS):
            event.accept()
            return True
        return super().event(event)


def _box(row: QRect) -> QRect:
    """Where a click shows or hides."""
    return box_rect(row).adjusted(-4, -8, 4, 8)


def _is_override(event: QEvent, keys: tuple[Qt.Key, ...]) -> bool:
    """Whether it asks if a key is a command of the window, for one of some keys."""
    is_asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
    return is_asked and event.key() in keys and not event.modifiers()  # type: ignore[attr-defined]


def _paint_heading(painter: QPainter, rect: QRect, text: str) -> None:
    painter.setPen(QColor(MUTED))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width() - 4)
    painter.drawText(rect.adjusted(2, 0, -2, 0), Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_row(painter: QPainter, rect: QRect, index: Index) -> None:
    shown = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    paint_box(painter, box_rect(rect), shown)
    metrics = painter.fontMetrics()
    upper = QRect(rect.left() + _LEFT, rect.top() + 4, rect.width() - _LEFT - _GAP, metrics.height())
    figure = str(index.data(FIGURE) or "")
    painter.setPen(QColor(TEXT if shown else MUTED))
    painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figure)
    room = upper.width() - metrics.horizontalAdvance(figure) - _GAP
    name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
    painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
    small = QFont(painter.font())
    small.setPixelSize(max(9, small.pixelSize() - 1 if small.pixelSize() > 0 else 11))
    painter.setFont(small)
    painter.setPen(QColor(MUTED))
    lower = upper.translated(0, metrics.height() + 1)
    detail = painter.fontMetrics().elidedText(
        str(index.data(DETAIL) or ""), Qt.TextElideMode.ElideRight, lower.width()
    )
    painter.drawText(lower, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, detail)
