"""Between the window and the index: questions on worker threads, changes as jobs of the library's host."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from medviewer.core.errors import MedviewerError
from medviewer.core.series import Catalog
from medviewer.jobs.job import Job, JobState
from medviewer.jobs.queue import JobQueue
from medviewer.session import InBackground
from medviewer.ui.parts.last_part import last_part

if TYPE_CHECKING:
    from medviewer.library.study_query import StudyQuery

_WHILE_WORKING_MS = 1500


@dataclass(frozen=True)
class _Answer:
    value: Any = None
    error: str = ""


class LibraryLink(QObject):
    """Asks and changes the index at ``database``.

    ``changed`` says that the index holds something new, ``trouble`` carries a sentence for the user,
    ``noted`` one that needs nothing done, and ``working`` whether a job of the library runs, with what it
    says of itself.
    """

    changed = Signal()
    trouble = Signal(str)
    noted = Signal(str)
    working = Signal(bool, str)

    def __init__(
        self, database: str, queue: JobQueue, in_background: InBackground, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.database = database
        self._queue = queue
        self._in_background = in_background
        self._jobs: list[Job] = []
        self._was_rebuilt = False
        self._held_studies = False
        self._ticks = QTimer(self)
        self._ticks.setInterval(_WHILE_WORKING_MS)
        self._ticks.timeout.connect(self.changed)

    # --- questions ---

    def find(self, query: StudyQuery, done: Callable[[Any], None]) -> None:
        """Hands on the `FoundStudies` and all modalities."""

        def look(answer: Any) -> None:
            self._see_whether_lost(bool(answer[0].studies or answer[1]))
            done(answer)

        def find() -> Any:
            # Here and below on the worker thread: the window's start need not wait for the database.
            from medviewer.library.query import find_studies, known_modalities

            return find_studies(self.database, query), known_modalities(self.database)

        self._ask(find, look)

    def series(self, study_id: int, done: Callable[[Any], None]) -> None:
        """Hands on the series of a study and the small pictures that are kept of them."""

        def find() -> Any:
            from medviewer.library.query import series_of, thumbnails_of

            return series_of(self.database, study_id), thumbnails_of(self.database, study_id)

        self._ask(find, done)

    def paths(self, study_ids: Sequence[int], done: Callable[[Any], None]) -> None:
        """Hands on what to open to see these studies."""

        def find() -> list[str]:
            from medviewer.library.query import paths_to_open

            return [path for study_id in study_ids for path in paths_to_open(self.database, study_id)]

        self._ask(find, done)

    def complete(self) -> None:
        """Fills the index again if it was lost or its places are not in it."""

        def fill(lacks: bool) -> None:
            if lacks and not self.is_working:
                self.rebuild()

        def look() -> bool:
            from medviewer.library.completeness import lacks_places

            return lacks_places(self.database)

        self._ask(look, fill)

    def folder(self, path: str, done: Callable[[Any], None]) -> None:
        """Hands on the folder to show for a folder or an archive."""
        self._ask(lambda: path if Path(path).is_dir() else str(Path(path).parent), done)

    # --- changes ---

    def index(self, paths: Sequence[str]) -> Job:
        """Indexes folders and files in place, also what was removed before."""
        title = self.tr("Indexing %1").replace("%1", last_part(paths[0]))
        return self._submit("index:index_paths", title, list(paths), anew=True)

    def copy(self, paths: Sequence[str]) -> Job:
        """Copies what folders and files hold into the library."""
        title = self.tr("Copying %1").replace("%1", last_part(paths[0]))
        return self._submit("copy_in:copy_paths", title, list(paths))

    def refresh(self) -> Job:
        """Goes over all indexed places again."""
        return self._submit("index:index_again", self.tr("Looking for changes"))

    def remove(self, study_ids: Sequence[int]) -> Job:
        """Takes studies out; copies in the library's folder are deleted."""
        return self._submit("change:remove_studies", self.tr("Removing"), list(study_ids))

    def store(self, catalog: Catalog, paths: Sequence[str]) -> Job:
        """Adds what was opened."""
        title = self.tr("Adding to the library")
        job = self._submit("index:store_catalog", title, catalog, list(paths), tells=False)
        job.finished.connect(lambda _job: self.changed.emit())
        return job

    def keep_thumbnail(self, series_id: int, pixels: Any) -> Job:
        """Keeps a small picture."""
        return self._submit("change:keep_thumbnail", self.tr("Preview"), series_id, pixels, tells=False)

    def rebuild(self) -> Job:
        """Sets a damaged index aside and makes a new one."""
        return self._submit("change:rebuild", self.tr("Building the library's index anew"))

    def stop(self) -> None:
        """Stops what is under way; what was done until then is kept."""
        for job in self._jobs:
            job.cancel()

    @property
    def is_working(self) -> bool:
        """Whether a job that the user knows of is under way."""
        return bool(self._jobs)

    # --- parts ---

    def _submit(self, function: str, title: str, *arguments: Any, tells: bool = True, **named: Any) -> Job:
        job = self._queue.submit(
            "library", f"medviewer.library.{function}", self.database, *arguments, title=title,
            kind="library" if tells else "thumbnail", **named,
        )  # fmt: skip
        if tells:
            self._jobs.append(job)
            job.changed.connect(self._tell)
            self._ticks.start()
        job.finished.connect(self._ended)
        return job

    def _tell(self, job: Job) -> None:
        self.working.emit(not job.state.is_final, f"{job.title}  {job.fraction:.0%}")

    def _ended(self, job: Job) -> None:
        was_told = job in self._jobs  # the quiet ones tell only when they fail
        if was_told:
            self._jobs.remove(job)
        if not self._jobs:
            self._ticks.stop()
            self.working.emit(False, "")
        if job.state is JobState.FAILED and _is_built_anew(job.error):
            self._mend(job.error)
        elif job.state is JobState.FAILED:
            self.trouble.emit(job.error)
        if was_told:
            self.changed.emit()
        if job.state is not JobState.FAILED:
            self._queue.forget(job)

    def _ask(self, question: Callable[[], Any], done: Callable[[Any], None]) -> None:
        def ask() -> _Answer:
            try:
                return _Answer(question())
            except MedviewerError as error:
                return _Answer(error=str(error))

        def hand_on(answer: _Answer) -> None:
            if _is_built_anew(answer.error):
                self._mend(answer.error)
            elif answer.error:
                self.trouble.emit(answer.error)
            else:
                done(answer.value)

        self._in_background(ask, hand_on)

    def _see_whether_lost(self, holds_studies: bool) -> None:
        """Fills an index again that is empty all of a sudden, because its file was deleted."""
        was_lost, self._held_studies = self._held_studies and not holds_studies, holds_studies
        if was_lost:
            self.complete()

    def _mend(self, sentence: str) -> None:
        """Once a session: an index that is damaged again at once has a cause that this does not mend."""
        if self._was_rebuilt:
            return
        self._was_rebuilt = True
        from medviewer.library.database import OtherVersionError

        is_update = sentence == str(OtherVersionError())
        (self.noted if is_update else self.trouble).emit(self.tr(sentence))
        self.rebuild()


def _is_built_anew(sentence: str) -> bool:
    """Whether the index cannot be used; what comes back of jobs is known by its sentences."""
    if not sentence:
        return False
    from medviewer.library.database import DamagedIndexError, OtherVersionError

    return sentence in (str(DamagedIndexError()), str(OtherVersionError()))
