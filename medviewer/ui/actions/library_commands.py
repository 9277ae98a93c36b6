"""The library's window and what follows from it: opening, adding, removing, watching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from medviewer.core.series import Catalog
from medviewer.ui.comfort.settings import Settings
from medviewer.ui.library.link import LibraryLink
from medviewer.ui.library.presence import LibraryPresence
from medviewer.ui.library.questions import LibraryQuestions
from medviewer.ui.questions import Questions
from medviewer.ui.study_flow import StudyFlow

if TYPE_CHECKING:
    from medviewer.library.study import KeptSeries, StudyRow
    from medviewer.ui.library.window import LibraryWindow

_WATCH_MS = 60_000
_AFTER_OPENING_MS = 1500


@dataclass(frozen=True)
class LibraryParts:
    """What the composition root hands to the library."""

    link: LibraryLink
    presence: LibraryPresence
    settings: Settings


class LibraryCommands(QObject):
    """``said`` carries a sentence and how serious it is."""

    said = Signal(str, str)

    def __init__(
        self,
        window: QWidget,
        flow: StudyFlow,
        library: LibraryParts,
        questions: Questions,
        not_added: str,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._flow = flow
        self._link = link = library.link
        self._presence = library.presence
        self._settings = library.settings
        self._file_dialogs = questions
        self._not_added = not_added
        self.questions = LibraryQuestions(window)
        self.browser: LibraryWindow | None = None
        self._watch = QTimer(self)
        self._watch.setInterval(_WATCH_MS)
        self._watch.timeout.connect(self._look_again)
        self._settings.changed.connect(self._follow_setting)
        flow.opened.connect(self._add_opened)
        link.trouble.connect(self._tell_trouble)
        link.noted.connect(self._tell_note)

    def _tell_trouble(self, text: str) -> None:
        self.said.emit(text, "error")

    def _tell_note(self, text: str) -> None:
        self.said.emit(text, "note")

    def show(self) -> None:
        """Shows the library, made at first use."""
        if self.browser is None:
            self.browser = self._make_browser()
            self._link.complete()
        self.browser.show()
        self.browser.raise_()
        self.browser.activateWindow()

    def start_watching(self) -> None:
        """Begins to watch, if the user wants that."""
        if self._settings.flag("library.watches"):
            self._watch.start()

    def close(self) -> None:
        """Closes the library with the main window."""
        if self.browser is not None:
            self.browser.close()

    # --- what the library asks for ---

    def _make_browser(self) -> LibraryWindow:
        from medviewer.ui.library.window import LibraryWindow  # not needed for the first picture

        browser = LibraryWindow(self._link, self._presence)
        browser.opened.connect(self._open)
        browser.thumbnail_wanted.connect(self._fetch_thumbnail)
        browser.folder_wanted.connect(self._show_folder)
        browser.index_folder_wanted.connect(lambda: self._add_folder("index"))
        browser.copy_folder_wanted.connect(lambda: self._add_folder("copy"))
        browser.files_wanted.connect(self._add_files)
        browser.dropped.connect(self._add_dropped)
        browser.copy_wanted.connect(self._copy)
        browser.remove_wanted.connect(self._remove)
        browser.add_menu(self._menu(browser))
        self._settings.changed.connect(self._show_setting)
        self._window.destroyed.connect(browser.deleteLater)  # a window of its own would outlive it
        return browser

    def _menu(self, browser: LibraryWindow) -> QMenu:
        menu = QMenu(browser)
        adds = menu.addAction(self.tr("Add what is opened"))
        adds.setCheckable(True)
        adds.setChecked(self._settings.flag("library.adds_opened"))
        adds.toggled.connect(lambda on: self._settings.set("library.adds_opened", on))
        watches = menu.addAction(self.tr("Watch indexed folders"))
        watches.setCheckable(True)
        watches.setChecked(self._settings.flag("library.watches"))
        watches.toggled.connect(lambda on: self._settings.set("library.watches", on))
        self._boxes = {"library.adds_opened": adds, "library.watches": watches}
        menu.addSeparator()
        menu.addAction(self.tr("Look for changes now")).triggered.connect(lambda: self._link.refresh())
        menu.addAction(self.tr("Build the index anew")).triggered.connect(lambda: self._link.rebuild())
        return menu

    def _show_setting(self, key: str) -> None:
        if key in self._boxes:
            self._boxes[key].setChecked(self._settings.flag(key))

    def _open(self, study_ids: list[int], series_id: str) -> None:
        def open_them(paths: Sequence[str]) -> None:
            if not paths:
                self.said.emit(self.tr("The study is not in the library any more."), "error")
                return
            self.close()
            self._window.raise_()
            self._window.activateWindow()
            self._flow.open_paths(paths, series_id, remembers=len(paths) == 1)

        self._link.paths(study_ids, open_them)

    def _fetch_thumbnail(self, kept: KeptSeries) -> None:
        def show(pixels: Any) -> None:
            if self.browser is not None:
                self.browser.side.set_thumbnail(kept.id, pixels)
            self._link.keep_thumbnail(kept.id, pixels)

        self._flow.fetch_thumbnail(kept.entry, show)

    def _show_folder(self, folder: str) -> None:
        def show(shown: str) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(shown))

        self._link.folder(folder, show)

    def _add_folder(self, how: str) -> None:
        folder = self._file_dialogs.folder_to_open()
        if folder:
            self._add([folder], how)

    def _add_files(self) -> None:
        paths = self._file_dialogs.files_to_open()
        if paths:
            self._add_dropped(paths)

    def _add_dropped(self, paths: list[str]) -> None:
        if not paths or self.browser is None:
            self.said.emit(self.tr("Only files and folders can be added to the library."), "error")
            return
        self._add(paths, self.questions.about_adding(self.browser))

    def _add(self, paths: Sequence[str], how: str) -> None:
        if how == "index":
            self._link.index(paths)
        elif how == "copy":
            self._link.copy(paths)

    def _copy(self, studies: list[StudyRow]) -> None:
        wanted = [study.id for study in studies if not study.is_copied]

        def copy(paths: Sequence[str]) -> None:
            if paths:
                self._link.copy(paths)

        self._link.paths(wanted, copy)

    def _remove(self, studies: list[StudyRow]) -> None:
        if self.browser is not None and self.questions.about_removing(self.browser, studies):
            self._link.remove([study.id for study in studies])

    # --- by itself ---

    def _add_opened(self, catalog: Catalog, paths: list[str]) -> None:
        is_sample = any(Path(path).is_relative_to(self._not_added) for path in paths)
        if self._settings.flag("library.adds_opened") and catalog.series and not is_sample:
            # Later: the picture that somebody waits for comes first.
            QTimer.singleShot(_AFTER_OPENING_MS, self, lambda: self._link.store(catalog, paths))

    def _follow_setting(self, key: str) -> None:
        if key != "library.watches":
            return
        if self._settings.flag(key):
            self._watch.start()
            self._link.refresh()
        else:
            self._watch.stop()

    def _look_again(self) -> None:
        if not self._link.is_working:
            self._link.refresh()
