"""All that has to do with models in one window, connected: browser, installation, removal, export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from medviewer.core.estimate import Estimate
from medviewer.core.install_report import InstallReport
from medviewer.core.series import SeriesEntry
from medviewer.session import InBackground, RunChoices, Session
from medviewer.session.model_facts import read_facts
from medviewer.session.model_store import ModelStore
from medviewer.ui.model_list import ModelList
from medviewer.ui.models.model_fits import ModelFits
from medviewer.ui.models.model_settings import ModelSettings
from medviewer.ui.questions import Questions

if TYPE_CHECKING:
    from medviewer.inference.discover import PluginRecord
    from medviewer.ui.models.browser_window import ModelBrowser
    from medviewer.ui.models.install_window import Described, InstallWindow


class ModelDesk(QObject):
    """``said`` carries a text and how grave it is; ``run_wanted`` a model id and series ids."""

    said = Signal(str, str)
    run_wanted = Signal(str, tuple)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        models: ModelList,
        fits: ModelFits,
        settings: ModelSettings,
        store: ModelStore,
        questions: Questions,
        in_background: InBackground,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._models = models
        self._fits = fits
        self._settings = settings
        self._store = store
        self._questions = questions
        self._in_background = in_background
        self.browser: ModelBrowser | None = None
        self.installing: list[InstallWindow] = []

    def browse(self) -> None:
        """Shows the model browser."""
        browser = self.browser
        if browser is None:
            browser = self._new_browser()
            browser.run_wanted.connect(self.run_wanted)
            browser.quick_run_wanted.connect(lambda model_id: self.run_wanted.emit(model_id, ()))
            browser.install_wanted.connect(self.install)
            browser.dropped.connect(self._inspect_all)
            browser.remove_wanted.connect(self.remove)
            browser.export_wanted.connect(self.export)
            browser.estimate_wanted.connect(self._estimate)
            self.browser = browser
        browser.show()
        browser.raise_()
        browser.activateWindow()

    def show_model(self, model_id: str) -> None:
        """Shows a model in the browser."""
        self.browse()
        if self.browser is not None:
            self.browser.show_model(model_id)

    def install(self) -> None:
        """Asks for a model's file or folder, and tests it."""
        path = self._questions.model_to_install()
        if path:
            self.inspect(path)

    def inspect(self, path: str) -> None:
        """Tests a model; the user says before what its importer may be told, and decides when it is done."""
        from medviewer.ui.models.install_window import InstallWindow  # not needed for the first picture

        name = Path(path).name
        window = InstallWindow(name, self._describe, self.browser or self._window)
        window.accepted_pack.connect(self._accept)
        window.refused_pack.connect(self._store.refuse)
        window.destroyed.connect(lambda: self.installing.remove(window))
        self.installing.append(window)
        title = self.tr("Testing %1").replace("%1", name)

        def test(options: dict[str, str]) -> None:
            window.follow(self._store.inspect(path, title, window.show_report, options))

        window.told.connect(test)
        if path.lower().endswith(".mvpack"):  # says everything itself
            test({})
        else:
            looking = self.tr("Looking at %1").replace("%1", name)
            window.follow(self._store.look(path, looking, window.ask))
        window.show()

    def take_dropped(self, paths: Sequence[str], others: Callable[[list[str]], None]) -> None:
        """Tests the models among dropped paths; ``others`` gets what is none."""
        from medviewer.session.dropped_models import models_among  # not needed for the first picture

        def sort(found: tuple[list[str], list[str]]) -> None:
            models, rest = found
            self._inspect_all(models)
            if rest or not models:
                others(rest)

        self._in_background(lambda: models_among(paths), sort, lambda: others(list(paths)))

    def remove(self, model_id: str) -> None:
        """Takes a pack off this computer, after asking."""
        info = self._models.usable[model_id].info
        name = model_id if info is None else info.name
        if self._questions.may_remove_model(name):
            self._store.remove(model_id, lambda why: self._changed(why, self.tr("Removed %1"), name))

    def export(self, model_id: str) -> None:
        """Copies a pack to a file."""
        target = self._questions.model_target(f"{model_id}.mvpack")
        if target:
            self._store.export(model_id, target, lambda path, why: self._tell(why, self.tr("Saved %1"), path))

    # --- parts ---

    def _new_browser(self) -> ModelBrowser:
        from medviewer.ui.models.browser_window import ModelBrowser  # not needed for the first picture

        return ModelBrowser(self._models, self._fits, self._settings, self._session.scene, self._window)

    def _inspect_all(self, paths: Sequence[str]) -> None:
        for path in paths:
            self.inspect(path)

    def _describe(self, report: InstallReport, done: Callable[[Described | None], None]) -> None:
        folder = report.staged_folder

        from medviewer.inference.discover import discover  # not needed for the first picture
        from medviewer.ui.models.install_window import Described

        def look() -> Described | None:
            records: tuple[PluginRecord, ...] = ()
            if folder:
                records = discover([Path(folder)], with_packages=False)
            return Described(records[0], read_facts(records[0])) if records and records[0].is_usable else None

        self._in_background(look, done, lambda: done(None))

    def _accept(self, report: InstallReport) -> None:
        self._store.accept(report, lambda why: self._changed(why, self.tr("Installed %1"), report.name))

    def _changed(self, why: str, done: str, name: str) -> None:
        self._tell(why, done, name)
        self._models.look_again.emit()

    def _tell(self, why: str, done: str, name: str) -> None:
        if why:
            self.said.emit(why, "error")
        else:
            self.said.emit(done.replace("%1", name), "note")

    def _estimate(self, model_id: str) -> None:
        """Tells in the browser what a run on the series on screen will take."""
        details = None if self.browser is None else self.browser.details
        sources = self._fits.sources(model_id)
        fit = self._fits.fit(model_id)
        first = None if sources is None else next(iter(sources.values()))
        if details is None or isinstance(first, SeriesEntry | None) or fit is None or fit.kind == "blocked":
            return
        choices = RunChoices(details.run.form.values(), self._settings.device(model_id))

        from shiboken6 import isValid

        def show(estimate: Estimate | None) -> None:
            shown = None if self.browser is None else self.browser.details
            if shown is details and isValid(details):
                hint = self.tr("Nothing is known yet of how long it takes here: it was never run.")
                details.run.estimate.show_estimate(estimate, hint)

        self._session.runs.estimate(model_id, first, choices, show)
