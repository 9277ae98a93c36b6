"""The verbs for installing models: inspect, accept, refuse, remove, export."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from medviewer.core.errors import MedviewerError
from medviewer.core.install_report import InstallReport
from medviewer.jobs.in_background import InBackground
from medviewer.jobs.job import Job
from medviewer.session.when_done import when_done

if TYPE_CHECKING:
    from medviewer.core.source_look import SourceLook
    from medviewer.jobs.queue import JobQueue

_BROKE_OFF = "What was asked for with this model broke off; see the list of models for what is installed."


class ModelStore:
    """The folder of installed packs, and what may be done with it.

    Parameters
    ----------
    folder
        Where accepted packs go; it need not exist.
    """

    def __init__(self, folder: Path, queue: JobQueue, in_background: InBackground) -> None:
        self.folder = folder
        self._queue = queue
        self._in_background = in_background

    def look(self, path: str, title: str, done: Callable[[SourceLook], None]) -> Job:
        """What a model's file or folder is, and what its importer can be told; converts nothing."""
        function = "medviewer.importers.asking.look:look_at_source"
        return when_done(self._queue.submit("model", function, path, title=title, kind="look"), done)

    def inspect(
        self,
        path: str,
        title: str,
        done: Callable[[InstallReport], None],
        options: Mapping[str, str] = MappingProxyType({}),
    ) -> Job:
        """Tests a pack, or what a pack can be made from, in the model's own process; installs nothing."""
        function, told = "medviewer.installer.gate:inspect_pack", dict(options)
        job = self._queue.submit("model", function, path, str(self.folder), told, title=title, kind="install")
        return when_done(job, done)

    def accept(self, report: InstallReport, done: Callable[[str], None]) -> None:
        """Moves a tested pack into the store; ``done`` gets "" or why it was not possible."""
        from medviewer.installer.accept import accept_pack

        self._try(lambda: accept_pack(report.staged_folder, str(self.folder)), lambda _made, why: done(why))

    def refuse(self, report: InstallReport) -> None:
        """Removes a tested pack that the user does not want; nothing of it stays."""
        from medviewer.installer.accept import discard

        if report.staged_folder:
            self._try(lambda: discard(report.staged_folder, str(self.folder)), lambda _made, _why: None)

    def remove(self, model_id: str, done: Callable[[str], None]) -> None:
        """Removes an installed pack; ``done`` gets "" or why it was not possible."""
        from medviewer.installer.accept import remove_pack

        self._try(lambda: remove_pack(model_id, str(self.folder)), lambda _made, why: done(why))

    def export(self, model_id: str, target: str, done: Callable[[str, str], None]) -> None:
        """Copies an installed pack to a file; ``done`` gets its path and "", or "" and why not."""
        from medviewer.installer.accept import export_pack

        self._try(
            lambda: export_pack(model_id, str(self.folder), target), lambda made, why: done(made or "", why)
        )

    def _try(self, work: Callable[[], Any], done: Callable[[Any, str], None]) -> None:
        def careful() -> tuple[Any, str]:
            try:
                return work(), ""
            except MedviewerError as error:
                return None, str(error)

        self._in_background(careful, lambda answer: done(*answer), lambda: done(None, _BROKE_OFF))
