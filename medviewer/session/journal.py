"""Journal: the file that holds what is not saved yet, so that a crash loses none of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from medviewer.core.errors import WriteError
from medviewer.core.mark import KeyImage, Mark
from medviewer.core.work import Looks
from medviewer.io.atomic import atomic_write
from medviewer.io.file_lock import FileLock
from medviewer.session.journal_content import JournalContent
from medviewer.session.journal_saved import SavedDigests
from medviewer.session.journal_writer import JournalWriter
from medviewer.session.noun_file import read_noun, write_noun

JOURNAL = ".journal"
LOCK = ".lock"
_PATIENCE_S = 5.0
RESULT = ".result"


@dataclass(frozen=True)
class JournalPaths:
    """The files of one journal. Their names are made from a random number and say nothing of anybody."""

    folder: Path
    name: str

    @property
    def journal(self) -> Path:
        return self.folder / f"{self.name}{JOURNAL}"

    @property
    def lock(self) -> Path:
        return self.folder / f"{self.name}{LOCK}"

    def results(self) -> list[Path]:
        """The files of its results."""
        return sorted(self.folder.glob(f"{self.name}-*{RESULT}"))

    def delete(self) -> None:
        """Takes everything away but the lock."""
        for path in (self.journal, *self.results()):
            with suppress(OSError):
                path.unlink(missing_ok=True)


class Journal:
    """One sitting's journal. Its verbs take frozen values on the main thread and return at once.

    Parameters
    ----------
    folder
        Where journals lie; made if need be.
    head
        ``patient`` (a digest), ``paths`` that were opened.
    told
        Called on any thread with whether the work is protected, when that changes.
    """

    def __init__(self, folder: Path, head: Mapping[str, Any], told: Callable[[bool], None]) -> None:
        self.paths = JournalPaths(folder, uuid4().hex)
        self._content = JournalContent(head={**head, "opened": now()})
        self._told = told
        self._lock: FileLock | None = None
        self._results: dict[str, _Result] = {}
        self._being_written = 0
        self._is_deleted = False
        self._result_written = threading.Condition()
        self._writer = JournalWriter(self.paths.journal, self._content.all_lines, told, self._prepare)

    def note_marks(self, items: tuple[Mark, ...]) -> None:
        """All marks as they are now."""
        when = now()
        self._writer.add(lambda: self._content.take_marks(items, when))

    def note_key_images(self, items: Iterable[KeyImage]) -> None:
        """All key images as they are now."""
        when = now()
        self._writer.add(lambda: self._content.take_keys(items, when))

    def note_texts(self, texts: Mapping[str, str]) -> None:
        """All texts as they are now."""
        when = now()
        self._writer.add(lambda: self._content.take_texts(texts, when))

    def note_saved(
        self, marks: tuple[Mark, ...], key_images: tuple[KeyImage, ...], texts: Mapping[str, str]
    ) -> None:
        """What a file holds now, as it is in there."""
        self._writer.add(lambda: self._content.take_saved(SavedDigests.of(marks, key_images, texts)))

    def note_looks(self, images: list[Any], scene: Looks, views: Mapping[str, Looks]) -> None:
        """How everything is shown now."""
        self._writer.add(lambda: self._content.take_looks(images, dict(scene), dict(views)), waits=False)

    def note_result(self, result_id: str, series_id: str, noun: Any, looks: Looks) -> None:
        """A result and how it is shown; the result itself is written once, to a file of its own."""
        known = self._results.get(result_id)
        if known is not None and known.noun is noun:
            known.about["looks"] = dict(looks)
            if known.is_written:
                self._say_result(result_id, known)
            return
        file = f"{self.paths.name}-{uuid4().hex[:12]}{RESULT}"
        new = _Result(noun, {"series_id": series_id, "file": file, "looks": dict(looks)})
        self._results[result_id] = new
        with self._result_written:
            self._being_written += 1
        threading.Thread(
            target=self._write_result, args=(result_id, new), name="journal", daemon=True
        ).start()

    def drop_result(self, result_id: str) -> None:
        """A result that was closed."""
        if self._results.pop(result_id, None) is not None:
            when = now()
            self._writer.add(lambda: self._content.drop_result(result_id, when))

    def wait_until_safe(self, timeout_s: float) -> bool:
        """Whether everything is on the disk, results too; waits for it."""
        with self._result_written:
            if not self._result_written.wait_for(lambda: self._being_written == 0, timeout_s):
                return False
        return self._writer.wait_until_safe(timeout_s)

    def end(self, deletes: bool = True) -> None:
        """Ends the journal; it is deleted unless somebody is to find it at the next start."""
        with self._result_written:
            self._is_deleted = deletes
            self._result_written.wait_for(lambda: self._being_written == 0, _PATIENCE_S)
        self._writer.close()
        if deletes:
            self.paths.delete()
        if self._lock is not None:
            self._lock.release(deletes)

    # --- on other threads ---

    def _prepare(self) -> None:
        if self._lock is None:
            self.paths.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock = FileLock.take(self.paths.lock)
            if self._lock is None:
                raise OSError("The lock of a new journal is taken.")  # tried again by the writer

    def _write_result(self, result_id: str, new: _Result) -> None:
        target = self.paths.folder / new.about["file"]

        def write(temporary: Path) -> None:
            temporary.chmod(0o600)
            write_noun(temporary, new.noun)

        try:
            self.paths.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            atomic_write(target, write, read_noun)
        except (WriteError, OSError, MemoryError):
            self._told(False)
        else:
            new.is_written = True
            if self._results.get(result_id) is new:
                self._say_result(result_id, new)
                self._delete_older()
        finally:
            with self._result_written:
                self._being_written -= 1
                self._result_written.notify_all()
                if self._is_deleted:
                    target.unlink(missing_ok=True)

    def _delete_older(self) -> None:
        """A result that was changed needs its former state no more, once the new one is told of."""
        if self._writer.wait_until_safe(_PATIENCE_S):
            current = {one.about["file"] for one in tuple(self._results.values())}
            for path in self.paths.results():
                if path.name not in current:
                    path.unlink(missing_ok=True)

    def _say_result(self, result_id: str, result: _Result) -> None:
        about, when = dict(result.about), now()
        self._writer.add(lambda: self._content.take_result(result_id, about, when), waits=False)


@dataclass
class _Result:
    """A result, what is told of it, and whether its file is complete."""

    noun: Any
    about: dict[str, Any]
    is_written: bool = False


def now() -> str:
    """The present moment, ISO 8601 with offset."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
