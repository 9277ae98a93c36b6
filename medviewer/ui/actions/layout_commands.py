"""The commands that arrange views."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidgetAction

from medviewer.core.series import SeriesEntry
from medviewer.scene.grid_views import choose_plane, put_in_view
from medviewer.scene.layout import grid_name
from medviewer.scene.viewport import ViewKind
from medviewer.ui.hanging.hanging_desk import HangingDesk
from medviewer.ui.hanging.library_prior import find_prior
from medviewer.ui.hanging.rule_list import RuleList
from medviewer.ui.layouts.layout_memory import LayoutMemory
from medviewer.ui.layouts.layout_picker import LayoutPicker
from medviewer.ui.layouts.screen_places import WindowPlaces
from medviewer.ui.layouts.section_menu import SectionMenu
from medviewer.ui.layouts.series_menu import SeriesMenu
from medviewer.ui.layouts.view_filler import ViewFiller

if TYPE_CHECKING:
    from medviewer.ui.hanging.rules_panel import RulesPanel
    from medviewer.ui.layouts.float_desk import FloatDesk
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.window_parts import WindowParts


class LayoutCommands(QObject):
    """Which views there are, and what they show."""

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._scene = parts.session.scene
        self._studies = parts.studies
        self._presets = {preset.id: preset.name for preset in parts.presets}
        self._panel: RulesPanel | None = None
        self._floats: FloatDesk | None = None
        self._config = parts.config_folder
        self._library = parts.library.link
        self.filler = ViewFiller(self._scene, parts.studies, window.flow, self)
        self.hanging = HangingDesk(
            self._scene, parts.studies, window.flow, self.filler,
            RuleList(parts.config_folder / "hanging.json", self),
            LayoutMemory(parts.config_folder / "layouts.json"), parts.presets, self,
        )  # fmt: skip

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
        self.hanging.said.connect(window.say)
        self.hanging.prior_wanted.connect(self._open_prior)
        SectionMenu((window.panels.left, window.panels.right), lambda: self.floats, self)

    def _open_prior(self, entry: SeriesEntry) -> None:
        """What the library has of the patient before this study is opened beside it."""
        flow = self._window.flow
        find_prior(self._library, entry, lambda paths: flow.open_paths(paths, remembers=False))

    def pick(self, name: str) -> None:
        self.filler.switch(name)
        self.hanging.note_choice(name)

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

    def example(self) -> None:
        """Makes a rule of what is on screen, and shows it to be named and edited."""
        rule = self.hanging.add_example()
        if rule is not None:
            self._show_rules().unfold(0)
            text = self.tr("Studies like this will be arranged so: see Hanging rules on the right.")
            self._window.say(text, "note")

    def rules(self) -> None:
        self._show_rules().example.setFocus()

    def _show_rules(self) -> RulesPanel:
        """The list on the right, made when it is first asked for."""
        from medviewer.ui.hanging.rules_panel import RulesPanel
        from medviewer.ui.panels.fold_section import FoldSection

        window = self._window
        if self._panel is None:
            self._panel = panel = RulesPanel(self.hanging.rules, self._presets, window.questions)
            panel.said.connect(window.say)
            panel.example_wanted.connect(self.example)
            panel.apply_wanted.connect(self.hanging.apply_now)
            self._section = FoldSection(self.tr("Hanging rules"), panel)
            window.panels.right.insert_section(0, self._section)
        window.panels.right.set_folded(False)
        self._section.set_unfolded(True)
        QTimer.singleShot(0, self._panel, self._bring_into_sight)
        return self._panel

    def _bring_into_sight(self) -> None:
        if self._panel is not None:
            self._window.panels.right.bring_into_sight(self._panel)

    def detach(self) -> None:
        self.floats.detach()

    def panel_window(self, side: str) -> None:
        panels = self._window.panels
        self.floats.detach_panel(panels.left if side == "left" else panels.right)

    @property
    def floats(self) -> FloatDesk:
        """The windows beside the main one, made when one is first asked for."""
        if self._floats is None:
            from medviewer.ui.layouts.float_desk import FloatDesk

            self._floats = FloatDesk(self._window, WindowPlaces(self._config / "windows.json"))
        return self._floats

    def _pick_grid(self, rows: int, columns: int) -> None:
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self.pick(grid_name(rows, columns))
