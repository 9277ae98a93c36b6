"""The composition root: builds scene, jobs, session and window, and hands them down."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from medviewer.api.manifest_name import MANIFEST_NAME
from medviewer.core.errors import MedviewerError
from medviewer.inference.plugin_places import plugin_folders
from medviewer.jobs.history import JobHistory
from medviewer.jobs.host_spec import (
    HostSpec,
    library_spec,
    model_specs,
    reader_spec,
    report_spec,
    worker_spec,
    writer_spec,
)
from medviewer.jobs.queue import JobQueue
from medviewer.scene.scene import Scene
from medviewer.session import Session
from medviewer.session.kept_results import KeptResults
from medviewer.session.model_store import ModelStore
from medviewer.ui.actions.library_commands import LibraryParts
from medviewer.ui.comfort.settings import Settings
from medviewer.ui.comfort.shortcut_keys import ShortcutKeys
from medviewer.ui.folders import Folders
from medviewer.ui.import_ahead import import_ahead, import_cards
from medviewer.ui.language.languages import Languages
from medviewer.ui.last_resort import catch_what_slips_through, open_log
from medviewer.ui.library.link import LibraryLink
from medviewer.ui.library.presence import LibraryPresence
from medviewer.ui.main_window import MainWindow
from medviewer.ui.model_list import ModelList
from medviewer.ui.models.model_settings import ModelSettings
from medviewer.ui.on_main_thread import Background, MainThread
from medviewer.ui.parts.theme import apply_theme
from medviewer.ui.questions import Questions
from medviewer.ui.recent_studies import RecentStudies
from medviewer.ui.single_instance import WindowServer, hand_over, socket_name
from medviewer.ui.start_arguments import size_of, start_arguments
from medviewer.ui.startup_trace import StartupTrace
from medviewer.ui.study_list import StudyList
from medviewer.ui.window_parts import WindowParts
from medviewer.ui.window_presets import read_presets

if TYPE_CHECKING:
    from medviewer.inference.discover import PluginRecord
    from medviewer.ui.views.slice_picture import PictureMaker
    from medviewer.ui.views.volume_picture import VolumePictureMaker

_NAME = "medviewer"
_AHEAD_MS = 1000
"""What the first picture and the windows need is imported beforehand, but not while the reader gets ready."""


class App:
    """Everything that lives as long as the window."""

    def __init__(
        self,
        folders: Folders,
        plugins: Sequence[Path] | None = None,
        questions: Questions | None = None,
        warms_up: bool = True,
    ) -> None:
        self._plugins = _with_store(plugin_folders() if plugins is None else plugins, folders.models)
        self._finds_packages = plugins is None
        self._warms_up = warms_up
        self.main_thread = MainThread()
        self.in_background = Background(self.main_thread.post)
        self.scene = Scene()
        self.models = ModelList()
        self.queue = JobQueue(_hosts(self._plugins), self.main_thread.post, folders.log)
        kept = KeptResults(folders.results, self.in_background)
        self.session = Session(self.scene, self.queue, self.models.usable, self.in_background, kept)
        self.studies = StudyList()
        self.settings = Settings(folders.config / "settings.json")
        self.languages = Languages()
        self._speak("look.language")
        self.settings.changed.connect(self._speak)
        self.window = MainWindow(self._parts(folders), questions)
        self.window.first_painted.connect(self._after_first_paint)
        self.models.look_again.connect(self._find_models)

    def _speak(self, key: str) -> None:
        if key == "look.language":
            self.languages.speak(self.settings.text(key))

    def _parts(self, folders: Folders) -> WindowParts:
        return WindowParts(
            session=self.session,
            studies=self.studies,
            models=self.models,
            recent=RecentStudies(folders.config / "recent.json", self.in_background),
            in_background=self.in_background,
            make_slice_renderer=_slice_renderer,
            make_volume_renderer=_volume_renderer,
            presets=read_presets(),
            sample_folder=str(folders.cache),
            log_folder=folders.log,
            report_folder=folders.config / "report",
            journal_folder=folders.journal,
            library=self._library(folders),
            model_settings=ModelSettings(folders.config / "model_settings.json"),
            model_store=ModelStore(folders.models, self.queue, self.in_background),
            history=self._history(folders),
            config_folder=folders.config,
            settings=self.settings,
            keys=ShortcutKeys(folders.config / "shortcuts.json"),
        )

    def _history(self, folders: Folders) -> JobHistory:
        history = JobHistory(folders.history, self.in_background, ("model", "install"))
        history.listen_to(self.queue)
        return history

    def _library(self, folders: Folders) -> LibraryParts:
        database = str(folders.library / "library.sqlite")
        return LibraryParts(
            LibraryLink(database, self.queue, self.in_background),
            LibraryPresence(database, self.in_background),
            self.settings,
        )

    def come_forward(self, paths: Sequence[str]) -> None:
        """Brings the window to the front, and opens what a later start was asked for."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        window.flow.open_paths(paths)

    def close(self) -> None:
        """Ends the child processes."""
        self.queue.close()

    def _after_first_paint(self) -> None:
        if self._warms_up:
            self.queue.warm_up("reader")
            # A function, not a method: the timer would not keep a closed program's App alive.
            in_background = self.in_background
            QTimer.singleShot(_AHEAD_MS, self.window, lambda: in_background(import_ahead, lambda _: None))
        _collect_again()
        self._find_models()
        QTimer.singleShot(0, self.window.finish)

    def _find_models(self) -> None:
        self.in_background(self._discover, self._found_models)

    def _discover(self) -> tuple[PluginRecord, ...]:
        from medviewer.inference.discover import discover  # not needed for the first picture

        import_cards()
        return discover(self._plugins, with_packages=self._finds_packages)

    def _found_models(self, records: tuple[PluginRecord, ...]) -> None:
        self.models.fill(records)
        if self._warms_up and self.models.usable:
            self.queue.warm_up("model")


