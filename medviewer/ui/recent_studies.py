"""Paths that were opened lately, kept in a small file in the user's configuration folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from medviewer.jobs.in_background import InBackground
from medviewer.ui.parts.choice_file import ChoiceFile

_MOST = 12


class RecentStudies:
    """The newest first. Whether a path is still there is asked on a worker thread only.

    Only paths are kept, no names of patients.
    """

    def __init__(self, file: Path, in_background: InBackground) -> None:
        self.file = ChoiceFile(file, lambda content: isinstance(content, list))
        self._in_background = in_background
        self._most = _MOST
        self._paths: list[str] | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths, read from the file at first use; a damaged file counts as empty."""
        if self._paths is None:
            self._paths = _paths_in(self.file.read())[: self._most]
        return tuple(self._paths)

    def add(self, path: str) -> None:
        """Puts a path on top."""
        most = self._most
        self._update(lambda paths: [path, *(known for known in paths if known != path)][:most])

    def keep_at_most(self, count: int) -> None:
        """Remembers so many paths from now on, and forgets the older ones."""
        self._most = count
        if len(self.paths) > count:
            self._update(lambda paths: paths[:count])

    def clear(self) -> None:
        """Forgets all paths."""
        self._update(lambda _paths: [])

    def find_missing(self, found: Callable[[set[str]], None]) -> None:
        """Looks which paths are gone; a drive that does not answer holds nobody up.

        Each path is looked for on its own; ``found`` is called for each that is missing.
        """
        for path in self.paths:
            self._in_background(
                lambda path=path: set() if Path(path).exists() else {path},  # type: ignore[misc]
                lambda missing: found(missing) if missing else None,
            )

    def _update(self, change: Callable[[list[str]], list[str]]) -> None:
        self._paths = _paths_in(self.file.update(lambda content: change(_paths_in(content))))


def _paths_in(content: Any) -> list[str]:
    rows = content if isinstance(content, list) else []
    return [path for path in rows if isinstance(path, str)]
