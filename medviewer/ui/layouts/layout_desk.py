"""What arranges views: filling grids, hanging rules, windows of their own; made when first wanted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from medviewer.core.series import SeriesEntry
from medviewer.ui.hanging.hanging_desk import HangingDesk
from medviewer.ui.hanging.library_prior import find_prior
from medviewer.ui.hanging.rule_list import RuleList
from medviewer.ui.layouts.layout_memory import LayoutMemory
from medviewer.ui.layouts.layout_picker import LayoutPicker
from medviewer.ui.layouts.view_filler import ViewFiller

if TYPE_CHECKING:
    from medviewer.ui.hanging.rules_panel import RulesPanel
    from medviewer.ui.layouts.float_desk import FloatDesk
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.window_parts import WindowParts


class LayoutDesk(QObject):
    """Holds the parts together. ``example_wanted`` asks for a rule of what is on screen."""

    example_wanted = Signal()

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._presets = {preset.id: preset.name for preset in parts.presets}
        self._config = parts.config_folder
        self._library = parts.library.link
        scene, studies, flow = parts.session.scene, parts.studies, window.flow
        self.picker = LayoutPicker()
        self.filler = ViewFiller(scene, studies, flow, self)
        rules, memory = (
            RuleList(self._config / "hanging.json", self),
            LayoutMemory(self._config / "layouts.json"),
        )
        parts.choices.watch(rules.file, memory.file)
        self._choices = parts.choices
        self.hanging = HangingDesk(scene, studies, flow, self.filler, rules, memory, parts.presets, self)
        self.filler.said.connect(window.say)
        self.hanging.said.connect(window.say)
        self.hanging.prior_wanted.connect(self._open_prior)

    @cached_property
    def floats(self) -> FloatDesk:
        """The windows beside the main one."""
        from medviewer.ui.layouts.float_desk import FloatDesk
        from medviewer.ui.layouts.screen_places import WindowPlaces

        places = WindowPlaces(self._config / "windows.json")
        self._choices.watch(places.file)
        return FloatDesk(self._window, places)

    @cached_property
    def panel(self) -> RulesPanel:
        """The list of hanging rules in the panel on the right."""
        from medviewer.ui.hanging.rules_panel import RulesPanel
        from medviewer.ui.panels.fold_section import FoldSection

        window = self._window
        panel = RulesPanel(self.hanging.rules, self._presets, window.questions)
        panel.said.connect(window.say)
        panel.example_wanted.connect(self.example_wanted)
        panel.apply_wanted.connect(self.hanging.apply_now)
        self._section = FoldSection(self.tr("Hanging rules"), panel)
        window.panels.right.insert_section(0, self._section)
        return panel

    def show_rules(self) -> RulesPanel:
        """Brings the list into sight."""
        panel = self.panel
        self._window.panels.right.set_folded(False)
        self._section.set_unfolded(True)
        QTimer.singleShot(0, panel, lambda: self._window.panels.right.bring_into_sight(panel))
        return panel

    def _open_prior(self, entry: SeriesEntry) -> None:
        """What the library has of the patient before this study is opened beside it."""

        def open_beside(paths: Sequence[str]) -> None:
            # The library may take its time: a patient who was opened meanwhile stays.
            if self.hanging.still_wants(entry):
                self._window.flow.open_paths(paths, remembers=False)

        find_prior(self._library, entry, open_beside)
