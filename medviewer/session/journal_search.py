"""Journals that a program which did not end by itself has left."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medviewer.core.errors import ReadError
from medviewer.core.work import Work
from medviewer.io.file_lock import FileLock
from medviewer.io.regular_file import open_regular
from medviewer.session.journal import JOURNAL, LOCK, JournalPaths
from medviewer.session.journal_content import JournalContent
from medviewer.session.journal_line import whole_lines
from medviewer.session.noun_file import read_noun

_LONGEST_JOURNAL = 1 << 30
_NAME = re.compile(r"[0-9a-f]{32}")
"""What this program calls its journals. Whatever else lies in the folder is somebody else's."""


@dataclass(frozen=True)
class FoundJournal:
    """A journal that nobody writes any more, held so that no other window takes it too.

    Parameters
    ----------
    paths, lock
        Its files, and the right to them.
    content
        What its lines say.
    """

    paths: JournalPaths
    lock: FileLock
    content: JournalContent

    def work(self) -> Work:
        """All of it, with the results from their files; one that is damaged is left out."""
        results: dict[str, Any] = {}
        for name, about in self.content.results.items():
            file = Path(about["file"]).name
            if file.startswith(self.paths.name):
                with suppress(ReadError):
                    results[name] = read_noun(self.paths.folder / file)
        return self.content.work(results)

    def release(self) -> None:
        """Leaves it for the next start."""
        self.lock.release()

    def discard(self) -> None:
        """Deletes it."""
        self.paths.delete()
        self.lock.release(deletes=True)


def find_journals(folder: Path) -> tuple[FoundJournal, ...]:
    """The journals in a folder that no living process holds and that have something in them, newest first.

    What holds nothing that would be missed, because it is empty or all of it was saved, is cleared away;
    nothing else is touched.
    """
    found = []
    for path in _listed(folder, JOURNAL):
        one = _take(JournalPaths(folder, path.name.removesuffix(JOURNAL)))
        if one is not None:
            found.append(one)
    for path in _listed(folder, LOCK):
        _clear_lock(JournalPaths(folder, path.name.removesuffix(LOCK)))
    return tuple(sorted(found, key=lambda one: one.content.when, reverse=True))


def read_journal(path: Path) -> JournalContent:
    """What the lines of a journal say; damaged ones are counted and passed over.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    content = JournalContent()
    with open_regular(path) as file:
        for said in whole_lines(file.read(_LONGEST_JOURNAL)):
            content.follow(said)
    return content


def _take(paths: JournalPaths) -> FoundJournal | None:
    try:
        lock = FileLock.take(paths.lock)
    except OSError:
        return None
    if lock is None:
        return None
    try:
        content = read_journal(paths.journal)
        content.work({})
    except (OSError, ValueError, TypeError):
        lock.release()
        return None
    if not content.lost and (not content.damaged or (content.saved and content.damaged == 1)):
        paths.delete()
        lock.release(deletes=True)
        return None
    return FoundJournal(paths, lock, content)


def _clear_lock(paths: JournalPaths) -> None:
    """Takes away a lock whose journal was never begun or is gone."""
    if paths.journal.exists():
        return
    with suppress(OSError):
        lock = FileLock.take(paths.lock)
        if lock is not None:
            # A process may just be about to begin: it makes the lock first.
            lock.release(deletes=not paths.journal.exists())


def _listed(folder: Path, suffix: str) -> list[Path]:
    try:
        return sorted(
            path
            for path in folder.iterdir()
            if path.name.endswith(suffix) and _NAME.fullmatch(path.name.removesuffix(suffix))
        )
    except OSError:
        return []
