"""The commands that arrange views."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidgetAction

from medviewer.scene.grid_views import choose_plane, put_in_view
from medviewer.scene.layout import grid_name
from medviewer.scene.viewport import ViewKind
from medviewer.ui.layouts.layout_picker import LayoutPicker
from medviewer.ui.layouts.series_menu import SeriesMenu
from medviewer.ui.layouts.view_filler import ViewFiller

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.window_parts import WindowParts


class LayoutCommands(QObject):
    """Which views there are, and what they show."""

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._scene = parts.session.scene
        self._studies = parts.studies
        self.filler = ViewFiller(self._scene, parts.studies, window.flow, self)

    def attach(self, window: MainWindow) -> None:
        """Puts the picker and the list of series into the menus, and takes what is dropped on views."""
        self._picker = LayoutPicker()
        self._picker.picked.connect(self._pick_grid)
        picker = QWidgetAction(self)
        picker.setText(self.tr("Any grid"))
        picker.setDefaultWidget(self._picker)
        menu = window.menus["View/Layout"]
        menu.addSeparator()
        menu.addAction(picker)
        menu.aboutToShow.connect(lambda: picker.setEnabled(self._scene.active is not None))
        series = window.menus["View"].addMenu(self.tr("Series in the view"))
        window.menus["View"].insertMenu(window.menus["View/Plane"].menuAction(), series)
        window.menus["View/Series"] = series
        SeriesMenu(series, self._scene, self._studies, window.flow.choose)
        window.grid.series_dropped.connect(window.flow.choose)
        self.filler.said.connect(window.say)

    def pick(self, name: str) -> None:
        self.filler.switch(name)

    def any_grid(self) -> None:
        button = self._window.tool_bar.menu_buttons["@layouts"]
        menu = self._window.menus["View/Layout"]
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[-1])
        self._picker.setFocus()

    def plane(self, kind: str) -> None:
        choose_plane(self._scene, self._scene.viewport_in_use, cast(ViewKind, kind))

    def empty(self) -> None:
        viewport = self._scene.viewport_in_use
        if viewport.has_own_image:
            put_in_view(viewport, None)

    def _pick_grid(self, rows: int, columns: int) -> None:
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self.pick(grid_name(rows, columns))
