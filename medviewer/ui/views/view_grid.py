"""The views in the middle of the window, arranged as the scene's layout says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from medviewer.scene.scene import Scene
from medviewer.scene.views.detached import planes_apart
from medviewer.scene.views.layout import LARGEST_GRID, Cell
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.layouts.series_drop import SeriesDrop
from medviewer.ui.parts.plain_label import PlainLabel

if TYPE_CHECKING:
    from medviewer.ui.views.slice_picture import PictureMaker
    from medviewer.ui.views.slice_view import SliceView
    from medviewer.ui.views.volume_picture import VolumePictureMaker
    from medviewer.ui.views.volume_view import VolumeView

_GAP = 2


class ViewGrid(QWidget):
    """All views, each made when it is first on show; those that the layout names are.

    ``series_dropped`` carries the id of a series and of the view that it was dropped on.
    """

    hovered = Signal(object)
    menu_wanted = Signal(QPoint)
    badge_clicked = Signal(str)
    folder_wanted = Signal()
    sample_wanted = Signal()
    library_wanted = Signal()
    series_dropped = Signal(str, str)
    view_made = Signal(object)

    def __init__(
        self,
        scene: Scene,
        tools: ToolState,
        make_slice_renderer: Callable[[], PictureMaker],
        make_volume_renderer: Callable[[], VolumePictureMaker],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self._tools = tools
        self._make_slice_renderer = make_slice_renderer
        self._make_volume_renderer = make_volume_renderer
        self._shown: tuple[tuple[Cell, QWidget], ...] | None = None
        self._leading = ""
        self.slice_views: dict[str, SliceView] = {}
        self.views: dict[str, QWidget] = {}
        self.views_apart: dict[str, QWidget] = {}
        """Those in windows of their own, by the id of their viewport."""
        self._made: dict[tuple[str, bool], QWidget] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        self._grid.setSpacing(_GAP)
        self._welcome = self._make_welcome()
        self.drop = SeriesDrop(self, self._view_at)
        self.drop.dropped.connect(self.series_dropped)
        scene.changed.connect(self.arrange)  # image, layout, maximised or true slices
        self.arrange()

    def make_usual_views(self) -> None:
        """Makes those that most layouts name; an empty window is painted without them."""
        for view_id in tuple(self._scene.viewports):
            self.view(view_id)

    @property
    def volume_view(self) -> VolumeView:
        """The usual 3D view."""
        return cast("VolumeView", self.view("3d"))

    @property
    def slice_view_in_use(self) -> SliceView | None:
        """The view that the keys act on, if it shows slices."""
        from medviewer.ui.views.slice_view import SliceView

        view = self.view_in_use
        return view if isinstance(view, SliceView) else None

    @property
    def view_in_use(self) -> QWidget | None:
        """The view that the keys act on: the last one under the mouse, if it is on show."""
        views = {**{cell.view: view for cell, view in self._shown or ()}, **self.views_apart}
        return views.get(self._scene.view_in_use) or next(iter(views.values()), None)

    def view(self, view_id: str) -> QWidget:
        """A view by the id of its viewport; one that nobody asked for before is made now.

        In a grid a view may show slices or 3D: it is another widget then.
        """
        viewport = self._scene.viewport(view_id)
        key = (view_id, viewport.kind == "3d")
        if key not in self._made:
            self._made[key] = self.make_view(viewport, self)
        view = self._made[key]
        if self.views.get(view_id) is not view:
            before = self.views.get(view_id)
            self.views[view_id] = view
            if before is not None:
                before.hide()
            if viewport.kind != "3d":
                self.slice_views[view_id] = cast("SliceView", view)
        return view

    def make_view(self, viewport: Viewport, parent: QWidget) -> QWidget:
        """A new view of slices or of 3D, as its viewport says, connected like all others."""
        if viewport.kind == "3d":
            return self.make_volume_view(viewport, parent)
        from medviewer.ui.layouts.series_view import SeriesView  # an empty window needs no view
        from medviewer.ui.views.slice_view import SliceView

        kind = SeriesView if viewport.has_own_image else SliceView
        view = kind(self._scene, viewport, self._make_slice_renderer, self._tools, parent)
        view.hovered.connect(self.hovered)
        view.menu_wanted.connect(self.menu_wanted)
        view.badge_clicked.connect(self.badge_clicked)
        view.hide()
        self.view_made.emit(view)
        return view

    def make_volume_view(self, viewport: Viewport, parent: QWidget) -> VolumeView:
        """A new 3D view."""
        from medviewer.ui.views.volume_view import VolumeView

        view = VolumeView(self._scene, viewport, self._make_volume_renderer, self._tools, parent)
        view.menu_wanted.connect(self.menu_wanted)
        view.hide()
        self.view_made.emit(view)
        return view

    def arrange(self) -> None:
        """Puts the views of the present layout into their places."""
        cells, stretch = self._wanted()
        places = tuple((cell, self.view(cell.view)) for cell in cells)
        if places == self._shown:
            return
        for _, view in self._shown or ():
            self._grid.removeWidget(view)
        wanted = dict.fromkeys(cell.view for cell in cells)
        for view_id, view in self.views.items():
            view.setVisible(view_id in wanted)
        rows, columns = _rows(cells), {cell.column for cell in cells}
        for number in range(max(LARGEST_GRID)):
            self._grid.setColumnStretch(number, stretch[number] if number in columns else 0)
            self._grid.setRowStretch(number, 1 if number in rows else 0)
        for cell, view in places:
            self._grid.addWidget(view, cell.row, cell.column, cell.row_span, cell.column_span)
        self._shown = places
        self._take_in_use(cells)
        self._welcome.setVisible(not cells)

    def _take_in_use(self, cells: tuple[Cell, ...]) -> None:
        """The view in use is one that is on screen; where another plane leads, it is that one."""
        scene = self._scene
        leading = scene.shown_layout.cells[0].view
        there = [*(cell.view for cell in cells), *scene.apart]
        if cells and (scene.view_in_use not in there or leading != self._leading):
            scene.view_in_use = cells[0].view
        self._leading = leading

    def _view_at(self, at: QPoint) -> tuple[str, QRect]:
        """The view under a point and its place; the whole grid where there is none."""
        for cell, view in self._shown or ():
            if view.geometry().contains(at):
                return cell.view, view.geometry()
        return "", self.rect()

    def show_activity(self, text: str) -> None:
        """Says in the empty window what is being done; "" invites to open something."""
        self._title.setText(text or self.tr("Drop a folder or files here"))

    def _wanted(self) -> tuple[tuple[Cell, ...], tuple[int, ...]]:
        if self._scene.active is None:
            return (), (1,)
        layout = self._scene.shown_layout
        if self._scene.maximised:
            cells = tuple(
                Cell(cell.view, 0, 0) for cell in layout.cells if cell.view == self._scene.maximised
            )
            if cells:
                return cells, (1,)
        away = frozenset[str]() if layout.is_grid else planes_apart(self._scene)
        cells = tuple(cell for cell in layout.cells if cell.view not in away)
        return cells or layout.cells[:1], layout.column_stretch

    def _make_welcome(self) -> QWidget:
        welcome = QWidget(self)
        column = QVBoxLayout(welcome)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(8)
        self._title = title = PlainLabel()
        self.show_activity("")
        font = title.font()
        font.setPixelSize(18)
        title.setStyleSheet("font-size: 18px;")
        title.setFont(font)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint = PlainLabel(
            self.tr("Ctrl+O opens a folder, Ctrl+Shift+O files, Ctrl+L the library; ? shows all keys."),
            role="muted", wrap=True,
        )  # fmt: skip
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        notice = PlainLabel(self.tr("Research use only. Not a medical device."), role="muted")
        notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons.setSpacing(8)
        for text, signal in (
            (self.tr("Open folder…"), self.folder_wanted),
            (self.tr("Library"), self.library_wanted),
            (self.tr("Open sample study"), self.sample_wanted),
        ):
            button = QPushButton(text)
            button.setToolTip(text)
            button.clicked.connect(signal.emit)
            buttons.addWidget(button)
        column.addWidget(title)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addSpacing(8)
        column.addWidget(hint)
        column.addWidget(notice)
        self._grid.addWidget(welcome, 0, 0)
        return welcome


def _rows(cells: tuple[Cell, ...]) -> set[int]:
    """The rows that need height: those of views that span no more, or else all that views begin in."""
    single = {cell.row for cell in cells if cell.row_span == 1}
    return single or {cell.row for cell in cells}
