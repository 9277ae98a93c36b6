"""Paths that were opened lately, kept in a small file in the user's configuration folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSaveFile

from medviewer.jobs.in_background import InBackground

_MOST = 12


class RecentStudies:
    """The newest first. Whether a path is still there is asked on a worker thread only.

    Only paths are kept, no names of patients.
    """

    def __init__(self, file: Path, in_background: InBackground) -> None:
        self._file = file
        self._in_background = in_background
        self._paths: list[str] | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths, read from the file at first use; a damaged file counts as empty."""
        if self._paths is None:
            self._paths = self._read()
        return tuple(self._paths)

    def add(self, path: str) -> None:
        """Puts a path on top."""
        self._paths = [path, *(known for known in self.paths if known != path)][:_MOST]
        self._write(self._paths)

    def clear(self) -> None:
        """Forgets all paths."""
        self._paths = []
        self._write([])

    def find_missing(self, found: Callable[[set[str]], None]) -> None:
        """Looks which paths are gone; a drive that does not answer holds nobody up.

        Each path is looked for on its own; ``found`` is called for each that is missing.
        """
        for path in self.paths:
            self._in_background(
                lambda path=path: set() if Path(path).exists() else {path},  # type: ignore[misc]
                lambda missing: found(missing) if missing else None,
            )

    def _read(self) -> list[str]:
        try:
            read = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return []
        return [path for path in read if isinstance(path, str)][:_MOST] if isinstance(read, list) else []

    def _write(self, paths: list[str]) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return
        file = QSaveFile(str(self._file))
        if file.open(QSaveFile.OpenModeFlag.WriteOnly):
            file.write(json.dumps(paths, ensure_ascii=False, indent=0).encode())
            file.commit()
