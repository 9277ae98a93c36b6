"""The desk for settings, keys, the palette of commands, help, the tour, the doctor and the console.

Everything of it is made at first use: the first picture of the window waits for none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from medviewer.ui.comfort.settings_in_force import SettingsInForce

if TYPE_CHECKING:
    from medviewer.ui.comfort.console_panel import ConsolePanel
    from medviewer.ui.comfort.page import Page, PageHost
    from medviewer.ui.comfort.palette import Palette
    from medviewer.ui.comfort.tour import Tour
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.window_parts import WindowParts

_MOST_USED = 30


class ComfortDesk(QObject):
    """The commands of the rows ``comfort.*``. ``pages`` is what lies over the views, if anything does."""

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._pages: PageHost | None = None
        self._palette: Palette | None = None
        self._tour: Tour | None = None
        self._console: ConsolePanel | None = None

    def attach(self, window: MainWindow) -> None:
        """Puts the settings in force, once the window is built."""
        parts = self._parts
        self.in_force = SettingsInForce(parts.settings, window, parts.recent)
        window.status.use_rows(window.actions_by_id.rows.values())
        parts.keys.changed.connect(self._set_key)
        parts.settings.changed.connect(self._follow_console)
        self._follow_console("advanced.console")
        window.first_painted.connect(self._tell_trouble)

    def _set_key(self, name: str) -> None:
        self._window.actions_by_id.set_key(name, self._parts.keys.key(name))

    # --- pages ---

    @property
    def pages(self) -> PageHost:
        if self._pages is None:
            from medviewer.ui.comfort.page import PageHost  # not needed for the first picture

            window = self._window
            self._pages = PageHost(window.centralWidget() or window, (window.banner, window.messages))
            self._pages.changed.connect(self._leave_tour)
        return self._pages

    @property
    def page(self) -> Page | None:
        """The page that is shown, or None."""
        return None if self._pages is None else self._pages.page

    def settings(self) -> None:
        """Shows the settings."""
        self.show_setting("")

    def show_setting(self, key: str) -> None:
        """Shows the settings, one of them in sight."""
        from medviewer.ui.comfort.settings_page import SettingsPage

        page = SettingsPage(self._parts.settings, self._window.questions.folder_to_open)
        self.pages.show_page(page)
        page.show_setting(key)

    def keys(self) -> None:
        """Shows all keys."""
        from medviewer.ui.comfort.keys_page import KeysPage

        self.pages.show_page(KeysPage(self._parts.keys, self._window.questions))

    # --- the palette ---

    def palette(self) -> None:
        """Opens the palette, or ends it."""
        if self._palette is None:
            from medviewer.ui.comfort.palette import Palette

            self._palette = Palette(self._window, self._window.banner)
            self._palette.chosen.connect(self._note_used)
        if self._palette.isVisible():
            self._palette.leave()
            return
        from medviewer.ui.comfort.palette_of_window import entries_of

        self._palette.open_with(
            entries_of(self._window, self._parts, self.show_setting, self.show_help),
            self._parts.settings.words("advanced.palette_used"),
        )

    def _note_used(self, entry_id: str) -> None:
        settings = self._parts.settings
        used = settings.words("advanced.palette_used")
        lately = (entry_id, *(one for one in used if one != entry_id))[:_MOST_USED]
        settings.set("advanced.palette_used", lately)

    # --- help and the tour ---

    def help(self) -> None:
        """Shows the help on what is under the mouse, else on what has the focus."""
        from medviewer.ui.comfort.help_topics import topic_at

        self.show_help(topic_at(self._window, QApplication.focusWidget()))

    def show_help(self, name: str) -> None:
        """Shows a page of the help."""
        from medviewer.ui.comfort.help_page import HelpPage
        from medviewer.ui.comfort.help_pages import HelpPages

        page = self.page
        if not isinstance(page, HelpPage):
            page = HelpPage(HelpPages.of_program(self._parts.settings.text("look.language")))
            self.pages.show_page(page)
        page.show_topic(name)

    def tour(self) -> None:
        """Walks through the window."""
        from medviewer.ui.comfort.tour import Tour
        from medviewer.ui.comfort.tour_stops import stops_of

        if self._pages is not None:
            self._pages.close_page()
        if self._tour is not None:
            self._tour.end()
        self._tour = Tour(self._window, stops_of(self._window))
        self._tour.ended.connect(self._note_tour)
        self._tour.begin()

    def _leave_tour(self) -> None:
        if self._tour is not None and self.page is not None:
            self._tour.end()

    def _note_tour(self) -> None:
        self._tour = None  # it deletes itself
        self._parts.settings.set("advanced.tour_seen", True)

    def tour_if_new(self) -> None:
        """Walks through the window at the very first start."""
        if not self._parts.settings.flag("advanced.tour_seen"):
            QTimer.singleShot(800, self, self.tour)

    # --- the doctor ---

    def doctor(self) -> None:
        """Shows what is slow or missing on this machine."""
        from medviewer.ui.comfort.doctor_page import DoctorPage
        from medviewer.ui.comfort.window_facts import window_checks

        window = self._window
        page = DoctorPage(self._parts.in_background, lambda: window_checks(window))
        page.bundle_wanted.connect(self.bundle)
        self.pages.show_page(page)
        page.look()

    def bundle(self) -> None:
        """Saves the support bundle where the user wants it."""
        path = self._window.questions.bundle_target("medviewer-support.zip")
        if not path:
            return
        from shiboken6 import isValid

        from medviewer.ui.comfort.support_bundle import write_bundle
        from medviewer.ui.comfort.window_facts import bundle_contents

        contents = bundle_contents(self._window, self._parts)
        saved = self.tr("Saved %1").replace("%1", path)
        self._window.say(self.tr("Gathering the support bundle; it takes some seconds."), "note")
        broke_off = self.tr("The support bundle was not saved.")

        def tell(trouble: str) -> None:
            if isValid(self):  # it takes seconds, and the window may be closed by then
                self._window.say(trouble or saved, "error" if trouble else "note")

        self._parts.in_background(lambda: write_bundle(path, contents), tell, lambda: tell(broke_off))

    # --- the console ---

    def console(self) -> None:
        """Shows or hides the console; while it is switched off, where to switch it on."""
        if self._console is None:
            self.show_setting("advanced.console")
            return
        self._console.setVisible(not self._console.isVisible())
        if self._console.isVisible():
            self._console.take_focus()

    def _follow_console(self, key: str) -> None:
        if key != "advanced.console":
            return
        if not self._parts.settings.flag(key):
            self._drop_console()
        elif self._console is None:
            from medviewer.ui.comfort.console_panel import ConsolePanel
            from medviewer.ui.comfort.console_verbs import verbs_of

            self._console = ConsolePanel(verbs_of(self._window))
            self._window.put_below_views(self._console)

    def _drop_console(self) -> None:
        panel, self._console = self._console, None
        if panel is not None:
            panel.hide()
            panel.deleteLater()

    # --- at the start ---

    def _tell_trouble(self) -> None:
        parts = self._parts
        for kept in (parts.settings, parts.keys, parts.recent, parts.model_settings):
            parts.choices.watch(kept.file)
        parts.choices.begin(lambda text: self._window.say(text, "warning"))

    def search_field(self) -> QWidget | None:
        """The field of the palette while it is open."""
        is_open = self._palette is not None and self._palette.isVisible()
        return self._palette.field if is_open and self._palette is not None else None
