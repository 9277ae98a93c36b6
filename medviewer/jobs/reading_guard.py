"""ReadingGuard: what a child does around each file that it reads."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from medviewer.core.errors import ReadError
from medviewer.jobs.caution import Caution
from medviewer.jobs.file_notes import FileNotes, FileState


class ReadingGuard:
    """Notes each file before it is read, and refuses those that have stopped a child before."""

    def __init__(self, notes: FileNotes, caution: Caution) -> None:
        self._notes = notes
        self._caution = caution
        self._paths_left_out = {file.path for file in caution.left_out}
        self._one_at_a_time: contextlib.AbstractContextManager[object] = (
            threading.Lock() if caution.is_careful else contextlib.nullcontext()
        )

    @contextlib.contextmanager
    def reading(self, path: str) -> Iterator[None]:
        """Around everything that parses or decodes a file.

        Raises
        ------
        ReadError
            If the file, as it is now, has stopped a child before; one sentence that begins with its path.
        """
        file = FileState.of(path)
        if path in self._paths_left_out and file in self._caution.left_out:
            raise ReadError(f"{path} {self._caution.left_out[file]}")
        with self._one_at_a_time:
            self._notes.begin(file)
            try:
                yield
            finally:
                self._notes.end()
