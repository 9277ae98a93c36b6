"""The segments of one layer: search, groups, and a row for each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QColorDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from medviewer.scene.layers.layers import LabelLayer
from medviewer.scene.layers.segment_groups import segment_groups
from medviewer.scene.layers.segment_looks import recolour, show_only, show_segments
from medviewer.ui.panels.segment_table import NUMBER, ROW_HEIGHT, SegmentDelegate, SegmentTable, swatch_rect
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import grown

_MOST_ROWS = 14
_MANY = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SegmentList(QWidget):
    """Space shows or hides a segment, Enter or a click on its name goes there, as ``jump_wanted`` tells.

    ``explain_wanted`` carries the number of a segment and a method.
    """

    jump_wanted = Signal(int)
    explain_wanted = Signal(int, str)

    def __init__(self, layer: LabelLayer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer = layer
        self.table = SegmentTable(layer)
        self.view = _Rows()
        self.view.setModel(self.table)
        self.view.setItemDelegate(SegmentDelegate(self.view))
        self.view.setAccessibleName(self.tr("Segments"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search %1 segments").replace("%1", str(len(layer.segments))))
        self.search.setAccessibleName(self.tr("Search segments"))
        self.search.setToolTip(self.tr("Search segments"))
        self.search.setClearButtonEnabled(True)
        self.menu_button = self._button(self.tr("Show  ▾"), self.tr("Show and hide many at once"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(QMenu(self))
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.opacity.setToolTip(self.tr("Opacity of the chosen segment"))
        self.opacity.setAccessibleName(self.tr("Opacity of the chosen segment"))
        self._chosen = PlainLabel(role="muted")
        self._build()
        self._connect()
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Shows the present state of the layer."""
        self.table.refresh()
        self._fit()
        self._show_chosen()

    def detach(self) -> None:
        """Stops listening to the layer."""
        self._layer.events.segments.disconnect(self.refresh)

    def choose(self, number: int) -> None:
        """Marks a segment and brings it into sight."""
        row = self.table.row_of(number)
        if row >= 0:
            self.view.setCurrentIndex(self.table.index(row))

    # --- parts ---

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.search, 1)
        head.addStretch(0)
        head.addWidget(self.menu_button)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._chosen, 1)
        below.addWidget(self.opacity)
        self.opacity.setFixedWidth(72)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.view)
        column.addLayout(below)
        self.search.setVisible(len(self._layer.segments) >= _MANY)
        self.menu_button.setVisible(len(self._layer.segments) > 1 or self._layer.is_from_model)

    def _connect(self) -> None:
        self._layer.events.segments.connect(self.refresh)
        self.search.textChanged.connect(self._search)
        self.menu_button.menu().aboutToShow.connect(self.fill_menu)
        self.view.jumped.connect(self.jump_wanted)
        self.view.colour_wanted.connect(self._pick_colour)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self.opacity.valueChanged.connect(self._set_opacity)

    def fill_menu(self) -> None:
        """What can be done to many segments at once, among them the groups that their names make."""
        menu, layer = self.menu_button.menu(), self._layer
        menu.clear()
        found = [state.number for state in self.table.rows]
        every = [state.number for state in layer.segments]
        menu.addAction(self.tr("Show all")).triggered.connect(layer.show_all)
        menu.addAction(self.tr("Hide all")).triggered.connect(lambda: show_segments(layer, every, False))
        if len(found) < len(every):
            menu.addSeparator()
            some = str(len(found))
            text = self.tr("Show only the %1 found").replace("%1", some)
            menu.addAction(text).triggered.connect(lambda: show_only(layer, found))
            text = self.tr("Hide the %1 found").replace("%1", some)
            menu.addAction(text).triggered.connect(lambda: show_segments(layer, found, False))
        chosen = self.view.currentIndex().data(NUMBER)
        if chosen is not None:
            text = self.tr("Show only the chosen one")
            menu.addAction(text).triggered.connect(lambda: show_only(layer, [int(chosen)]))
            self._add_methods(menu, int(chosen))
        self._add_groups(menu)
        menu.addSeparator()
        order = menu.addAction(self.tr("Largest first"))
        order.setCheckable(True)
        order.setChecked(self.table.is_by_volume)
        order.triggered.connect(self.table.set_order)
        menu.addAction(self.tr("Colours that differ")).triggered.connect(lambda: recolour(layer))

    def _add_methods(self, menu: QMenu, number: int) -> None:
        if not self._layer.is_from_model:
            return
        from medviewer.ui.explain.explain_section import fill_with_methods  # not needed for the first picture

        inner = menu.addMenu(self.tr("Explain the chosen one"))
        fill_with_methods(inner, lambda method: self.explain_wanted.emit(number, method))

    def _add_groups(self, menu: QMenu) -> None:
        groups = segment_groups(self._layer.segments)
        if not groups:
            return
        menu.addSeparator()
        for title, is_only in ((self.tr("Show only"), True), (self.tr("Hide"), False)):
            inner = menu.addMenu(title)
            for name, numbers in groups.items():
                action = inner.addAction(f"{name.replace('&', '&&')}  ({len(numbers)})")
                if is_only:
                    action.triggered.connect(lambda _=False, some=numbers: show_only(self._layer, some))
                else:
                    action.triggered.connect(
                        lambda _=False, some=numbers: show_segments(self._layer, some, False)
                    )

    def _search(self, text: str) -> None:
        self.table.search(text)
        self._fit()

    def _fit(self) -> None:
        """As high as its rows, up to a limit; beyond that it scrolls."""
        rows = min(max(self.table.rowCount(), 1), _MOST_ROWS)
        self.view.setFixedHeight(rows * grown(ROW_HEIGHT, self.view.font()) + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self._fit)  # the rows have theirs a moment later

    def _show_chosen(self) -> None:
        number = self.view.currentIndex().data(NUMBER)
        self.opacity.setVisible(number is not None)
        self._chosen.setVisible(number is not None)
        if number is not None:
            state = self._layer.segment(int(number))
            self._chosen.setText(self.tr("Opacity"))
            self.opacity.blockSignals(True)
            self.opacity.setValue(round(state.opacity * 100))
            self.opacity.blockSignals(False)

    def _set_opacity(self, percent: int) -> None:
        number = self.view.currentIndex().data(NUMBER)
        if number is not None and round(self._layer.segment(int(number)).opacity * 100) != percent:
            self._layer.set_segment_opacity(int(number), percent / 100.0)

    def _pick_colour(self, number: int) -> None:
        before = QColor(*self._layer.segment(number).color)
        picked = QColorDialog.getColor(before, self, self.tr("Colour of the segment"))
        if picked.isValid():
            self._layer.set_segment_color(number, (picked.red(), picked.green(), picked.blue()))

    def _button(self, text: str, tooltip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tooltip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


class _Rows(QListView):
    """Only the rows in sight are painted; none is a widget."""

    jumped = Signal(int)
    colour_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at: QPoint = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        swatch = swatch_rect(self.visualRect(index))
        if swatch.adjusted(-3, -3, 3, 3).contains(at):
            self.colour_wanted.emit(index.data(NUMBER))
        elif at.x() > swatch.right() + 4:
            self.jumped.emit(index.data(NUMBER))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in _ENTER:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # elsewhere the key makes a view large
                return True
            if event.type() == QEvent.Type.KeyPress and self.currentIndex().isValid():
                self.jumped.emit(self.currentIndex().data(NUMBER))
                return True
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # elsewhere it plays the cine
                return True
            if event.type() == QEvent.Type.KeyPress and self.currentIndex().isValid():
                self._toggle()
                return True
        return super().event(event)

    def _toggle(self) -> None:
        index = self.currentIndex()
        shown = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if shown else Qt.CheckState.Checked
        self.model().setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
