"""The commands that arrange views."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidgetAction

from medviewer.core.series import SeriesEntry
from medviewer.scene.views.grid_views import choose_plane, put_in_view
from medviewer.scene.views.layout import grid_name
from medviewer.scene.views.viewport import ViewKind
from medviewer.ui.layouts.section_menu import SectionMenu

if TYPE_CHECKING:
    from medviewer.ui.layouts.layout_desk import LayoutDesk
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.window_parts import WindowParts


class LayoutCommands(QObject):
    """Which views there are, and what they show."""

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._scene = parts.session.scene
        self._picker_action = QWidgetAction(self)

    @cached_property
    def desk(self) -> LayoutDesk:
        """The parts that do the work; the first picture of the window does not wait for them."""
        from medviewer.ui.layouts.layout_desk import LayoutDesk

        desk = LayoutDesk(self._window, self._parts)
        desk.picker.picked.connect(self._pick_grid)
        desk.example_wanted.connect(self.example)
        return desk

    def attach(self, window: MainWindow) -> None:
        """Puts the picker and the list of series into the menus, and takes what is dropped on views."""
        menus = window.menus
        self._picker_action.setText(self.tr("Any grid"))
        menus["View/Layout"].aboutToShow.connect(self._show_picker)
        series = menus["View"].addMenu(self.tr("Series in the view"))
        menus["View"].insertMenu(menus["View/Plane"].menuAction(), series)
        menus["View/Series"] = series
        series.aboutToShow.connect(self._list_series)
        window.grid.series_dropped.connect(window.flow.choose)
        window.flow.hang = self._hang
        SectionMenu((window.panels.left, window.panels.right), lambda: self.desk.floats, self)

    def pick(self, name: str) -> None:
        self.desk.filler.switch(name)
        self.desk.hanging.note_choice(name)

    def any_grid(self) -> None:
        button = self._window.tool_bar.menu_buttons["@layouts"]
        menu = self._window.menus["View/Layout"]
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        menu.setActiveAction(self._picker_action)
        self.desk.picker.setFocus()

    def plane(self, kind: str) -> None:
        choose_plane(self._scene, self._scene.viewport_in_use, cast(ViewKind, kind))

    def empty(self) -> None:
        viewport = self._scene.viewport_in_use
        if viewport.has_own_image:
            put_in_view(viewport, None)

    def example(self) -> None:
        """Makes a rule of what is on screen, and shows it to be named and edited."""
        rule = self.desk.hanging.add_example()
        if rule is not None:
            self.desk.show_rules().unfold(0)
            text = self.tr("Studies like this will be arranged so: see Hanging rules on the right.")
            self._window.say(text, "note")

    def rules(self) -> None:
        self.desk.show_rules().example.setFocus()

    def detach(self) -> None:
        self.desk.floats.detach()

    def panel_window(self, side: str) -> None:
        panels = self._window.panels
        self.desk.floats.detach_panel(panels.left if side == "left" else panels.right)

    # --- parts ---

    def _hang(self, images: Sequence[SeriesEntry], first: SeriesEntry, is_asked: bool) -> SeriesEntry:
        return self.desk.hanging.hang(images, first, is_asked)

    def _show_picker(self) -> None:
        if self._picker_action.defaultWidget() is None:  # a menu takes it only as it is when it is added
            self._picker_action.setDefaultWidget(self.desk.picker)
            menu = self._window.menus["View/Layout"]
            menu.addSeparator()
            menu.addAction(self._picker_action)
        self._picker_action.setEnabled(self._scene.active is not None)

    def _list_series(self) -> None:
        from medviewer.ui.layouts.series_menu import list_series

        menu, flow = self._window.menus["View/Series"], self._window.flow
        list_series(menu, self._scene, self._parts.studies, flow.choose)

    def _pick_grid(self, rows: int, columns: int) -> None:
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self.pick(grid_name(rows, columns))