def _with_store(plugins: Sequence[Path], store: Path) -> list[Path]:
    return list(dict.fromkeys((*plugins, store)))


def _hosts(plugins: Sequence[Path]) -> dict[str, HostSpec | Sequence[HostSpec]]:
    """The child processes by name."""
    folders_of_models = tuple(str(folder) for root in plugins for folder in _plugins_in(root))
    return {
        "reader": reader_spec(warm_up="medviewer.io.warm_up:warm_up"),
        "writer": writer_spec(),
        "library": library_spec(),
        "worker": worker_spec(),
        "report": report_spec(),
        "model": model_specs(folders_of_models),
    }


def _plugins_in(root: Path) -> list[Path]:
    """The plugins that the model host loads beforehand: the root itself or the folders in it."""
    if (root / MANIFEST_NAME).is_file():
        return [root]
    return sorted(manifest.parent for manifest in root.glob(f"*/{MANIFEST_NAME}"))


def _collect_again() -> None:
    """`medviewer.cli` had the collector wait: it would only look through all modules, again and again."""
    if not gc.isenabled():
        gc.freeze()  # what is loaded now stays
        gc.enable()


def _slice_renderer() -> PictureMaker:
    """Made at the first picture: the window is painted before VTK is imported."""
    from medviewer.render.slice_renderer import SliceRenderer

    return SliceRenderer()


def _volume_renderer() -> VolumePictureMaker:
    """Made at the first 3D picture, for the same reason."""
    from medviewer.render.volume_renderer import VolumeRenderer

    return VolumeRenderer()


def _application() -> QApplication:
    application = QApplication.instance() or QApplication([_NAME])
    if not isinstance(application, QApplication):
        raise MedviewerError("Another kind of Qt application runs in this process.")
    application.setApplicationName(_NAME)
    apply_theme(application)
    return application


def save_window_picture(
    paths: Sequence[str], out: str, labels: str = "", size_px: tuple[int, int] = (1600, 1000)
) -> None:
    """Writes a PNG of the whole window with a study (none: the sample study) and a segmentation over it.

    Needs no display with ``QT_QPA_PLATFORM=offscreen``. Raises `MedviewerError` with one sentence.
    """
    from medviewer.ui.window_picture import window_picture

    _application()
    app = App(Folders.of_user())
    try:
        window_picture(app.window, app.models, paths, labels, out, size_px)
    finally:
        app.window.hide()
        app.close()


def main(paths: Sequence[str] = (), sample: bool = False, new_window: bool = False) -> int:
    """Shows the window, with the study at ``paths`` or the sample study, until it is closed.

    A window that is open already is given the paths instead, unless a new one is asked for.
    """
    application = _application()
    folders = Folders.of_user()
    meeting_place = socket_name(folders.cache)
    if not sample and not new_window and hand_over(meeting_place, paths):
        return 0
    app = App(folders)
    later_starts = WindowServer(meeting_place)
    later_starts.handed_over.connect(app.come_forward)
    app.window.first_painted.connect(later_starts.listen)
    open_log(folders.log)
    catch_what_slips_through(app.main_thread.post, app.window.messages.show_message)
    trace = StartupTrace.from_environment(app.window)
    app.window.show()
    app.window.ready.connect(app.window.comfort.tour_if_new)
    if paths:
        app.window.ready.connect(lambda: app.window.flow.open_paths(list(paths)))
    elif sample:
        app.window.ready.connect(app.window.file.open_sample)
    status = application.exec()
    later_starts.close()
    trace.stop()
    app.close()
    return int(status)


def run(arguments: Sequence[str]) -> int:
    """The program with command line arguments: the window, or a picture of it."""
    options = start_arguments(arguments)
    if options.picture is None:
        return main(options.paths, options.sample, options.new_window)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        save_window_picture(options.paths, options.picture, options.labels, size_of(options.size))
    except MedviewerError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
