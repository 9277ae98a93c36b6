"""What each setting changes in the window; a new value counts at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from medviewer.ui.parts.theme import apply_theme
from medviewer.ui.questions import Questions

if TYPE_CHECKING:
    from medviewer.scene.views.slice_plan import Interpolation
    from medviewer.ui.actions.tool_state import Information
    from medviewer.ui.comfort.settings import Settings
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.recent_studies import RecentStudies


class SettingsInForce(QObject):
    """Carries every setting to where it counts, at the start and after each change."""

    def __init__(self, settings: Settings, window: MainWindow, recent: RecentStudies) -> None:
        super().__init__(window)
        self._settings = settings
        self._window = window
        self._recent = recent
        self._does: dict[str, Callable[[], None]] = {
            "mouse.window_gain": self._drag,
            "mouse.level_direction": self._drag,
            "mouse.width_direction": self._drag,
            "view.layout": self._layout,
            "view.information": self._information,
            "view.crosshair": self._crosshair,
            "view.interpolation": self._interpolation,
            "view.neurological": self._neurological,
            "view.cine_speed": self._cine_speed,
            "look.font_scale": self._look,
            "look.palette": self._look,
            "files.startup_folder": self._startup_folder,
            "files.recent_count": self._recent_count,
        }
        for key, apply in self._does.items():
            if not settings.is_usual(key):
                apply()
        settings.changed.connect(self._apply)

    def _apply(self, key: str) -> None:
        does = self._does.get(key)
        if does is not None:
            does()

    def _drag(self) -> None:
        settings, tools = self._settings, self._window.tools
        tools.window_gain = settings.number("mouse.window_gain")
        across = 1.0 if settings.text("mouse.width_direction") == "wider" else -1.0
        down = 1.0 if settings.text("mouse.level_direction") == "brighter" else -1.0
        tools.window_signs = (across, down)

    def _layout(self) -> None:
        self._window.session.scene.layout = self._settings.text("view.layout")

    def _information(self) -> None:
        self._window.tools.show_information(cast("Information", self._settings.text("view.information")))

    def _crosshair(self) -> None:
        self._window.session.scene.crosshair_visible = self._settings.flag("view.crosshair")

    def _interpolation(self) -> None:
        wanted = cast("Interpolation", self._settings.text("view.interpolation"))
        self._window.session.scene.interpolation = wanted

    def _neurological(self) -> None:
        self._window.session.scene.aids.neurological = self._settings.flag("view.neurological")

    def _cine_speed(self) -> None:
        self._window.player.set_speed(self._settings.count("view.cine_speed"))

    def _look(self) -> None:
        application, settings = QApplication.instance(), self._settings
        if isinstance(application, QApplication):
            scale = settings.number("look.font_scale") / 100.0
            apply_theme(application, scale, settings.text("look.palette"))

    def _startup_folder(self) -> None:
        folder = self._settings.text("files.startup_folder")
        if folder and isinstance(self._window.questions, Questions):
            self._window.questions.begin_in(folder)

    def _recent_count(self) -> None:
        self._recent.keep_at_most(self._settings.count("files.recent_count"))
